import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trends } from '../../../src/analyses/trends';
import { parseFormula, valueOf } from '../../../src/analyses/trends/formula';
import type { Engine } from '../../../src/core/engine';
import { HOUR } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { runOn } from '../../support/analysis';
import { loadOnce } from '../../support/few';
import { loadSpine, type LogRow } from '../../support/spine';
import { lentWasm } from '../../support/wasm';
import { answerable, asParams, logsInTurn, questions } from './random';
import { referenceTrends } from './reference';

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

/** Each table with some questions; how many buckets had a value. */
async function random(on: Engine, tables: readonly (readonly LogRow[])[], numRuns: number): Promise<number> {
  let turn = 0;
  let held = 0;
  await fc.assert(
    fc.asyncProperty(questions, async (question) => {
      const log = tables[turn++ % tables.length] ?? [];
      const asked = answerable(question, log);
      const { figures } = await runOn(on, trends, await loadOnce(on, log, { zone: asked.zone }), asParams(asked));
      const start = (from: string): number => Date.parse(`${from}Z`);
      const shown = (group: { points: readonly { from: string; value: number | null }[]; total: number | null }) => ({
        points: group.points.map((p) => [start(p.from), p.value]),
        total: group.total,
      });
      expect([
        ...figures.groups.map((g) => ({
          name: g.name === null ? '' : 'value' in g.name ? g.name.value : `-${g.name.kind}`,
          ...shown(g),
        })),
        ...(figures.previous === null ? [] : [{ name: 'previous', ...shown(figures.previous) }]),
      ]).toEqual(referenceTrends(log, asked));
      held += figures.groups.reduce((n, g) => n + g.points.filter((p) => (p.value ?? 0) !== 0).length, 0);
    }),
    { numRuns, seed: 20261122, endOnFailure: true },
  );
  return held;
}

describe('trends against brute force', () => {
  /** A thousand random logs, fifty after another in a table. */
  const tables = fc.sample(logsInTurn(50), { numRuns: 20, seed: 20261122 });

  test('1,000 random logs, fifty at a time, with 30 random questions', async () => {
    expect(await random(engine, tables, 30)).toBeGreaterThan(1000);
  }, 120_000);

  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, tables.slice(0, 2), 3);
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
