import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../src/core/engine';
import { VitrineError } from '../../src/core/errors';
import type { Opened } from '../../src/data/open';
import type { PathSource } from '../../src/engines/native/duckdb';
import { sharedData } from '../support/shared';
import { openAll, sharedEngine } from './engines';
import { workbook } from './formats/made';
import { lentWasm } from '../support/wasm';

/** Files with changed bytes; `VITRINE_MUTATIONS=20000` for a long run. */
const count = Number(process.env['VITRINE_MUTATIONS'] ?? 2000);
/** Workbooks take the least time. */
const csvs = Math.ceil(count / 5);
const parquets = Math.ceil(count / 8);
const workbooks = count - csvs - parquets;

/** mulberry32: the same files in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One to eight bytes changed, taken out, put in, or the end cut off. */
function mutated(bytes: Uint8Array, next: () => number): Uint8Array {
  const out = [...bytes];
  for (let n = Math.floor(next() * 8); n >= 0; n--) {
    const at = Math.floor(next() * out.length);
    const kind = next();
    if (kind < 0.6) out[at] = Math.floor(next() * 256);
    else if (kind < 0.75) out.splice(at, Math.ceil(next() * 4));
    else if (kind < 0.95) out.splice(at, 0, Math.floor(next() * 256));
    else out.length = Math.max(1, at);
  }
  return Uint8Array.from(out);
}

/** Files opened at once: most of the time of a small one is waiting. */
const AT_ONCE = 4;

/** Makes so many changed files, opens some at a time, and looks at what came of each. */
async function each(
  n: number,
  atOnce: number,
  make: () => Uint8Array,
  open: (bytes: Uint8Array, called: string) => Promise<readonly Opened[] | VitrineError>,
  look: (i: number, opened: readonly Opened[] | VitrineError, bytes: Uint8Array) => void,
): Promise<void> {
  for (let i = 0; i < n; i += atOnce) {
    const files = Array.from({ length: Math.min(atOnce, n - i) }, make);
    const all = await Promise.all(files.map((bytes, k) => open(bytes, `at${k}_`)));
    all.forEach((opened, k) => look(i + k, opened, files[k] ?? new Uint8Array()));
  }
}

async function tried(
  engine: Engine<PathSource>,
  bytes: Uint8Array,
  file: string,
  called: string,
): Promise<readonly Opened[] | VitrineError> {
  try {
    return await openAll(engine, bytes, file, {}, called);
  } catch (error) {
    if (error instanceof VitrineError) return error;
    throw error;
  }
}

describe('files with changed bytes never crash, hang or lose rows in silence', () => {
  const native = sharedEngine();
  const wasm = sharedEngine(lentWasm);
  const events = sharedData('retailrocket/sample_events.csv');
  const parquet = sharedData('parquet/hyparquet/alpha.parquet');

  test.skipIf(events === null)(
    `CSV, ${csvs} times: lines in = rows + rejects + what stands above`,
    { timeout: 120_000 + count * 1000 },
    async () => {
      const lines = (await readFile(events ?? '', 'utf8')).split('\n').slice(0, 40);
      const base = Buffer.from(`${lines.join('\n')}\n`);
      const next = random(1);
      let whole = 0;
      const engine = await native();
      const look = (i: number, opened: readonly Opened[] | VitrineError, bytes: Uint8Array): void => {
        if (opened instanceof VitrineError) {
          expect(opened.code).toMatch(/^file\./);
          return;
        }
        const text = Buffer.from(bytes).toString('latin1');
        // Quotes may join lines, returns may part them.
        if (/["'\r\0]/.test(text)) return;
        const [one] = opened;
        if (one === undefined || one.read?.via.length !== 0) return;
        const filled = text.split('\n').filter((line) => line.trim() !== '').length;
        const header = one.dialect?.header === true ? 1 : 0;
        const above = text
          .split('\n')
          .slice(0, one.read.notes.above ?? 0)
          .filter((line) => line.trim() !== '').length;
        expect([i, one.rows + one.rejected + header + above]).toEqual([i, filled]);
        whole += 1;
      };
      await each(
        csvs,
        AT_ONCE,
        () => mutated(base, next),
        (bytes, called) => tried(engine, bytes, 'events.csv', called),
        look,
      );
      expect(whole).toBeGreaterThan(csvs / 4);
    },
  );

  test.skipIf(parquet === null)(`Parquet, ${parquets} times`, { timeout: 120_000 + count * 1000 }, async () => {
    const base = await readFile(parquet ?? '');
    const next = random(2);
    const engine = await wasm();
    await each(
      parquets,
      // Faults of its reader are caught for the whole process.
      1,
      () => mutated(base, next),
      (bytes, called) => tried(engine, bytes, 'a.parquet', called),
      (i, opened) => {
        if (opened instanceof VitrineError)
          expect([i, opened.code]).toEqual([i, expect.stringMatching(/^(?:file|parquet)\./)]);
      },
    );
    expect((await openAll(await wasm(), base, 'a.parquet'))[0]?.rows).toBe(676);
  });

  test(`XLSX, ${workbooks} times`, { timeout: 120_000 + count * 1000 }, async () => {
    const row = (n: number): string =>
      `<row r="${n}"><c r="A${n}"><v>${n}</v></c><c r="B${n}" t="s"><v>${n % 2}</v></c></row>`;
    const base = workbook(
      [{ name: 'a', rows: Array.from({ length: 40 }, (_, i) => row(i + 1)).join('') }],
      ['<t>x</t>', '<t>y</t>'],
    );
    const next = random(3);
    const engine = await native();
    await each(
      workbooks,
      AT_ONCE,
      () => mutated(base, next),
      (bytes, called) => tried(engine, bytes, 'a.xlsx', called),
      (i, opened) => {
        if (opened instanceof VitrineError) expect([i, opened.code]).toEqual([i, expect.stringMatching(/^file\./)]);
        // The checksum of each part is looked at: what opens is what was written.
        else if (opened[0]?.read?.via.includes('xlsx') === true) expect([i, opened[0].rows]).toEqual([i, 40]);
      },
    );
  });
});
