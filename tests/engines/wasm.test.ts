import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { countAt } from '../../src/core/frame';
import { pathSource } from '../../src/engines/native/source';
import { openWasmInNode } from '../../src/engines/native/wasm';
import { packing } from '../../src/sql/pack';
import { sql } from '../../src/sql/sql';
import { engineContract } from './contract';

describe('DuckDB-WASM', () => {
  engineContract(openWasmInNode);

  test('a Parquet file that is given up between its row groups leaves nothing behind that stands in the way of packing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'groups-'));
    const path = join(folder, 'groups.parquet');
    const writer = await (await DuckDBInstance.create(':memory:')).connect();
    await writer.run(`COPY (SELECT i FROM range(8192) t(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
    writer.closeSync();
    const engine = await openWasmInNode();
    const free = new AbortController().signal;
    try {
      const stop = new AbortController();
      const seen: number[] = [];
      const given = engine.import(stop.signal, await pathSource(path), { format: 'parquet' }, 'log', ({ rows }) => {
        seen.push(rows ?? 0);
        stop.abort();
      });
      await expect(given).rejects.toMatchObject({ code: 'cancelled' });
      expect(seen[0]).toBe(2048);
      // Refused while anybody's transaction has written something.
      for (const statement of packing('packed')) await engine.query(free, statement);
      const tables = await engine.query(free, sql`SELECT count(*) AS n FROM duckdb_tables()`);
      expect(countAt(tables, 'n')).toBe(0);
      const report = await engine.import(free, await pathSource(path), { format: 'parquet' }, 'log');
      expect(report.rows).toBe(8192);
    } finally {
      await engine.close();
      rmSync(folder, { recursive: true });
    }
  });
});
