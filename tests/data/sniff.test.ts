import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnNames } from '../../src/data/names';
import { sniff, type Sniffed } from '../../src/data/sniff';
import { columnType } from '../../src/data/types';
import { openContent, rowsOf, sharedEngine } from './engines';

function sniffText(text: string): Extract<Sniffed, { format: 'csv' }> {
  const head = new TextEncoder().encode(text);
  const sniffed = sniff('table.csv', head, head.length);
  if (sniffed.format !== 'csv') throw new Error('taken for Parquet');
  return sniffed;
}

const shape = (text: string): string => {
  const { dialect, columns } = sniffText(text);
  return `${dialect.delimiter} ${dialect.quote} ${dialect.header} ${columns.map((c) => `${c.name}:${c.type}`).join(' ')}`;
};

describe('the dialect of a text table', () => {
  test.each([
    ['a,b\n1,x\n2,y\n', ', " true a:BIGINT b:VARCHAR'],
    ['a;b\n1,5;2,5\n1,7;2,0\n', '; " true a:VARCHAR b:VARCHAR'],
    ['a\tb\r\n1\t2\r\n', '\t " true a:BIGINT b:BIGINT'],
    ['a|b\n1|2\n3|4', '| " true a:BIGINT b:BIGINT'],
    ['id  value\n  1   2.5\n 10  3.25\n', 'whitespace  true id:BIGINT value:DOUBLE'],
    ["a,b\n'x, y','z'\n'u','v, w'\n", ", ' true a:VARCHAR b:VARCHAR"],
    ['1,x\n2,y\n', ', " false column1:BIGINT column2:VARCHAR'],
    ['2020-01-01\n2020-01-02\n', ', " false column1:DATE'],
    ['\ufeffимя;сумма\nАнна;1\nОлег;2\n', '; " true имя:VARCHAR сумма:BIGINT'],
    ['name,remark\nAnn,"a; b; c"\nBob,"d; e"\n', ', " true name:VARCHAR remark:VARCHAR'],
    ['a,b,\n1,2,\n3,4,\n', ', " true a:BIGINT b:BIGINT column3:VARCHAR'],
    // R writes no name above the names of its rows.
    ['x,y\n1,a,2.5\n2,b,3.5\n3,a,4\n', ', " true column1:BIGINT x:VARCHAR y:DOUBLE'],
    ['date,amount\n7,2024-01-01,2.5\n3,2024-01-02,3.5\n', ', " true column1:BIGINT date:DATE amount:DOUBLE'],
    ['"x" "y"\n"1" "New York" 2\n"2" "Rome" 3\n', '  " true column1:BIGINT x:VARCHAR y:BIGINT'],
    ['x y\n1 5 2.5\n2 6 3.5\n3 7 4.5\n', 'whitespace  true column1:BIGINT x:BIGINT y:DOUBLE'],
    // A name that lacks at the end, and a mark that ends every row.
    ['amount,city\n5,Rome,x\n7,Oslo,y\n', ', " true amount:BIGINT city:VARCHAR column3:VARCHAR'],
    ['a,b\n1,2,\n3,4,\n', ', " true a:BIGINT b:BIGINT column3:VARCHAR'],
  ])('%j', (text, expected) => {
    expect(shape(text)).toBe(expected);
  });

  test('names are trimmed, filled and made unique as DuckDB compares them', () => {
    expect(columnNames([' a', 'A', '', 'a_2', 'column3', '__proto__'], 7)).toEqual([
      'a',
      'A_3',
      'column3_2',
      'a_2',
      'column3',
      '__proto__',
      'column7',
    ]);
  });

  test('a type is given only when every value keeps its meaning in it', () => {
    expect(columnType(['1', '', '-20'])).toBe('BIGINT');
    expect(columnType(['9007199254740991'])).toBe('BIGINT');
    expect(columnType(['9007199254740993'])).toBe('VARCHAR');
    expect(columnType(['00001', '2'])).toBe('VARCHAR');
    expect(columnType(['+79991234567'])).toBe('VARCHAR');
    expect(columnType(['1.5', '2', '1.43322E+12'])).toBe('DOUBLE');
    expect(columnType(['2020-02-29'])).toBe('DATE');
    expect(columnType(['2021-02-29'])).toBe('VARCHAR');
    expect(columnType(['2019-10-01 00:00:00 UTC'])).toBe('TIMESTAMP');
    expect(columnType(['2019-10-01T00:00:00+03:00'])).toBe('VARCHAR');
    expect(columnType(['2019-10-01T00:00:00Z', '2019-10-01T00:00:00'])).toBe('VARCHAR');
    expect(columnType(['true', 'FALSE'])).toBe('BOOLEAN');
    expect(columnType(['', ''])).toBe('VARCHAR');
  });
});

describe('any table in any dialect', () => {
  const engine = sharedEngine();

  const cellText = fc
    .string({ unit: fc.constantFrom(...'abcdefgh ,;|\t"\'\nжщ01_-.'.split('')), minLength: 1, maxLength: 12 })
    // Blanks around a cell belong to it in quotes; a cell of blanks only is its own matter.
    .filter((s) => s.trim() !== '');
  const table = fc.integer({ min: 2, max: 6 }).chain((columns) =>
    fc.array(fc.array(fc.option(cellText), { minLength: columns, maxLength: columns }), {
      minLength: 3,
      maxLength: 12,
    }),
  );

  test('is read back as it was written', async () => {
    const run = await engine();
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, delimiter, end, bom) => {
          const quoted = (value: string | null): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
          // A first column that is never empty: a record without any value would be a blank line.
          const body = rows.map((row, i) => [`r${i}`, ...row]);
          const header = (body[0] ?? []).map((_, i) => `name ${i}`);
          const text = [header, ...body].map((row) => row.map(quoted).join(delimiter)).join(end);
          const opened = await openContent(run, `${bom ? '\ufeff' : ''}${text}${end}`);
          expect(opened.dialect).toMatchObject({ delimiter, header: true });
          expect(opened.rejected).toBe(0);
          expect(opened.columns.map((c) => c.name)).toEqual(header);
          const typed = opened.columns.map((c) => c.type);
          const read = await rowsOf(run, opened);
          expect(read.map((r) => r.map((v, i) => same(v, typed[i])))).toEqual(
            body.map((r) => r.map((v, i) => same(v, typed[i]))),
          );
        },
      ),
      { numRuns: 40, seed: 20_261 },
    );
  });

  /** Text as it is; numbers by value (`1.50` is 1.5), since a number column prints them its own way. */
  function same(value: string | null, type: string | undefined): string | number | null {
    return value === null || type === 'VARCHAR' ? value : Number(value);
  }
});
