import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trends } from '../../../src/analyses/trends';
import { parseFormula, valueOf } from '../../../src/analyses/trends/formula';
import type { TrendMeasure } from '../../../src/analyses/trends/spec';
import type { Engine } from '../../../src/core/engine';
import { roundNumber } from '../../../src/core/rounding';
import { HOUR } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { runOn } from '../../support/analysis';
import { dayOf, firstDayOf, iso } from '../../support/buckets';
import { loadSpine, type LogRow } from '../../support/spine';
import { lentWasm } from '../../support/wasm';

let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

interface Fixture {
  readonly says: string;
  readonly events: readonly (readonly [string, string, string])[];
  readonly zone?: string;
  readonly asOf?: string;
  readonly params: object;
  /** Start by the local clock, value, and "incomplete" where it is. */
  readonly expected: readonly (readonly (string | number | null)[])[];
}

const fixtures = JSON.parse(readFileSync(new URL('./trends.json', import.meta.url), 'utf8')) as readonly Fixture[];

describe('trends fixtures', () => {
  for (const { says, events, zone, asOf, params, expected } of fixtures)
    test(says, async () => {
      const log = events.map(([customer, time, event]): LogRow => ({ customer, time: Date.parse(time), event }));
      const data = await loadSpine(engine, log, {
        ...(zone === undefined ? {} : { zone }),
        ...(asOf === undefined ? {} : { asOf: Date.parse(asOf) }),
      });
      const { figures } = await runOn(engine, trends, data, params);
      const points = figures.groups[0]?.points ?? [];
      expect(points.map((p) => [p.from, p.value, ...(p.complete ? [] : ['incomplete'])])).toEqual(expected);
    });
});

/** A measure of rows, as loops. */
function measured(rows: readonly LogRow[], measure: TrendMeasure): number | null {
  const customers = new Set(rows.map((r) => r.customer)).size;
  const amounts = rows.flatMap((r) => ((r.sign ?? 0) !== 0 && r.amount != null ? [r.amount] : []));
  const sum = amounts.reduce((a, b) => a + b, 0);
  if (measure === 'events') return rows.length;
  if (measure === 'customers') return customers;
  if (measure === 'perCustomer') return customers === 0 ? null : rows.length / customers;
  return measure === 'sum' ? sum : amounts.length === 0 ? null : sum / amounts.length;
}

const scenario = fc.record({
  rows: fc.array(
    fc.record({
      customer: fc.integer({ min: 1, max: 6 }).map(String),
      at: fc.integer({ min: 0, max: 50 }),
      event: fc.constantFrom('a', 'b'),
      amount: fc.constantFrom(5, 7.5, -3, null),
      kind: fc.constantFrom('x', 'y', 'z', null),
    }),
    { minLength: 2, maxLength: 80 },
  ),
  step: fc.constantFrom(HOUR, 7 * HOUR, 31 * HOUR),
  interval: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  zone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin'),
  measure: fc.constantFrom(
    'events' as const,
    'customers' as const,
    'perCustomer' as const,
    'sum' as const,
    'average' as const,
  ),
  only: fc.option(fc.constantFrom('x', 'y')),
  split: fc.boolean(),
});

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ rows, step, interval, zone, measure, only, split }) => {
      const log = rows.map(({ customer, at, event, amount, kind }): LogRow => ({
        customer,
        time: Date.parse('2024-03-06T00:30:00Z') + at * step,
        event,
        sign: amount === null ? 0 : amount < 0 ? -1 : 1,
        amount: amount ?? 0,
        properties: { kind },
      }));
      const data = await loadSpine(on, log, { zone });
      fc.pre(data.spine.hasAmount && log.some((r) => r.properties?.['kind'] != null));
      const { figures } = await runOn(on, trends, data, {
        series: [
          {
            activity: { rows: 'all' },
            measure,
            ...(only === null ? {} : { where: [{ property: 'kind', is: [only] }] }),
          },
        ],
        interval,
        ...(split ? { breakdown: { property: 'kind', top: 2 } } : {}),
      });
      const kept = log.filter((r) => only === null || r.properties?.['kind'] === only);
      const start = (r: LogRow): string => `${iso(firstDayOf(dayOf(r.time, zone), interval))}T00:00`;
      const values = [...new Set(kept.flatMap((r) => r.properties?.['kind'] ?? []))].map(String);
      const count = (v: string): number => kept.filter((r) => r.properties?.['kind'] === v).length;
      values.sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
      const top = values.slice(0, 2);
      const groupOf = (r: LogRow): string => {
        const v = r.properties?.['kind'];
        if (!split) return '';
        return v == null ? '-none' : top.includes(String(v)) ? String(v) : '-other';
      };
      const names = split ? [...top, '-other', '-none'].filter((g) => kept.some((r) => groupOf(r) === g)) : [''];
      expect(
        figures.groups.map((g) => (g.name === null ? '' : 'value' in g.name ? g.name.value : `-${g.name.kind}`)),
      ).toEqual(names);
      for (const [i, group] of figures.groups.entries())
        for (const p of group.points) {
          const own = kept.filter((r) => groupOf(r) === names[i] && start(r) === p.from);
          const value = measured(own, measure);
          expect(p.value).toBe(value === null ? null : roundNumber(value));
        }
      if (!split)
        expect(new Set(kept.map(start)).size).toBe(
          figures.groups[0]?.points.filter((p) => kept.some((r) => start(r) === p.from)).length,
        );
    }),
    { numRuns, seed: 20261122 },
  );
}

describe('trends against brute force', () => {
  test('40 random logs and specs', () => random(engine, 40), 120_000);

  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, 4);
    } finally {
      await wasm.close();
    }
  }, 120_000);
});

test('the period before has as many buckets, and unique customers of a period are counted once', async () => {
  const at = (day: number, customer: string): LogRow => ({ customer, time: day * 24 * HOUR, event: 'a' });
  const log = [at(0, '1'), at(1, '2'), at(2, '3'), at(3, '3'), at(4, '4')];
  const { figures } = await runOn(engine, trends, await loadSpine(engine, log), {
    interval: 'day',
    compare: 'previous',
  });
  expect(figures.buckets).toBe(2);
  expect(figures.groups[0]?.total).toBe(2);
  expect(figures.previous?.total).toBe(2);
  expect(figures.previous?.points.map((p) => p.value)).toEqual([1, 1]);
});

describe('formulas', () => {
  test.each([
    ['A/B', 0.5],
    ['A − B', -2],
    ['a+b*2', 10],
    ['(A+B)×2', 12],
    ['100 * A ÷ B', 50],
    ['A/(B-B)', null],
  ])('%s of 2 and 4', (text, value) => {
    const formula = parseFormula(text);
    expect(formula === null ? 'none' : valueOf(formula, [2, 4])).toBe(value);
  });
  test.each(['', 'A B', 'A//B', 'C', 'A+', '(A', 'alert(1)', 'A.constructor', 'A'.repeat(101)])(
    '“%s” is none',
    (text) => {
      expect(parseFormula(text)).toBeNull();
    },
  );
  test('a formula of a series that is not there is refused', async () => {
    const data = await loadSpine(engine, [{ customer: 'a', time: 0, event: 'x' }]);
    await expect(runOn(engine, trends, data, { formula: 'A/B' })).rejects.toMatchObject({
      code: 'recipe.invalid',
      details: { path: 'formula' },
    });
    await expect(runOn(engine, trends, data, { series: [{ activity: 'y' }] })).rejects.toMatchObject({
      code: 'event.unknown',
    });
  });
});
