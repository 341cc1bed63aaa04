import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedEngine, signal } from '../data/engines';
import { openSource } from '../../src/data/open';
import { pathSource } from '../../src/engines/native/duckdb';
import { openWasmInNode } from '../../src/engines/native/wasm';
import { csvPieces } from '../../src/sql/csv-pieces';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-pieces-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function cut(text: string, wanted: number, quote = '"'): Promise<readonly string[]> {
  const bytes = new TextEncoder().encode(text);
  const read = (from: number, to: number): Promise<Uint8Array> => Promise.resolve(bytes.subarray(from, to));
  const parts: string[] = [];
  for await (const { from, to } of csvPieces(bytes.length, read, wanted, quote))
    parts.push(new TextDecoder().decode(bytes.subarray(from, to)));
  return parts;
}

describe('a large text is cut into pieces', () => {
  test('that end with a row, never within quotes', async () => {
    expect(await cut('a,b\n1,2\n3,4\n', 5)).toEqual(['a,b\n1,2\n', '3,4\n']);
    expect(await cut('a\n"x\ny"\nz', 3)).toEqual(['a\n"x\ny"\n', 'z']);
    expect(await cut('a\n"x\ny"\nz', 3, '')).toEqual(['a\n"x\n', 'y"\nz']);
    expect(await cut('a\n"it says ""\n"""\nz\n', 3)).toEqual(['a\n"it says ""\n"""\n', 'z\n']);
    expect(await cut('', 3)).toEqual([]);
  });

  test('that are the whole text together, whatever stands in its cells', async () => {
    const cell = fc.stringMatching(/^[a-c"\n,é]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        fc.nat(20),
        async (rows, wanted) => {
          const records = rows.map((row) => `${row.join(',')}\n`);
          const parts = await cut(records.join(''), wanted + 1);
          expect(parts.join('')).toBe(records.join(''));
          // Each piece begins with a record: the records before it are whole.
          const ends = new Set(records.map((_, i) => records.slice(0, i + 1).join('').length));
          let length = 0;
          for (const part of parts) expect(ends.has((length += part.length))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a text that is read in pieces', () => {
  const wasm = sharedEngine(() => openWasmInNode({ from: 1000, bytes: 400_000 }));
  const plain = sharedEngine();
  const lines = Array.from(
    { length: 30_000 },
    (_, i) => `${i % 700},2024-01-01 10:00:00,${i % 50 === 0 ? '"two\nlines"' : 'word'},${i}`,
  );
  const bad = lines.map((line, i) => (i === 20_000 || i === 20_001 ? `${line},more` : line));
  const many = lines.map((line, i) => (i >= 20_000 && i < 23_000 ? `${line},more` : line));

  test.each([
    ['all in order', lines],
    ['two that are too long', bad],
    ['thousands that are too long', many],
  ])('is the same table with the same rejects: %s', async (name, rows) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, `customer,at,word,n\n${rows.join('\n')}\n`);
    const [pieced, native] = [await wasm(), await plain()];
    const progress: number[] = [];
    const one = await openSource(signal, pieced, await pathSource(path), 'log', ({ done }) => progress.push(done ?? 0));
    const other = await openSource(signal, native, await pathSource(path), 'log');
    const { rows: n, rejected, columns } = other;
    expect(one).toMatchObject({ rows: n, rejected, columns });
    // DuckDB counts lines of rows with line ends of their own differently by what it reads at once.
    expect(one.rejects[0]?.text).toBe(other.rejects[0]?.text);
    // What cannot be read is looked for in a second reading.
    if (rejected === 0) expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    const sum = { text: `SELECT count(*), sum(n * rowid), min(word) FROM rows_log`, values: [] };
    expect((await pieced.query(signal, sum)).columns.map((c) => c.values[0])).toEqual(
      (await native.query(signal, sum)).columns.map((c) => c.values[0]),
    );
  });

  test('stops between pieces, and leaves no table behind', async () => {
    const path = join(folder, 'stopped.csv');
    writeFileSync(path, `customer,at,word,n\n${lines.join('\n')}\n`);
    const [engine, stop] = [await wasm(), new AbortController()];
    let asked = process.cpuUsage();
    const reading = openSource(stop.signal, engine, await pathSource(path), 'stopped', ({ done }) => {
      if (stop.signal.aborted || (done ?? 0) < 0.4) return;
      asked = process.cpuUsage();
      stop.abort();
    });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    const { user, system } = process.cpuUsage(asked);
    expect(user + system).toBeLessThan(1e6);
    const left = await engine.query(signal, { text: `SELECT table_name FROM duckdb_tables()`, values: [] });
    expect(left.columns[0]?.values.filter((name) => name !== 'rows_log')).toEqual([]);
  });

  test('is packed piece by piece, also where one piece brings in many megabytes at once', async () => {
    const path = join(folder, 'packed.csv');
    const rows = Array.from(
      { length: 250_000 },
      (_, i) => `c${i % 500},word ${i % 7},${i % 100},2025-01-01 10:00:00,2025-01-01 10:00:00,a`,
    );
    writeFileSync(path, `customer,word,n,at,till,mark\n${rows.join('\n')}\n`);
    // All of it in the first piece.
    const engine = await openWasmInNode({ from: 1000, bytes: 1e9 });
    await openSource(signal, engine, await pathSource(path), 'packed');
    const text = `SELECT count(*) AS n FROM pragma_storage_info('rows_packed') WHERE segment_type = 'VARCHAR' AND compression = 'Uncompressed'`;
    expect((await engine.query(signal, { text, values: [] })).columns[0]?.values[0]).toBe(0);
    await engine.close();
  });
});
