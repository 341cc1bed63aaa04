import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tableFromIPC, tableToIPC } from 'apache-arrow';
import * as parquetWasm from 'parquet-wasm/esm';
import { ARROW_FILE } from '../../../workers/database/stored';

/** The Parquet reader and writer of the tab, in Node. */
export async function loadParquet(): Promise<typeof parquetWasm> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm'));
  parquetWasm.initSync({ module: wasm });
  return parquetWasm;
}

/** A Parquet file as an Arrow IPC file of the same types. All of it is in memory at once. */
export async function arrowOfParquet(file: Blob): Promise<Blob> {
  const { readParquet } = await loadParquet();
  const ipc = readParquet(new Uint8Array(await file.arrayBuffer())).intoIPCStream();
  return new Blob([new Uint8Array(tableToIPC(tableFromIPC(ipc), 'file'))], { type: ARROW_FILE });
}
