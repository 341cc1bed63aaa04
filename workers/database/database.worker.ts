import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import * as Comlink from 'comlink';
import * as parquetWasm from 'parquet-wasm/esm';
import { workerUrl, wasmUrl } from 'virtual:duckdb';
import { wasm as parquetBinary } from 'virtual:gz/parquet-wasm/esm/parquet_wasm_bg.wasm';
import type { Source } from '../../src/core/engine';
import { PIECED_BYTES } from '../../src/data/limits';
import { blobOf } from './blob';
import type { FileMessage } from './contract';
import { WasmDuckDB } from './duckdb';
import type { ParquetModule } from './parquet';
import { databaseService } from './service';
import { openSpill } from './spill';
import { trustedScript } from './trusted';

interface HandleSource extends Source {
  readonly blob: Blob;
}

/** Packing a piece takes half a second, which a stop has to wait for. */
const PIECE = 32_000_000;

let parquet: Promise<ParquetModule> | null = null;

const engine = new WasmDuckDB<HandleSource>({
  async start(onProgress) {
    const worker = new Worker(trustedScript(workerUrl), { name: 'duckdb' });
    worker.addEventListener('message', ({ data }: MessageEvent<{ type: string; data: { percentage: unknown } }>) => {
      if (data.type === 'PROGRESS_UPDATE') onProgress(Math.min(1, Math.max(0, Number(data.data.percentage) / 100)));
    });
    const database = new AsyncDuckDB(new VoidLogger(), worker);
    await database.instantiate(new URL(wasmUrl, self.location.href).href);
    return database;
  },
  register: (database, name, source) =>
    database.registerFileHandle(name, source.blob, DuckDBDataProtocol.BROWSER_FILEREADER, true),
  pieces: { from: PIECED_BYTES, bytes: PIECE },
  slice: ({ name, modified, blob }, from, to) => {
    const part = blob.slice(from, to);
    const source = handle({ name, size: part.size, modified, blob: part });
    return Promise.resolve({ source, remove: () => Promise.resolve() });
  },
  spill: openSpill,
  blob: (source) => Promise.resolve(source.blob),
  async keep(name, bytes) {
    const blob = await blobOf(bytes);
    return { source: handle({ name, size: blob.size, modified: 0, blob }), remove: () => Promise.resolve() };
  },
  parquet: () => (parquet ??= loadParquet()),
  faults(listener) {
    const hear = (event: ErrorEvent): void => {
      // The page would take it for the end of this worker.
      event.preventDefault();
      listener(event.error);
    };
    self.addEventListener('error', hear);
    return () => self.removeEventListener('error', hear);
  },
});

/** Loaded with the first Parquet file; a failed load is tried again. */
async function loadParquet(): Promise<ParquetModule> {
  try {
    await parquetWasm.default({ module_or_path: parquetBinary() });
    return parquetWasm;
  } catch (error) {
    parquet = null;
    throw error;
  }
}

function handle(file: FileMessage): HandleSource {
  return {
    ...file,
    read: async (from, to) => new Uint8Array(await file.blob.slice(from, to).arrayBuffer()),
  };
}

Comlink.expose(databaseService(engine, handle, ({ name, size, modified, blob }) => ({ name, size, modified, blob })));
