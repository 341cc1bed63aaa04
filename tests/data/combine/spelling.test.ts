import { describe, expect, test } from 'vitest';
import { respellings } from '../../../src/data/combine/spelling';

const of = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([value, rows]) => ({ value, rows }));
const found = (counts: Readonly<Record<string, number>>, elsewhere: Readonly<Record<string, number>> = {}) =>
  respellings({ values: of(counts), elsewhere: of(elsewhere) }).map((r) => `${r.from} → ${r.to}`);

describe('spellings that may be one value', () => {
  test('one-click shop: a rare doubled letter is proposed to become the frequent spelling', () => {
    expect(respellings({ values: of({ стандарт: 914, премиум: 376, стандартт: 10 }), elsewhere: [] })).toEqual([
      { from: 'стандартт', to: 'стандарт', rows: 10, like: 914, differs: 'letters' },
    ]);
  });

  test('one-click shop: a period that another table spells otherwise; the other letters decide who is right', () => {
    const money = { препредыдущий_месяц: 1300, предыдущий_месяц: 1300, текущий_месяц: 1300 };
    const time = { предыдцщий_месяц: 1300, текущий_месяц: 1300 };
    expect(found(time, money)).toEqual(['предыдцщий_месяц → предыдущий_месяц']);
    expect(found(money, time)).toEqual([]);
  });

  test('case, blanks, hyphens and ё are no difference, however frequent both are', () => {
    expect(found({ 'Зелёный чай': 50, 'зеленый  чай': 49, ЗЕЛЕНЫЙ_ЧАЙ: 3 })).toEqual([
      'зеленый  чай → Зелёный чай',
      'ЗЕЛЕНЫЙ_ЧАЙ → Зелёный чай',
    ]);
  });

  test.each([
    ['digits differ', { 'plan 10': 900, 'plan 11': 10 }],
    ['words are short', { cash: 900, card: 10 }],
    ['both are frequent', { inactive: 500, activated: 400, mactive: 450 }],
    ['too many letters differ', { active: 900, inactive: 10 }],
    ['there is nothing to compare', {}],
  ])('nothing is proposed where %s', (_, counts) => expect(found(counts)).toEqual([]));

  test('several spellings become the most frequent one, and none is both wrong and right', () => {
    expect(found({ standard: 900, standart: 90, standad: 9, standarrt: 1 })).toEqual([
      'standart → standard',
      'standad → standard',
    ]);
  });
});
