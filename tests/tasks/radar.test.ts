import { describe, expect, test } from 'vitest';
import { asVitrineError } from '../../src/core/errors';
import { makeLogRows } from '../../src/tasks/log/prepare';
import { Maker } from '../../src/tasks/maker';
import { prepareTask } from '../../src/tasks/prepare';
import { tableTask } from '../../src/tasks/table/propose';
import { lookAtTable } from '../../src/tasks/table/look';
import { openContent, sharedEngine, signal } from '../data/engines';
import { loadSpine, type LogRow } from '../support/spine';
import { DAY, logTask } from './support';

const engine = sharedEngine();

/** Sixty customers over 120 days; every third falls silent half-way. */
const log: LogRow[] = Array.from({ length: 60 }, (_, c) =>
  Array.from({ length: 40 }, (__, i) => ({
    customer: `c${c}`,
    time: i * 3 * DAY + c * 3_600_000,
    event: i % 4 === 3 ? 'purchase' : 'view',
    sign: i % 4 === 3 ? (1 as const) : (0 as const),
    amount: i % 4 === 3 ? 10 + c : 0,
  })).slice(0, c % 3 === 0 ? 20 : 40),
).flat();
const end = Math.max(...log.map((r) => r.time)) + 1;

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => asVitrineError(error).code,
  );

describe('the radar refuses what knows the future', () => {
  test('recency counted to the data’s end beside a label of its last 30 days, as a clickstream notebook has it', async () => {
    const run = await engine();
    const data = await loadSpine(run, log, { name: 'mistake' });
    const task = logTask('churn', 30, end - 30 * DAY);
    const make = new Maker(signal, run, 10);
    // "Silent for 30 days" is said of the same now from which the silence is counted.
    const mistake = makeLogRows(make, data, task, 'mistaken', () => end);
    await expect(mistake).rejects.toMatchObject({ code: 'task.future', details: { hours: 30 * 24 + 30 * 24 } });
    await make.sweep();
    expect(await codeOf(prepareTask(signal, run, { kind: 'log', data }, task, { name: 'right' }))).toBe('none');
  });

  test('features that see one day into the label', async () => {
    const run = await engine();
    const data = await loadSpine(run, log, { name: 'day' });
    const make = new Maker(signal, run, 10);
    const late = makeLogRows(make, data, logTask('churn', 30, end - 30 * DAY), 'late', (m) => m.cutoff + DAY);
    await expect(late).rejects.toMatchObject({ code: 'task.future', details: { hours: 24 } });
    await make.sweep();
  });

  test.each([
    ['beyond the data', { test: end - 29 * DAY, cutoffs: [end - 90 * DAY] }],
    ['of the training into the test', { test: end - 30 * DAY, cutoffs: [end - 45 * DAY] }],
  ])('a label window that reaches %s', async (_, times) => {
    const run = await engine();
    const data = await loadSpine(run, log, { name: 'overlap' });
    const task = { ...logTask('churn', 30, times.test), cutoffs: times.cutoffs };
    expect(await codeOf(prepareTask(signal, run, { kind: 'log', data }, task, { name: 'overlap' }))).toBe(
      'task.overlap',
    );
  });

  test('tables made for a task that is refused are gone', async () => {
    const run = await engine();
    // The forty who never fall silent are fewer than can be learnt from.
    const loyal = log.filter((r) => Number(r.customer.slice(1)) % 3 !== 0);
    const data = await loadSpine(run, loyal, { name: 'few' });
    const task = logTask('repurchase', 30, end - 30 * DAY);
    expect(await codeOf(prepareTask(signal, run, { kind: 'log', data }, task, { name: 'gone' }))).toBe('learn.rows');
    const frame = await run.query(signal, {
      text: "SELECT count(*) AS n FROM information_schema.tables WHERE starts_with(table_name, 'gone')",
      values: [],
    });
    expect(frame.columns[0]?.values[0]).toBe(0);
  });
});

describe('columns of a table that tell the answer', () => {
  /** 400 customers: churn follows `tenure` a little; `recency` is what it was made of; `reason` was written afterwards. */
  const rows = Array.from({ length: 400 }, (_, i) => {
    const recency = (i * 37) % 90;
    const churned = recency > 45;
    const tenure = ((i * 53) % 100) + (churned ? 0 : 25);
    return `${1000 + i},${tenure},${recency},${churned ? ['price', 'service'][i % 2] : ''},${['a', 'b', 'c'][i % 3]},7,${churned ? 'yes' : 'no'}`;
  });
  const csv = ['customer_id,tenure,recency,reason,plan,version,churn', ...rows].join('\n');

  test('are flagged and left out, unless they are trusted', async () => {
    const run = await engine();
    const main = await openContent(run, csv, 'churned.csv', 'churned');
    const about = await lookAtTable(new Maker(signal, run, 1), main);
    const task = tableTask(about, 'churn');
    expect(task).toMatchObject({ type: 'binary', positive: 'yes', id: 'customer_id' });
    // Ids and what never varies are not even proposed.
    expect(task.columns).toEqual(['tenure', 'recency', 'reason', 'plan']);
    const prepared = await prepareTask(signal, run, { kind: 'table', main }, task, { name: 'flagged' });
    const flags = Object.fromEntries(prepared.columns.features.map((f) => [f.name, [f.flag, f.used]]));
    expect(flags).toEqual({
      tenure: [null, true],
      recency: ['encodes-label', false],
      reason: ['encodes-label', false],
      plan: [null, true],
    });
    expect(prepared.radar.findings).toContainEqual({ feature: 'recency', flag: 'encodes-label', auc: 1, used: false });
    const trusted = await prepareTask(
      signal,
      run,
      { kind: 'table', main },
      { ...task, trusted: ['recency'], off: ['plan'] },
      { name: 'flagged' },
    );
    expect(trusted.columns.features.filter((f) => f.used).map((f) => f.name)).toEqual(['tenure', 'recency']);
  });

  test('a column of names does not tell the answer of rows it was not read from', async () => {
    const run = await engine();
    const named = ['name,label', ...Array.from({ length: 400 }, (_, i) => `n${i >> 1},${(i * 7) % 3 === 0 ? 1 : 0}`)];
    const main = await openContent(run, named.join('\n'), 'named.csv', 'named');
    const about = await lookAtTable(new Maker(signal, run, 1), main);
    const task = { ...tableTask(about, 'label'), columns: ['name'] };
    const prepared = await prepareTask(signal, run, { kind: 'table', main }, task, { name: 'names' });
    expect(prepared.columns.features[0]?.auc).toBeLessThan(0.75);
  });
});
