import { describe, expect, it } from 'vitest';
import { fileName } from '../../src/ui/fileName';
import { fuzzyScore } from '../../src/ui/fuzzy';
import { grouped } from '../../src/ui/grouped';
import { preferredLocale } from '../../src/ui/preferredLocale';
import { sqlTokens } from '../../src/ui/sqlTokens';
import { uiWords } from '../../src/ui/words';

describe('fuzzy search', () => {
  it('finds letters in their order, whatever stands between', () => {
    expect(fuzzyScore('cst', 'Customers')).not.toBeNull();
    expect(fuzzyScore('tsc', 'Customers')).toBeNull();
  });

  it('puts starts of words before letters inside them', () => {
    const names = ['Behaviour', 'Add to story', 'Overview', 'SQL'];
    const best = names.toSorted((a, b) => (fuzzyScore('st', b) ?? -1) - (fuzzyScore('st', a) ?? -1))[0];
    expect(best).toBe('Add to story');
  });

  it('finds Cyrillic without regard to case', () => {
    expect(fuzzyScore('ПОВ', 'Поведение')).not.toBeNull();
  });
});

describe('file names', () => {
  it('keep letters of any script and nothing that a file system minds', () => {
    expect(fileName('72 % of visitors/“cart”: never buy', 'png')).toBe('72-of-visitors-cart-never-buy.png');
    expect(fileName('Половина купила один раз', 'csv')).toBe('половина-купила-один-раз.csv');
    expect(fileName('…', 'svg')).toBe('vitrine.svg');
    expect(fileName('a'.repeat(200), 'svg')).toHaveLength(64);
  });
});

describe('SQL colouring', () => {
  it('loses no character', () => {
    const text = `SELECT "a""b", 'it''s', 1.5e3 -- note\nFROM t1 WHERE x <> 'open`;
    expect(
      sqlTokens(text)
        .map((t) => t.text)
        .join(''),
    ).toBe(text);
  });

  it('does not take a quoted name for a keyword', () => {
    expect(sqlTokens('select "select"').filter((t) => t.kind === 'keyword')).toEqual([
      { text: 'select', kind: 'keyword' },
    ]);
  });
});

describe('words', () => {
  it('have the right form after every Russian number', () => {
    expect([0, 1, 3, 5, 21].map((n) => uiWords.ru.requests(n, String(n)))).toEqual([
      '0 запросов',
      '1 запрос',
      '3 запроса',
      '5 запросов',
      '21 запрос',
    ]);
  });

  it('say no text twice in a row by accident: every English text has a Russian one of its own', () => {
    for (const [key, text] of Object.entries(uiWords.en))
      if (typeof text === 'string' && !/SQL|PNG/.test(text))
        expect(uiWords.ru[key as keyof typeof uiWords.ru], key).not.toBe(text);
  });

  it('follow the first language of the browser that the page speaks', () => {
    expect(preferredLocale(['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(preferredLocale(['de'])).toBe('en');
  });

  it('groups keep the order in which they appear', () => {
    const of = (group: string, id: number) => ({ group, id });
    expect(grouped([of('b', 1), of('a', 2), of('b', 3)]).map(([name, members]) => [name, members.length])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
  });
});
