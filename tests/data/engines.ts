import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Engine } from '../../src/core/engine';
import type { Frame } from '../../src/core/frame';
import type { ReadAs } from '../../src/core/reading';
import { openParts, openSource, type Opened } from '../../src/data/open';
import { NativeDuckDB, pathSource, type PathSource } from '../../src/engines/native/duckdb';
import { lentWasm } from '../support/wasm';

export const signal = new AbortController().signal;

/** Both engines a file is opened in, by the name that tests show. */
export const engines: readonly (readonly [string, () => Promise<Engine<PathSource>>])[] = [
  ['DuckDB', () => NativeDuckDB.open()],
  ['DuckDB-WASM', lentWasm],
];

/** Starts one engine for the tests of a file (or a describe) and closes it after them. */
export function sharedEngine(
  open: () => Promise<Engine<PathSource>> = () => NativeDuckDB.open(),
): () => Promise<Engine<PathSource>> {
  let engine: Promise<Engine<PathSource>> | null = null;
  afterAll(async () => (await engine)?.close());
  return () => (engine ??= open());
}

export async function openPath(engine: Engine<PathSource>, path: string, name = 'file'): Promise<Opened> {
  return openSource(signal, engine, await pathSource(path), name);
}

/** Writes a file of a test's own into a temporary folder, opens it, and removes it. */
export async function openContent(
  engine: Engine<PathSource>,
  content: string | Uint8Array,
  file = 'table.csv',
  name = 'file',
): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-test-'));
  try {
    await writeFile(join(folder, file), content);
    return await openPath(engine, join(folder, file), name);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes a file of a test's own, opens all tables it holds under the names `file1`, `file2` … (or others), and removes it. */
export async function openAll(
  engine: Engine<PathSource>,
  content: string | Uint8Array,
  file: string,
  as: ReadAs = {},
  called = 'file',
): Promise<readonly Opened[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-test-'));
  try {
    await writeFile(join(folder, file), content);
    const all: Opened[] = [];
    const source = await pathSource(join(folder, file));
    for await (const opened of openParts({ signal, engine, as }, source, () => `${called}${all.length + 1}`))
      all.push(opened);
    return all;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** All rows of a table as the engine prints them, in the order of the file. */
export async function rowsOf(engine: Engine<PathSource>, opened: Opened): Promise<(string | null)[][]> {
  const columns = opened.columns.map((c) => `CAST("${c.name.replaceAll('"', '""')}" AS VARCHAR)`).join(', ');
  const frame = await engine.query(signal, {
    text: `SELECT ${columns} FROM "${opened.table}" ORDER BY rowid`,
    values: [],
  });
  return transposed(frame);
}

/** Rows of a frame: numbers and texts, NULL as null. */
export function transposed(frame: Frame): (string | null)[][] {
  return Array.from({ length: frame.length }, (_, row) =>
    frame.columns.map((c) => {
      const value = c.values[row];
      return value === undefined || value === null || Number.isNaN(value) ? null : String(value);
    }),
  );
}
