import { describe, expect, test } from 'vitest';
import { analysisSchemas } from '../../src/analyses';
import { VitrineError } from '../../src/core/errors';
import { nearest } from '../../src/core/nearest';
import { parseRecipe } from '../../src/core/recipe';

const good = {
  vitrine: 1,
  title: 'Shop',
  sources: [{ name: 'shop', path: 'events.csv', clean: { duplicates: true } }],
  roles: { shop: { customer: 'visitorid', time: 'timestamp', event: 'event', stages: { purchase: ['buy'] } } },
  asOf: '2024-05-01T00:00:00.000Z',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  analyses: [
    { id: 'metrics', kind: 'overview' },
    { id: 'path', kind: 'funnel', source: 'shop', steps: ['view', ['buy', 'pay']], window: { value: 7, unit: 'days' } },
  ],
};

/** The error of a recipe that is `good` with some keys replaced. */
function errorOf(change: object): VitrineError {
  try {
    parseRecipe({ ...good, ...change }, analysisSchemas);
  } catch (error) {
    if (error instanceof VitrineError) return error;
    throw error;
  }
  throw new Error('the recipe was accepted');
}

test('a whole recipe is taken as it stands', () => {
  expect(parseRecipe(good, analysisSchemas)).toMatchObject({
    zone: 'Europe/Berlin',
    analyses: [{ id: 'metrics' }, { id: 'path' }],
  });
});

describe('what is wrong is named with its path, its value and the nearest right name', () => {
  test.each<[string, object, string, RegExp]>([
    ['an unknown key at the top', { titel: 'x' }, 'recipe.unknown-key', /“titel” at its top level.*“title”/],
    [
      'an unknown role',
      { roles: { shop: { custommer: 'id' } } },
      'recipe.unknown-key',
      /“custommer” at roles\.shop.*“customer”/,
    ],
    [
      'an unknown parameter',
      { analyses: [{ id: 'a', kind: 'funnel', stepps: [] }] },
      'recipe.unknown-key',
      /“stepps” at analyses\[0\].*“steps”/,
    ],
    [
      'a wrong type',
      { analyses: [{ id: 'a', kind: 'funnel', steps: 'view' }] },
      'recipe.invalid',
      /"view" at analyses\[0\]\.steps/,
    ],
    [
      'a wrong choice',
      { analyses: [{ id: 'a', kind: 'funnel', order: 'orderd' }] },
      'recipe.invalid',
      /analyses\[0\]\.order.*“ordered”/,
    ],
    [
      'an unknown kind',
      { analyses: [{ id: 'a', kind: 'funel' }] },
      'recipe.invalid',
      /"funel" at analyses\[0\]\.kind.*“funnel”/,
    ],
    ['a missing key', { analyses: [{ kind: 'rfm' }] }, 'recipe.invalid', /nothing at analyses\[0\]\.id/],
    ['another version', { vitrine: 2 }, 'recipe.invalid', /2 at vitrine/],
    [
      'an unknown source',
      { analyses: [{ id: 'a', kind: 'rfm', source: 'shopp' }] },
      'recipe.unknown-source',
      /“shopp” at analyses\[0\]\.source.*“shop”/,
    ],
    ['roles of an unknown source', { roles: { shoop: {} } }, 'recipe.unknown-source', /“shoop” at roles.*“shop”/],
    [
      'an id that comes twice',
      {
        analyses: [
          { id: 'a', kind: 'rfm' },
          { id: 'a', kind: 'rfm' },
        ],
      },
      'recipe.invalid',
      /"a" at analyses.*only once/,
    ],
    ['an id that is a path', { analyses: [{ id: '../../etc', kind: 'rfm' }] }, 'recipe.invalid', /analyses\[0\]\.id/],
    ['a zone that is none', { zone: 'Mars/Olympus' }, 'recipe.invalid', /"Mars\/Olympus" at zone/],
    ['a currency that is none', { currency: 'euro' }, 'recipe.invalid', /"euro" at currency/],
    ['a day that is none', { asOf: 'yesterday' }, 'recipe.invalid', /"yesterday" at asOf/],
    [
      'a path and a demo at once',
      { sources: [{ name: 'shop', path: 'a', demo: 'shop' }] },
      'recipe.invalid',
      /exactly one/,
    ],
    ['no source', { sources: [] }, 'recipe.invalid', /sources/],
  ])('%s', (_, change, code, says) => {
    const error = errorOf(change);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
  });

  test('no object at all', () => {
    expect(() => parseRecipe('x', analysisSchemas)).toThrow(/its top level/);
    expect(() => parseRecipe(null, analysisSchemas)).toThrow(/its top level/);
  });
});

describe('the nearest name', () => {
  test.each([
    ['timestmap', ['timestamp', 'time'], 'timestamp'],
    ['VISITORID', ['visitorid', 'itemid'], 'visitorid'],
    ['xyz', ['customer', 'time'], null],
    ['', ['a'], 'a'],
  ])('of %j among %j is %j', (wrong, names, right) => expect(nearest(wrong, names)).toBe(right));
});
