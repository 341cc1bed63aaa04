import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessions } from '../../../src/analyses/sessions';
import type { Engine } from '../../../src/core/engine';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { sessionColumn } from '../../../src/sql/sessions';
import { listRows, runOn } from '../../support/analysis';
import { fewOf, loadOnce, stacked } from '../../support/few';
import { readRetailRocket } from '../../support/logs';
import { scanning } from '../../support/scans';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';
import { randomLog } from './random';
import { plainSessions } from './reference';
import { lentWasm } from '../../support/wasm';

let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

interface Fixture {
  readonly says: string;
  /** Customer, time, event, and a value of the column `session`. */
  readonly events: readonly (readonly [string, string, string, (string | null)?])[];
  readonly zone?: string;
  readonly asOf?: string;
  readonly params: object;
  /** Customer, beginning, duration in ms (one event has none), events, entry, exit, local hour, weekday from 1; by time. */
  readonly expected: readonly (readonly (string | number)[])[];
}

const fixtures = JSON.parse(readFileSync(new URL('./sessions.json', import.meta.url), 'utf8')) as readonly Fixture[];

async function expectFixture(on: Engine, { events, zone, asOf, params, expected }: Fixture): Promise<void> {
  const log = events.map(([customer, time, event, session]): LogRow => ({
    customer,
    time: Date.parse(time),
    event,
    ...(session === undefined ? {} : { properties: { session } }),
  }));
  const data = await loadSpine(on, log, {
    ...(zone === undefined ? {} : { zone }),
    ...(asOf === undefined ? {} : { asOf: Date.parse(asOf) }),
  });
  const result = await runOn(on, sessions, data, params);
  const rows = [...(await listRows(on, result))].reverse();
  const got = rows.map((r) => [
    r['customer'],
    new Date(Number(r['began'])).toISOString(),
    r['duration'],
    r['events'],
    r['entry'],
    r['exit'],
    r['hour'],
    r['weekday'],
  ]);
  expect(got).toEqual(expected);
  expect(result.figures.sessions).toBe(expected.length);
  // The same of a scan, which knows no engine.
  if (on === engine) expect((await runOn(on, sessions, data, params, scanning)).figures).toEqual(result.figures);
}

describe('sessions fixtures', () => {
  for (const fixture of fixtures) test(fixture.says, () => expectFixture(engine, fixture));
});

const scenario = fc.record({
  log: fewOf(stacked(randomLog, 84), 12),
  rule: fc.constantFrom({ gap: 30 }, { gap: 20 }, { gap: 24 * 60 }, { column: 'session' }),
});

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ log, rule }) => {
      const data = await loadOnce(on, log);
      const result = await runOn(on, sessions, data, {
        ...rule,
        items: 'item',
        carts: ['cart'].filter((e) => log.some((r) => r.event === e)),
      });
      const plain = plainSessions(log, data.asOf, 'gap' in rule ? { gap: rule.gap * MINUTE } : rule);
      const f = result.figures;
      expect(f.sessions).toBe(plain.length);
      expect(f.customers).toBe(new Set(plain.map((s) => s.customer)).size);
      expect(f.bounce.count).toBe(plain.filter((s) => s.rows.length === 1).length);
      expect(f.conversion?.count ?? 0).toBe(plain.filter((s) => s.rows.some((r) => r.sign === 1)).length);
      expect(f.hours.flat().reduce((a, b) => a + b, 0)).toBe(plain.length);
      expect(f.days.reduce((n, d) => n + d.sessions, 0)).toBe(plain.length);
      const key = (s: readonly unknown[]): string => JSON.stringify(s);
      const listed = (await listRows(on, result)).map((r) =>
        key([
          r['customer'],
          r['began'],
          r['duration'],
          r['events'],
          r['items'],
          r['entry'],
          r['exit'],
          r['carts'],
          r['searches'],
          r['purchases'],
        ]),
      );
      const wanted = plain.map(({ customer, rows: own }) => {
        const [first, last] = [own[0], own.at(-1)];
        const count = (event: string): number => own.filter((r) => r.event === event).length;
        const items = new Set(own.map((r) => r.properties?.['item']).filter((i) => i != null)).size;
        const began = first?.time ?? 0;
        return key([
          customer,
          began,
          own.length === 1 ? null : (last?.time ?? 0) - began,
          own.length,
          items,
          first?.event,
          last?.event,
          count('cart'),
          count('search it'),
          count('buy'),
        ]);
      });
      expect([...listed].sort()).toEqual([...wanted].sort());
      if ('gap' in rule) {
        const at = (gap: number): number => plainSessions(log, data.asOf, { gap }).length;
        expect(f.otherLimits).toEqual({ half: at((rule.gap * MINUTE) / 2), double: at(rule.gap * MINUTE * 2) });
      }
    }),
    { numRuns, seed: 20261122 },
  );
}

describe('sessions against brute force', () => {
  test('1,000 random logs, 84 at a time, with 24 random rules', () => random(engine, 24), 120_000);

  test('and some on DuckDB-WASM, with every fixture', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, 3);
      for (const fixture of fixtures) await expectFixture(wasm, fixture);
    } finally {
      await wasm.close();
    }
  }, 120_000);
});

test('a million events of one customer are one long session each hundred thousand', async () => {
  const signal = new AbortController().signal;
  const data = await loadSpine(engine, [{ customer: 'a', time: 0, event: 'x' }]);
  await engine.query(signal, {
    text: `INSERT INTO "${data.spine.table}" SELECT 0, ${SECOND} * (i + 1) + ${HOUR} * (i // 100000), 0, 0, 0, NULL, i + 1 FROM range(1000000) AS r(i)`,
    values: [],
  });
  const whole = {
    ...data,
    asOf: 2_000_000 * SECOND,
    spine: { ...data.spine, to: 2_000_000 * SECOND, rows: 1_000_001 },
  };
  const { figures } = await runOn(engine, sessions, whole, {});
  expect(figures).toMatchObject({ sessions: 10, customers: 1, events: 1_000_001 });
}, 60_000);

test('an unknown column or event is refused with the nearest name', async () => {
  const data = await loadSpine(engine, [{ customer: 'a', time: 0, event: 'search', properties: { session: 's' } }]);
  await expect(runOn(engine, sessions, data, { column: 'sesion' })).rejects.toMatchObject({
    code: 'property.unknown',
    details: { nearest: '“session”' },
  });
  await expect(runOn(engine, sessions, data, { searches: ['serch'] })).rejects.toMatchObject({
    code: 'event.unknown',
    details: { nearest: '“search”' },
  });
  await expect(runOn(engine, sessions, data, { gap: 5, column: 'session' })).rejects.toMatchObject({
    code: 'recipe.invalid',
  });
});

test('a column that is called so tells sessions apart where nothing is said; a pause that is said wins', async () => {
  const at = (minutes: number, id: string | null): LogRow => ({
    customer: 'a',
    time: minutes * MINUTE,
    event: 'x',
    properties: { user_session: id, visit: 'morning' },
  });
  const data = await loadSpine(engine, [at(0, 's'), at(90, 's'), at(91, 't'), at(92, 't')]);
  expect((await runOn(engine, sessions, data, {})).figures).toMatchObject({
    sessions: 2,
    rule: { column: 'user_session' },
  });
  expect((await runOn(engine, sessions, data, { gap: 30 })).figures).toMatchObject({ sessions: 2, otherLimits: {} });
  const names = ['Session ID', 'ga_session_id', 'visitId', 'ид_сессии', 'Сессия'];
  for (const name of names)
    expect(sessionColumn({ ...data.spine, properties: [{ name, type: 'text' }] }), name).toBe(name);
  for (const name of ['visit', 'visits', 'sessions', 'session_length', 'визит'])
    expect(sessionColumn({ ...data.spine, properties: [{ name, type: 'text' }] }), name).toBeUndefined();
});

const retailRocket = sharedData('retailrocket/sample_events.csv');
test.skipIf(retailRocket === null)('RetailRocket sample: plain loops find the same sessions', async () => {
  const log = readRetailRocket(retailRocket ?? '');
  const data = await loadSpine(engine, log);
  const { figures } = await runOn(engine, sessions, data, {});
  const plain = plainSessionsFast(log);
  expect(figures).toMatchObject({ sessions: plain, events: 9385, customers: 5000 });
});

/** Sessions of 30 minutes, counted only. */
function plainSessionsFast(log: readonly LogRow[]): number {
  const last = new Map<string, number>();
  let sessions_ = 0;
  for (const { customer, time } of [...log].sort((a, b) => a.time - b.time)) {
    const before = last.get(customer);
    if (before === undefined || time - before > 30 * MINUTE) sessions_++;
    last.set(customer, time);
  }
  return sessions_;
}
