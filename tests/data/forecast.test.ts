import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forecast, rowsFrom, storedBytes, type Seen } from '../../src/data/forecast';
import { TAB_BYTES } from '../../src/data/limits';
import { readFooter } from '../../src/data/formats/parquet-footer';
import { openSource } from '../../src/data/open';
import { probe } from '../../src/data/probe';
import { buildSpine } from '../../src/data/spine';
import { NativeDuckDB, pathSource } from '../../src/engines/native/duckdb';
import { keptFile } from '../../src/engines/native/source';
import type { PathSource } from '../../src/engines/native/source';
import type { Engine } from '../../src/core/engine';
import { sharedData } from '../support/shared';
import { sharedEngine, signal } from './engines';

const demo = join(import.meta.dirname, '../../static/demo/shop-events.parquet');
const retailRocket = sharedData('retailrocket/sample_events.csv');
/** The benchmark's files, where it was run on this machine. */
const bench = (name: string): string | null => {
  const path = join(tmpdir(), 'vitrine-bench', name);
  return existsSync(path) ? path : null;
};

const engine = sharedEngine();

async function* bytes(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Promise.resolve(part);
}

async function seenOf(on: Engine<PathSource>, path: string, stop = signal): Promise<Seen> {
  const source = await pathSource(path);
  const { parts } = await on.prepare(stop, source, {});
  const [part] = parts;
  if (part === undefined) throw new Error('no part');
  return probe(stop, on, part, (name, made) => keptFile(name, bytes(made)));
}

const seen: Seen = {
  file: 'log.csv',
  size: 1_000_000_000,
  format: 'csv',
  rows: { low: 9_900_000, likely: 10_000_000, high: 10_100_000 },
  looked: 80_000,
  columns: [
    { name: 'who', type: 'VARCHAR', width: 8, packed: 3, share: 0.3 },
    { name: 'at', type: 'TIMESTAMP', width: 8, packed: 5, share: 0.4 },
    { name: 'page', type: 'VARCHAR', width: 80, packed: 50, share: 0.3 },
  ],
  roles: { customer: 'who', time: 'at' },
  pace: { walk: 1e-6, read: 2e-6, sort: 3e-6 },
};

describe('what reading a file will take', () => {
  test('grows with the share of rows and with the columns', () => {
    const all = forecast(seen);
    expect(all.rows.likely).toBe(10_000_000);
    // Read in pieces and packed: 58 bytes a row, 11 of the log, 46 + 51 more of the half at hand, and a piece.
    expect(all.memory.likely).toBe(10_000_000 * (58 + 11) + 5_000_000 * (46 + 51) + 200_000_000);
    expect(all.seconds?.likely).toBeCloseTo(10 + 10 + 30);
    const tenth = forecast(seen, { sample: { of: 'customers', column: 'who', share: 0.1 } });
    expect(tenth.rows.likely).toBe(1_000_000);
    // All of the file is walked over, a tenth of it is read and sorted.
    expect(tenth.seconds?.likely).toBeCloseTo(10 + 1 + 3);
    const narrow = forecast(seen, { columns: ['who', 'at'] });
    expect(narrow.memory.likely).toBe(10_000_000 * (8 + 11) + 5_000_000 * (46 + 51) + 200_000_000);
    // Without its time it is no log, and nothing is sorted.
    expect(forecast(seen, { columns: ['who'] }).memory.likely).toBe(10_000_000 * 3 + 200_000_000);
    const first = forecast(seen, { sample: { of: 'first', rows: 1000 } });
    expect(first.rows.likely).toBe(1000);
    expect(first.seconds?.likely).toBeCloseTo(0.005);
  });

  test('twenty million rows of text in Chromium: within 30 % of what opening took, 1.16 GB', () => {
    // Widths as the probe found them, of ten columns together (docs/performance.md).
    const columns = [
      { name: 'who', type: 'VARCHAR', width: 8, packed: 3.4, share: 0.3 },
      { name: 'at', type: 'TIMESTAMP', width: 8, packed: 4.8, share: 0.3 },
      { name: 'rest', type: 'VARCHAR', width: 60, packed: 13.8, share: 0.4 },
    ];
    const { memory } = forecast({
      ...seen,
      size: 1_673_069_339,
      columns,
      rows: { low: 20e6, likely: 20.24e6, high: 20.5e6 },
    });
    expect(Math.abs(memory.likely / 1.16e9 - 1)).toBeLessThan(0.3);
  });

  test('fits or does not, in what a tab can hold', () => {
    expect(forecast(seen).fits).toBe(true);
    const rows = { low: 6e7, likely: 6e7, high: 6e7 };
    expect(forecast({ ...seen, rows }).fits).toBe(false);
    expect(forecast({ ...seen, rows }, { sample: { of: 'rows', share: 0.25 } }, TAB_BYTES).fits).toBe(true);
  });

  test('DuckDB 1.4 keeps numbers and texts in whole blocks: measured widths', async () => {
    const on = await engine();
    const used = async (): Promise<number> => {
      const text = 'SELECT CAST(sum(memory_usage_bytes) AS DOUBLE) AS n FROM duckdb_memory()';
      return Number((await on.query(signal, { text, values: [] })).columns[0]?.values[0]);
    };
    for (const [value, type, width] of [
      ['range', 'BIGINT', 8],
      ["repeat('x', 20)", 'VARCHAR', 20],
      ["DATE '2020-01-01'", 'DATE', 4],
    ] as const) {
      const before = await used();
      await on.query(signal, { text: `CREATE TABLE widths AS SELECT ${value} AS x FROM range(491520)`, values: [] });
      const measured = ((await used()) - before) / 491_520;
      await on.query(signal, { text: 'DROP TABLE widths', values: [] });
      expect(Math.abs(storedBytes(type, width) / measured - 1)).toBeLessThan(0.05);
    }
  });

  test('rows of a text follow from pieces of it, within what they differ by', () => {
    const even = Array.from({ length: 8 }, () => ({ bytes: 1000, lines: 10 }));
    expect(rowsFrom(1_000_000, even, 1)).toEqual({ low: 9900, likely: 10_000, high: 10_100 });
    const uneven = [...even.slice(4), ...Array.from({ length: 4 }, () => ({ bytes: 1000, lines: 30 }))];
    const rows = rowsFrom(1_000_000, uneven, 0.5);
    expect(rows.likely).toBe(10_000);
    expect(rows.low).toBeLessThan(7000);
    expect(rowsFrom(1000, [{ bytes: 1000, lines: 12 }], 1)).toEqual({ low: 12, likely: 12, high: 12 });
  });
});

describe('a file is looked at before it is read', () => {
  const files = [
    ['the sample shop', demo],
    ['RetailRocket sample', retailRocket],
    ['the benchmark, as text', bench('shop-16000-20260531.csv')],
  ] as const;

  test.each(files.flatMap(([name, path]) => (path === null ? [] : [[name, path] as const])))(
    '%s: rows within 10 %, memory within 30 %',
    async (_, path) => {
      const on = await NativeDuckDB.open({ threads: 1 });
      try {
        const before = await seenOf(on, path);
        const opened = await openSource(signal, on, await pathSource(path), 'file');
        const { rows, memory } = forecast(before);
        expect(Math.abs(rows.likely / opened.rows - 1)).toBeLessThan(0.1);
        expect(before.roles).toMatchObject({ customer: opened.roles.customer, time: opened.roles.time });
        expect(before.columns.reduce((n, c) => n + c.share, 0)).toBeCloseTo(1);
        await buildSpine(signal, on, opened, opened.roles);
        if (opened.rows < 200_000) return;
        // What stays is all of it but what sorting takes.
        const text = 'SELECT CAST(sum(memory_usage_bytes) AS DOUBLE) AS n FROM duckdb_memory()';
        const held = Number((await on.query(signal, { text, values: [] })).columns[0]?.values[0]);
        expect(Math.abs((memory.likely - 51 * opened.rows) / held - 1)).toBeLessThan(0.3);
      } finally {
        await on.close();
      }
    },
  );

  test.skipIf(bench('shop-230000-20260531.csv') === null)(
    'five million rows of text: their number within 1 %, in a look that reads 4.5 MB',
    async () => {
      const { rows, looked, pace } = await seenOf(await engine(), bench('shop-230000-20260531.csv') ?? '');
      expect(Math.abs(rows.likely / 5_058_972 - 1)).toBeLessThan(0.01);
      expect(looked).toBeLessThan(100_000);
      expect(pace?.read).toBeGreaterThan(0);
    },
  );

  test('nothing stays in the database, also when it is stopped, at whatever step', async () => {
    const on = await engine();
    const tables = async (): Promise<number> =>
      (await on.query(signal, { text: 'SELECT table_name FROM duckdb_tables()', values: [] })).length;
    const before = await tables();
    // Stopped by its own steps, and not by the clock: before the first, and as each of some begins.
    for (const step of [0, 1, 2, 3, 5]) {
      const stop = new AbortController();
      let steps = 0;
      const count = (): void => {
        if (++steps === step) stop.abort();
      };
      if (step === 0) stop.abort();
      const counting: Engine<PathSource> = new Proxy(on, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          return (...said: unknown[]): unknown => {
            if (name === 'prepare' || name === 'import' || name === 'query') count();
            return Reflect.apply(value, target, said) as unknown;
          };
        },
      });
      await expect(seenOf(counting, demo, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
      expect(await tables()).toBe(before);
    }
    await seenOf(on, demo);
    expect(await tables()).toBe(before);
  });

  test("a Parquet file's own end tells rows and columns", async () => {
    const footer = await readFooter(await pathSource(demo));
    const opened = await openSource(signal, await engine(), await pathSource(demo), 'file');
    expect(footer.rows).toBe(opened.rows);
    expect(footer.groups.reduce((n, g) => n + g, 0)).toBe(opened.rows);
    expect(footer.columns.map((c) => c.name)).toEqual(opened.columns.map((c) => c.name));
    const { size } = await pathSource(demo);
    const bytes = footer.columns.reduce((n, c) => n + c.bytes, 0);
    expect(bytes).toBeGreaterThan(0.95 * size);
    expect(bytes).toBeLessThan(size);
    // The page says how it was read.
    expect(footer).toMatchObject({ codecs: ['zstd'], writer: expect.stringMatching(/^DuckDB/) as unknown });
    const { groups, columns } = footer;
    const { codecs, writer, spans } = footer;
    expect(opened.read?.parquet).toEqual({ groups: groups.length, columns: columns.length, codecs, spans, writer });
  });
});
