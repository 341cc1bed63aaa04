import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TableRef } from '../../src/core/result';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { meanScores } from '../../src/rooms/customers/propensity';
import { sql } from '../../src/sql/sql';

let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
});
afterAll(() => engine.close());

const list = (columns: readonly string[], statement: TableRef['sql']): TableRef => ({
  name: 'customers',
  rows: 0,
  columns,
  sql: statement,
});

test('the mean score of a group is that of its scored customers; a group without one is left out', async () => {
  const members = list(
    ['customer', 'segment'],
    sql`SELECT * FROM (VALUES ('a', 'loyal'), ('b', 'loyal'), ('c', 'loyal'), ('d', 'newcomers'), ('e', NULL)) AS m(customer, segment)`,
  );
  const scores = list(
    ['customer', 'score'],
    sql`SELECT * FROM (VALUES ('a', 0.25), ('b', 0.75), ('e', 0.9), ('z', 1.0)) AS s(customer, score)`,
  );
  const means = await meanScores((s) => engine.query(new AbortController().signal, s), members, scores);
  expect([...means]).toEqual([['loyal', 0.5]]);
});
