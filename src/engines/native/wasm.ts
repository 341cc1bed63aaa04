import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import { PIECED_BYTES } from '../../data/limits';
import { unsignedIndexes } from '../../../tools/vite/duckdb-script';
import { WasmDuckDB, type Surroundings } from '../../../workers/database/duckdb';
import type { ParquetModule } from '../../../workers/database/parquet';
import type { Engine } from '../../core/engine';
import { loadParquet } from './parquet';
import { keptFile, type PathSource } from './source';

const resolve = createRequire(import.meta.url).resolve;

/**
 * DuckDB-WASM as the tab runs it, in Node: the same class and the same mended worker script, with a
 * Node thread for the browser's worker and paths for file handles.
 * @param pieces from what size on texts are read in pieces, and of how many bytes each
 */
export function openWasmInNode(pieces = PIECES): Promise<Engine<PathSource>> {
  return Promise.resolve(new WasmDuckDB<PathSource>({ ...node, pieces }));
}

/** Sizes as in the tab. */
const PIECES: Surroundings<PathSource>['pieces'] = { from: PIECED_BYTES, bytes: 32_000_000 };

/** Starts DuckDB-WASM in a Node thread; it is not opened. */
export async function startWasm(): Promise<AsyncDuckDB> {
  const script = await readFile(resolve('@duckdb/duckdb-wasm/dist/duckdb-node-eh.worker.cjs'), 'utf8');
  const worker = new Worker(prelude + unsignedIndexes(script, 'node'), {
    eval: true,
    name: 'duckdb',
    stdout: true,
  });
  // The script prints every error that it also reports.
  worker.stdout.resume();
  // The command line ends when its work is done, not when the database's thread does.
  worker.unref();
  const database = new AsyncDuckDB(new VoidLogger(), asWebWorker(worker));
  await database.instantiate(resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
  return database;
}

const node: Omit<Surroundings<PathSource>, 'pieces'> = {
  start: startWasm,
  register: (database, name, source) => database.registerFileURL(name, source.path, DuckDBDataProtocol.NODE_FS, true),
  slice: async ({ name, read }, from, to) => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield await read(from, to);
    }
    return keptFile(name, bytes());
  },
  spill: () => Promise.resolve(null),
  blob: (source) => openAsBlob(source.path),
  keep: keptFile,
  parquet: () => (parquet ??= loadParquet()),
  faults(listener) {
    process.setUncaughtExceptionCaptureCallback(listener);
    return () => process.setUncaughtExceptionCaptureCallback(null);
  },
};

let parquet: Promise<ParquetModule> | undefined;

/** The worker script speaks the browser's worker API. */
const prelude = `
  const { parentPort } = require('node:worker_threads');
  globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
  parentPort.on('message', (data) => globalThis.onmessage({ data }));
`;

type Listener = (event: { data?: unknown; message?: string; error?: unknown }) => void;

/** The part of the browser's Worker that DuckDB-WASM uses. */
interface WebWorker {
  addEventListener(type: 'message' | 'error' | 'close', listener: Listener): void;
  removeEventListener(type: 'message' | 'error' | 'close', listener: Listener): void;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  terminate(): void;
}

function asWebWorker(worker: Worker): WebWorker {
  const adapters = new Map<Listener, (value: unknown) => void>();
  const event = { message: 'message', error: 'error', close: 'exit' } as const;
  return {
    addEventListener(type, listener: Listener) {
      const adapter = (value: unknown): void =>
        listener(type === 'error' ? { error: value, message: String(value) } : { data: value });
      adapters.set(listener, adapter);
      worker.on(event[type], adapter);
    },
    removeEventListener(type, listener: Listener) {
      const adapter = adapters.get(listener);
      if (adapter !== undefined) worker.off(event[type], adapter);
    },
    postMessage: (message: unknown, transfer?: readonly ArrayBuffer[]) => worker.postMessage(message, transfer),
    terminate: () => void worker.terminate(),
  };
}
