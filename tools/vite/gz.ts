import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, ResolvedConfig, ViteDevServer } from 'vite';

/** Hosts such as Cloudflare Pages refuse a file beyond it. */
const LARGEST = 25 * 1024 * 1024;

/** A file of the built page that no bundler touches. */
export interface ShippedFile {
  /** Without folder and hash: `duckdb-eh.wasm.gz`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: string;
}

/**
 * JavaScript of `inflated(response)`: the response's bytes, inflated where they are gzip, as
 * `application/wasm`. A host that knows `.gz` may have sent `Content-Encoding: gzip`, and then the browser
 * has inflated already, so the first two bytes decide, not the name.
 */
export const INFLATED = `async function inflated(response) {
  if (!response.ok || response.body === null) return response;
  const reader = response.body.getReader();
  const chunks = [];
  let known = 0;
  while (known < 2) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    known += value.length;
  }
  const start = new Uint8Array(known);
  let at = 0;
  for (const chunk of chunks) { start.set(chunk, at); at += chunk.length; }
  const bytes = new ReadableStream({
    start(controller) { if (known > 0) controller.enqueue(start); },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close(); else controller.enqueue(value);
    },
    cancel(reason) { return reader.cancel(reason); },
  });
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  return new Response(packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes, {
    headers: { 'Content-Type': 'application/wasm' },
  });
}`;

const packed = new Map<string, ShippedFile>();

/** A file of a package, gzipped: WebAssembly that is too large for some hosts as it is. Packed once per process. */
export function gzippedAsset(path: string): ShippedFile {
  const known = packed.get(path);
  if (known !== undefined) return known;
  const bytes = gzipSync(readFileSync(path), { level: 9 });
  const file = { name: `${basename(path)}.gz`, bytes, type: 'application/gzip' };
  packed.set(path, file);
  return file;
}

/** Ships files beside the bundle: in development from memory, in a build as `folder/name-hash.ext`. */
export class Shipping {
  #config: ResolvedConfig | null = null;
  readonly #served = new Map<string, ShippedFile>();

  configure(config: ResolvedConfig): void {
    this.#config = config;
  }

  get root(): string {
    return this.#config?.root ?? process.cwd();
  }

  /** JavaScript of an expression that is the file's URL, wherever the page is hosted. */
  url(context: Emitter, folder: 'assets' | 'workers', file: ShippedFile): string {
    if (file.bytes.length > LARGEST)
      throw new Error(`${file.name} is larger than hosts take: ${file.bytes.length} bytes`);
    if (this.#config?.command === 'build') {
      const dot = file.name.indexOf('.');
      const hash = createHash('sha256').update(file.bytes).digest('hex').slice(0, 10);
      const fileName = `${folder}/${file.name.slice(0, dot)}-${hash}${file.name.slice(dot)}`;
      const reference = context.emitFile({ type: 'asset', fileName, source: file.bytes });
      return `import.meta.ROLLUP_FILE_URL_${reference}`;
    }
    this.#served.set(file.name, file);
    return JSON.stringify(`${this.#config?.base ?? '/'}@shipped/${file.name}`);
  }

  serve(server: ViteDevServer): void {
    server.middlewares.use((request, response, next) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const at = path.lastIndexOf('@shipped/');
      const file = at < 0 ? undefined : this.#served.get(path.slice(at + '@shipped/'.length));
      if (file === undefined) return next();
      response.setHeader('Content-Type', file.type);
      response.end(file.bytes);
    });
  }
}

interface Emitter {
  emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string;
}

const prefix = 'virtual:gz/';
const ownWasm = /new URL\((['"])[^'"]+\.wasm\1,\s*import\.meta\.url\)/;

/**
 * `import { url, wasm } from 'virtual:gz/<path in node_modules>.wasm'`: ships that file gzipped. `url` is
 * where it lies, `wasm()` answers it inflated, ready for `WebAssembly.instantiateStreaming`.
 */
export function gzippedWasm(): Plugin {
  const shipping = new Shipping();
  return {
    name: 'vitrine:gz',
    configResolved: (config) => shipping.configure(config),
    configureServer: (server) => shipping.serve(server),
    // Inside it ends in .js: what ends in .wasm is taken by Vite itself.
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}.js` : null),
    // Packages name their .wasm for bundlers, which then ship it as it is; ours goes through `wasm()` only.
    transform: (code, id) =>
      id.includes('/node_modules/') && ownWasm.test(code)
        ? { code: code.replace(ownWasm, "new URL('data:,')"), map: null }
        : null,
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const path = join(shipping.root, 'node_modules', id.slice(prefix.length + 1, -'.js'.length));
      const url = shipping.url(this, 'assets', gzippedAsset(path));
      return `${INFLATED}
export const url = ${url};
export const wasm = async () => inflated(await fetch(url));`;
    },
  };
}
