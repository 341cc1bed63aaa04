import { afterAll, expect, test } from 'vitest';
import { texts } from '../../src/core/frame';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { NodeLearner } from '../../src/engines/native/learner';
import { Prediction } from '../../src/state/predict.svelte';
import { loadSpine, type LogRow } from '../support/spine';

const DAY = 86_400_000;
const signal = new AbortController().signal;
const opened = NativeDuckDB.open();
afterAll(async () => (await opened).close());

/** 200 customers who buy every 3 to 40 days over 300, a third of them over 120 only. */
const log: readonly LogRow[] = Array.from({ length: 200 }, (_, c) => {
  const pause = 3 + ((c * 7) % 38);
  return Array.from({ length: Math.floor((c % 3 === 0 ? 120 : 300) / pause) }, (_, k): LogRow => ({
    customer: `c${c}`,
    time: Date.UTC(2024, 0, 1) + (c % 11) * DAY + k * pause * DAY,
    event: 'buy',
    sign: 1,
    amount: 5 + (c % 9),
  }));
}).flat();

async function tables(): Promise<readonly (string | null)[]> {
  const engine = await opened;
  const text = `SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'predict%' ORDER BY 1`;
  return texts(await engine.query(signal, { text, values: [] }), 'name');
}

test('one table stands while a question does, also where another took its place half-way, and none afterwards', async () => {
  const engine = await opened;
  const data = await loadSpine(engine, log, { name: 'kept' });
  const prediction = new Prediction({ engine, learner: new NodeLearner() });
  await prediction.look({ kind: 'log', data });
  const ask = (question: string): void => {
    const found = prediction.proposals?.find((p) => p.question === question && p.ready);
    if (found === undefined) throw new Error(`${question} can be asked: ${JSON.stringify(prediction.proposals)}`);
    prediction.take(found);
  };
  ask('repurchase');
  expect(await prediction.prepare()).toBe(true);
  expect(await tables()).toEqual([prediction.prepared?.table]);

  ask('value');
  const first = prediction.prepare();
  ask('repurchase');
  const second = prediction.prepare();
  expect(await Promise.all([first, second])).toEqual([false, true]);
  expect(prediction.prepared?.task).toMatchObject({ question: 'repurchase' });
  expect(await tables()).toEqual([prediction.prepared?.table]);

  await prediction.look(null);
  await expect.poll(tables).toEqual([]);
});
