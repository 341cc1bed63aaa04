import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paths } from '../../../src/analyses/paths';
import { retention } from '../../../src/analyses/retention';
import { sessions } from '../../../src/analyses/sessions';
import type { Analysis, DataInfo } from '../../../src/core/analysis';
import { LaterEngine } from '../../../src/analyses/later';
import { DAY, HOUR, MINUTE } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { NodeScanner } from '../../../src/engines/native/scanner';
import { sharedEngine } from '../../data/engines';
import { listRows, runOn } from '../../support/analysis';
import { loadSpine, type LogRow } from '../../support/spine';

/*
 * Figures that are scanned against the SQL that stays the portable form. Customers are logs of their own: the same ones
 * are asked for with many specs, so that few tables have to be loaded.
 */

/** Around changes of clocks, and the end of a year; times that tie, NULL money and columns. */
const origins = ['2024-03-06T00:30:00Z', '2024-03-27T22:15:00Z', '2023-12-20T22:10:00Z'];
const group = fc.record({
  origin: fc.constantFrom(...origins),
  step: fc.constantFrom(10 * MINUTE, 15 * MINUTE, 7 * HOUR, 31 * HOUR),
  rows: fc.array(
    fc.record({
      customer: fc.integer({ min: 1, max: 30 }),
      at: fc.integer({ min: 0, max: 40 }),
      event: fc.constantFrom('a', 'b', 'c', 'search it', 'buy'),
      sign: fc.constantFrom(-1 as const, 0 as const, 1 as const),
      amount: fc.constantFrom(1, 2.5, 7, null),
      page: fc.constantFrom('p', 'q', null),
    }),
    { minLength: 60, maxLength: 260 },
  ),
});
const log = fc.sample(group, { numRuns: 10, seed: 20261122 }).flatMap(({ origin, step, rows }, i) =>
  rows.map(({ customer, at, event, sign, amount, page }): LogRow => ({
    customer: String(100 * i + customer),
    time: Date.parse(origin) + at * step,
    event,
    sign,
    amount: sign === 0 ? 0 : amount === null ? null : sign * amount,
    properties: { page },
  })),
);

const engine = sharedEngine(() => NativeDuckDB.open({ threads: 1 }));
let loaded: Promise<DataInfo> | null = null;
/** Ten times thirty customers. */
const all = async (): Promise<DataInfo> => (loaded ??= loadSpine(await engine(), log));

/** Who looks at the log, and when. */
const view = fc.record({
  zone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata'),
  asOf: fc.constantFrom(
    ...log
      .map((r) => r.time)
      .sort((a, b) => a - b)
      .slice(-log.length / 3),
    Infinity,
  ),
});

/** Figures of one spec both ways; tables for lists are made only when they are read. */
async function agrees<P, F>(
  analysis: Analysis<P, F>,
  given: object,
  { zone, asOf }: Pick<DataInfo, 'zone' | 'asOf'>,
): Promise<void> {
  const inner = await engine();
  const whole = await all();
  const data = { ...whole, zone, asOf: Math.min(whole.asOf, asOf) };
  const scanned = await runOn(new LaterEngine(inner), analysis, data, given, { scanner: new NodeScanner() });
  const inSql = await runOn(inner, analysis, data, given);
  expect(scanned.figures).toEqual(inSql.figures);
  expect(scanned.tables).toEqual(inSql.tables);
  expect(scanned.receipt.sql).toEqual(inSql.receipt.sql);
}

const random = <P, F>(analysis: Analysis<P, F>, spec: fc.Arbitrary<object>, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(spec, view, (given, seen) => agrees(analysis, given, seen)),
    { numRuns, seed: 20261122, endOnFailure: true },
  );

const activity = fc.oneof(
  fc.constant({ rows: 'all' }),
  fc.constant({ rows: 'purchases' }),
  fc.constantFrom('a', 'b'),
  fc.constant(['a', 'buy']),
);
const tests = fc.option(
  fc.constantFrom(
    [{ property: 'page', is: ['p'] }],
    [{ property: 'page', given: false }],
    [
      { property: 'page', not: ['p'] },
      { property: 'page', not: ['r'] },
    ],
  ),
  { nil: undefined },
);

describe('figures of 300 random customers are the same by a scan and in SQL', () => {
  test('sessions', async () => {
    const spec = fc.record({ gap: fc.constantFrom(10, 15, 30, 24 * 60, 0.5), items: fc.constant('page') });
    await random(sessions, spec, 8);
  }, 120_000);

  test('paths', async () => {
    const length = fc.constantFrom({ value: 20, unit: 'minutes' }, { value: 31, unit: 'hours' });
    const spec = fc
      .record({
        anchor: fc.constantFrom('sessions' as const, { start: 'a' }, { end: ['a', 'b'] }),
        within: fc.oneof(
          length.map((window) => ({ window })),
          length.map((gap) => ({ session: { gap } })),
        ),
        steps: fc.integer({ min: 2, max: 6 }),
        top: fc.integer({ min: 1, max: 4 }),
        merge: fc.boolean(),
      })
      .map((p) => (p.anchor === 'sessions' ? { ...p, within: { session: {} } } : p));
    await random(paths, spec, 14);
  }, 120_000);

  test('retention', async () => {
    const spec = fc.record(
      {
        cohort: activity,
        cohortWhere: tests,
        returning: activity,
        returningWhere: tests,
        entry: fc.constantFrom('first', 'recurring'),
        interval: fc.constantFrom('day', 'week', 'month'),
        counting: fc.constantFrom('on', 'on-or-after'),
        clock: fc.constantFrom('calendar', 'rolling'),
        periods: fc.integer({ min: 1, max: 9 }),
      },
      { requiredKeys: [] },
    );
    await random(retention, spec, 30);
  }, 120_000);

  test('what the list of a scanned one reads is made when it is read, and once', async () => {
    const data = await all();
    const inner = await engine();
    const later = new LaterEngine(inner);
    const scanner = new NodeScanner();
    const ways = [
      [sessions, {}],
      [paths, {}],
      [paths, { through: { step: 1, node: 'other' } }],
      [retention, { interval: 'week', list: { period: 1, who: 'away' }, breakdown: { property: 'page' } }],
    ] as const;
    for (const [analysis, given] of ways) {
      const inSql = await runOn(inner, analysis as Analysis<unknown, unknown>, data, given);
      const expected = await listRows(inner, inSql);
      for (let i = 0; i < 2; i++) {
        const scanned = await runOn(later, analysis as Analysis<unknown, unknown>, data, given, { scanner });
        expect(scanned.figures).toEqual(inSql.figures);
        expect(await listRows(later, scanned)).toEqual(expected);
      }
    }
  });
});

test('a day is a day where clocks go back over midnight', async () => {
  // Newfoundland left summer time at one minute past midnight: 2006-10-29 began, stopped and began again.
  const back = Date.parse('2006-10-29T02:31:00Z');
  const log = [back - 30_000, back + 30_000, back + HOUR, back + DAY].map((time): LogRow => ({
    customer: 'a',
    time,
    event: 'x',
  }));
  const on = await engine();
  const data = await loadSpine(on, log, { zone: 'America/St_Johns' });
  for (const analysis of [retention, sessions] as const) {
    const given = analysis === retention ? { interval: 'day', entry: 'recurring' } : {};
    const by = (more: object) => runOn(on, analysis as Analysis<unknown, unknown>, data, given, more);
    expect((await by({ scanner: new NodeScanner() })).figures).toEqual((await by({})).figures);
  }
});
