import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAnalysis } from '../../../src/analyses/run';
import { segments } from '../../../src/analyses/segments';
import { sameWorth, worthIn } from '../../../src/analyses/segments/worth';
import { value } from '../../../src/analyses/value';
import type { Computer, DataInfo } from '../../../src/core/analysis';
import { parseParams } from '../../../src/core/recipe';
import { DAY } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { loadSpine, type LogRow } from '../../support/spine';

const { signal } = new AbortController();

/** 90 buyers of three kinds: often, sometimes, once. */
const log = Array.from({ length: 90 }, (_, c) =>
  Array.from({ length: [1, 4, 12][c % 3] ?? 1 }, (_unused, i): LogRow => ({
    customer: `c${c}`,
    time: (((c * 13) % 50) + i * 20 + ((c * i) % 7)) * DAY,
    sign: 1,
    amount: 5 + (c % 3) * 20 + ((c * 7 + i) % 11),
  })),
).flat();

describe('what changes costs only what rests on it', () => {
  let engine: NativeDuckDB;
  let data: DataInfo;
  beforeAll(async () => {
    engine = await NativeDuckDB.open();
    data = await loadSpine(engine, log);
  });
  afterAll(() => engine.close());

  const asked: string[] = [];
  const inner = new NodeComputer();
  const computer: Computer = {
    compute: (abort, work, frame, params, report) => {
      asked.push(work);
      return inner.compute(abort, work, frame, params, report);
    },
  };
  const scorer = { score: () => Promise.reject(new Error('segments score nothing')) };

  /** The figures, and which computations they took. */
  async function run(given: object) {
    asked.length = 0;
    const params = parseParams(segments.params, { range: { from: 2, to: 4 }, ...given }, '');
    const { figures, tables } = await runAnalysis(signal, { engine, scorer, computer }, segments, 's', params, data);
    return { figures, tables, asked: [...asked] };
  }

  test('names cost no computation, another number of groups no search, another forecast no groups', async () => {
    const first = await run({});
    expect(first.asked).toEqual(['segments-search', 'segments', 'value']);
    const key = first.figures.segments[0]?.key ?? '';
    const renamed = await run({ names: { [key]: 'Best' } });
    expect(renamed.asked).toEqual([]);
    expect({ ...renamed.figures, names: {} }).toEqual(first.figures);
    expect(renamed.figures.names).toEqual({ [key]: 'Best' });
    expect(renamed.tables[0]?.rows).toBe(90);
    const four = await run({ k: 4 });
    expect(four.asked).toEqual(['segments']);
    expect(four.figures.k).toBe(4);
    const longer = await run({ k: 4, worth: { horizon: { value: 24, unit: 'months' } } });
    expect(longer.asked).toEqual(['value']);
    expect(longer.figures.segments.map((s) => s.customers)).toEqual(four.figures.segments.map((s) => s.customers));
    expect(longer.figures.segments[0]?.expected).toBeGreaterThan(four.figures.segments[0]?.expected ?? Infinity);
  });

  test('what was kept equals what is computed anew', async () => {
    const kept = await run({ k: 3 });
    const fresh = await NativeDuckDB.open();
    try {
      const params = parseParams(segments.params, { range: { from: 2, to: 4 }, k: 3 }, '');
      const anew = await runAnalysis(
        signal,
        { engine: fresh, scorer, computer },
        segments,
        's',
        params,
        await loadSpine(fresh, log),
      );
      expect(kept.figures).toEqual(anew.figures);
    } finally {
      await fresh.close();
    }
  });
});

describe('one forecast on one page', () => {
  const defaults = parseParams(value.params, {}, '');
  const worth = parseParams(segments.params, {}, '').worth;

  test('the defaults are those of customer value', () => expect(worth).toEqual(worthIn(defaults)));
  test('what says nothing of the forecast makes no other one; a model, a horizon and a rate do', () => {
    expect(sameWorth(worthIn({ ...defaults, ...{ calibration: 0.7 } }), worth)).toBe(true);
    for (const other of [{ model: 'mbgnbd' }, { horizon: { value: 6, unit: 'months' } }, { discountRate: 0.2 }])
      expect(sameWorth(worthIn(parseParams(value.params, other, '')), worth)).toBe(false);
  });

  test('groups together are worth what customer value says of all', async () => {
    const engine = await NativeDuckDB.open();
    try {
      const data = await loadSpine(engine, log);
      const scorer = { score: () => Promise.reject(new Error('nothing is scored')) };
      const place = { engine, scorer, computer: new NodeComputer() };
      const all = await runAnalysis(signal, place, value, 'v', defaults, data);
      const params = parseParams(segments.params, { range: { from: 2, to: 3 } }, '');
      const { figures } = await runAnalysis(signal, place, segments, 's', params, data);
      const sum = figures.segments.reduce((n, s) => n + s.customers * (s.value ?? 0), 0);
      expect(sum / (all.figures.spend?.value.total ?? NaN)).toBeCloseTo(1, 5);
    } finally {
      await engine.close();
    }
  });
});
