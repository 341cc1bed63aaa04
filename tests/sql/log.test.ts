import { describe, expect, test } from 'vitest';
import type { DataInfo } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import { narrowSpine } from '../../src/data/narrow';
import { logRows, readLog } from '../../src/sql/log';
import { ident, sql } from '../../src/sql/sql';
import { engines, sharedEngine } from '../data/engines';
import { loadSpine, type LogRow } from '../support/spine';

const { signal } = new AbortController();

/** A spine of more than a block of DuckDB's (122,880 rows), of customers and times all mixed up. */
async function largeSpine(engine: Engine): Promise<DataInfo> {
  const few = [0, 1, 2, 3, 4].map((event): LogRow => ({ customer: 'a', time: event, event: String(event) }));
  const data = await loadSpine(engine, few);
  const { table } = data.spine;
  await engine.query(
    signal,
    sql`CREATE OR REPLACE TABLE ${ident(table)} AS SELECT * FROM (
      SELECT CAST((i * 7919) % 4001 AS INTEGER) AS customer, CAST(1600000000000 + ((i * 104729) % 5000) * 1000 AS BIGINT) AS time,
        CAST(i % 5 AS INTEGER) AS event, CAST((i * 31) % 3 - 1 AS TINYINT) AS sign, CAST(0 AS DOUBLE) AS amount, CAST(NULL AS INTEGER) AS "order", CAST(i AS BIGINT) AS place
      FROM range(130000) AS r(i)) AS made ORDER BY customer, time, place`,
  );
  const to = 1_600_004_999_000;
  return { ...data, asOf: to, spine: { ...data.spine, rows: 130_000, from: 1_600_000_000_000, to } };
}

/** Length, and the first place at which two tables differ (−1: nowhere); comparing them cell by cell takes a minute. */
function differing(a: Table, b: Table): readonly number[] {
  const length = a[0]?.length ?? 0;
  const place = Array.from({ length }, (_, i) => i).findIndex((i) => a.some((column, c) => column[i] !== b[c]?.[i]));
  return [length - (b[0]?.length ?? 0), place];
}
type Table = readonly ArrayLike<unknown>[];

/** The log as it is read: customer, time and code of every row. */
async function read(engine: Engine, data: DataInfo, codes: number): Promise<readonly Float64Array[]> {
  const log = readLog(await engine.query(signal, logRows(data, codes), undefined, true));
  const who = new Float64Array(log.length);
  log.customers.forEach((customer, c) => who.fill(customer, log.starts[c], log.starts[c + 1]));
  return [who, log.times, Float64Array.from(log.codes)];
}

describe.each(engines)('the log that is scanned, on %s', (_, open) => {
  const engine = sharedEngine(open);

  test('rows of the spine come in the order they are stored in, with their times, events and whether they are purchases', async () => {
    const data = await largeSpine(await engine());
    const inOrder = async (table: string) =>
      (
        await (
          await engine()
        ).query(
          signal,
          sql`SELECT customer, time, 2 * event + CASE WHEN sign = 1 THEN 1 ELSE 0 END AS code FROM ${ident(table)} ORDER BY customer, time, place`,
        )
      ).columns.map((c) => c.values);
    const expected = await inOrder(data.spine.table);
    // Packed into one number, and where codes are too many for that.
    for (const codes of [10, 2 ** 20])
      expect(differing(await read(await engine(), data, codes), expected)).toEqual([0, -1]);
    const narrow = await narrowSpine(signal, await engine(), data.spine, { from: '2020-09-13T12:30:00Z' }, null);
    const kept = await read(await engine(), { ...data, spine: narrow }, 10);
    expect(differing(kept, await inOrder(narrow.table))).toEqual([0, -1]);
    expect(kept[0]?.length).toBe(narrow.rows);
    expect(narrow.rows).toBeGreaterThan(50_000);
  });

  test('rows of a relation are put in order by their place, times before 1970 among them', async () => {
    const rows: LogRow[] = [
      { customer: 'b', time: -5, event: 'x' },
      { customer: 'a', time: 7, event: 'y' },
      { customer: 'a', time: 7, event: 'x' },
      { customer: 'a', time: -7, event: 'y' },
    ];
    const data = await loadSpine(await engine(), rows);
    const backwards = sql`(SELECT * FROM ${ident(data.spine.table)} ORDER BY place DESC)`;
    const frame = await (
      await engine()
    ).query(signal, logRows(data, 2, { relation: backwards, code: sql`event` }), undefined, true);
    const { customers, starts, times, codes } = readLog(frame);
    expect([...customers]).toEqual([0, 1]);
    expect([...starts]).toEqual([0, 3, 4]);
    expect([...times]).toEqual([-7, 7, 7, -5]);
    expect([...codes]).toEqual([1, 1, 0, 0]);
  });
});

test('an empty log has no customers', () => {
  const empty = (name: string) => ({ name, type: 'number' as const, values: new Float64Array() });
  const log = readLog({ length: 0, columns: [empty('customer'), empty('what')] });
  expect([log.customers.length, [...log.starts]]).toEqual([0, [0]]);
});
