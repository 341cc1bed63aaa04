import { fileURLToPath } from 'node:url';
import { buildSpine } from '../../../src/data/spine';
import { openSource } from '../../../src/data/open';
import { NativeDuckDB, pathSource } from '../../../src/engines/native/duckdb';
import type { DataInfo } from '../../../src/core/analysis';

export const signal = new AbortController().signal;

/** Opens a demo file the way the page does: sniffed, with guessed roles, as a spine. */
export async function demo(
  file: 'shop-events.parquet' | 'shop-orders.parquet',
): Promise<{ engine: NativeDuckDB; data: DataInfo }> {
  return opened(fileURLToPath(new URL(`../../../static/demo/${file}`, import.meta.url)));
}

export async function opened(path: string): Promise<{ engine: NativeDuckDB; data: DataInfo }> {
  const engine = await NativeDuckDB.open({ threads: 2 });
  const source = await openSource(signal, engine, await pathSource(path), 'shop');
  const spine = await buildSpine(signal, engine, source, source.roles);
  return { engine, data: { spine, asOf: spine.to, zone: 'UTC', currency: null } };
}
