import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataInfo } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import type { PathSource } from '../../src/engines/native/duckdb';
import { featuresOf } from '../../src/sql/features/catalogue';
import { customerFeatures } from '../../src/sql/features/customers';
import { daysTable } from '../../src/sql/features/days';
import { ident, sql } from '../../src/sql/sql';
import { Maker } from '../../src/tasks/maker';
import { prepareSessions } from '../../src/tasks/session/prepare';
import { featureGroups, type SessionTask } from '../../src/tasks/spec';
import { sharedEngine, signal } from '../data/engines';
import { loadSpine, type LogRow } from '../support/spine';
import { DAY, objects } from './support';
import { lentWasm } from '../support/wasm';

const native = sharedEngine();
const tab = sharedEngine(lentWasm);

const stages = { view: ['view'], cart: ['cart'], checkout: ['checkout'], purchase: ['buy'], refund: ['refund'] };
const signs = { view: 0, cart: 0, checkout: 0, buy: 1, refund: -1 } as const;
const START = Date.UTC(2024, 0, 1);
const CUTOFF = START + 200 * DAY;

/** A row of a log of 260 days of sixty customers, who have nothing to do with one another, often at the very cutoff. */
const row: fc.Arbitrary<LogRow> = fc
  .record({
    customer: fc.integer({ min: 0, max: 59 }).map((n) => `c${n}`),
    time: fc.oneof(
      fc.integer({ min: START, max: START + 260 * DAY }),
      fc.constantFrom(CUTOFF - 1, CUTOFF, CUTOFF + 1, CUTOFF - DAY, CUTOFF - 30 * DAY),
    ),
    event: fc.constantFrom('view', 'cart', 'checkout', 'buy', 'refund'),
    cents: fc.integer({ min: 1, max: 99_999 }),
    order: fc.option(fc.constantFrom('o1', 'o2', 'o3')),
    item: fc.option(fc.constantFrom('i1', 'i2', 'i3')),
  })
  .map(({ customer, time, event, cents, order, item }) => {
    const sign = signs[event as keyof typeof signs];
    return {
      customer,
      time,
      event,
      sign,
      amount: (sign * cents) / 100,
      order: sign === 0 ? null : order,
      properties: { item, category: item === null ? null : `k${item}`, promo: cents % 3 === 0 ? 'sale' : null },
    };
  });

/** One row of each kind, before the cutoff and at the end: so that every log has all features and the same end. */
const frame: readonly LogRow[] = [
  ...(['view', 'cart', 'checkout', 'buy', 'refund'] as const).map((event, i): LogRow => ({
    customer: 'a',
    time: START + i * 60_000,
    event,
    sign: signs[event],
    amount: signs[event] * 5,
    order: signs[event] === 0 ? null : 'o0',
    properties: { item: 'i0', category: 'k0', promo: 'sale' },
  })),
  { customer: 'e', time: START + 261 * DAY, event: 'view', properties: { item: 'i0', category: 'k0', promo: null } },
];

const readings = ['rows', 'purchases', 'items', 'categories', 'promo'] as const;

/** All features at the cutoff, by customer. */
async function features(run: Engine<PathSource>, data: DataInfo) {
  const make = new Maker(signal, run, 10);
  const tables = Object.fromEntries(readings.map((r) => [r, `seen_${r}`]));
  for (const reading of readings) await make.table(`seen_${reading}`, daysTable(reading, data, 0));
  const made = customerFeatures({ tables, anchor: 0, seenUpTo: CUTOFF, features: featuresOf(data.spine, false) });
  const answer = await run.query(
    signal,
    sql`SELECT c.name AS who, f.* FROM (${made}) AS f JOIN ${ident(data.spine.customersTable)} AS c ON c.id = f.customer ORDER BY c.name`,
  );
  await make.sweep();
  return objects(answer).map(({ customer: _, ...rest }) => rest);
}

const load = (run: Engine<PathSource>, rows: readonly LogRow[]): Promise<DataInfo> =>
  loadSpine(run, rows, { name: 'points', roles: { stages } });

describe('what happens at the cutoff or later changes no feature', () => {
  test('deleted or moved, on random logs', async () => {
    const run = await native();
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 200, maxLength: 600, size: 'max' }),
        fc.integer({ min: 1, max: 50 * DAY }),
        async (rows, by) => {
          const before = rows.filter((r) => r.time < CUTOFF);
          const later = rows.filter((r) => r.time >= CUTOFF);
          const whole = await features(run, await load(run, [...frame, ...rows]));
          expect(whole.length).toBeGreaterThan(20);
          expect(await features(run, await load(run, [...frame, ...before]))).toEqual(whole);
          const moved = later.map((r) => ({ ...r, time: Math.min(r.time + by, START + 261 * DAY) }));
          expect(await features(run, await load(run, [...frame, ...before, ...moved]))).toEqual(whole);
        },
      ),
      // One counterexample says enough: a smaller one takes a minute to find.
      { numRuns: 2, seed: 20_240_101, endOnFailure: true },
    );
  });

  test('and what happened before does', async () => {
    const run = await native();
    const whole = await features(run, await load(run, frame));
    const more: LogRow = {
      customer: 'a',
      time: CUTOFF - 1,
      event: 'view',
      properties: { item: 'i9', category: 'k9', promo: null },
    };
    const seen = (await features(run, await load(run, [...frame, more]))).find((r) => r['who'] === 'a');
    expect(seen).toMatchObject({ events_7d: 1, items_30d: 1, days_since_event: 1 / DAY });
    expect(whole.find((r) => r['who'] === 'a')).toMatchObject({ events_7d: 0, items_30d: 0 });
  });
});

test('the tab and the native database give equal features of a random log', async () => {
  const rows = fc.sample(row, { numRuns: 400, seed: 7 });
  const [one, other] = [await native(), await tab()];
  const answers = [
    await features(one, await load(one, [...frame, ...rows])),
    await features(other, await load(other, [...frame, ...rows])),
  ];
  expect(answers[0]?.length).toBeGreaterThan(50);
  expect(answers[1]).toEqual(answers[0]);
});

test('every feature of the catalogue is made by the log of these tests', async () => {
  const run = await native();
  const data = await load(run, frame);
  const names = new Set((await features(run, data)).flatMap((r) => Object.keys(r)));
  for (const f of featuresOf(data.spine, false)) expect(names).toContain(f.name);
  expect(new Set(featuresOf(data.spine, false).map((f) => f.group)).size).toBe(12);
});

describe('sessions', () => {
  const task: SessionTask = {
    kind: 'session',
    question: 'conversion',
    goal: null,
    first: { events: 2 },
    gap: 30,
    test: START + 50 * DAY,
    groups: featureGroups,
    off: [],
    trusted: [],
  };
  const at = (day: number, minute: number, event: 'view' | 'cart' | 'buy', customer = 'a'): LogRow => ({
    customer,
    time: START + day * DAY + minute * 60_000,
    event,
    sign: signs[event],
    amount: signs[event] * 20,
  });
  const log = [
    // Bought on the third step; its second row is the cutoff.
    ...[at(1, 0, 'view'), at(1, 5, 'cart'), at(1, 9, 'buy')],
    // Bought before the cutoff: nothing is left to predict.
    ...[at(2, 0, 'buy'), at(2, 1, 'view'), at(2, 2, 'view')],
    // Never came to a second row.
    at(3, 0, 'view'),
    // Not bought.
    ...[at(4, 0, 'view'), at(4, 1, 'view'), at(4, 2, 'view')],
    // Begins before the test and ends in it.
    ...[at(49, 1430, 'view', 'b'), at(49, 1435, 'view', 'b'), at(50, 3, 'buy', 'b')],
    ...[at(60, 0, 'view', 'b'), at(60, 1, 'view', 'b'), at(60, 2, 'buy', 'b')],
    // Still going on at the data's end.
    ...[at(61, 0, 'view', 'c'), at(61, 1, 'cart', 'c')],
  ];

  async function sessionRows(run: Engine<PathSource>, rows: readonly LogRow[], asked = task) {
    const make = new Maker(signal, run, 10);
    const data = await loadSpine(run, rows, { name: 'visits', roles: { stages } });
    await prepareSessions(make, data, asked, 'visits');
    const answer = objects(await run.query(signal, { text: 'SELECT * FROM visits ORDER BY row_id', values: [] }));
    await make.sweep();
    return answer;
  }

  test('a row is a session that came to its cutoff without the goal, told by what came before it', async () => {
    const rows = await sessionRows(await native(), log);
    expect(
      rows.map((r) => [r['part'], r['label'], r['sessions_before'], r['purchases_before'], r['last_event']]),
    ).toEqual([
      ['train', 1, 0, 0, 'cart'],
      ['train', 0, 3, 2, 'view'],
      ['test', 1, 1, 1, 'view'],
      ['current', null, 0, 0, 'cart'],
    ]);
    expect(rows[0]).toMatchObject({
      'events: view': 1,
      'events: cart': 1,
      'events: buy': 0,
      seconds_seen: 300,
      seconds_to_cart: 300,
      hour: 0,
      // 2 January 2024 was a Tuesday.
      weekday: '2',
      days_since_session: null,
      cutoff_at: START + DAY + 300_000 + 1,
    });
    expect(rows[1]).toMatchObject({ spend_before: 40, days_since_session: 1, days_since_bought: 2 - 2 / 1440 });
  });

  test('from the first minutes: rows from the cutoff on are not seen', async () => {
    const rows = await sessionRows(await native(), log, { ...task, first: { minutes: 5 } });
    expect(rows[0]).toMatchObject({
      events_seen: 1,
      label: 1,
      seconds_to_cart: null,
      cutoff_at: START + DAY + 300_000,
    });
  });

  /** Rows of some days of twenty customers, so near to one another that they make sessions. */
  const visit: fc.Arbitrary<LogRow> = fc
    .record({
      customer: fc.integer({ min: 0, max: 19 }).map((n) => `c${n}`),
      time: fc.tuple(fc.constantFrom(1, 30, 49, 50, 51, 60), fc.integer({ min: 480, max: 960 })),
      event: fc.constantFrom('view', 'view', 'view', 'cart', 'buy'),
      item: fc.option(fc.constantFrom('i1', 'i2', 'i3')),
    })
    .map(({ customer, time: [day, minute], event, item }) => ({
      customer,
      time: START + day * DAY + minute * 60_000,
      event,
      sign: signs[event as keyof typeof signs],
      amount: signs[event as keyof typeof signs] * 20,
      properties: { item, category: item, promo: null },
    }));

  /** What is known of a session, by whose it is and when it came to its cutoff; the label is what is to come. */
  const known = (rows: readonly Record<string, string | number | null>[]) =>
    new Map(
      rows.map(({ row_id: _, part: __, label: ___, ...rest }) => [`${rest['customer']} ${rest['cutoff_at']}`, rest]),
    );

  test('what follows the cutoff changes no feature of a session: deleted or moved, on random logs', async () => {
    const run = await native();
    const from = START + 50 * DAY + 12 * 60 * 60_000;
    await fc.assert(
      fc.asyncProperty(
        fc.array(visit, { minLength: 800, maxLength: 1200, size: 'max' }),
        fc.constantFrom({ events: 2 }, { events: 3 }, { minutes: 20 }),
        fc.integer({ min: 1, max: 12 * 60 }),
        async (rows, first, by) => {
          const asked = { ...task, first };
          const whole = known(await sessionRows(run, [...frame, ...rows], asked));
          const before = rows.filter((r) => r.time < from);
          const moved = rows.map((r): LogRow =>
            r.time < from ? r : { ...r, time: r.time + by * 60_000, event: 'cart', sign: 0 },
          );
          for (const other of [before, moved] as const) {
            const now = known(await sessionRows(run, [...frame, ...other], asked));
            const seen = [...whole].filter(([, row]) => Number(row['cutoff_at']) <= from);
            expect(seen.length).toBeGreaterThan(25);
            for (const [which, row] of seen) expect(now.get(which)).toEqual(row);
          }
        },
      ),
      { numRuns: 2, seed: 20_240_101, endOnFailure: true },
    );
  });

  test('the tab and the native database give equal rows of sessions', async () => {
    const rows = [...frame, ...fc.sample(visit, { numRuns: 400, seed: 7 })];
    const [one, other] = [await sessionRows(await native(), rows), await sessionRows(await tab(), rows)];
    expect(one.length).toBeGreaterThan(25);
    expect(other).toEqual(one);
  });
});
