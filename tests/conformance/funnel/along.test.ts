import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conversionTime } from '../../../src/analyses/conversionTime';
import { correlation } from '../../../src/analyses/correlation';
import { funnelTrend } from '../../../src/analyses/funnelTrend';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import type { Analysis, DataInfo } from '../../../src/core/analysis';
import type { Engine } from '../../../src/core/engine';
import { parseParams } from '../../../src/core/recipe';
import { DAY, HOUR } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { fewOf, loadOnce } from '../../support/few';
import { byHalves } from '../../support/scans';
import type { LogRow } from '../../support/spine';
import { referenceFunnel, type CompleteAttempt, type CompleteParams } from './reference-complete';
import { lentWasm } from '../../support/wasm';

/*
 * Trend, time to convert, and what goes along with it, against plain loops over the attempts of the reference.
 */

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

async function run<P, F>(
  analysis: Analysis<P, F>,
  data: DataInfo,
  given: unknown,
  on: Engine,
  more: Pick<Place, 'scanner'>,
): Promise<F> {
  const place = {
    engine: on,
    scorer: { score: () => Promise.reject(new Error('nothing is scored')) },
    computer: new NodeComputer(),
    ...more,
  };
  return (await runAnalysis(signal, place, analysis, analysis.kind, parseParams(analysis.params, given, ''), data))
    .figures;
}

const asParams = (p: CompleteParams) => ({
  steps: p.steps.map((s) => ({
    events: [...s.events],
    ...(s.pages === undefined ? {} : { where: [{ property: 'page', is: [...s.pages] }] }),
    optional: s.optional,
  })),
  exclude: p.exclude.map((x) => ({ events: [...x.events], from: x.from + 1, to: x.to + 1 })),
  window: { value: p.window / HOUR, unit: 'hours' },
  ...(p.gap === null ? {} : { count: { sessions: { gap: { value: p.gap / HOUR, unit: 'hours' } } } }),
});

const event = fc.constantFrom('a', 'b', 'c', 'd', 'x');
const randomLog = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 60 }).map((n) => String(n).padStart(2, '0')),
      time: fc.integer({ min: 0, max: 30 }).map((t) => t * 5 * HOUR),
      event,
      properties: fc.record({ page: fc.constantFrom('p', 'q', null) }),
    }),
    { minLength: 300, maxLength: 500 },
  )
  .map((log): LogRow[] => [
    ...log,
    ...['a', 'b', 'c', 'd', 'x'].map((e) => ({ customer: '99', time: 0, event: e, properties: { page: 'p' } })),
  ]);
const fewLogs = fewOf(randomLog, 6);
const oneOrTwo = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 });
const spec: fc.Arbitrary<CompleteParams> = fc
  .record({
    steps: fc.array(
      fc.record({
        events: oneOrTwo,
        pages: fc.option(fc.constant(['p', 'q']), { nil: undefined }),
        optional: fc.boolean(),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    out: fc.boolean(),
    window: fc.integer({ min: 0, max: 60 }),
    gap: fc.option(
      fc.integer({ min: 5, max: 40 }).map((t) => t * HOUR),
      { nil: null },
    ),
  })
  .map(({ steps, out, window, gap }) => ({
    steps: steps.map(({ pages, ...s }, i) => ({
      ...s,
      ...(pages === undefined ? {} : { pages }),
      optional: s.optional && i > 0 && i < steps.length - 1,
    })),
    exclude: out ? [{ events: ['x'], from: 0, to: steps.length - 1 }] : [],
    window: window * HOUR,
    gap,
    from: -Infinity,
    to: Infinity,
    distinct: true,
  }));

const requiredOf = (p: CompleteParams): number => p.steps.filter((s) => !s.optional).length;

async function trendAgrees(log: readonly LogRow[], p: CompleteParams, on: Engine): Promise<void> {
  const data = await loadOnce(on, log);
  const { points } = await run(funnelTrend, data, { ...asParams(p), interval: 'day' }, on, byHalves(log));
  const required = requiredOf(p);
  const expected = Array.from({ length: 8 }, (_, day) => {
    const { attempts } = referenceFunnel(log, { ...p, from: day * DAY, to: (day + 1) * DAY });
    return [
      attempts.length,
      attempts.filter((a) => a.times.length === required).length,
      attempts.filter((a) => a.times.length < required && a.lastStart + p.window > data.asOf).length,
    ];
  });
  const got = Array.from({ length: 8 }, (_, day) => {
    const point = points.find((q) => Date.parse(q.from) === day * DAY);
    return point === undefined ? [0, 0, 0] : [point.conversion.of, point.conversion.count, point.immature];
  });
  expect(got).toEqual(expected);
  for (const q of points.filter((x) => x.final)) expect(q.immature).toBe(0);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(h)] ?? NaN, sorted[Math.ceil(h)] ?? NaN];
  return low + (high - low) * (h - Math.floor(h));
}

function histogram(values: readonly number[]): { start: number; width: number; counts: number[] } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  let bins = 1;
  while (bins ** 3 < values.length && bins < 60) bins++;
  const width = most === least ? 1000 : Math.ceil((most - least) / 1000 / bins) * 1000;
  const counts = new Array<number>(bins).fill(0);
  for (const v of values) {
    const bin = Math.min(bins - 1, Math.floor((v - least) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { start: least, width, counts };
}

async function timeAgrees(log: readonly LogRow[], p: CompleteParams, on: Engine): Promise<void> {
  const data = await loadOnce(on, log);
  const figures = await run(conversionTime, data, asParams(p), on, byHalves(log));
  const { attempts } = referenceFunnel(log, p);
  const required = requiredOf(p);
  const done = attempts.filter((a) => a.times.length === required);
  expect([figures.entrants, figures.converted]).toEqual([attempts.length, done.length]);
  expect(figures.immature).toBe(
    attempts.filter((a) => a.times.length < required && a.lastStart + p.window > data.asOf).length,
  );
  const gap = (a: CompleteAttempt, from: number, to: number): number => (a.times[to] ?? NaN) - (a.times[from] ?? NaN);
  const ways = Array.from({ length: required - 1 }, (_, i) =>
    attempts.filter((a) => a.times.length > i + 1).map((a) => gap(a, i, i + 1)),
  ).filter((values) => values.length > 0);
  const check = (way: (typeof figures.ways)[number] | null | undefined, values: readonly number[]): void => {
    expect(way?.n).toBe(values.length);
    for (const [name, share] of [
      ['p25', 0.25],
      ['median', 0.5],
      ['p75', 0.75],
      ['p90', 0.9],
      ['p95', 0.95],
    ] as const)
      expect(way?.[name]).toBeCloseTo(quantile(values, share), 3);
    expect(way?.mean).toBeCloseTo(values.reduce((s, v) => s + v, 0) / values.length, 3);
    expect(way?.histogram).toEqual(histogram(values));
  };
  expect(figures.ways).toHaveLength(ways.length);
  ways.forEach((values, i) => check(figures.ways[i], values));
  if (done.length === 0) expect(figures.whole).toBeNull();
  else
    check(
      figures.whole,
      done.map((a) => gap(a, 0, required - 1)),
    );
  // The product-limit estimate from its definition: at each time, those not yet done and still seen.
  const seen = attempts.map((a) =>
    a.times.length === required
      ? { at: gap(a, 0, required - 1), done: true }
      : { at: Math.min(p.window, data.asOf - a.lastStart), done: false },
  );
  let left = 1;
  const curve = [...new Set(seen.filter((s) => s.done).map((s) => s.at))]
    .sort((a, b) => a - b)
    .map((time) => {
      const atRisk = seen.filter((s) => s.at >= time).length;
      left *= 1 - seen.filter((s) => s.done && s.at === time).length / atRisk;
      return [time, atRisk, left];
    });
  expect(figures.curve.map((c) => [c.time, c.atRisk])).toEqual(curve.map(([time, atRisk]) => [time, atRisk]));
  figures.curve.forEach((c, i) => expect(1 - c.share).toBeCloseTo(curve[i]?.[2] ?? NaN, 9));
}

async function correlationAgrees(log: readonly LogRow[], given: CompleteParams, on: Engine): Promise<number> {
  const p = { ...given, gap: null };
  const data = await loadOnce(on, log);
  const figures = await run(correlation, data, { ...asParams(p), properties: ['page'] }, on, byHalves(log));
  const required = requiredOf(p);
  const people = referenceFunnel(log, p).attempts.filter(
    (a) => a.times.length === required || a.lastStart + p.window <= data.asOf,
  );
  const steps = new Set([...p.steps.flatMap((s) => s.events), ...p.exclude.flatMap((x) => x.events)]);
  const had = new Map<string, Set<CompleteAttempt>>();
  const add = (key: string, a: CompleteAttempt): void => void had.set(key, (had.get(key) ?? new Set()).add(a));
  const first = p.steps[0];
  for (const a of people) {
    const start = a.times[0] ?? NaN;
    const end = a.times.length === required ? (a.times.at(-1) ?? NaN) : start + p.window + 1;
    for (const row of log) {
      if (row.customer !== a.customer || row.time < start || row.time >= end) continue;
      if (!steps.has(row.event ?? '')) add(`event ${row.event ?? ''}`, a);
    }
    const entry = log.find(
      (row) =>
        row.customer === a.customer &&
        row.time === start &&
        first?.events.includes(row.event ?? '') === true &&
        (first.pages === undefined || first.pages.includes(String(row.properties?.['page'] ?? ''))),
    );
    const page = entry?.properties?.['page'] ?? null;
    if (page !== null) add(`page ${String(page)}`, a);
  }
  const isDone = (a: CompleteAttempt): boolean => a.times.length === required;
  const expected = [...had]
    .filter(([, who]) => who.size >= 10 && people.length - who.size >= 10)
    .map(([key, who]) => [key, [...who].filter(isDone).length, who.size])
    .sort();
  expect(
    figures.candidates
      .map((c) => ['event' in c.of ? `event ${c.of.event}` : `${c.of.property} ${c.of.value}`, c.with.count, c.with.of])
      .sort(),
  ).toEqual(expected);
  expect([figures.converted, figures.not]).toEqual([
    people.filter(isDone).length,
    people.filter((a) => !isDone(a)).length,
  ]);
  return expected.length;
}

describe('trend, times and correlation of a funnel against brute force', () => {
  const all =
    (agrees: (log: readonly LogRow[], p: CompleteParams, on: Engine) => Promise<unknown>, on: () => Engine) =>
    async ([log, p]: [LogRow[], CompleteParams]): Promise<void> =>
      void (await agrees(log, p, on()));
  const options = { numRuns: 15, seed: 20261122, endOnFailure: true };
  test(
    'each period of the trend is the funnel entered in it',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.tuple(fewLogs, spec),
          all(trendAgrees, () => engine),
        ),
        options,
      ),
    120_000,
  );
  test(
    'quantiles, histograms and the curve',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.tuple(fewLogs, spec),
          all(timeAgrees, () => engine),
        ),
        options,
      ),
    120_000,
  );
  test('what goes along with conversion, before it and beside the steps', async () => {
    let candidates = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(fewLogs, spec), async ([log, p]) => {
        candidates += await correlationAgrees(log, p, engine);
      }),
      options,
    );
    expect(candidates).toBeGreaterThan(20);
  }, 120_000);

  test('and the same on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await fc.assert(
        fc.asyncProperty(fc.tuple(fewLogs, spec), async ([log, p]) => {
          await trendAgrees(log, p, wasm);
          await timeAgrees(log, p, wasm);
          await correlationAgrees(log, p, wasm);
        }),
        { numRuns: 3, seed: 5, endOnFailure: true },
      );
    } finally {
      await wasm.close();
    }
  }, 120_000);
});
