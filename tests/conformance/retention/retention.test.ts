import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retention } from '../../../src/analyses/retention';
import { retentionParams, type RetentionParams } from '../../../src/analyses/retention/spec';
import type { RetentionFigures } from '../../../src/analyses/retention/result';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import type { DataInfo } from '../../../src/core/analysis';
import type { Engine } from '../../../src/core/engine';
import { parseParams } from '../../../src/core/recipe';
import { DAY } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { fewOf, loadOnce } from '../../support/few';
import { scanning } from '../../support/scans';
import { loadSpine, type LogRow } from '../../support/spine';
import { asParams, expectRetention, scenarioOf, stackedLogs } from './random';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
let place: Omit<Place, 'engine'>;
beforeAll(async () => {
  engine = await NativeDuckDB.open({ threads: 1 });
  place = {
    scorer: { score: () => Promise.reject(new Error('retention scores nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const params = (given: unknown): RetentionParams => parseParams(retentionParams, given, '');
const run = async (
  data: DataInfo,
  given: unknown,
  on: Engine = engine,
  more: Pick<Place, 'scanner'> = {},
): Promise<RetentionFigures> =>
  (await runAnalysis(signal, { ...place, engine: on, ...more }, retention, 'r', params(given), data)).figures;

interface Fixture {
  readonly says: string;
  /** customer, ISO time, event, amount of a purchase; in the order of the file. */
  readonly events: readonly (readonly [string, string, string] | readonly [string, string, string, number])[];
  readonly zone?: string;
  readonly asOf?: string;
  readonly params: object;
  readonly expected: {
    /** First day and customers back per period; those of immature cells are negative. */
    readonly cohorts: Readonly<Record<string, readonly number[]>>;
    /** Per period over mature cells. */
    readonly means?: readonly (number | null)[];
    readonly revenue?: Readonly<Record<string, readonly number[]>>;
    readonly cumulative?: readonly (number | null)[];
  };
}

describe('retention fixtures', () => {
  const folder = new URL('./', import.meta.url);
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
    const fixtures = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Fixture[];
    for (const { says, events, zone, asOf, params: given, expected } of fixtures) {
      test(`${file.replace('.json', '')}: ${says}`, async () => {
        const log = events.map(([customer, time, event, amount]): LogRow => ({
          customer,
          time: Date.parse(time),
          event,
          ...(amount === undefined ? {} : { sign: amount < 0 ? -1 : 1, amount }),
        }));
        const data = await loadSpine(engine, log, {
          ...(zone === undefined ? {} : { zone }),
          ...(asOf === undefined ? {} : { asOf: Date.parse(asOf) }),
        });
        const figures = await run(data, given);
        expect(await run(data, given, engine, scanning)).toEqual(figures);
        const cohorts = Object.fromEntries(
          figures.cohorts.map((c) => [c.from, c.cells.map((x) => (x.mature ? x.rate.count : -x.rate.count))]),
        );
        expect(cohorts).toEqual(
          Object.fromEntries(
            Object.entries(expected.cohorts).map(([k, v]) => [k, v.map((n) => (n === 0 ? expect.closeTo(0) : n))]),
          ),
        );
        if (expected.means) expect(figures.means.map((m) => m.share)).toEqual(expected.means.map(near));
        if (expected.cumulative) expect(figures.means.map((m) => m.cumulative)).toEqual(expected.cumulative.map(near));
        if (expected.revenue) {
          expect(Object.fromEntries(figures.cohorts.map((c) => [c.from, c.cells.map((x) => x.revenue)]))).toEqual(
            expected.revenue,
          );
        }
      });
    }
  }
});

function near(value: number | null): unknown {
  return value === null ? null : (expect.closeTo(value, 9) as unknown);
}

const scenario = scenarioOf(fewOf(stackedLogs(50), 20));

async function random(on: Engine, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ log, p }) => {
      const data = await loadOnce(on, log, { zone: p.zone, asOf: p.asOf });
      expectRetention(await run(data, asParams(p), on), log, p);
    }),
    { numRuns, seed: 20261121 },
  );
}

describe('retention against brute force', () => {
  test('1,000 random logs, fifty at a time, with 60 random parameters, zones and as-of dates, in SQL', async () => {
    await random(engine, 60);
  }, 180_000);

  test('and some on DuckDB-WASM', async () => {
    const wasm = await lentWasm();
    try {
      await random(wasm, 6);
    } finally {
      await wasm.close();
    }
  }, 180_000);

  test('dates only: the last day is over', async () => {
    const log = [
      { customer: 'a', time: 0, event: 'x' },
      { customer: 'a', time: 2 * DAY, event: 'x' },
    ];
    const figures = await run(await loadSpine(engine, log), { interval: 'day' });
    expect(figures.cohorts[0]?.cells.map((c) => c.mature)).toEqual([true, true, true]);
  });
});
