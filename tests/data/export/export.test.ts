import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../../src/core/engine';
import { VitrineError } from '../../../src/core/errors';
import { distinctNames, type OutRows } from '../../../src/data/export/cells';
import { jsonText } from '../../../src/data/export/json';
import { SHEET_ROWS, workbook } from '../../../src/data/export/xlsx';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { loadParquet } from '../../../src/engines/native/parquet';
import { lentWasm } from '../../support/wasm';
import { sql } from '../../../src/sql/sql';
import { engines, openContent, rowsOf, sharedEngine, signal } from '../engines';

/** What spreadsheets, JSON readers and XML trip over. */
const awkward = sql`SELECT * FROM (VALUES
  (1, 9007199254740993::BIGINT, 1.5::DECIMAL(9, 2), 0.1::DOUBLE, TRUE, DATE '2020-02-29', TIMESTAMP '2020-01-02 03:04:05.678', '=1+1'),
  (2, -5::BIGINT, -0.25::DECIMAL(9, 2), 1e300::DOUBLE, FALSE, DATE '1969-07-20', TIMESTAMP '1970-01-01 00:00:00', 'a <b> & "c", _x0041_'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, 0::BIGINT, 0::DECIMAL(9, 2), 12345.6789::DOUBLE, TRUE, DATE '1850-01-01', TIMESTAMP '9999-12-31 23:59:59', 'строка' || chr(13) || chr(10) || 'two' || chr(9) || chr(1))
) AS v(id, big, price, weight, paid, day, "at", note) ORDER BY id`;

describe.each(engines)('a table written by %s', (_, open) => {
  const engine = sharedEngine(open);
  const bytes = async (format: ExportFormat): Promise<Uint8Array> =>
    new Uint8Array(await (await (await engine()).export(signal, awkward, format)).arrayBuffer());
  const text = async (format: ExportFormat): Promise<string> => new TextDecoder().decode(await bytes(format));

  it('JSON: exact numbers, large whole ones as strings, ISO times, one object to a line', async () => {
    const written = await text('json');
    expect(JSON.parse(written)).toEqual([
      {
        id: 1,
        big: '9007199254740993',
        price: 1.5,
        weight: 0.1,
        paid: true,
        day: '2020-02-29',
        at: '2020-01-02T03:04:05.678',
        note: '=1+1',
      },
      {
        id: 2,
        big: -5,
        price: -0.25,
        weight: 1e300,
        paid: false,
        day: '1969-07-20',
        at: '1970-01-01T00:00:00',
        note: 'a <b> & "c", _x0041_',
      },
      { id: 3, big: null, price: null, weight: null, paid: null, day: null, at: null, note: null },
      {
        id: 4,
        big: 0,
        price: 0,
        weight: 12345.6789,
        paid: true,
        day: '1850-01-01',
        at: '9999-12-31T23:59:59',
        note: 'строка\r\ntwo\t\u0001',
      },
    ]);
    expect(written.trimEnd().split('\n')).toHaveLength(6);
  });

  it('NDJSON: the same objects, each a line', async () => {
    const lines = (await text('ndjson')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(await text('json')));
  });

  it('TSV: a header, formula-safe text, numbers as they are, cells on one line', async () => {
    expect((await text('tsv')).split('\n')).toEqual([
      'id\tbig\tprice\tweight\tpaid\tday\tat\tnote',
      "1\t9007199254740993\t1.50\t0.1\ttrue\t2020-02-29\t2020-01-02 03:04:05.678\t'=1+1",
      '2\t-5\t-0.25\t1e+300\tfalse\t1969-07-20\t1970-01-01 00:00:00\ta <b> & "c", _x0041_',
      '3\t\t\t\t\t\t\t',
      '4\t0\t0.00\t12345.6789\ttrue\t1850-01-01\t9999-12-31 23:59:59\tстрока two \u0001',
    ]);
  });

  it('Arrow: an IPC file with the types of the table', async () => {
    const file = await bytes('arrow');
    expect(new TextDecoder().decode(file.subarray(0, 6))).toBe('ARROW1');
    const table = tableFromIPC(file);
    expect(table.numRows).toBe(4);
    expect(table.schema.fields.map((f) => String(f.type))).toEqual([
      'Int32',
      'Int64',
      expect.stringContaining('Decimal') as unknown,
      'Float64',
      'Bool',
      expect.stringContaining('Date') as unknown,
      expect.stringContaining('Timestamp') as unknown,
      'Utf8',
    ]);
    expect(table.getChildAt(1)?.get(0)).toBe(9007199254740993n);
  });

  it('Arrow and XLSX come back as they went', async () => {
    for (const format of ['arrow', 'xlsx'] as const) {
      const opened = await openContent(await engine(), await bytes(format), `out.${format}`, `back_${format}`);
      expect(opened.rows, format).toBe(4);
      const rows = await rowsOf(await engine(), opened);
      expect(
        rows.map((r) => r[0]),
        format,
      ).toEqual(['1', '2', '3', '4']);
      expect(rows[0]?.[1], format).toBe('9007199254740993');
      expect(
        rows.map((r) => r[7]),
        format,
      ).toEqual(['=1+1', 'a <b> & "c", _x0041_', null, 'строка\r\ntwo\t\u0001']);
    }
  });

  it('no rows are an empty list, a header, an empty sheet', async () => {
    const none = sql`SELECT 1 AS a WHERE false`;
    const write = async (format: ExportFormat): Promise<Blob> => (await engine()).export(signal, none, format);
    expect(JSON.parse(await (await write('json')).text())).toEqual([]);
    expect(await (await write('ndjson')).text()).toBe('');
    expect(await (await write('tsv')).text()).toBe('a');
    expect((await write('xlsx')).size).toBeGreaterThan(500);
    const { readParquet } = await loadParquet();
    const parquet = readParquet(new Uint8Array(await (await write('parquet')).arrayBuffer())).intoIPCStream();
    expect(tableFromIPC(parquet).schema.names).toEqual(['a']);
    expect(tableFromIPC(new Uint8Array(await (await write('arrow')).arrayBuffer())).numRows).toBe(0);
  });

  it('a stop ends the writing: no half of a table is taken for the whole', async () => {
    for (const format of ['xlsx', 'csv'] as const) {
      const controller = new AbortController();
      const wait = (await engine()).export(controller.signal, sql`SELECT range AS a FROM range(3000000)`, format);
      setTimeout(() => controller.abort(), 100);
      await expect(wait, format).rejects.toMatchObject({ code: 'cancelled' });
    }
  });
});

describe('the tab', () => {
  const tab = sharedEngine(lentWasm);
  // So many that they come in many batches and fill more than one row group.
  const many = sql`SELECT range AS a, 'строка ' || range AS b, CASE WHEN range % 3 > 0 THEN range / 4 END AS c FROM range(150000)`;
  /** Rows, the sum of the first column, nulls of the third. */
  const whole = [150_000, 150_000 * 74_999.5, 50_000];

  it('writes Parquet and Arrow batch by batch, says how many rows there are by now, and loses none', async () => {
    const { readParquet } = await loadParquet();
    for (const format of ['parquet', 'arrow'] as const) {
      const told: number[] = [];
      const file = await (await tab()).export(signal, many, format, ({ rows }) => told.push(rows ?? 0));
      expect(told.length, format).toBeGreaterThan(3);
      expect(told, format).toEqual(told.toSorted((a, b) => a - b));
      expect(told.at(-1), format).toBeLessThanOrEqual(150_000);
      const content = new Uint8Array(await file.arrayBuffer());
      const table = tableFromIPC(format === 'arrow' ? content : readParquet(content).intoIPCStream());
      const sum = (table.getChild('a')?.toArray() as BigInt64Array).reduce((n, value) => n + value, 0n);
      expect([table.numRows, Number(sum), table.getChild('c')?.nullCount], format).toEqual(whole);
      expect(table.getChild('b')?.get(149_999), format).toBe('строка 149999');
    }
  });

  it('ends a stop in the midst of writing as stopped: half of a table is never taken for the whole', async () => {
    for (const format of ['parquet', 'arrow', 'csv', 'json'] as const) {
      const stop = new AbortController();
      const writing = (await tab()).export(stop.signal, many, format, () => stop.abort());
      await expect(writing, format).rejects.toMatchObject({ code: 'cancelled' });
    }
    expect((await (await tab()).query(signal, sql`SELECT 1 AS one`)).length).toBe(1);
  });
});

describe('an Excel sheet', () => {
  const rowsOfOne = async function* (length: number): AsyncGenerator<OutRows> {
    yield await Promise.resolve({ length, columns: [{ length }] });
  };

  it('holds 1,048,575 rows under its header, and one more is refused instead of cut', async () => {
    const error: unknown = await workbook([{ name: 'a', kind: 'integer' }], rowsOfOne(SHEET_ROWS)).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(VitrineError);
    expect(error).toMatchObject({ code: 'export.sheet', details: { over: 'rows' } });
  });

  it('refuses a text that no cell holds', async () => {
    const native = await NativeDuckDB.open();
    try {
      const long = native.export(signal, sql`SELECT repeat('x', 32768) AS a`, 'xlsx');
      await expect(long).rejects.toMatchObject({ code: 'export.sheet', details: { over: 'cell' } });
    } finally {
      await native.close();
    }
  });
});

describe('JSON keys', () => {
  it('of columns that share a name get numbers', () => {
    expect(distinctNames(['a', 'a', 'a 2', 'a'])).toEqual(['a', 'a 3', 'a 2', 'a 4']);
  });

  it('may be any text', async () => {
    const one = async function* (): AsyncGenerator<OutRows> {
      yield await Promise.resolve({ length: 1, columns: [['x'], ['inf']] });
    };
    const parts: string[] = [];
    const columns = [
      { name: '__proto__', kind: 'text' },
      { name: 'a "b"\n', kind: 'number' },
    ] as const;
    for await (const part of jsonText(columns, one(), true)) parts.push(part);
    expect(parts.join('')).toBe('{"__proto__":"x","a \\"b\\"\\n":null}\n');
  });
});
