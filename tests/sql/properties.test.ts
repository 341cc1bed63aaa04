import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PropertyTest } from '../../src/core/filter';
import { numbers } from '../../src/core/frame';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { passes, propertiesOf, withProperties } from '../../src/sql/properties';
import { sql } from '../../src/sql/sql';
import { loadSpine, type LogRow } from '../support/spine';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
});
afterAll(() => engine.close());

/** The file's order is not the spine's, so that a property read at the wrong place is seen. */
const log: readonly LogRow[] = [
  { customer: 'b', time: 50, event: 'view', properties: { 'a "quoted"': 'Red', price: 5, on: '2024-01-01 00:00:00' } },
  { customer: 'a', time: 30, event: 'view', properties: { 'a "quoted"': 'blue', price: null, on: null } },
  { customer: 'c', time: 10, event: 'view', properties: { 'a "quoted"': null, price: 7.5, on: '2024-01-02 00:00:00' } },
  { customer: 'a', time: 20, event: 'view', properties: { 'a "quoted"': 'RED ', price: -1, on: 'never' } },
];

async function placesOf(...tests: PropertyTest[]): Promise<number[]> {
  const { spine } = await loadSpine(engine, log);
  const names = propertiesOf(tests);
  const frame = await engine.query(
    signal,
    sql`SELECT place FROM ${withProperties(spine, names)} AS s WHERE ${passes(tests, spine, names)} ORDER BY place`,
  );
  return [...numbers(frame, 'place')];
}

describe('a test of a property', () => {
  const colour = 'a "quoted"';
  test.each<[string, PropertyTest[], number[]]>([
    ['is: the exact text', [{ property: colour, is: ['Red'] }], [0]],
    ['is: null stands for missing', [{ property: colour, is: ['blue', null] }], [1, 2]],
    ['is: numbers', [{ property: 'price', is: [5, -1] }], [0, 3]],
    ['not: missing values pass', [{ property: colour, not: ['Red'] }], [1, 2, 3]],
    ['not: null asks for a value', [{ property: colour, not: ['Red', null] }], [1, 3]],
    ['contains: upper and lower case alike', [{ property: colour, contains: 'rEd' }], [0, 3]],
    ['contains: a wildcard is an ordinary character', [{ property: colour, contains: '%' }], []],
    ['from is included, to is not', [{ property: 'price', from: 5, to: 7.5 }], [0]],
    ['bounds leave missing values out', [{ property: 'price', to: 100 }], [0, 2, 3]],
    ['times', [{ property: 'on', from: '2024-01-01T12:00:00Z' }], [2]],
    ['given', [{ property: 'price', given: false }], [1]],
    [
      'all tests have to hold',
      [
        { property: 'price', from: 0 },
        { property: colour, given: true },
      ],
      [0],
    ],
    ['no tests hold always', [], [0, 1, 2, 3]],
  ])('%s', async (_, tests, places) => {
    expect(await placesOf(...tests)).toEqual(places);
  });

  test('an unknown column names the nearest', async () => {
    await expect(placesOf({ property: 'prise', given: true })).rejects.toMatchObject({
      code: 'property.unknown',
      details: { property: 'prise', nearest: '“price”' },
    });
  });
});
