import { describe, expect, test } from 'vitest';
import { trendsChart } from '../../../src/analyses/trends/chart';
import type { TrendsFigures } from '../../../src/analyses/trends/result';
import { trendsWords } from '../../../src/analyses/trends/words';
import { Formatter } from '../../../src/core/format';
import { expectToFit } from '../../support/layout';

const points = (of: number) =>
  Array.from({ length: 20 }, (_, i) => ({
    from: `${new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10)}T00:00`,
    value: i === 3 ? null : of + i,
    low: null,
    high: null,
    complete: i < 19,
  }));
const one: TrendsFigures = {
  series: [{ activity: { rows: 'all' }, measure: 'customers', tests: 0 }],
  formula: null,
  hasAmount: false,
  unit: 'count',
  interval: 'week',
  by: null,
  groups: [{ name: null, points: points(100), total: 900 }],
  buckets: 19,
  firstPartial: false,
  previous: null,
};
const many: TrendsFigures = {
  ...one,
  by: { property: 'channel' },
  groups: ['email', 'a channel with a name that is far too long for a phone', 'direct'].map((value, i) => ({
    name: { value },
    points: points(50 * i),
    total: 100 + i,
  })),
};

describe('the picture of trends', () => {
  for (const locale of ['en', 'ru'] as const)
    for (const width of [240, 340, 700, 1100])
      test(`fits ${width} px in ${locale}`, () => {
        for (const figures of [one, many, { ...one, previous: { points: points(80), total: 800 } }])
          expectToFit(trendsChart(figures, width, new Formatter(locale)));
      });

  test('what is not over is drawn apart, and a missing value is a gap', () => {
    const [line] = trendsChart(one, 700, new Formatter('en')).lines;
    expect(line?.points).toHaveLength(19);
    expect(line?.tail).toHaveLength(2);
    expect(line?.points[3]?.y).toBeNull();
  });

  test('words say the finding', () => {
    const f = new Formatter('en');
    expect(trendsWords.en.headline(one, f).replaceAll('\u00a0', ' ')).toBe(
      '118 in the last complete week, up 1 % on the week before',
    );
    expect(
      trendsWords.en.headline({ ...one, previous: { points: points(80), total: 1000 } }, f).replaceAll('\u00a0', ' '),
    ).toBe('900 against 1,000 in the period before: down 10 %');
    expect(trendsWords.en.headline(many, f)).toBe('“direct” leads with 102');
  });
});
