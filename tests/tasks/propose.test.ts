import { describe, expect, test } from 'vitest';
import { parseParams } from '../../src/core/recipe';
import { locales } from '../../src/core/words';
import { catalogue } from '../../src/sql/features/catalogue';
import { prepareTask, preparedRows } from '../../src/tasks/prepare';
import { proposals, proposeTasks } from '../../src/tasks/propose';
import { taskSchema } from '../../src/tasks/spec';
import { labelValues } from '../../src/tasks/table/values';
import { lookAtTable } from '../../src/tasks/table/look';
import { labelCandidates, leftOut } from '../../src/tasks/table/labels';
import { periodColumns } from '../../src/tasks/table/periods';
import { proposeTable, tableTask } from '../../src/tasks/table/propose';
import { Maker } from '../../src/tasks/maker';
import { featureText } from '../../src/tasks/words';
import { openContent, sharedEngine, signal } from '../data/engines';
import { loadSpine, type LogRow } from '../support/spine';
import { DAY, objects } from './support';

const engine = sharedEngine();
const START = Date.UTC(2024, 0, 1);

/** Customers who come every `every` days for `days` days; every fourth row is a purchase. */
function log(customers: number, days: number, every = 2): LogRow[] {
  return Array.from({ length: customers }, (_, c) =>
    Array.from({ length: Math.floor(days / every) }, (__, i) => ({
      customer: `c${c}`,
      time: START + i * every * DAY + c * 60_000 + 1,
      event: (i + c) % 4 === 0 ? 'buy' : 'look',
      sign: (i + c) % 4 === 0 ? (1 as const) : (0 as const),
      amount: (i + c) % 4 === 0 ? 10 : 0,
    })).filter((row, i) => c % 2 === 0 || i < days / every / 2 || row.time < START + 60 * DAY),
  ).flat();
}

describe('questions of a log', () => {
  test('their windows follow one another up to the data’s end, and nothing reaches into the next', async () => {
    const data = await loadSpine(await engine(), log(80, 460), { name: 'year' });
    const proposed = proposeTasks({ kind: 'log', data });
    expect(proposed.map((p) => [p.question, p.ready])).toEqual([
      ['repurchase', true],
      ['churn', true],
      ['value', true],
      ['propensity', true],
      ['conversion', true],
    ]);
    for (const { task } of proposed) {
      // Each is a task as a recipe may have it.
      expect(parseParams(taskSchema, task, 'task')).toEqual(task);
      if (task?.kind !== 'log') continue;
      const window = task.window * DAY;
      expect(task.test + window).toBe(data.asOf + 1);
      expect(task.cutoffs).toEqual([3, 2, 1].map((n) => task.test - n * window));
      expect((task.cutoffs[0] ?? 0) - window).toBeGreaterThanOrEqual(data.spine.from);
    }
  });

  test('a short log is asked about fewer days, a shorter one not at all', async () => {
    const run = await engine();
    const short = proposeTasks({ kind: 'log', data: await loadSpine(run, log(5, 50), { name: 'short' }) });
    expect(short.map((p) => (p.task?.kind === 'log' ? p.task.window : null))).toEqual([14, 14, 14, 7, null]);
    const shorter = proposeTasks({ kind: 'log', data: await loadSpine(run, log(5, 4, 1), { name: 'shorter' }) });
    expect(shorter.map((p) => p.problem?.code)).toEqual(
      Array.from({ length: 5 }, (_, i) => (i === 3 ? undefined : 'span.short')),
    );
  });

  test('too few of one outcome is said before anything is made, with the counts', async () => {
    const run = await engine();
    const data = await loadSpine(run, log(12, 200), { name: 'twelve' });
    const found = await proposals(signal, run, { kind: 'log', data });
    const churn = found.find((p) => p.question === 'churn');
    expect(churn).toMatchObject({ ready: false, problem: { code: 'task.few', details: { needed: 20 } } });
    expect(churn?.parts?.map((p) => p.part)).toEqual(['train', 'train', 'train', 'test', 'current']);
  });

  test('what was counted beforehand is what is made', async () => {
    const run = await engine();
    const data = await loadSpine(run, log(90, 200), { name: 'counted' });
    const found = await proposals(signal, run, { kind: 'log', data });
    const churn = found.find((p) => p.question === 'churn');
    if (churn?.task == null) throw new Error('churn is asked');
    expect(churn.ready).toBe(true);
    const prepared = await prepareTask(signal, run, { kind: 'log', data }, churn.task, { name: 'counted_rows' });
    expect(prepared.parts).toEqual(churn.parts);
  });
});

describe('questions of a table', () => {
  const rows = Array.from(
    { length: 200 },
    (_, i) =>
      `${i + 1},u${i},${i % 7},${(i * 13) % 50},${(i * 29) % 60},${(i * 17) % 70},same,${i % 5 === 0 ? '' : i % 3 === 0 ? 'да' : 'нет'}`,
  );
  const csv = ['id,имя,тип,траты: май,траты: июнь,траты: июль,страна,Отток', ...rows].join('\n');

  test('the outcome is found, ids and names are not learnt from, periods belong together', async () => {
    const run = await engine();
    const main = await openContent(run, csv, 'table.csv', 'outflow');
    const about = await lookAtTable(new Maker(signal, run, 1), main);
    expect(labelCandidates(about)[0]).toMatchObject({ column: 'Отток', type: 'binary', positive: 'да' });
    expect([...leftOut(about, 'Отток')]).toEqual([
      ['id', 'id'],
      ['имя', 'names-rows'],
      ['страна', 'constant'],
      ['Отток', 'label'],
    ]);
    expect(periodColumns(main)).toEqual([{ name: 'траты', columns: ['траты: май', 'траты: июнь', 'траты: июль'] }]);
    const task = tableTask(about, 'Отток');
    const prepared = await prepareTask(signal, run, { kind: 'table', main }, task, { name: 'outflow_rows' });
    // Rows without an outcome are those to be scored.
    expect(prepared.parts.map((p) => [p.part, p.rows])).toEqual([
      ['train', 128],
      ['test', 32],
      ['current', 40],
    ]);
    const frame = await run.query(signal, preparedRows(prepared, ['train', 'test', 'current']));
    const made = objects(frame);
    expect(made.map((r) => r['row_id'])).toEqual(Array.from({ length: 200 }, (_, i) => i));
    const third = made.find((r) => r['customer'] === '3');
    expect(third).toMatchObject({ 'траты: change': 34 - 58, 'траты: slope': (34 - 26) / 2 });
    expect(third?.['траты: mean']).toBeCloseTo((26 + 58 + 34) / 3, 8);
    expect(await labelValues(signal, run, main, 'Отток')).toEqual({
      column: 'Отток',
      values: [
        { value: 'нет', rows: 107 },
        { value: 'да', rows: 53 },
      ],
      filled: 160,
      more: false,
    });
    // The same seed draws the same rows, another one others.
    const tests = async (seed: number): Promise<unknown[]> => {
      const again = await prepareTask(
        signal,
        run,
        { kind: 'table', main },
        { ...task, seed },
        { name: 'outflow_rows' },
      );
      return objects(await run.query(signal, preparedRows(again, ['test']))).map((r) => r['customer']);
    };
    const first = await tests(1);
    expect(await tests(1)).toEqual(first);
    expect(await tests(2)).not.toEqual(first);
  });

  test('where no name tells the outcome, the likeliest column is asked about alone', async () => {
    const run = await engine();
    const plain = csv.replace('Отток', 'тариф').replaceAll(/нет$/gm, 'малый');
    const main = await openContent(run, plain, 'plain.csv', 'plain');
    const about = await lookAtTable(new Maker(signal, run, 1), main);
    expect(proposeTable(about).map((t) => [t.label, t.type])).toEqual([['тариф', 'binary']]);
  });
});

test('every feature has words of its own in both languages', () => {
  for (const locale of locales) {
    const titles = catalogue.map((f) => featureText(f, locale).title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const [i, f] of catalogue.entries()) expect(titles[i]).not.toBe(f.name);
  }
  const seen = featureText({ name: 'events_30d', group: 'frequency', window: 30 }, 'en');
  expect(seen).toEqual({
    title: 'Events, last 30 days',
    about: 'Number of the customer’s rows in the log, last 30 days.',
  });
});
