import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../../src/analyses/paths';
import type { Engine } from '../../../src/core/engine';
import { MINUTE } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { listRows, runOn } from '../../support/analysis';
import { fewOf, loadOnce, stacked } from '../../support/few';
import { scanning } from '../../support/scans';
import { loadSpine, type LogRow } from '../../support/spine';
import { asParams, choices, expected, expectFlows, randomLog } from './random';
import { lentWasm } from '../../support/wasm';

let engine: NativeDuckDB;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
});
afterAll(() => engine.close());

interface Fixture {
  readonly says: string;
  /** Customer, time, event, and a value of the column `category`. */
  readonly events: readonly (readonly [string, string, string, (string | null)?])[];
  readonly params: object;
  /** Each path from its anchor away, sorted. */
  readonly expected: readonly string[];
}

const fixtures = JSON.parse(readFileSync(new URL('./paths.json', import.meta.url), 'utf8')) as readonly Fixture[];

/** Paths of the list, each as names set apart by ` > `. */
async function listed(on: Engine, result: Awaited<ReturnType<typeof run>>): Promise<string[]> {
  const rows = await listRows(on, result);
  return rows
    .map((r) =>
      Array.from({ length: result.figures.steps }, (_, i) => r[`step_${i + 1}`])
        .filter((n) => n != null)
        .join(' > '),
    )
    .sort();
}
const run = (on: Engine, data: Awaited<ReturnType<typeof loadSpine>>, params: object) => runOn(on, paths, data, params);

async function expectFixture(on: Engine, { events, params, expected }: Fixture): Promise<void> {
  const log = events.map(([customer, time, event, category]): LogRow => ({
    customer,
    time: Date.parse(time),
    event,
    ...(category === undefined ? {} : { properties: { category } }),
  }));
  const data = await loadSpine(on, log);
  const result = await run(on, data, params);
  expect(await listed(on, result)).toEqual(expected);
  // The same of a scan, which knows no engine.
  if (on === engine) expect((await runOn(on, paths, data, params, scanning)).figures).toEqual(result.figures);
}

describe('paths fixtures', () => {
  for (const fixture of fixtures) test(fixture.says, () => expectFixture(engine, fixture));
});

const scenario = fc.record({
  log: fewOf(stacked(randomLog, 84), 12),
  ...choices,
  property: fc.option(fc.constant('category')),
});

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ log, ...choice }) => {
      fc.pre(choice.anchor === 'sessions' || log.some((r) => r.event === 'a'));
      const data = await loadOnce(on, log);
      const result = await run(on, data, asParams(choice));
      const plain = expected(log, data.asOf, choice);
      expect(await listed(on, result)).toEqual(plain.map((p) => p.join(' > ')).sort());
      expectFlows(result.figures, plain, choice);
    }),
    { numRuns, seed: 20261122 },
  );
}

describe('paths against brute force', () => {
  test('1,000 random logs, 84 at a time, with 30 random choices', () => random(engine, 30), 120_000);

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

test('a node, an edge, others and the end narrow the list', async () => {
  const log = ['ab', 'ab', 'ac', 'ad', 'a'].flatMap((path, i) =>
    [...path].map((event, k): LogRow => ({ customer: String(i), time: k * MINUTE, event })),
  );
  const data = await loadSpine(engine, log);
  const through = async (choice: object): Promise<string[]> => {
    const rows = await listRows(engine, await run(engine, data, { top: 1, steps: 3, through: choice }));
    return rows.map((r) => String(r['customer'])).sort();
  };
  expect(await through({ step: 2, node: { name: 'b' } })).toEqual(['0', '1']);
  expect(await through({ step: 1, node: { name: 'a' }, next: 'other' })).toEqual(['2', '3']);
  expect(await through({ step: 1, node: { name: 'a' }, next: 'end' })).toEqual(['4']);
  expect(await through({ step: 3, node: 'end' })).toEqual(['0', '1', '2', '3']);
});

test('unknown events and contradicting bounds are refused by name', async () => {
  const data = await loadSpine(engine, [{ customer: 'a', time: 0, event: 'search' }]);
  await expect(run(engine, data, { anchor: { start: 'serch' } })).rejects.toMatchObject({
    code: 'event.unknown',
    details: { nearest: '“search”' },
  });
  await expect(run(engine, data, { within: { window: { value: 1, unit: 'days' } } })).rejects.toMatchObject({
    code: 'recipe.invalid',
    details: { path: 'within' },
  });
  await expect(run(engine, data, { property: 'categry' })).rejects.toMatchObject({ code: 'property.unknown' });
});
