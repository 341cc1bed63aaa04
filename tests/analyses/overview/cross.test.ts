import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planCross } from '../../../src/analyses/overview/cross/plan';
import { scanCross } from '../../../src/analyses/overview/cross/scan';
import { crossStatement, OTHERS, type CrossPicture } from '../../../src/analyses/overview/cross/statement';
import { cell, type Frame } from '../../../src/core/frame';
import { EVERYTHING, type CrossSelection } from '../../../src/analyses/overview/cross/shape';
import { crossTable, type CrossTable } from '../../../src/analyses/overview/cross/table';
import type { DataInfo } from '../../../src/core/analysis';
import { DAY, HOUR } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { readCdnow, readRetailRocket } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';
import { CrossHandler } from '../../../workers/cross/handle';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
});
afterAll(() => engine.close());

async function tableOf(data: DataInfo, property: Parameters<typeof planCross>[1] = null): Promise<CrossTable> {
  const plan = planCross(data, property);
  return crossTable(await engine.query(signal, plan.plain), await engine.query(signal, plan.money), plan.shape);
}

describe('cross-filter', () => {
  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)('CDNOW master: 69,659 purchases of 23,570 customers, 2,500,315.63', async () => {
    const counts = scanCross(await tableOf(await loadSpine(engine, readCdnow(cdnow ?? ''))), EVERYTHING);
    expect(counts).toMatchObject({ customers: 23_570, buyers: 23_570, purchases: 69_659, rows: 69_659 });
    expect(counts.gross + counts.refunded).toBeCloseTo(2_500_315.63, 2);
    expect(counts.series.reduce((a, b) => a + b, 0)).toBeCloseTo(2_500_315.63, 2);
  });

  const rocket = sharedData('retailrocket/sample_events.csv');
  test.skipIf(rocket === null)(
    'RetailRocket sample: 5,000 visitors, 39 buyers, 40 orders in 46 purchases',
    async () => {
      const data = await loadSpine(engine, readRetailRocket(rocket ?? ''));
      const counts = scanCross(await tableOf(data), EVERYTHING);
      expect(counts).toMatchObject({ customers: 5000, buyers: 39, orders: 40, purchases: 46, rows: 9385 });
      const cart = data.spine.events.find((e) => e.name === 'addtocart');
      const carts = scanCross(await tableOf(data), { ...EVERYTHING, event: cart?.id ?? -1 });
      expect(carts.customers).toBe(145);
      expect(carts.buyers).toBe(0);
      // The picture of events leaves its own choice out.
      expect([...carts.events]).toEqual([...counts.events]);
    },
  );

  test('events beyond those that a spine lists count, and in no hour and under no name but their own', async () => {
    // The spine lists two of five; the ids of the others are greater.
    const log = ['a', 'a', 'a', 'b', 'b', 'c', 'd', 'e'].map((event, i) => ({ customer: `c${i}`, time: i, event }));
    const data = await loadSpine(engine, log);
    const spine = { ...data.spine, events: data.spine.events.slice(0, 2) };
    const counts = scanCross(await tableOf({ ...data, spine }), EVERYTHING);
    expect(counts.rows).toBe(8);
    expect([...counts.events]).toEqual([3, 2, 3]);
    expect([...counts.week].filter((n) => n > 0)).toEqual([8]);
    const some = scanCross(await tableOf({ ...data, spine }), { ...EVERYTHING, event: 0 });
    expect(some.rows).toBe(3);
  });

  test('rows may come in any order: a join shuffles them', async () => {
    const names = ['view', 'buy', 'view', 'refund'];
    const log = Array.from({ length: 200 }, (_, i): LogRow => {
      const event = names[i % 4] ?? 'view';
      const sign = event === 'buy' ? 1 : event === 'refund' ? -1 : 0;
      return {
        customer: `c${(i * 7) % 13}`,
        time: ((i * 37) % 200) * HOUR,
        event,
        sign,
        amount: sign * i,
        order: null,
      };
    });
    const data = await loadSpine(engine, log);
    const plan = planCross(data, null);
    const mixed = (frame: Frame): Frame => {
      // 37 shares no factor with the lengths: every row once.
      const from = (i: number): number => (i * 37) % frame.length;
      const columns = frame.columns.map((c) =>
        c.type === 'number' ? { ...c, values: c.values.map((_, i) => c.values[from(i)] ?? NaN) } : c,
      );
      return { length: frame.length, columns };
    };
    const ask = async (change: (frame: Frame) => Frame): Promise<CrossTable> => {
      const [plain, money] = [await engine.query(signal, plan.plain), await engine.query(signal, plan.money)];
      return crossTable(change(plain), change(money), plan.shape);
    };
    const [given, other] = [await ask((frame) => frame), await ask(mixed)];
    for (const days of [null, { from: 1, to: 3 }, { from: 5, to: 6 }]) {
      const counts = scanCross(given, { ...EVERYTHING, days });
      expect(counts.rows).toBeGreaterThan(20);
      expect(scanCross(other, { ...EVERYTHING, days })).toEqual(counts);
    }
  });

  test('what the worker counts unasked after a log is loaded changes no answer', async () => {
    const log = ['a', 'b', 'a'].map((event, i) => ({ customer: `c${i % 2}`, time: i * DAY, event }));
    const plan = planCross(await loadSpine(engine, log), null);
    const handler = new CrossHandler();
    expect(handler.rehearse()).toBe(false);
    const [plain, money] = [await engine.query(signal, plan.plain), await engine.query(signal, plan.money)];
    const loaded = handler.handle({ id: 1, ask: 'load', plain, money, shape: plan.shape });
    let rehearsals = 1;
    while (handler.rehearse()) rehearsals++;
    expect(rehearsals).toBeGreaterThan(4);
    const again = handler.handle({ id: 2, ask: 'count', selection: EVERYTHING });
    const counts = (answer: typeof loaded) => (answer.is === 'counted' ? answer.counts : answer.error);
    expect(counts(again)).toEqual(counts(loaded));
    expect(counts(again)).toMatchObject({ customers: 2, rows: 3 });
  });

  test('counts a made log as plain loops do, whatever is chosen, in a zone with a change of clocks', async () => {
    let seed = 7;
    const next = (n: number): number => {
      seed = (Math.imul(1664525, seed) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * n);
    };
    const names = ['view', 'cart', 'buy', 'refund'];
    const begin = Date.parse('2024-03-20T00:00:00Z');
    const log = Array.from({ length: 600 }, (): LogRow => {
      const event = names[next(4)] ?? 'view';
      const sign = event === 'buy' ? 1 : event === 'refund' ? -1 : 0;
      return {
        customer: `c${next(40)}`,
        time: begin + next(20 * 24) * HOUR + next(60) * 60_000,
        event,
        sign,
        amount: sign === 0 ? 0 : sign * (1 + next(50)),
        order: sign === 1 && next(3) > 0 ? `o${next(30)}` : null,
        properties: { channel: ['ads', 'mail', 'shop', null][next(4)] ?? null },
      };
    });
    const zone = 'Europe/Berlin';
    const data = await loadSpine(engine, log, { zone, asOf: begin + 19 * DAY });
    const property = { name: 'channel', values: ['ads', 'mail'] };
    const table = await tableOf(data, property);
    const day = Date.parse('2024-03-28') / DAY;
    const id = (name: string): number => data.spine.events.find((e) => e.name === name)?.id ?? -1;
    const choices: readonly CrossSelection[] = [
      EVERYTHING,
      { ...EVERYTHING, days: { from: day, to: day + 7 } },
      { ...EVERYTHING, event: id('buy'), value: 0 },
      { ...EVERYTHING, cell: { weekday: 6, from: 0, to: 6 }, days: { from: day, to: day + 7 } },
      { days: { from: day, to: day + 9 }, event: id('buy'), cell: { weekday: 2, from: 6, to: 24 }, value: 2 },
      { ...EVERYTHING, value: 3 },
      // Nobody's first and last row tell whether there is one in a day between them.
      ...[0, 1, 2, 3].map((n) => ({ ...EVERYTHING, days: { from: day + n, to: day + n + 1 } })),
      ...names.map((name) => ({ ...EVERYTHING, event: id(name), days: { from: day, to: day + 2 } })),
    ];
    for (const choice of choices) {
      const counts = scanCross(table, choice);
      const all = log.filter((r) => r.time <= data.asOf).map((r) => local(r, zone, property.values));
      const left = all.filter((r) => passes(r, choice, names, id));
      const bought = left.filter((r) => r.row.sign === 1);
      expect(counts.rows).toBe(left.length);
      expect(counts.customers).toBe(new Set(left.map((r) => r.row.customer)).size);
      expect(counts.buyers).toBe(new Set(bought.map((r) => r.row.customer)).size);
      expect(counts.orders).toBe(new Set(bought.map((r) => `${r.row.customer} ${r.row.order ?? `day ${r.day}`}`)).size);
      expect(counts.gross + counts.refunded).toBeCloseTo(
        left.reduce((n, r) => n + (r.row.amount ?? 0), 0),
        6,
      );
      const beside = (part: keyof CrossSelection): number =>
        all.filter((r) => passes(r, { ...choice, [part]: null }, names, id)).length;
      const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
      expect(total(counts.events)).toBe(beside('event'));
      expect(total(counts.week)).toBe(beside('cell'));
      expect(total(counts.values)).toBe(beside('value'));
      // The query behind each picture counts the same.
      const ask = async (picture: CrossPicture) =>
        rowsOf(await engine.query(signal, crossStatement(data, property, choice, picture)));
      for (const { name, n } of await ask('events')) expect(counts.events[id(String(name))]).toBe(n);
      for (const { name, n } of await ask('values')) {
        const code = name === null ? property.values.length + 1 : [...property.values, OTHERS].indexOf(String(name));
        expect(counts.values[code]).toBe(n);
      }
      const week = await ask('week');
      for (const { weekday, hour, n } of week) expect(counts.week[Number(weekday) * 24 + Number(hour)]).toBe(n);
      expect(week).toHaveLength(counts.week.filter((n) => n > 0).length);
      const daily = await ask('weekdays');
      expect(daily.reduce((sum, r) => sum + Number(r['n']), 0)).toBe(beside('cell'));
      const value = all.filter((r) => r.value === 1 && passes(r, { ...choice, value: null }, names, id));
      expect(counts.values[1]).toBe(value.length);
    }
  });
});

/** Rows as records. */
function rowsOf(frame: Frame): readonly Readonly<Record<string, string | number | boolean | null>>[] {
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.columns.map((column) => [column.name, cell(column, row)])),
  );
}

interface Local {
  readonly row: LogRow;
  readonly day: number;
  readonly hour: number;
  readonly weekday: number;
  readonly value: number;
}

/** Where a row lies by the clock on the wall, from `Intl` alone. */
function local(row: LogRow, zone: string, values: readonly string[]): Local {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const text = parts.format(row.time);
  const day = Date.parse(text.slice(0, 10)) / DAY;
  const channel = row.properties?.['channel'] ?? null;
  const known = values.indexOf(String(channel));
  return {
    row,
    day,
    hour: Number(text.slice(11, 13)),
    weekday: (new Date(day * DAY).getUTCDay() + 6) % 7,
    value: channel === null ? values.length + 1 : known < 0 ? values.length : known,
  };
}

function passes(r: Local, choice: CrossSelection, names: readonly string[], id: (name: string) => number): boolean {
  const { days, event, cell, value } = choice;
  if (days !== null && (r.day < days.from || r.day >= days.to)) return false;
  if (event !== null && names.every((n) => id(n) !== event || r.row.event !== n)) return false;
  if (value !== null && r.value !== value) return false;
  return cell === null || (r.weekday === cell.weekday && r.hour >= cell.from && r.hour < cell.to);
}
