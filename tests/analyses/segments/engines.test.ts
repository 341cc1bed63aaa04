import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAnalysis } from '../../../src/analyses/run';
import { segments } from '../../../src/analyses/segments';
import type { Engine } from '../../../src/core/engine';
import { parseParams } from '../../../src/core/recipe';
import { DAY } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { readCdnow } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogRow } from '../../support/spine';
import { lentWasm } from '../../support/wasm';

const { signal } = new AbortController();

let wasm: Engine;
let native: Engine;
beforeAll(async () => {
  [wasm, native] = await Promise.all([lentWasm(), NativeDuckDB.open()]);
});
afterAll(() => Promise.all([wasm.close(), native.close()]));

const scorer = { score: () => Promise.reject(new Error('segments score nothing')) };

async function answered(engine: Engine, log: readonly LogRow[], given: object): Promise<unknown> {
  const place = { engine, scorer, computer: new NodeComputer() };
  const params = parseParams(segments.params, given, '');
  const data = await loadSpine(engine, log);
  const { figures, warnings, tables } = await runAnalysis(signal, place, segments, 's', params, data);
  return { figures, warnings, rows: tables[0]?.rows };
}

const bought = (customer: string, day: number, amount: number | null): LogRow => ({
  customer,
  time: day * DAY,
  sign: amount !== null && amount < 0 ? -1 : 1,
  amount,
});

const cdnow = sharedData('cdnow/CDNOW_master.txt');
const cases: readonly (readonly [string, readonly LogRow[], object])[] = [
  ['one customer, whose tables are empty', [bought('a', 1, 5)], {}],
  ['identical customers', ['a', 'b', 'c'].map((c) => bought(c, 1, 5)), {}],
  ['nobody has paid', ['a', 'b', 'c'].map((c, i) => bought(c, i, 0)), {}],
  [
    'a customer with 300 purchases among one-time buyers',
    [
      ...Array.from({ length: 300 }, (_, i) => bought('a', i, 3)),
      ...Array.from({ length: 40 }, (_, i) => bought(`c${i}`, i * 7, 1 + (i % 9))),
    ],
    { range: { from: 2, to: 3 } },
  ],
];

test.each(cases)('both engines answer the same: %s', async (_, log, given) => {
  expect(await answered(wasm, log, given)).toEqual(await answered(native, log, given));
});

test.skipIf(cdnow === null).each(['mixture', 'kmeans'])(
  'both engines answer the same: every tenth customer of CDNOW by %s',
  async (method) => {
    const log = readCdnow(cdnow ?? '').filter(({ customer }) => customer.endsWith('4'));
    expect(new Set(log.map((r) => r.customer)).size).toBe(2357);
    const given = { method, range: { from: 3, to: 4 } };
    expect(await answered(wasm, log, given)).toEqual(await answered(native, log, given));
  },
);
