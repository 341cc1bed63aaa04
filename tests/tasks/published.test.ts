import { describe, expect, test } from 'vitest';
import { observed } from '../../src/tasks/log/moments';
import { datasetPlan, preparedRows, prepareTask } from '../../src/tasks/prepare';
import { problemOf, proposals } from '../../src/tasks/propose';
import { datasetFromFrame, summaryOf } from '../../src/learn/dataset';
import { openPath, sharedEngine, signal } from '../data/engines';
import { sharedData } from '../support/shared';
import { DAY, logTask, openLog } from './support';

const engine = sharedEngine();

const cdnow = sharedData('cdnow/CDNOW_master.txt');

describe.skipIf(cdnow === null)('CDNOW master, 90 days before the end', () => {
  test('3,301 of 23,570 customers (14.01 %) buy in the window and spend 211,934.34 (SEMANTICS §14)', async () => {
    const run = await engine();
    const data = await openLog(run, cdnow ?? '', 'cdnow');
    const { end } = observed(data);
    const source = { kind: 'log', data } as const;
    // The last day is 30 June: `date > max − 90 d` is 2 April and later.
    expect(new Date(end - 90 * DAY).toISOString().slice(0, 10)).toBe('1998-04-02');
    const bought = await prepareTask(signal, run, source, logTask('repurchase', 90, end - 90 * DAY));
    const judged = bought.parts.find((p) => p.part === 'test');
    expect(judged).toEqual({ part: 'test', cutoff: end - 90 * DAY, rows: 23_570, positives: 3_301, mean: null });
    expect(((judged?.positives ?? 0) / 23_570) * 100).toBeCloseTo(14.01, 2);
    // What is spent does not depend on what it is told by.
    const value = logTask('value', 90, end - 90 * DAY, { groups: ['recency'] });
    const spent = await prepareTask(signal, run, source, value, { name: 'spent' });
    expect((spent.parts.find((p) => p.part === 'test')?.mean ?? 0) * 23_570).toBeCloseTo(211_934.34, 4);
    // Nothing later than a millisecond before its cutoff was seen, in any reading at any cutoff.
    expect(bought.radar.proof.length).toBeGreaterThan(15);
    for (const { latest } of bought.radar.proof) expect(latest ?? -1).toBeLessThan(0);
    expect(bought.columns.features.every((f) => f.latest !== null && f.latest < 0)).toBe(true);
    // It can be learnt from as it stands; each customer is one group over both cutoffs.
    const frame = await run.query(signal, preparedRows(bought, ['train', 'test']));
    const dataset = datasetFromFrame(frame, datasetPlan(bought));
    expect(summaryOf(dataset)).toMatchObject({ rows: 47_140, task: 'binary' });
    expect(new Set(dataset.groups).size).toBe(23_570);
  });
});

describe('published label rates', () => {
  test.each([
    ['one-click shop: 802 / 498', 'yandex-one-click/market_file.csv', 'decline', 'Снизилась', 498, 1300],
    ['telco: 1,869 of 7,043 left', 'telco-churn/Telco-Customer-Churn.csv', 'custom', 'Yes', 1869, 7043],
    [
      'online shoppers: 1,908 of 12,330 bought',
      'online-shoppers/online_shoppers_intention.csv',
      'custom',
      'true',
      1908,
      12_330,
    ],
  ] as const)('%s', async (_, file, question, positive, positives, rows) => {
    const path = sharedData(file);
    if (path === null) return;
    const run = await engine();
    const main = await openPath(run, path, 'table');
    const [proposal] = await proposals(signal, run, { kind: 'table', main });
    expect(proposal).toMatchObject({ question, ready: true, task: { kind: 'table', positive } });
    const task = proposal?.task;
    if (task?.kind !== 'table') throw new Error('a table asks a question of a table');
    const prepared = await prepareTask(signal, run, { kind: 'table', main }, task);
    expect(prepared.classes.map((c) => c.rows)).toEqual([rows - positives, positives]);
    // What was counted beforehand is what was made, and each class gave a fifth to the test.
    expect(prepared.parts).toEqual(proposal?.parts);
    expect(problemOf(task, prepared.parts)).toBeNull();
    expect(prepared.parts.find((p) => p.part === 'test')?.positives).toBe(Math.round(positives / 5));
    expect(prepared.radar.findings.filter((f) => f.flag === 'encodes-label')).toEqual([]);
    await run.query(signal, { text: `DROP TABLE "${main.table}"`, values: [] });
  });

  test('Magenta: 6.97 % of 100,000 contracts, 7.05 % of 80,000', async () => {
    const run = await engine();
    for (const [file, positives, rows] of [
      ['magenta/core_data_fe.parquet', 6974, 100_000],
      ['magenta/train-data-v0-80.parquet', 5639, 80_000],
    ] as const) {
      const path = sharedData(file);
      if (path === null) continue;
      const main = await openPath(run, path, 'contracts');
      const [proposal] = await proposals(signal, run, { kind: 'table', main });
      expect(proposal).toMatchObject({ question: 'upsell', ready: true, task: { label: 'has_done_upselling' } });
      const parts = proposal?.parts ?? [];
      expect(parts.reduce((n, p) => n + (p.positives ?? 0), 0)).toBe(positives);
      expect(parts.reduce((n, p) => n + p.rows, 0)).toBe(rows);
    }
  });
});
