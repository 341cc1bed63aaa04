import { expect, test } from 'vitest';
import { runAnalysis } from '../../../src/analyses/run';
import { value } from '../../../src/analyses/value';
import type { Engine } from '../../../src/core/engine';
import { parseParams } from '../../../src/core/recipe';
import { DAY } from '../../../src/core/time';
import { NodeComputer } from '../../../src/engines/native/computer';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { loadSpine, type LogRow } from '../../support/spine';
import { lentWasm } from '../../support/wasm';

const signal = new AbortController().signal;

const repeating = Array.from({ length: 200 }, (_, i) =>
  Array.from({ length: 1 + ((i * 7) % 5) }, (_, k): LogRow => ({
    customer: `c${i}`,
    time: ((i % 60) + k * (3 + (i % 9))) * DAY,
    sign: 1,
    amount: 10 + ((i * k) % 13) / 7,
  })),
).flat();
const once = Array.from({ length: 40 }, (_, i): LogRow => ({ customer: `c${i}`, time: i * DAY, sign: 1, amount: 5 }));

test.each([
  ['repeat buyers', repeating],
  ['one-time buyers, whose tables are empty', once],
])('both engines answer the same figures: %s', async (_what, log) => {
  const figures = async (engine: Engine): Promise<unknown> => {
    try {
      const scorer = { score: () => Promise.reject(new Error('value scores nothing')) };
      const place = { engine, scorer, computer: new NodeComputer() };
      const result = await runAnalysis(
        signal,
        place,
        value,
        'v',
        parseParams(value.params, {}, ''),
        await loadSpine(engine, log),
      );
      const list = result.tables[0];
      return { figures: result.figures, rows: list?.rows };
    } finally {
      await engine.close();
    }
  };
  expect(await figures(await lentWasm())).toEqual(await figures(await NativeDuckDB.open()));
});
