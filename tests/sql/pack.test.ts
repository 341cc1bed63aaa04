import { expect, test } from 'vitest';
import type { Statement } from '../../src/core/engine';
import { countAt, numberAt } from '../../src/core/frame';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { isPackedLater, packing } from '../../src/sql/pack';
import { sql } from '../../src/sql/sql';
import { sharedEngine, signal } from '../data/engines';
import { lentWasm } from '../support/wasm';

const held = sql`SELECT CAST(memory_usage_bytes AS DOUBLE) AS bytes FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'`;
const rows = (n: number): Statement => sql`SELECT 'customer' || (i % 1000) AS c, i % 7 AS k FROM range(${n}) t(i)`;

const engine = sharedEngine(lentWasm);

test('packing in the tab takes a third of the memory or less, loses nothing, and leaves nothing behind', async () => {
  const wasm = await engine();
  const bytes = async (): Promise<number> => numberAt(await wasm.query(signal, held), 'bytes') ?? NaN;
  const tables = sql`SELECT count(*) AS n FROM information_schema.tables`;
  const before = countAt(await wasm.query(signal, tables), 'n');
  const base = await bytes();
  await wasm.query(signal, sql`CREATE OR REPLACE TABLE packed_rows AS ${rows(800_000)}`);
  const loose = (await bytes()) - base;
  for (const statement of packing('packing_view')) await wasm.query(signal, statement);
  expect((await bytes()) - base).toBeLessThan(loose / 3);
  const sums = await wasm.query(
    signal,
    sql`SELECT count(*) AS n, sum(k) AS k, count(DISTINCT c) AS c FROM packed_rows`,
  );
  expect(['n', 'k', 'c'].map((name) => countAt(sums, name))).toEqual([800_000, 2_399_995, 1000]);
  await wasm.query(signal, sql`DROP TABLE packed_rows`);
  expect(countAt(await wasm.query(signal, tables), 'n')).toBe(before);
});

test('while somebody else writes, packing is left to a later time; any other fault is one', async () => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const [writer, packer] = [await instance.connect(), await instance.connect()];
  await writer.run('CREATE TABLE a AS SELECT 1 AS one');
  await writer.run('BEGIN TRANSACTION');
  await writer.run('INSERT INTO a VALUES (2)');
  const fault: unknown = await packer.run('CHECKPOINT').then(
    () => null,
    (error: unknown) => error,
  );
  expect(isPackedLater(fault)).toBe(true);
  await writer.run('COMMIT');
  expect(await packer.run('CHECKPOINT').then(() => 'packed')).toBe('packed');
  writer.closeSync();
  packer.closeSync();
  const native = await NativeDuckDB.open();
  await expect(
    native.query(signal, sql`SELECT no_column`).catch((error: unknown) => isPackedLater(error)),
  ).resolves.toBe(false);
  await native.close();
});
