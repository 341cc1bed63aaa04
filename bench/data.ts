import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeEvents } from '../tools/demo/parquet';
import { generateShop, SHOP } from '../tools/demo/shop';

/** Customers of the generator that make about five million events in {@link SHOP}'s days. */
export const CUSTOMERS = 230_000;

export interface BenchData {
  readonly csv: string;
  readonly parquet: string;
  readonly bytes: number;
}

/**
 * The demo shop at the benchmark's size, as CSV and Parquet by time, in the machine's temporary folder. Made
 * once (about a minute) and kept; delete the folder to make it anew.
 */
export async function benchData(customers = CUSTOMERS): Promise<BenchData> {
  const folder = join(tmpdir(), 'vitrine-bench');
  mkdirSync(folder, { recursive: true });
  const name = `shop-${customers}-${SHOP.seed}`;
  const parquet = join(folder, `${name}.parquet`);
  const csv = join(folder, `${name}.csv`);
  if (!existsSync(csv)) {
    const { chunks, assortment } = generateShop({ ...SHOP, customers });
    await writeEvents(chunks, assortment, `${parquet}.part`);
    renameSync(`${parquet}.part`, parquet);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (SELECT * FROM read_parquet('${parquet}')) TO '${csv}.part' (HEADER, DELIMITER ',')`);
    connection.closeSync();
    renameSync(`${csv}.part`, csv);
  }
  return { csv, parquet, bytes: statSync(csv).size };
}

/** Removes the kept files. */
export function forgetBenchData(): void {
  rmSync(join(tmpdir(), 'vitrine-bench'), { recursive: true, force: true });
}
