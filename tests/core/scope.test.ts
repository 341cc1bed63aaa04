import { describe, expect, test } from 'vitest';
import { analysisSchemas } from '../../src/analyses';
import { recipeJsonSchema } from '../../src/cli/schema';
import { VitrineError } from '../../src/core/errors';
import { parseRecipe } from '../../src/core/recipe';
import type { SegmentRule } from '../../src/core/segment';
import { scopeOf } from '../../src/data';
import { dropped, renamed, withSegment } from '../../src/state/segments';

const parse = (changes: object) =>
  parseRecipe({ vitrine: 1, sources: [{ name: 'shop', path: 'a.csv' }], analyses: [], ...changes }, analysisSchemas);

function errorOf(changes: object): VitrineError {
  try {
    parse(changes);
  } catch (error) {
    if (error instanceof VitrineError) return error;
    throw error;
  }
  throw new Error('the recipe was accepted');
}

const did: SegmentRule = { did: { events: ['buy'], where: [{ property: 'price', from: 5 }], atLeast: 2 } };

describe('the filter and the segments of a recipe', () => {
  test('are of the source they name, else of the first', () => {
    const recipe = parse({
      sources: [
        { name: 'shop', path: 'a.csv' },
        { name: 'other', path: 'b.csv' },
      ],
      filter: { source: 'other', where: [{ property: '__proto__', is: ['x', null] }] },
      segments: [
        { name: 'a', rule: did },
        { name: 'a', rule: { not: did }, source: 'other' },
      ],
    });
    expect(scopeOf(recipe, 'shop', true)).toEqual({ filter: null, segments: [{ name: 'a', rule: did }] });
    expect(scopeOf(recipe, 'other', false)).toEqual({
      filter: { where: [{ property: '__proto__', is: ['x', null] }] },
      segments: [{ name: 'a', rule: { not: did } }],
    });
  });

  test.each<[string, object, RegExp]>([
    ['an unknown source', { filter: { source: 'shp' } }, /“shp” at filter\.source.*“shop”/],
    ['an unknown key of a filter', { filter: { form: '2024-01-01T00:00:00Z' } }, /“form” at filter.*“from”/],
    [
      'an unknown key of a test',
      { filter: { where: [{ property: 'x', contians: 'a' }] } },
      /“contians” at filter\.where\[0\].*“contains”/,
    ],
    [
      'an unknown key within a rule',
      { segments: [{ name: 'a', rule: { all: [{ did: { evnts: ['buy'] } }] } }] },
      /“evnts” at segments\[0\]\.rule\.all\[0\]\.did.*“events”/,
    ],
    ['no rule at all', { segments: [{ name: 'a' }] }, /segments\[0\]\.rule/],
    ['a wrong time', { filter: { from: 'May' } }, /"May" at filter\.from/],
    [
      'one name twice',
      {
        segments: [
          { name: 'a', rule: did },
          { name: 'a', rule: did },
        ],
      },
      /"a" at segments/,
    ],
    [
      'ten thousand segments',
      { segments: Array.from({ length: 10_000 }, (_, i) => ({ name: `s${i}`, rule: did })) },
      /at segments, where at most 200 segments/,
    ],
    [
      'a rule of too many parts',
      { segments: [{ name: 'a', rule: { any: Array.from({ length: 20 }, () => ({ any: Array(6).fill(did) })) } }] },
      /at most 100 parts/,
    ],
  ])('with %s are refused', (_, changes, says) => {
    expect(errorOf(changes).message).toMatch(says);
  });

  test('nested a hundred thousand deep are refused, not followed', () => {
    let rule: unknown = did;
    for (let i = 0; i < 100_000; i++) rule = { not: rule };
    expect(errorOf({ segments: [{ name: 'a', rule }] })).toMatchObject({
      code: 'recipe.invalid',
      details: { expected: 'at most 50 levels' },
    });
  });

  test('stand in the JSON Schema', () => {
    const text = JSON.stringify(recipeJsonSchema());
    for (const word of ['"filter"', '"segments"', '"atLeast"', '"contains"', '"customers"'])
      expect(text).toContain(word);
  });
});

describe('editing segments', () => {
  const scope = {
    filter: { customers: { not: { segment: 'a' } } as SegmentRule },
    segments: [
      { name: 'a', rule: did },
      { name: 'b', rule: { any: [{ segment: 'a' }, did] } as SegmentRule },
    ],
  };
  test('a new name is used wherever the segment is mentioned', () => {
    expect(renamed(scope, 'a', 'z')).toEqual({
      filter: { customers: { not: { segment: 'z' } } },
      segments: [
        { name: 'z', rule: did },
        { name: 'b', rule: { any: [{ segment: 'z' }, did] } },
      ],
    });
  });
  test('what rests on a dropped segment keeps its meaning', () => {
    expect(dropped(scope, 'a')).toEqual({
      filter: { customers: { not: did } },
      segments: [{ name: 'b', rule: { any: [did, did] } }],
    });
    expect(dropped(scope, 'nobody')).toBe(scope);
  });
  test('one of the same name gives way in its place', () => {
    expect(withSegment(scope, 'a', { not: did }).segments.map((s) => s.name)).toEqual(['a', 'b']);
    expect(withSegment(scope, 'c', did).segments.map((s) => s.name)).toEqual(['a', 'b', 'c']);
  });
});
