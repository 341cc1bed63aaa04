import { describe, expect, test } from 'vitest';
import { analysisSchemas } from '../../src/analyses';
import { parseRecipe } from '../../src/core/recipe';
import { appliedTo } from '../../src/state/apply';
import { paramsFor, readRecipe, sourceFor } from '../../src/state/recipe';

const recipe = parseRecipe(
  {
    vitrine: 1,
    sources: [{ name: 'shop', path: 'data/2024/events.csv', clean: { duplicates: true } }],
    roles: { shop: { customer: 'visitorid', time: 'timestamp' } },
    analyses: [
      { id: 'a', kind: 'funnel', steps: ['view', 'buy'], order: 'strict' },
      { id: 'b', kind: 'funnel', steps: ['view', 'pay'] },
    ],
  },
  analysisSchemas,
);

describe('a recipe that is dropped with files', () => {
  test('speaks of a file by the name at the end of its path', () => {
    expect(sourceFor(recipe, 'events.csv')).toEqual({
      name: 'shop',
      roles: { customer: 'visitorid', time: 'timestamp' },
      clean: { duplicates: true, zeroAmounts: false },
      scope: { filter: null, segments: [] },
    });
    expect(sourceFor(recipe, 'other.csv')).toBeNull();
  });

  test('speaks of a sample by the file that the sample is', () => {
    const of = { ...recipe, sources: [{ name: 'shop_events', demo: 'shop' as const }], roles: {} };
    expect(sourceFor(of, 'shop-events.parquet')).toMatchObject({ name: 'shop_events' });
    expect(sourceFor(of, 'shop-orders.parquet')).toBeNull();
    expect(() => appliedTo(of, [], [])).toThrow(/with shop,/);
  });

  test('gives the first analysis of a kind, without its id and kind', () => {
    expect(paramsFor(recipe, 'funnel')).toMatchObject({ steps: ['view', 'buy'], order: 'strict' });
    expect(paramsFor(recipe, 'funnel')).not.toHaveProperty('id');
    expect(paramsFor(recipe, 'rfm')).toBeNull();
  });

  test('with no file, or none and nothing open that it speaks of, says which file is wanted', () => {
    expect(() => appliedTo(recipe, [], [])).toThrow(/events\.csv/);
    expect(() => appliedTo(recipe, [], [{ name: 'others.csv' }])).toThrow(/events\.csv/);
    expect(appliedTo(recipe, [], [{ name: 'events.csv' }])).toEqual([]);
  });

  test.each([
    ['no JSON', 'sources: x', 'recipe.not-json'],
    [
      'a wrong key',
      '{"vitrine":1,"sorces":[],"sources":[{"name":"a","path":"b"}],"analyses":[]}',
      'recipe.unknown-key',
    ],
    [
      'an unknown kind',
      '{"vitrine":1,"sources":[{"name":"a","path":"b"}],"analyses":[{"id":"x","kind":"funel"}]}',
      'recipe.invalid',
    ],
  ])('with %s is refused', async (_, text, code) => {
    await expect(readRecipe(new File([text], 'recipe.json'))).rejects.toMatchObject({ code });
  });

  test('a wrong key names the nearest one', async () => {
    const text = '{"vitrine":1,"sorces":[],"sources":[{"name":"a","path":"b"}],"analyses":[]}';
    await expect(readRecipe(new File([text], 'recipe.json'))).rejects.toThrow(/“sorces”.*“sources”/);
  });

  test('a key called __proto__ is refused and changes nothing', async () => {
    const text = '{"vitrine":1,"sources":[{"name":"a","path":"b"}],"analyses":[],"__proto__":{"polluted":1}}';
    const outcome = await readRecipe(new File([text], 'recipe.json')).catch((e: unknown) => e);
    expect(outcome).toBeDefined();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
