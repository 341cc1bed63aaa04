import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conversionTime } from '../../src/analyses/conversionTime';
import { funnel } from '../../src/analyses/funnel';
import { handOver } from '../../src/analyses/hand-over';
import { LaterEngine } from '../../src/analyses/later';
import type { HeldRows, Scanner } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import { numbers } from '../../src/core/frame';
import { numberFrame } from '../../src/core/frames';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { NodeScanner } from '../../src/engines/native/scanner';
import { sql } from '../../src/sql/sql';
import { listRows, runOn } from '../support/analysis';
import { loadSpine, type LogRow } from '../support/spine';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

const tablesOf = async (on: Engine, prefix: string): Promise<number> => {
  const frame = await on.query(
    signal,
    sql`SELECT count(*) AS n FROM information_schema.tables WHERE starts_with(table_name, ${prefix})`,
  );
  return numbers(frame, 'n')[0] ?? NaN;
};

const first = async (on: Engine, text: string): Promise<number | undefined> =>
  numbers(await on.query(signal, { text, values: [] }), 'a')[0];

/** 60 customers, three events, times that repeat. */
const log: readonly LogRow[] = Array.from({ length: 600 }, (_, i) => ({
  customer: String((i * 7) % 60),
  time: ((i * 37) % 100) * 1000,
  event: ['a', 'b', 'c'][(i * 5 + (i >> 3)) % 3] ?? 'a',
}));

describe('tables that are made when a statement first names them', () => {
  test('a frame and a statement over it are made once, by the first that reads them', async () => {
    const later = new LaterEngine(engine);
    later.later('late_frame', numberFrame({ a: [1, 2] }));
    later.later('late_sum', sql`SELECT sum(a) AS a FROM late_frame`);
    expect(await tablesOf(engine, 'late_')).toBe(0);
    // Two at once wait for the same.
    expect(
      await Promise.all([first(later, 'SELECT a FROM late_sum'), first(later, 'SELECT a + 1 AS a FROM late_sum')]),
    ).toEqual([3, 4]);
    expect(await tablesOf(engine, 'late_')).toBe(2);
    // Made for good: another frame under that name is seen by who reads it next, not by what rests on the old one.
    later.later('late_frame', numberFrame({ a: [5] }));
    expect(await first(later, 'SELECT a FROM late_sum')).toBe(3);
    expect(await first(later, 'SELECT a FROM late_frame')).toBe(5);
    await later.load(signal, 'late_frame', numberFrame({ a: [6] }));
    expect(await first(later, 'SELECT a FROM late_frame')).toBe(6);
  });

  test('one that cannot be made fails who reads it, and whoever reads it next', async () => {
    const later = new LaterEngine(engine);
    later.later('late_wrong', sql`SELECT a FROM nowhere`);
    for (const _ of [1, 2])
      await expect(first(later, 'SELECT a FROM late_wrong')).rejects.toMatchObject({ code: 'sql.failed' });
    later.later('late_wrong', numberFrame({ a: [1] }));
    expect(await first(later, 'SELECT a FROM late_wrong')).toBe(1);
  });

  test('a funnel that is scanned makes no table until its list is read, and then lists what SQL lists', async () => {
    const data = await loadSpine(engine, log);
    const later = new LaterEngine(engine);
    const scanner = new NodeScanner();
    for (const seconds of [30, 5]) {
      const given = { steps: ['a', 'b', 'c'], window: { value: seconds, unit: 'seconds' } };
      const inSql = await runOn(engine, funnel, data, given);
      const expected = await listRows(engine, inSql);
      for (const table of ['a_ordered', 'a_depth'])
        await engine.query(signal, { text: `DROP TABLE ${table}`, values: [] });
      const scanned = await runOn(later, funnel, data, given, { scanner });
      expect(await tablesOf(engine, 'a_depth')).toBe(0);
      expect(scanned.figures).toEqual(inSql.figures);
      expect(scanned.tables).toEqual(inSql.tables);
      expect(await listRows(later, scanned)).toEqual(expected);
      expect(await tablesOf(engine, 'a_depth')).toBe(1);
      // What reads the same tables in its plan makes them itself.
      const times = await runOn(later, conversionTime, data, given, { scanner });
      expect(times).toEqual(await runOn(engine, conversionTime, data, given));
    }
  });
});

describe('a log that is handed over before it is asked for', () => {
  const noted = (): { scanner: Scanner; asked: () => number } => {
    const inner = new NodeScanner();
    let asked = 0;
    const counted = (rows: HeldRows): HeldRows => ({ ...rows, ask: () => (asked++, rows.ask()) });
    return {
      asked: () => asked,
      scanner: {
        scan: (s, rows, work, params) => inner.scan(s, rows.map(counted), work, params),
        hold: (s, rows) => inner.hold(s, counted(rows)),
      },
    };
  };
  const place = (scanner: Scanner) => ({
    engine,
    scanner,
    scorer: { score: () => Promise.reject(new Error('nothing is scored')) },
    computer: { compute: () => Promise.reject(new Error('nothing is computed')) },
  });

  test('the first funnel finds it there', async () => {
    const data = await loadSpine(engine, log);
    const { scanner, asked } = noted();
    await handOver(signal, place(scanner), data);
    await handOver(signal, place(scanner), data);
    expect(asked()).toBe(1);
    await runOn(engine, funnel, data, { steps: ['a', 'b'] }, { scanner });
    expect(asked()).toBe(1);
  });

  test('not without events, not without data, not when it is too long, and not when it was given up', async () => {
    const data = await loadSpine(engine, log);
    const { scanner, asked } = noted();
    await handOver(signal, place(scanner), null);
    await handOver(signal, place(scanner), { ...data, spine: { ...data.spine, kind: 'transactions' } });
    await handOver(signal, place(scanner), { ...data, spine: { ...data.spine, rows: 20_000_001 } });
    expect(asked()).toBe(0);
    await expect(handOver(AbortSignal.abort(), place(scanner), data)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
