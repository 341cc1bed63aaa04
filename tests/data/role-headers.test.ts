import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { roleNames, type Role } from '../../src/core/roles';
import { nameConfidence } from '../../src/data/role-names';
import { APPLIED } from '../../src/data/roles';

/** What the columns of shops, tills, banks, CRMs and analytics are called, and what a person would say they are. */
type Corpus = readonly { readonly source: string; readonly columns: Readonly<Record<string, Role | 'none'>> }[];

const languages = ['en', 'ru', 'de', 'es', 'fr'] as const;

function headers(language: (typeof languages)[number]): readonly (readonly [string, Role | 'none'])[] {
  const corpus = JSON.parse(readFileSync(`tests/fixtures/headers/${language}.json`, 'utf8')) as Corpus;
  return corpus.flatMap(({ columns }) => Object.entries(columns));
}

/** What the name alone is taken for. */
function roleOf(header: string): Role | 'none' {
  const ranked = roleNames
    .map((role) => ({ role, confidence: nameConfidence(role, header) }))
    .sort((a, b) => b.confidence - a.confidence);
  const [best] = ranked;
  return best !== undefined && best.confidence >= APPLIED ? best.role : 'none';
}

describe('names of columns', () => {
  test.each(languages)('at least 95 of 100 headers in "%s" are taken for what they are', (language) => {
    const all = headers(language);
    const misses = all.flatMap(([header, role]) => {
      const found = roleOf(header);
      return found === role ? [] : [`“${header}” is ${role}, taken for ${found}`];
    });
    const right = 1 - misses.length / all.length;
    if (misses.length > 0)
      console.log(`${language}: ${misses.length} of ${all.length} missed\n  ${misses.join('\n  ')}`);
    expect(right, misses.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  test('the corpus has 200 headers and more, of every role in every language', () => {
    expect(languages.reduce((n, language) => n + headers(language).length, 0)).toBeGreaterThanOrEqual(200);
    for (const language of languages) {
      const named = new Set(headers(language).map(([, role]) => role));
      for (const role of [...roleNames, 'none' as const])
        expect([language, role, named.has(role)]).toEqual([language, role, true]);
    }
  });
});
