import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext, runInThisContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PRELUDE } from '../../../tools/vite/duckdb-prelude';
import { unsignedIndexes } from '../../../tools/vite/duckdb-script';
import { INFLATED } from '../../../tools/vite/gz';

const { resolve } = createRequire(import.meta.url);
const installed = (name: string): string => readFileSync(resolve(`@duckdb/duckdb-wasm/dist/${name}`), 'utf8');

describe("DuckDB's worker script", () => {
  it.each([
    ['browser', 'duckdb-browser-eh.worker.js'],
    ['node', 'duckdb-node-eh.worker.cjs'],
  ] as const)('of the installed package, for %s, has the known signed indexes and none afterwards', (which, name) => {
    const mended = unsignedIndexes(installed(name), which);
    expect(mended.match(/HEAPF64\[\(\w+>>3\)/g)).toBeNull();
    expect(mended.length).toBe(installed(name).length + (which === 'browser' ? 33 : 11));
  });

  it('with another number of places stops the build', () => {
    expect(() => unsignedIndexes('a.HEAPF64[(p>>3)+0]=1', 'browser')).toThrow('1 signed indexes, 33 expected');
  });

  it('finds the kinds of private files it asks for, also in a browser that has none', () => {
    const script = installed('duckdb-browser-eh.worker.js');
    const asked = [...new Set(script.match(/(?<=instanceof )FileSystem\w+/g))];
    expect(asked).toContain('FileSystemSyncAccessHandle');
    // A worker of WebKitGTK, as far as the prelude looks at it. It changes these classes: they are nobody else's.
    class Asking extends EventTarget {}
    class Bytes extends Blob {}
    const scope = { fetch: () => null, XMLHttpRequest: Asking, Blob: Bytes, console: {} };
    runInNewContext(PRELUDE, Object.assign(scope, { self: scope }));
    for (const name of asked) expect(scope, name).toHaveProperty(name, expect.any(Function));
  });
});

describe('a gzipped file on its way in', () => {
  type Inflated = (response: Response) => Promise<Response>;
  // The function is shipped as text; here it is run as such.
  const inflated = runInThisContext(`(${INFLATED})`) as Inflated;
  const plain = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);

  it.each([
    ['packed', new Uint8Array(gzipSync(plain)), plain],
    ['inflated by the host already', plain, plain],
    ['of one byte', Uint8Array.of(7), Uint8Array.of(7)],
  ])('%s is plain WebAssembly', async (_, sent, expected) => {
    const response = await inflated(new Response(sent));
    expect(response.headers.get('Content-Type')).toBe('application/wasm');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(expected);
  });

  it('that is not there stays an error', async () => {
    expect((await inflated(new Response(null, { status: 404 }))).status).toBe(404);
  });
});
