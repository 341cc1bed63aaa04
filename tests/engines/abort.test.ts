import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/core/engine';
import { isAbort } from '../../src/core/errors';
import { countAt } from '../../src/core/frame';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { openWasmInNode } from '../../src/engines/native/wasm';
import { raw, sql } from '../../src/sql/sql';

describe.each([
  ['DuckDB', 20_000_000, (): Promise<Engine> => NativeDuckDB.open()],
  ['DuckDB-WASM', 5_000_000, (): Promise<Engine> => openWasmInNode()],
])('a table whose replacement was stopped in %s', (_, many, open) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const replace = (rows: number) =>
    sql`CREATE OR REPLACE TABLE sorted AS SELECT i FROM range(${raw(String(rows))}) AS r(i) ORDER BY hash(i)`;

  // At different moments a stop meets the statement before, within and after its work.
  test.each([0, 15, 60])('is as it was and can be replaced at once, stopped after %i ms', async (ms) => {
    const { signal } = new AbortController();
    await engine.query(signal, replace(7));
    const stop = new AbortController();
    const stopped = engine.query(stop.signal, replace(many)).then(
      () => 'done',
      (error: unknown) => (isAbort(error) ? 'stopped' : String(error)),
    );
    setTimeout(() => stop.abort(), ms);
    expect(await stopped).toBe('stopped');
    const count = sql`SELECT count(*) AS n FROM sorted`;
    expect(countAt(await engine.query(signal, count), 'n')).toBe(7);
    await engine.query(signal, replace(3));
    expect(countAt(await engine.query(signal, count), 'n')).toBe(3);
  });
});
