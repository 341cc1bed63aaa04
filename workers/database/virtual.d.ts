/** Made by tools/vite/duckdb.ts. */
declare module 'virtual:duckdb' {
  /** DuckDB's worker script, mended, of our own origin. */
  export const workerUrl: string;
  /** Its WebAssembly, gzipped; the worker script inflates it. */
  export const wasmUrl: string;
}

/** Made by tools/vite/gz.ts: `virtual:gz/<path in node_modules>`. */
declare module 'virtual:gz/*' {
  export const url: string;
  /** The file, inflated, ready for `WebAssembly.instantiateStreaming`. */
  export function wasm(): Promise<Response>;
}
