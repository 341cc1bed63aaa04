import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAnalysis, type Place } from '../../src/analyses/run';
import type { Analysis, DataInfo } from '../../src/core/analysis';
import { isAbort } from '../../src/core/errors';
import { countAt } from '../../src/core/frame';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { raw, sql } from '../../src/sql/sql';
import { Run } from '../../src/state/run.svelte';
import { inTurn } from '../../src/analyses/turns';
import { loadSpine } from '../support/spine';

/** Replaces one table by `params` million rows, sorted, and counts them. */
const slow: Analysis<number, { readonly rows: number }> = {
  kind: 'slow',
  about: 'A table that takes its time.',
  params: v.number(),
  settle: (millions) => millions,
  plan: (millions, _, prefix) => [
    {
      step: 'table',
      name: `${prefix}_sorted`,
      per: 'all',
      sql: sql`SELECT i FROM range(${raw(String(millions * 1_000_000))}) AS r(i) ORDER BY hash(i)`,
    },
    { step: 'rows', name: 'n', sql: sql`SELECT count(*) AS n FROM ${raw(`${prefix}_sorted`)}` },
  ],
  result: (_, __, answers) => {
    const frame = answers.get('n');
    return { figures: { rows: frame === undefined ? -1 : countAt(frame, 'n') }, warnings: [] };
  },
};

describe('runs that write the same tables', () => {
  let engine: NativeDuckDB;
  let place: Place;
  let data: DataInfo;
  beforeAll(async () => {
    engine = await NativeDuckDB.open();
    const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
    place = { engine, scorer: { score: never }, computer: { compute: never } };
    data = await loadSpine(engine, [{ customer: 'a', time: 0 }]);
  });
  afterAll(() => engine.close());

  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  test('choosing again and again while a run is going ends in the last choice, without an error', async () => {
    const run = new Run<{ readonly rows: number }>();
    for (const millions of [6, 5, 4, 3]) {
      void run.start((signal) => runAnalysis(signal, place, slow, 'again', millions, data));
      await pause(30);
    }
    await run.start((signal) => runAnalysis(signal, place, slow, 'again', 0, data));
    expect([run.status, run.error, run.result?.figures.rows]).toEqual(['done', null, 0]);
  });

  test('two analyses of overlapping names run one after the other, others side by side', async () => {
    const { signal } = new AbortController();
    const figures = await Promise.all([
      runAnalysis(signal, place, slow, 'same', 0.5, data),
      runAnalysis(signal, place, slow, 'same', 0.25, data),
    ]);
    expect(figures.map((r) => r.figures.rows)).toEqual([500_000, 250_000]);
    const order: string[] = [];
    const say = (name: string, ms: number) => async (): Promise<void> => {
      await pause(ms);
      order.push(name);
    };
    await Promise.all([
      inTurn(signal, engine, 'a', say('a', 30)),
      inTurn(signal, engine, 'a_b', say('a_b', 0)),
      inTurn(signal, engine, 'ab', say('ab', 0)),
    ]);
    expect(order).toEqual(['ab', 'a', 'a_b']);
  });

  test('who waits for a turn can be stopped, and whoever comes after still waits for the first', async () => {
    const { signal } = new AbortController();
    const order: string[] = [];
    const first = inTurn(signal, engine, 'x', async () => {
      await pause(40);
      order.push('first');
    });
    const stopped = new AbortController();
    const second = inTurn(stopped.signal, engine, 'x', () => Promise.resolve(order.push('second')));
    stopped.abort();
    await expect(second).rejects.toSatisfy(isAbort);
    const third = inTurn(signal, engine, 'x', () => Promise.resolve(order.push('third')));
    await Promise.all([first, third]);
    expect(order).toEqual(['first', 'third']);
  });
});
