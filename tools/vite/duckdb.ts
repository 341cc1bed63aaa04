import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { PRELUDE } from './duckdb-prelude';
import { unsignedIndexes } from './duckdb-script';
import { gzippedAsset, Shipping, type ShippedFile } from './gz';

const id = 'virtual:duckdb';
const dist = 'node_modules/@duckdb/duckdb-wasm/dist';

/**
 * `import { workerUrl, wasmUrl } from 'virtual:duckdb'`: DuckDB's own worker script, mended and behind a
 * prelude, and its WebAssembly, gzipped; the prelude inflates it on the way in.
 */
export function duckdb(): Plugin {
  const shipping = new Shipping();
  return {
    name: 'vitrine:duckdb',
    configResolved: (config) => shipping.configure(config),
    configureServer: (server) => shipping.serve(server),
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null;
      const worker = shipping.url(this, 'workers', workerScript(join(shipping.root, dist)));
      const wasm = shipping.url(this, 'assets', gzippedAsset(join(shipping.root, dist, 'duckdb-eh.wasm')));
      return `export const workerUrl = ${worker};\nexport const wasmUrl = ${wasm};`;
    },
  };
}

/** The worker script as it is shipped. */
export function workerScript(folder: string): ShippedFile {
  const script = readFileSync(join(folder, 'duckdb-browser-eh.worker.js'), 'utf8');
  const mended = unsignedIndexes(script, 'browser').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  return { name: 'duckdb.worker.js', bytes: new TextEncoder().encode(PRELUDE + mended), type: 'text/javascript' };
}
