import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { VitrineError } from '../../src/core/errors';
import { openParts, type Opened } from '../../src/data/open';
import { pathSource } from '../../src/engines/native/duckdb';
import { sharedData } from '../support/shared';
import { openPath, rowsOf, sharedEngine, signal } from './engines';
import { jsonRows, sameCell } from './json-rows';

const spectrum = sharedData('csv/csv-spectrum/csvs');
const duckdb = sharedData('csv/duckdb');
const hyparquet = sharedData('parquet/hyparquet');

const filesIn = (folder: string | null, ending: RegExp): readonly string[] =>
  folder === null
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => ending.test(name) && !name.endsWith('SOURCE.txt') && statSync(join(folder, name)).isFile())
        .sort();

const engine = sharedEngine();

describe('csv-spectrum', () => {
  // The JSON of `location_coordinates` is of another row than its table.
  const files = filesIn(spectrum, /\.csv$/).filter((name) => !name.startsWith('location'));

  test.skipIf(spectrum === null)('location_coordinates.csv: quotes within cells that are no quotes', async () => {
    const opened = await openPath(await engine(), join(spectrum ?? '', 'location_coordinates.csv'));
    const json = JSON.parse(readFileSync(join(spectrum ?? '', '../json/location_coordinates.json'), 'utf8')) as Record<
      string,
      string
    >;
    expect(opened.columns.map((c) => c.name)).toEqual(Object.keys(json));
    // The degree signs were lost before the corpus was written.
    const place = `37\ufffd36'37.8"N 121\ufffd2'17.9"W`;
    expect(await rowsOf(await engine(), opened)).toEqual([['2095257564', place, 'Modesto', 'Stanislaus']]);
  });

  test.each(files)('%s is read as its JSON says', async (name) => {
    const path = join(spectrum ?? '', name);
    const expected = JSON.parse(readFileSync(join(path, '../../json', name.replace(/csv$/, 'json')), 'utf8')) as Record<
      string,
      string
    >[];
    const opened = await openPath(await engine(), path);
    const columns = opened.columns.map((c) => c.name);
    // Numbers come as numbers, empty cells as NULL.
    const value = (text: string | null | undefined): string | number =>
      text === null || text === undefined || text === ''
        ? ''
        : Number.isNaN(Number(text))
          ? text.replaceAll('\r\n', '\n')
          : Number(text);
    const rows = (await rowsOf(await engine(), opened)).map((row) => row.map(value));
    expect(columns).toEqual(Object.keys(expected[0] ?? {}));
    expect(rows).toEqual(expected.map((row) => columns.map((c) => value(row[c]))));
  });
});

/**
 * Files that are read otherwise here, each for a reason: the corpus is made for tests of options, and DuckDB's own
 * guesses are not better at them.
 */
const otherwise: Readonly<Record<string, RegExp>> = {
  'column names of a folder': /^hive-partitioning\//,
  'remarks or notes above or within the table': /comment|skip_row|fuzzing|afl|17451|17738|notes/,
  'an apostrophe that is no quote': /single_quote|csv_error|error\/time|quotednewlines|from_df/,
  'a delimiter of several characters': /multidelimiter/,
  'a name above numbers, or no name above text':
    /response|force_not_null|single_column|bug_10273|5438|nullbyte|undetected_type|headers\//,
  'marks between thousands': /thousands_separator|comma_decimal/,
  'unescaped quotes': /unescaped_quotes|unquoted|quoted_values|multi_?errors|multiple_errors|null_?padding|bug_7578/,
  'numbers and times in a form of our own': /date|timestamp|ncvoter|device_metadata|time_|imdb|titlebasics/,
  'rows that are no rows': /rejects|error|incorrect_columns|too_little/,
};

describe('the corpus of DuckDB', () => {
  const files = filesIn(duckdb, /./);
  const native = DuckDBInstance.create(':memory:', { autoload_known_extensions: 'false', threads: '1' });
  const connection = native.then((database) => database.connect());
  afterAll(async () => {
    (await connection).closeSync();
    (await native).closeSync();
  });

  const plain = (cell: string): string => {
    const text = cell.trim();
    return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text.toLowerCase();
  };
  const lines = (rows: readonly (readonly (string | null)[])[]): string =>
    rows.map((row) => row.map((c) => plain(c ?? '')).join('|')).join('\n');

  /** What native DuckDB reads, or null where it refuses. */
  async function read(path: string): Promise<string | null> {
    try {
      const reader = await (
        await connection
      ).runAndReadAll(`SELECT * FROM read_csv('${path.replaceAll("'", "''")}', all_varchar = true)`);
      return lines(reader.getRowsJson().map((row) => row.map((c) => (c === null ? null : String(c)))));
    } catch {
      return null;
    }
  }

  async function opened(path: string): Promise<Opened | VitrineError> {
    try {
      for await (const one of openParts({ signal, engine: await engine() }, await pathSource(path), () => 'corpus'))
        return one;
      throw new Error('neither a table nor an error');
    } catch (error) {
      if (error instanceof VitrineError) return error;
      throw error;
    }
  }

  test.each(files)(
    '%s: as native DuckDB, or a designed error, within 10 s of work',
    async (name) => {
      const path = join(duckdb ?? '', name);
      const before = process.cpuUsage();
      const ours = await opened(path);
      const { user, system } = process.cpuUsage(before);
      // Of work, not of the clock, which a busy machine stretches: the slowest takes some 2.
      expect((user + system) / 1e6).toBeLessThan(10);
      if (ours instanceof VitrineError) {
        expect(ours.code).toMatch(/^(?:file|parquet)\./);
        return;
      }
      const theirs = await read(path);
      if (theirs === null || ours.rejected > 0) return;
      const same = lines(await rowsOf(await engine(), ours)) === theirs;
      const reason = Object.entries(otherwise).find(([, names]) => names.test(relative(duckdb ?? '', path)));
      expect(same || reason !== undefined ? name : `${name} is read otherwise, for no known reason`).toBe(name);
    },
    // What waits for ever does no work.
    60_000,
  );
});

/** Columns that hyparquet reads otherwise: it makes geometry of WKB and texts of bytes, which are left as they are here. */
const otherCells: Readonly<Record<string, readonly string[]>> = {
  'geoparquet.parquet': ['geometry'],
  'geospatial.parquet': ['geometry'],
  'issue23.parquet': ['menu'],
};

describe('hyparquet', () => {
  const files = filesIn(hyparquet, /\.parquet$/);

  test.each(files)('%s has the cells its JSON says, or is refused', async (name) => {
    const path = join(hyparquet ?? '', name);
    const json = path.replace(/parquet$/, 'json');
    const expected = JSON.parse(readFileSync(json, 'utf8')) as unknown[][];
    const ours = await openPath(await engine(), path).catch((error: unknown) => {
      if (error instanceof VitrineError) return error;
      throw error;
    });
    if (ours instanceof VitrineError) {
      expect(ours.code).toMatch(/^(?:parquet\.broken|file\.header-only)$/);
      return;
    }
    expect(ours.rows).toBe(expected.length);
    const rows = await jsonRows(await engine(), ours);
    const different = ours.columns.flatMap(({ name: column }, c) =>
      expected.every((row, i) => sameCell(row[c], rows[i]?.[c])) ? [] : [column],
    );
    expect(different).toEqual(otherCells[name] ?? []);
  });
});
