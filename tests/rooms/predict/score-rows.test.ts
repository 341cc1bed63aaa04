import { describe, expect, test } from 'vitest';
import { cell } from '../../../src/core/frame';
import type { TableRef } from '../../../src/core/result';
import { rowsToScore } from '../../../src/rooms/predict/result/rows';
import {
  firstListed,
  scoredList,
  searched,
  type Among,
  type ListPlace,
} from '../../../src/rooms/predict/result/score-rows';
import { ident, sql } from '../../../src/sql/sql';
import { forecastRanges } from '../../../src/tasks/evaluate/score/range';
import type { Prepared } from '../../../src/tasks/prepared';
import type { LogTask } from '../../../src/tasks/spec';
import { sharedEngine, signal } from '../../data/engines';
import { loadSpine } from '../../support/spine';

const engine = sharedEngine();
const names = ['Ann', 'Bob', 'Анна', "O'Neil"];

/** Four customers who spent 10, 20, 30 and 40, as the current rows of a question. */
async function asked(question: LogTask['question']): Promise<{ place: ListPlace; prepared: Prepared }> {
  const run = await engine();
  const log = names.map((customer, i) => ({
    customer,
    time: 1e12 + i,
    event: 'buy',
    sign: 1 as const,
    amount: 10 * (i + 1),
  }));
  const data = await loadSpine(run, log, { name: question });
  const table = `prepared_${question}`;
  await run.query(
    signal,
    sql`CREATE OR REPLACE TABLE ${ident(table)} AS SELECT row_number() OVER (ORDER BY amount) - 1 AS row_id, customer
      FROM ${ident(data.spine.table)}`,
  );
  const task: LogTask = {
    kind: 'log',
    question,
    window: 30,
    cutoffs: [0],
    test: 1,
    goal: null,
    activeWithin: null,
    groups: ['recency'],
    off: [],
    trusted: [],
  };
  const prepared: Prepared = {
    task,
    type: question === 'value' ? 'regression' : 'binary',
    table,
    columns: { key: 'customer', label: 'label', part: 'part', cutoff: 'cutoff_at', features: [] },
    parts: [],
    classes: [],
    radar: { findings: [], proof: [] },
    warnings: [],
    statements: [],
  };
  const { query, load } = run;
  return { place: { data, query: query.bind(run), load: load.bind(run) }, prepared };
}

/** Customer value, as the room Customers lists it; one customer is not in it. */
const values: TableRef = {
  name: 'customers',
  rows: 3,
  columns: ['customer', 'value', 'spend'],
  sql: sql`SELECT * FROM (VALUES ('Ann', 100.0, 5.0), ('Bob', 200.0, 6.0), ('Анна', 300.0, 7.0)) AS v (customer, value, spend)`,
};
const scores = Float64Array.of(0.9, 0.5, 0.5, 0.1);
const rows = Int32Array.of(0, 1, 2, 3);
const scored = { rows, scores, bands: Int32Array.of(3, 2, 2, 1), ranges: [], reasons: ['↑ a', null, null, null] };

async function rowsOf(place: ListPlace, list: TableRef): Promise<readonly (readonly unknown[])[]> {
  const frame = await place.query(signal, list.sql);
  return Array.from({ length: frame.length }, (_, row) => frame.columns.map((c) => cell(c, row)));
}

describe('the list of scores', () => {
  test('weighs a purchase by what one brings, ordered by score × spend; who has no value has none', async () => {
    const { place, prepared } = await asked('repurchase');
    const list = await scoredList(place, prepared, scored, { values });
    expect(list.columns).toEqual([
      'who',
      'score',
      'band',
      'tenth',
      'spent',
      'priority',
      'value',
      'expected',
      'reasons',
    ]);
    expect(await rowsOf(place, list)).toEqual([
      ['Анна', 0.5, '2', 3, 30, 15, 300, 3.5, null],
      ['Bob', 0.5, '2', 3, 20, 10, 200, 3, null],
      ['Ann', 0.9, '3', 1, 10, 9, 100, 4.5, '↑ a'],
      ["O'Neil", 0.1, '1', 8, 40, 4, null, null, null],
    ]);
  });
  test('gives its reasons to those whom it begins with', async () => {
    const { place, prepared } = await asked('repurchase');
    expect([...(await firstListed(place, prepared, scored, 2))]).toEqual([1, 2]);
    // Without money, or of numbers, it begins with the highest scores.
    expect([...(await firstListed(place, prepared, { ...scored, bands: null }, 2))]).toEqual([0, 1]);
    expect([...(await firstListed({ ...place, data: null }, prepared, scored, 1))]).toEqual([0]);
    expect([...(await firstListed(place, prepared, scored, 9))]).toEqual([0, 1, 2, 3]);
  });
  test('weighs a loss by what the customer is worth', async () => {
    const { place, prepared } = await asked('churn');
    const list = await scoredList(place, prepared, scored, { values });
    const at = list.columns.indexOf('expected');
    expect((await rowsOf(place, list)).map((row) => row[at])).toEqual([150, 100, 90, null]);
  });
  test('of numbers has the range of such forecasts and no priority', async () => {
    const { place, prepared } = await asked('value');
    const forecast = Float64Array.from({ length: 60 }, (_, i) => i / 60);
    const ranges = forecastRanges(forecast, forecast);
    const list = await scoredList(place, prepared, { ...scored, bands: null, ranges }, {});
    expect(list.columns).toEqual(['who', 'score', 'low', 'high', 'tenth', 'spent', 'reasons']);
    const [first] = await rowsOf(place, list);
    expect(first?.slice(0, 4)).toEqual(['Ann', 0.9, 0.9, 0.9]);
  });
  test('finds customers by a part of their name, whatever its case or quotes', async () => {
    const { place, prepared } = await asked('repurchase');
    const list = await scoredList(place, prepared, scored, {});
    const found = async (text: string): Promise<readonly unknown[]> => {
      const hit = await searched(place, list, text);
      const all = await rowsOf(place, hit);
      expect(hit.rows).toBe(all.length);
      return all.map(([who]) => who);
    };
    expect(await found(' aNN')).toEqual(['Ann']);
    expect(await found('АНН')).toEqual(['Анна']);
    expect(await found("o'n")).toEqual(["O'Neil"]);
    expect(await found('%')).toEqual([]);
    expect(await searched(place, list, '  ')).toBe(list);
  });

  test('is narrowed to those of the cut or of a band, together with a search; nobody is picked by an endless cut', async () => {
    const { place, prepared } = await asked('repurchase');
    const list = await scoredList(place, prepared, scored, {});
    const names = async (text: string, among: Among): Promise<readonly unknown[]> => {
      const hit = await searched(place, list, text, among);
      const found = (await rowsOf(place, hit)).map((row) => row[0]);
      expect(hit.rows).toBe(found.length);
      return found;
    };
    expect(await names('', { from: 0.5 })).toEqual(['Анна', 'Bob', 'Ann']);
    expect(await names('', { band: '2' })).toEqual(['Анна', 'Bob']);
    expect(await names('b', { band: '2' })).toEqual(['Bob']);
    expect(await names('', { from: Infinity })).toEqual([]);
    expect(await searched(place, list, '', {})).toBe(list);
  });
});

test('open sessions are scored where there are enough of them, else the test rows; customers always', () => {
  const study = { train: Int32Array.of(0), test: Int32Array.of(1, 2), current: Int32Array.of(3) };
  const session = {
    kind: 'session',
    question: 'conversion',
    goal: null,
    first: { events: 5 },
    gap: 30,
    test: 0,
    groups: [],
    off: [],
    trusted: [],
  } as const;
  expect(rowsToScore(study, { task: session })).toEqual({ rows: study.test, test: true });
  const many = { ...study, current: Int32Array.from({ length: 30 }, (_, i) => i + 3) };
  expect(rowsToScore(many, { task: session })).toEqual({ rows: many.current, test: false });
  const churn = { ...session, kind: 'log', question: 'churn', window: 30, cutoffs: [0], activeWithin: null } as const;
  const { first: _, gap: __, ...task } = churn;
  expect(rowsToScore(study, { task })).toEqual({ rows: study.current, test: false });
  expect(rowsToScore({ ...study, current: new Int32Array() }, { task })).toEqual({ rows: study.test, test: true });
});
