import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Column, ColumnType, CsvDialect, Engine, ImportReport, Statement } from '../../src/core/engine';
import type { ErrorCode } from '../../src/core/errors.words';
import { VitrineError } from '../../src/core/errors';
import { csvHeader, csvRows } from '../../src/core/csv';
import { countAt, texts, type Frame } from '../../src/core/frame';
import { pathSource, type PathSource } from '../../src/engines/native/source';
import { ident, join as joinSql, sql } from '../../src/sql/sql';
import { sharedData } from '../support/shared';

const signal = new AbortController().signal;
const comma: CsvDialect = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' };
const blanks: CsvDialect = { delimiter: 'whitespace', quote: '', header: false, encoding: 'utf-8' };

/** A statement and what it has to answer, the same from every engine. */
export const answers: readonly (readonly [name: string, statement: Statement])[] = [
  [
    'values of every type',
    sql`SELECT true AS b, 1::TINYINT AS i1, -2::SMALLINT AS i2, 3::INTEGER AS i4, 9007199254740991::BIGINT AS i8,
      170141183460469231731687303715884105727::HUGEINT AS huge, 255::UTINYINT AS u1, 18446744073709551615::UBIGINT AS u8,
      1.5::FLOAT AS f, 0.1::DOUBLE AS d, 1.234::DECIMAL(10, 3) AS dec, 12345678901234567.89::DECIMAL(30, 2) AS wide,
      DATE '1969-12-31' AS day, TIMESTAMP '2020-01-02 03:04:05.678901' AS us, TIMESTAMP_S '2020-01-02 03:04:05' AS s,
      TIMESTAMP_MS '2020-01-02 03:04:05.678' AS ms, TIMESTAMP_NS '2020-01-02 03:04:05.678901234' AS ns,
      TIMESTAMP 'infinity' AS later, DATE '-infinity' AS earlier, 'текст' AS t, [1, NULL] AS list, {'a': 1} AS struct,
      INTERVAL 2 DAY AS i, TIME '10:00:00' AS clock, 'x'::ENUM ('x', 'y') AS e, '\\x41'::BLOB AS bytes`,
  ],
  [
    'NULL of every type',
    sql`SELECT NULL::BOOLEAN AS b, NULL::BIGINT AS i, NULL::DOUBLE AS d, NULL::DECIMAL(10, 3) AS dec, NULL::DATE AS day,
      NULL::TIMESTAMP AS t, NULL::VARCHAR AS v, NULL::INTEGER[] AS l, NULL AS n, NULL::HUGEINT AS h`,
  ],
  [
    'NULLs between values',
    sql`SELECT * FROM (VALUES (1, 'a', TRUE, 1.5), (NULL, NULL, NULL, NULL), (3, '', FALSE, 2.5)) AS v(i, t, b, d)`,
  ],
  ['bound values', sql`SELECT ${1} AS i, ${1.5} AS d, ${-3} AS m, ${"it's ? \\ \n"} AS t, ${true} AS b, ${null} AS n`],
  [
    'types of bound values',
    sql`SELECT typeof(${1}) AS i, typeof(${1.5}) AS d, typeof(${'x'}) AS t, typeof(${false}) AS b, ${7} // ${2} AS q`,
  ],
  ['a placeholder is none in texts, names and comments', sql`SELECT '?' AS "?", ${5} AS a -- ?`],
  [
    'sums of whole numbers',
    sql`SELECT sum(x) AS s, avg(x) AS a, count(*) FILTER (WHERE x > 3) AS c FROM range(10) AS r(x)`,
  ],
  ['two columns of one name', sql`SELECT 1 AS a, 2 AS a, 1.5 AS a`],
  ['hostile names', sql`SELECT 1 AS ${ident('"; drop table x; --')}, 1.5 AS ${ident('__proto__')}, 'c' AS constructor`],
  ['no rows', sql`SELECT 1 AS a, 'x' AS b, 1.5 AS c WHERE false`],
  ['many rows in order', sql`SELECT x, x::VARCHAR AS t, x * 1.5 AS d FROM range(10000) AS r(x) ORDER BY x DESC`],
  ['a statement without rows', sql`CREATE OR REPLACE TABLE nothing (a INTEGER)`],
  ['a WITH query that ends in a semicolon', sql`WITH q AS (SELECT 1.5 AS a) SELECT a FROM q; `],
];

/** The contract of the Engine port, against one implementation. */
export function engineContract(open: () => Promise<Engine<PathSource>>): void {
  let engine: Engine<PathSource>;
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (statement: Statement): Promise<Frame> => engine.query(signal, statement);
  const rowsOf = async (statement: Statement): Promise<unknown[][]> => {
    const frame = await ask(statement);
    return Array.from({ length: frame.length }, (_, row) => frame.columns.map((c) => c.values[row]));
  };
  const columns = (...pairs: (readonly [string, ColumnType])[]): Column[] =>
    pairs.map(([name, type]) => ({ name, type }));
  const importText = async (
    name: string,
    text: string | Uint8Array,
    dialect: CsvDialect,
    of: Column[],
    table = 't',
  ): Promise<ImportReport> => {
    writeFileSync(join(folder, name), text);
    return engine.import(signal, await pathSource(join(folder, name)), { format: 'csv', dialect, columns: of }, table);
  };
  const failure = async (work: Promise<unknown>): Promise<{ code: ErrorCode; error: VitrineError }> => {
    const error: unknown = await work.then(
      () => null,
      (e: unknown) => e,
    );
    if (!(error instanceof VitrineError)) throw new Error(`no VitrineError: ${String(error)}`);
    return { code: error.code, error };
  };

  it('says its version', async () => {
    expect(await engine.version(signal)).toBe('v1.4.3');
  });

  describe('queries', () => {
    it('numbers, booleans and times are numbers, NULL is NaN, the rest is text', async () => {
      const frame = await ask(sql`SELECT 1.234::DECIMAL(10, 3) AS d, NULL::INTEGER AS n, true AS b, [1, 2] AS l,
        TIMESTAMP '1970-01-01 00:00:01.5' AS t, DATE '1970-01-02' AS day`);
      expect(frame.columns.map((c) => [c.name, c.type, c.values[0]])).toEqual([
        ['d', 'number', 1.234],
        ['n', 'number', NaN],
        ['b', 'number', 1],
        ['l', 'text', '[1, 2]'],
        ['t', 'number', 1500],
        ['day', 'number', 86_400_000],
      ]);
      // What is no number is said: else a time is shown as milliseconds.
      const of = frame.columns.map((c) => (c.type === 'number' ? c.of : null));
      expect(of).toEqual([undefined, undefined, 'boolean', null, 'time', 'day']);
    });

    it('a failed query names the reason and keeps its SQL', async () => {
      const { code, error } = await failure(ask(sql`SELECT * FROM nowhere`));
      expect(code).toBe('sql.failed');
      expect(error.message).toMatch(/Table with name nowhere does not exist!?\. /);
      expect(error.sql).toBe('SELECT * FROM nowhere');
    });

    it('a name with quotes is only a name', async () => {
      const name = '"; drop table x; --';
      await ask(sql`CREATE OR REPLACE TABLE x AS SELECT 1 AS a`);
      await ask(sql`CREATE OR REPLACE TABLE ${ident(name)} AS SELECT 2 AS a`);
      expect(await rowsOf(sql`SELECT (SELECT a FROM x), (SELECT a FROM ${ident(name)})`)).toEqual([[1, 2]]);
    });
  });

  describe('text tables', () => {
    it('dialects: comma, semicolon, tab, a byte order mark and Cyrillic', async () => {
      const of = columns(['Имя', 'VARCHAR'], ['Сумма', 'DOUBLE']);
      const expected = [
        ['Анна, А', 1.5],
        ['say "hi"', -2],
      ];
      const quoted = (d: string): string => `Имя${d}Сумма\r\n"Анна, А"${d}1.5\r\n"say ""hi"""${d}-2\r\n`;
      for (const [i, delimiter] of [',', ';', '\t', '|'].entries()) {
        const report = await importText(`d${i}.csv`, `\ufeff${quoted(delimiter)}`, { ...comma, delimiter }, of);
        expect(report).toMatchObject({
          rows: 2,
          rejected: 0,
          columns: [{ name: 'Имя', type: 'VARCHAR' }, { type: 'DOUBLE' }],
        });
        expect(await rowsOf(sql`SELECT * FROM t`)).toEqual(expected);
      }
    });

    it("a file called customer's.csv, with glob characters too, and hostile column names", async () => {
      const of = columns(['"; drop table x; --', 'BIGINT'], ['__proto__', 'VARCHAR'], ['ID', 'BOOLEAN']);
      const report = await importText("customer's [1]*.csv", 'a,b,c\n1,x,true\n', comma, of, "it's");
      expect(report.columns.map((c) => c.name)).toEqual(['"; drop table x; --', '__proto__', 'ID']);
      expect(await rowsOf(sql`SELECT * FROM ${ident("it's")}`)).toEqual([[1, 'x', 1]]);
    });

    it('empty cells are NULL, blank lines are no rows, quotes hold line ends', async () => {
      const of = columns(['a', 'BIGINT'], ['b', 'VARCHAR']);
      const report = await importText('n.csv', 'a,b\n,\n\n2,"two\nlines"\n3,""\n', comma, of);
      expect(report).toMatchObject({ rows: 3, rejected: 0 });
      expect(await rowsOf(sql`SELECT * FROM t`)).toEqual([
        [NaN, null],
        [2, 'two\nlines'],
        [3, null],
      ]);
    });

    it('rejects single rows and says where and why; rows and rejects add up', async () => {
      const of = columns(['id', 'BIGINT'], ['name', 'VARCHAR'], ['at', 'TIMESTAMP']);
      const text =
        'id,name,at\n1,a,2020-01-01 10:00:00\nx,b,2020-01-02\n2,c\n3,d,2020-01-03,more\n4,e,soon\n5,f,2020-01-05\n6,"cu';
      const report = await importText('r.csv', text, comma, of);
      expect(report).toMatchObject({ rows: 2, rejected: 5 });
      expect(report.rejects).toEqual([
        { line: 3, column: 'id', reason: "not a value of this column's type", text: 'x,b,2020-01-02' },
        { line: 4, column: 'at', reason: 'too few columns', text: '2,c' },
        { line: 5, column: null, reason: 'too many columns', text: '3,d,2020-01-03,more' },
        { line: 6, column: 'at', reason: "not a value of this column's type", text: '4,e,soon' },
        { line: 8, column: 'name', reason: 'a quote is not closed', text: '6,"cu' },
      ]);
    });

    it('lists 100 rejects of many and counts them all', async () => {
      const lines = Array.from({ length: 3000 }, (_, i) => (i % 2 === 0 ? `${i},ok` : 'x,bad'));
      const report = await importText(
        'm.csv',
        `a,b\n${lines.join('\n')}`,
        comma,
        columns(['a', 'BIGINT'], ['b', 'VARCHAR']),
      );
      expect(report).toMatchObject({ rows: 1500, rejected: 1500 });
      expect(report.rejects.map((r) => r.line)).toEqual(Array.from({ length: 100 }, (_, i) => 3 + 2 * i));
    });

    it.each(['\n', '\r\n'])('splits at runs of blanks, line end %j', async (lineEnd) => {
      const of = columns(['id', 'BIGINT'], ['v', 'DOUBLE']);
      const text = ' id   v\n 00001  11.77\n\n\t2\t 12.00 \n3\n4 x\n 5 1.5'.replaceAll('\n', lineEnd);
      const report = await importText('w.txt', text, { ...blanks, header: true }, of);
      expect(report).toMatchObject({ rows: 3, rejected: 2 });
      expect(report.rejects).toEqual([
        { line: 5, column: null, reason: 'too few columns', text: '3' },
        { line: 6, column: 'v', reason: "not a value of this column's type", text: '4 x' },
      ]);
      expect(await rowsOf(sql`SELECT * FROM t`)).toEqual([
        [1, 11.77],
        [2, 12],
        [5, 1.5],
      ]);
    });

    it('line ends that change within a file', async () => {
      const of = columns(['a', 'BIGINT'], ['b', 'VARCHAR']);
      const report = await importText('x.csv', 'a,b\r\n1,x\n2,"y"\r\n3\n4,z\n', comma, of);
      expect(report).toMatchObject({ rows: 3, rejected: 1, rejects: [{ line: 4, reason: 'too few columns' }] });
      expect(await rowsOf(sql`SELECT * FROM t`)).toEqual([
        [1, 'x'],
        [2, 'y'],
        [4, 'z'],
      ]);
    });

    it('mixed line ends: surplus cells and text behind a quote are rejects, not dropped', async () => {
      const of = columns(['a', 'BIGINT'], ['b', 'VARCHAR']);
      const report = await importText('x.csv', 'a,b\r\n1,x\n2,y,lost\r\n4,"u\r\nv"\n3,"z" lost\n', comma, of);
      expect(report).toMatchObject({ rows: 2, rejected: 2 });
      expect(report.rejects.map((r) => r.reason)).toEqual(['too many columns', 'a quote is not closed']);
      expect(await rowsOf(sql`SELECT * FROM t`)).toEqual([
        [1, 'x'],
        [4, 'u\nv'],
      ]);
    });

    it('very many rejects: no row of the last buffer is lost, all are counted, the first 100 listed', async () => {
      const of = columns(['a', 'VARCHAR'], ['t', 'TIMESTAMP'], ['b', 'BIGINT']);
      // DuckDB 1.4.3 read 135,288 of these rows when it was told to keep rejects.
      const lines = Array.from({ length: 200_000 }, (_, i) =>
        i % 2 === 1 ? `c${i % 5000},2020-01-01 00:00:00,${i}` : `c${i},2020-01-01 00:00:00`,
      );
      const report = await importText('m.csv', `a,t,b\n${lines.join('\n')}\n`, comma, of);
      expect(report).toMatchObject({ rows: 100_000, rejected: 100_000 });
      expect(report.rejects).toHaveLength(100);
      expect(report.rejects[99]).toMatchObject({
        line: 200,
        reason: 'too few columns',
        text: 'c198,2020-01-01 00:00:00',
      });
    }, 60_000);

    it('a file with a header only is a table without rows; an empty one is refused', async () => {
      const of = columns(['a', 'BIGINT']);
      expect(await importText('h.csv', 'a\n', comma, of)).toMatchObject({ rows: 0, rejected: 0 });
      expect((await failure(importText('e.csv', '', comma, of))).code).toBe('file.empty');
    });

    it('a failed import leaves the old table', async () => {
      await ask(sql`CREATE OR REPLACE TABLE old AS SELECT 7 AS a`);
      writeFileSync(join(folder, 'bad.csv'), 'a\n1\n');
      const source = await pathSource(join(folder, 'bad.csv'));
      rmSync(join(folder, 'bad.csv'));
      const spec = { format: 'csv', dialect: comma, columns: columns(['a', 'BIGINT']) } as const;
      expect((await failure(engine.import(signal, source, spec, 'old'))).code).toBe('file.unreadable');
      expect(await rowsOf(sql`SELECT * FROM old`)).toEqual([[7]]);
      expect(await rowsOf(sql`SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'vitrine%'`)).toEqual([]);
    });
  });

  describe('Parquet', () => {
    const made = sql`SELECT x AS i, 'строка ' || x AS t, x * 0.5 AS d, (x * 1.25)::DECIMAL(12, 2) AS m,
      TIMESTAMP '2020-01-01' + x * INTERVAL 1 HOUR AS at, DATE '2020-01-01' + x::INTEGER AS day,
      CASE WHEN x % 3 = 0 THEN NULL ELSE x END AS n, x % 2 = 0 AS b FROM range(5000) AS r(x) ORDER BY x`;

    it('comes back as it was written', async () => {
      const blob = await engine.export(signal, made, 'parquet');
      const path = join(folder, 'made.parquet');
      writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));
      const report = await engine.import(signal, await pathSource(path), { format: 'parquet' }, 'back');
      expect(report).toMatchObject({ rows: 5000, rejected: 0, rejects: [] });
      expect(await ask(sql`SELECT * FROM back`)).toEqual(await ask(made));
    });

    it("a query with values of its own is exported: the target's place is not taken for one of them", async () => {
      const blob = await engine.export(
        signal,
        sql`SELECT x + ${10} AS a, ${'b'} AS b FROM range(3) AS r(x)`,
        'parquet',
      );
      const path = join(folder, 'bound.parquet');
      writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));
      await engine.import(signal, await pathSource(path), { format: 'parquet' }, 'bound');
      expect(await rowsOf(sql`SELECT a, b FROM bound ORDER BY a`)).toEqual([
        [10, 'b'],
        [11, 'b'],
        [12, 'b'],
      ]);
    });

    it('a truncated or foreign file is said to be broken, the old table stays', async () => {
      const path = join(folder, 'cut.parquet');
      const bytes = new Uint8Array(await (await engine.export(signal, made, 'parquet')).arrayBuffer());
      await ask(sql`CREATE OR REPLACE TABLE kept AS SELECT 1 AS a`);
      const broken = async (content: Uint8Array): Promise<void> => {
        writeFileSync(path, content);
        const source = await pathSource(path);
        const { code } = await failure(engine.import(signal, source, { format: 'parquet' }, 'kept'));
        expect(code).toBe('parquet.broken');
      };
      await broken(bytes.subarray(0, bytes.length - 100));
      await broken(bytes.subarray(0, 8));
      await broken(new TextEncoder().encode('a,b\n1,2\n'));
      const mangled = bytes.slice();
      mangled.fill(0xff, mangled.length - 60, mangled.length - 8);
      await broken(mangled);
      expect(await rowsOf(sql`SELECT * FROM kept`)).toEqual([[1]]);
    });
  });

  describe('real files', () => {
    const retail = sharedData('online-retail/online_retail_2010-12_2011-12.parquet');
    it.skipIf(retail === null)('Online Retail: 541,909 rows', async () => {
      const report = await engine.import(signal, await pathSource(retail ?? ''), { format: 'parquet' }, 'retail');
      expect(report.rows).toBe(541_909);
      expect(report.columns.map((c) => c.name)).toContain('InvoiceNo');
    });

    const cdnow = sharedData('cdnow/CDNOW_master.txt');
    it.skipIf(cdnow === null)('CDNOW master: 69,659 purchases of 23,570 customers, 2,500,315.63 spent', async () => {
      const of = columns(['id', 'VARCHAR'], ['date', 'BIGINT'], ['n', 'BIGINT'], ['amount', 'DOUBLE']);
      const spec = { format: 'csv', dialect: { ...blanks, header: true }, columns: of } as const;
      const report = await engine.import(signal, await pathSource(cdnow ?? ''), spec, 'cdnow');
      expect(report).toMatchObject({ rows: 69_659, rejected: 0 });
      const sums = await rowsOf(sql`SELECT count(DISTINCT id), round(sum(amount), 2) FROM cdnow`);
      expect(sums).toEqual([[23_570, 2_500_315.63]]);
    });

    const rees46 = sharedData('rees46/2019-Oct.csv');
    it.skipIf(rees46 === null)('rees46 sample: 17,434 whole rows, and the last of 17,435 cut off', async () => {
      const path = rees46 ?? '';
      const names = (readFileSync(path, 'utf8').split('\n', 1)[0] ?? '').trim().split(',');
      const of = columns(...names.map((name) => [name, 'VARCHAR'] as const));
      const report = await engine.import(
        signal,
        await pathSource(path),
        { format: 'csv', dialect: comma, columns: of },
        'rees',
      );
      expect(report).toMatchObject({ rows: 17_434, rejected: 1 });
      expect(report.rejects[0]).toMatchObject({ line: 17_436, reason: 'too few columns' });
    });
  });

  describe('load and export', () => {
    it('a frame becomes a table; NaN and null are NULL', async () => {
      const frame: Frame = {
        length: 3,
        columns: [
          { name: 'key', type: 'number', values: Float64Array.of(1, NaN, -3.5) },
          { name: '__proto__', type: 'text', values: ['a', null, 'я'] },
        ],
      };
      await engine.load(signal, 'loaded "t"', frame);
      expect(await ask(sql`SELECT * FROM ${ident('loaded "t"')}`)).toEqual(frame);
      expect(await rowsOf(sql`SELECT count(key), count("__proto__") FROM ${ident('loaded "t"')}`)).toEqual([[2, 2]]);
    });

    it('an empty frame is a table without rows; a large one arrives whole', async () => {
      const column = (values: Float64Array): Frame => ({
        length: values.length,
        columns: [{ name: 'a', type: 'number', values }],
      });
      await engine.load(signal, 'l', column(new Float64Array()));
      expect(await rowsOf(sql`SELECT count(*) FROM l`)).toEqual([[0]]);
      await engine.load(signal, 'l', column(Float64Array.from({ length: 250_000 }, (_, i) => i)));
      expect(await rowsOf(sql`SELECT count(*), sum(a) FROM l`)).toEqual([[250_000, 31_249_875_000]]);
    });

    it('one table loaded many times at once holds one of the frames whole, and no load fails', async () => {
      const frames = Array.from({ length: 12 }, (_, n): Frame => ({
        length: 1000,
        columns: [{ name: 'a', type: 'number', values: new Float64Array(1000).fill(n) }],
      }));
      await Promise.all(frames.map((frame) => engine.load(signal, 'at once', frame)));
      const [[rows, least, most]] = (await rowsOf(sql`SELECT count(*), min(a), max(a) FROM "at once"`)) as [number[]];
      expect([rows, most]).toEqual([1000, least]);
    });

    it('CSV: text that looks like a formula is made safe, numbers stay', async () => {
      const statement = sql`SELECT * FROM (VALUES
        ('=1+1', -5, 1.5, TIMESTAMP '2020-01-01', ''), ('@x', NULL, -0.5, NULL, 'a"b,c'), (NULL, 3, NULL, NULL, '-' || chr(10)))
        AS v("=f", n, d, ts, t)`;
      const blob = await engine.export(signal, statement, 'csv');
      expect(await blob.text()).toBe(
        [`'=f,n,d,ts,t`, `'=1+1,-5,1.5,2020-01-01 00:00:00,""`, `'@x,,-0.5,,"a""b,c"`, `,3,,,"'-\n"`, ''].join('\r\n'),
      );
    });

    it('CSV: the database writes the bytes that core/csv.ts writes of the same cells', async () => {
      const heads = ['', '=', '+', '-', '@', '\t', '\r', ' ', "'", '"', ',', '\n', 'я', '😀', 'a'];
      const cells = heads.flatMap((a) => heads.map((b) => `${a}${b}`)).concat('a"b"c', '"', 'x\r\ny', '-5', '=1,2');
      const rows = cells.map((cell, i) => sql`SELECT ${i} AS n, ${cell} AS "=t", [${cell}] AS l, ${i} / 4.0 AS d`);
      const statement = sql`SELECT * FROM (${joinSql(rows, ' UNION ALL ')} UNION ALL SELECT 9999, NULL, NULL, NULL) AS v ORDER BY n`;
      const cellsOf = await ask(
        sql`SELECT n, "=t" AS t, CAST(l AS VARCHAR) AS l, CAST(d AS VARCHAR) AS d FROM (${statement}) AS v ORDER BY n`,
      );
      const expected =
        csvHeader(['n', '=t', 'l', 'd']) +
        csvRows(
          [
            {
              text: false,
              values: Array.from({ length: cellsOf.length }, (_, i) => (i < cells.length ? String(i) : '9999')),
            },
            { text: true, values: texts(cellsOf, 't') },
            { text: true, values: texts(cellsOf, 'l') },
            { text: false, values: texts(cellsOf, 'd') },
          ],
          cellsOf.length,
        );
      expect(await (await engine.export(signal, statement, 'csv')).text()).toBe(expected);
    });

    it('an exported CSV comes back', async () => {
      const statement = sql`SELECT x AS a, 'имя "' || x || '"' AS b FROM range(5000) AS r(x) ORDER BY x`;
      const text = await (await engine.export(signal, statement, 'csv')).text();
      await importText('back.csv', text, comma, columns(['a', 'BIGINT'], ['b', 'VARCHAR']));
      expect(await ask(sql`SELECT * FROM t ORDER BY a`)).toEqual(await ask(statement));
    });

    it('an export of no rows is a header', async () => {
      expect(await (await engine.export(signal, sql`SELECT 1 AS a WHERE false`, 'csv')).text()).toBe('a\r\n');
      expect((await engine.export(signal, sql`SELECT 1 AS a WHERE false`, 'parquet')).size).toBeGreaterThan(12);
    });
  });

  describe('stopping', () => {
    const long = sql`SELECT count(DISTINCT (a.x * 7919 + b.x) % 10000019) FROM range(20000) AS a(x), range(20000) AS b(x)`;

    it('an aborted scan ends within a second while another query is answered', async () => {
      const controller = new AbortController();
      let ended = false;
      const running = failure(engine.query(controller.signal, long)).finally(() => {
        ended = true;
      });
      expect(countAt(await ask(sql`SELECT 42 AS a`), 'a')).toBe(42);
      expect(ended).toBe(false);
      const from = performance.now();
      controller.abort();
      expect((await running).code).toBe('cancelled');
      expect(performance.now() - from).toBeLessThan(1000);
      expect(countAt(await ask(sql`SELECT 43 AS a`), 'a')).toBe(43);
    });

    it('an aborted import leaves the old table', async () => {
      await ask(sql`CREATE OR REPLACE TABLE stay AS SELECT 1 AS a`);
      const path = join(folder, 'long.csv');
      writeFileSync(path, `a,b\n${'1,some text that goes on\n'.repeat(400_000)}`);
      const controller = new AbortController();
      const spec = { format: 'csv', dialect: comma, columns: columns(['a', 'BIGINT'], ['b', 'VARCHAR']) } as const;
      const running = failure(engine.import(controller.signal, await pathSource(path), spec, 'stay'));
      setTimeout(() => controller.abort(), 20);
      expect((await running).code).toBe('cancelled');
      expect(await rowsOf(sql`SELECT * FROM stay`)).toEqual([[1]]);
    });

    it('a signal that is aborted before stops the call before it starts', async () => {
      expect((await failure(engine.query(AbortSignal.abort(), sql`SELECT 1`))).code).toBe('cancelled');
    });

    it('cancel() stops whatever runs', async () => {
      const running = [failure(ask(long)), failure(ask(long))];
      await ask(sql`SELECT 1`);
      await engine.cancel();
      expect((await Promise.all(running)).map((r) => r.code)).toEqual(['cancelled', 'cancelled']);
      expect(countAt(await ask(sql`SELECT 1 AS a`), 'a')).toBe(1);
    });
  });

  it('a closed engine says that it is lost', async () => {
    const other = await open();
    await other.query(signal, sql`SELECT 1`);
    const running = failure(other.query(signal, sql`SELECT count(*) FROM range(100000000000) AS r(x) WHERE x % 7 = 3`));
    await other.close();
    expect(['engine.lost', 'cancelled']).toContain((await running).code);
    expect((await failure(other.query(signal, sql`SELECT 1`))).code).toBe('engine.lost');
  });
}
