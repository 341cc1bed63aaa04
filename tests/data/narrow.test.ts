import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overview } from '../../src/analyses/overview';
import { runAnalysis } from '../../src/analyses/run';
import { runList } from '../../src/analyses/lists';
import type { DataInfo } from '../../src/core/analysis';
import { numbers, texts } from '../../src/core/frame';
import type { GlobalFilter } from '../../src/core/segment';
import { dropNarrowed, nowOf } from '../../src/data/narrow';
import { makeScope, scopedData } from '../../src/data/scope';
import { materialise } from '../../src/data/segments';
import { NodeComputer } from '../../src/engines/native/computer';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { NodeScorer } from '../../src/engines/native/scorer';
import { ruleOfFilter } from '../../src/rooms/scope/rule';
import { ident, sql } from '../../src/sql/sql';
import { loadSpine, type LogRow } from '../support/spine';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
});
afterAll(() => engine.close());

const place = () => ({ engine, scorer: new NodeScorer(), computer: new NodeComputer() });
const segmentPlace = () => ({
  engine,
  list: (s: AbortSignal, data: DataInfo, rule: Parameters<typeof runList>[3], prefix: string) =>
    runList(s, place(), data, rule, prefix),
});
const narrowed = async (data: DataInfo, filter: GlobalFilter | null): Promise<DataInfo> => {
  const scope = { filter, segments: [] };
  return scopedData(data, scope, await makeScope(signal, segmentPlace(), data, scope), null);
};

const day = 24 * 3600 * 1000;
const start = Date.UTC(2024, 0, 1);
const at = (n: number): string => new Date(start + n * day).toISOString();

async function rowsOf({ spine }: DataInfo): Promise<number[]> {
  const frame = await engine.query(signal, sql`SELECT place FROM ${ident(spine.table)}`);
  return [...numbers(frame, 'place')];
}

const logs: fc.Arbitrary<LogRow[]> = fc.array(
  fc.record({
    customer: fc.constantFrom('a', 'b', 'c', 'd'),
    time: fc.integer({ min: 0, max: 9 }).map((n) => start + n * day),
    event: fc.constantFrom('view', 'buy'),
    properties: fc.record({ colour: fc.constantFrom('red', 'blue', null) }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('a narrowed spine', () => {
  test('holds the rows that plain loops keep, in the order of the spine, with their figures', async () => {
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.record(
          {
            from: fc.integer({ min: 0, max: 9 }),
            to: fc.integer({ min: 0, max: 10 }),
            colour: fc.constantFrom('red', 'blue'),
            who: fc.constantFrom('buyers', 'others'),
          },
          { requiredKeys: [] },
        ),
        fc.boolean(),
        async (log, asked, twice) => {
          const data = await loadSpine(engine, [{ customer: 'z', time: start, event: 'buy', sign: 1 }, ...log]);
          const all = [{ customer: 'z', time: start, event: 'buy' } as LogRow, ...log];
          const buyers = new Set(all.filter((r) => r.event === 'buy').map((r) => r.customer));
          const did = { did: { events: ['buy'] } };
          const filter: GlobalFilter = {
            ...(asked.from === undefined ? {} : { from: at(asked.from) }),
            ...(asked.to === undefined ? {} : { to: at(asked.to) }),
            ...(asked.colour === undefined ? {} : { where: [{ property: 'colour', is: [asked.colour] }] }),
            ...(asked.who === undefined ? {} : { customers: asked.who === 'buyers' ? did : { not: did } }),
          };
          // A colour that no row has is a column that is not there.
          if (asked.colour !== undefined && !all.some((r) => r.properties?.['colour'] != null)) return;
          const kept = all
            .map((row, i) => ({ ...row, i }))
            .filter((r) => asked.from === undefined || r.time >= start + asked.from * day)
            .filter((r) => asked.to === undefined || r.time < start + asked.to * day)
            .filter((r) => asked.colour === undefined || r.properties?.['colour'] === asked.colour)
            .filter((r) => asked.who === undefined || buyers.has(r.customer) === (asked.who === 'buyers'))
            .sort((a, b) =>
              a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.time - b.time || a.i - b.i,
            );
          if (kept.length === 0) {
            await expect(narrowed(data, filter)).rejects.toMatchObject({ code: 'filter.empty' });
            return;
          }
          const left = await narrowed(data, filter);
          expect(await rowsOf(left)).toEqual(kept.map((r) => r.i));
          const names = await engine.query(signal, sql`SELECT name FROM ${ident(left.spine.customersTable)}`);
          expect(texts(names, 'name')).toEqual([...new Set(kept.map((r) => r.customer))]);
          expect(left.spine).toMatchObject({
            rows: kept.length,
            customers: new Set(kept.map((r) => r.customer)).size,
            from: Math.min(...kept.map((r) => r.time)),
            to: Math.max(...kept.map((r) => r.time)),
          });
          const count = (event: string) => kept.filter((r) => r.event === event).length;
          expect(Object.fromEntries(left.spine.events.map((e) => [e.name, e.rows]))).toEqual(
            Object.fromEntries(data.spine.events.map((e) => [e.name, count(e.name)])),
          );
          expect(left.spine.narrowed?.rows ?? 0).toBe(all.length - kept.length);
          // Saved as a segment, the filter holds the customers it leaves, those with two rows where two are asked for.
          const rule = ruleOfFilter(filter, twice ? 2 : 1);
          if (rule === null) return;
          const [made] = await materialise(signal, segmentPlace(), data, [{ name: 'left', rule }]);
          const rows = (customer: string): number => kept.filter((r) => r.customer === customer).length;
          expect(made?.customers).toBe(
            [...new Set(kept.map((r) => r.customer))].filter((c) => !twice || rows(c) >= 2).length,
          );
        },
      ),
      { numRuns: 40, seed: 6 },
    );
  });

  const log: readonly LogRow[] = [
    { customer: 'ann', time: start, event: 'view', properties: { '"; drop': '🦉' } },
    { customer: 'ann', time: start + 5 * day, event: 'buy', sign: 1, amount: 10, properties: { '"; drop': null } },
    { customer: 'bob', time: start + 9 * day, event: 'view', properties: { '"; drop': 'x' } },
  ];

  test('without a filter is the spine itself', async () => {
    const data = await loadSpine(engine, log);
    expect((await narrowed(data, null)).spine).toBe(data.spine);
    expect((await narrowed(data, { where: [] })).spine).toBe(data.spine);
  });

  test('tells in every receipt what is left out', async () => {
    const data = await loadSpine(engine, log);
    const filter: GlobalFilter = { from: at(5), where: [{ property: '"; drop', given: true }] };
    const result = await runAnalysis(signal, place(), overview, 'o', {}, await narrowed(data, filter));
    expect(result.receipt.filter).toEqual({ filter, rows: 2, customers: 1 });
    const whole = await runAnalysis(signal, place(), overview, 'o', {}, data);
    expect(whole.receipt).not.toHaveProperty('filter');
  });

  test('that nothing is left of is an error, and the one before stays', async () => {
    const data = await loadSpine(engine, log);
    const before = await narrowed(data, { from: at(5) });
    for (const filter of [
      { from: at(3), to: at(3) },
      { from: at(9), to: at(1) },
      { customers: { did: { atLeast: 99 } } },
      { where: [{ property: '"; drop', is: ["'; --"] }] },
    ] satisfies GlobalFilter[]) {
      await expect(narrowed(data, filter)).rejects.toMatchObject({ code: 'filter.empty', details: { source: 'log' } });
    }
    expect(await rowsOf(before)).toEqual([1, 2]);
    await dropNarrowed(engine, data.spine);
    await expect(rowsOf(before)).rejects.toMatchObject({ code: 'sql.failed' });
  });

  test('an unknown column names the nearest', async () => {
    const data = await loadSpine(engine, log);
    await expect(narrowed(data, { where: [{ property: '"; drpo', given: true }] })).rejects.toMatchObject({
      code: 'property.unknown',
      details: { nearest: '“"; drop”' },
    });
  });

  test('“now” is what was chosen, else the end of the window, else that of the data', async () => {
    const { spine } = await loadSpine(engine, log);
    expect(nowOf(spine, null, null)).toBe(spine.to);
    expect(nowOf(spine, { where: [{ property: '"; drop', is: ['🦉'] }] }, null)).toBe(spine.to);
    expect(nowOf(spine, { to: at(5) }, null)).toBe(start + 5 * day - 1);
    expect(nowOf(spine, { to: at(50) }, null)).toBe(spine.to);
    expect(nowOf(spine, { to: at(5) }, start)).toBe(start);
  });
});
