import { describe, expect, test } from 'vitest';
import { VitrineError } from '../../src/core/errors';
import type { ErrorDetails } from '../../src/core/errors.words';
import { parseRoles, sourceTables } from '../../src/data';
import { buildSpine } from '../../src/data/spine';
import { profileTable } from '../../src/data/profile';
import { engines, openContent, rowsOf, sharedEngine, signal } from './engines';
import { sharedData } from '../support/shared';
import { readFile } from 'node:fs/promises';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((p) => (typeof p === 'string' ? [...new TextEncoder().encode(p)] : p)));

describe.each(engines)('%s stays usable and says what is wrong', (_, open) => {
  const engine = sharedEngine(open);

  async function refused(content: string | Uint8Array, file = 'table.csv'): Promise<VitrineError> {
    const error: unknown = await openContent(await engine(), content, file).then(
      () => null,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(VitrineError);
    if (!(error instanceof VitrineError)) throw new Error('not reached');
    // The next file opens as if nothing had happened.
    expect((await openContent(await engine(), 'a,b\n1,2\n')).rows).toBe(1);
    return error;
  }

  test('an empty file', async () => {
    expect(await refused('')).toMatchObject({ code: 'file.empty', details: { file: 'table.csv' } });
  });

  test('a file of blanks only', async () => {
    expect((await refused('  \n\n \t\r\n ')).code).toBe('file.empty');
    expect((await refused('\ufeff')).code).toBe('file.empty');
  });

  test('a header and nothing else', async () => {
    expect((await refused('customer,time,amount\n')).code).toBe('file.header-only');
    expect((await refused('customer;time;amount')).code).toBe('file.header-only');
  });

  test.each([
    ['PNG', bytes([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
    ['SQLite', bytes('SQLite format 3', [0, 16, 0])],
    ['PDF', bytes('%PDF-1.7\n')],
    ['binary data', bytes([1, 2, 3, 0, 250, 0, 251])],
  ])('%s named .csv', async (looksLike, content) => {
    expect(await refused(content)).toMatchObject({ code: 'file.not-text', details: { looksLike } });
  });

  test.each([
    ['ZIP', bytes([0x50, 0x4b, 3, 4, 20, 0, 8, 0])],
    ['gzip', bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ['Zstandard', bytes([0x28, 0xb5, 0x2f, 0xfd, 4, 0, 1])],
  ])('%s that is cut off', async (_, content) => {
    expect((await refused(content)).code).toBe('file.unreadable');
  });

  test('NUL bytes inside a text', async () => {
    expect((await refused('a,b\n1,x\0y\n2,z\n')).code).toBe('file.not-text');
  });

  test('a Parquet file that is cut off, also at both ends', async () => {
    const path = sharedData('parquet/hyparquet/alpha.parquet');
    if (path === null) return;
    const whole = await readFile(path);
    expect((await openContent(await engine(), whole, 'whole.parquet')).format).toBe('parquet');
    for (const cut of [whole.subarray(0, whole.length - 100), whole.subarray(0, 6), whole.subarray(10)]) {
      expect((await refused(cut, 'cut.parquet')).code).toBe('parquet.broken');
    }
    const damaged = new Uint8Array(whole);
    damaged.fill(0xaa, damaged.length - 200, damaged.length - 8);
    expect((await refused(damaged, 'damaged.parquet')).code).toBe('parquet.broken');
  });

  test('most rows unreadable', async () => {
    const error = await refused(`a,b\n1,2\n${'1,2\n'.repeat(1200)}${'1,2,3\n'.repeat(2200)}`);
    expect(error.code).toBe('file.too-many-rejects');
    expect((error.details as ErrorDetails['file.too-many-rejects']).rejected).toBe(2200);
  });

  test('a column called "; drop table x; -- and one called __proto__', async () => {
    const names = ['"; drop table x; --', '__proto__', "it's", 'customer', 'date'];
    const header = names.map((n) => `"${n.replaceAll('"', '""')}"`).join(',');
    const opened = await openContent(await engine(), `${header}\n1,2,3,c1,2020-01-01\n4,5,6,c2,2020-01-02\n`);
    expect(opened.columns.map((c) => c.name)).toEqual(names);
    expect(await rowsOf(await engine(), opened)).toEqual([
      ['1', '2', '3', 'c1', '2020-01-01'],
      ['4', '5', '6', 'c2', '2020-01-02'],
    ]);
    const profile = await profileTable(signal, await engine(), opened.table, opened.columns);
    expect(profile.columns.map((c) => [c.min, c.max]).slice(0, 2)).toEqual([
      [1, 4],
      [2, 5],
    ]);
    const roles = { customer: '"; drop table x; --', time: 'date', amount: '__proto__' };
    const spine = await buildSpine(signal, await engine(), opened, parseRoles('file', opened.columns, roles));
    expect(spine).toMatchObject({ rows: 2, customers: 2, purchases: 2 });
  });

  test("a file called customer's.csv, of a source with any name", async () => {
    const name = `"Mary's" shop; -- \u0438 \u0434\u0440.`;
    const opened = await openContent(await engine(), 'customer,date\nc1,2020-01-01\n', "customer's.csv", name);
    expect(opened).toMatchObject({ file: "customer's.csv", name, rows: 1 });
    const spine = await buildSpine(signal, await engine(), opened, opened.roles);
    expect(spine).toMatchObject({ source: name, rows: 1, table: sourceTables(name).spine });
  });

  test('ragged rows are counted and shown, the others kept', async () => {
    const opened = await openContent(await engine(), 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n13,14,15\n');
    expect([opened.rows, opened.rejected]).toEqual([3, 2]);
    expect(opened.rejects.map((r) => [r.line, r.text])).toEqual([
      [3, '4,5'],
      [4, '6,7,8,9'],
    ]);
  });

  test('quotes inside quotes, and line ends inside quotes', async () => {
    const opened = await openContent(
      await engine(),
      'name,says\nAnn,"He said ""no"", twice"\nBob,"two\nlines"\nEve,""""\n',
    );
    expect(await rowsOf(await engine(), opened)).toEqual([
      ['Ann', 'He said "no", twice'],
      ['Bob', 'two\nlines'],
      ['Eve', '"'],
    ]);
  });

  test.each([
    ['that closes in the next line', '"499","x","y","3'],
    ['that closes within its cell', '"499","na"me","y","3"'],
  ])('a quote %s costs its own line, not those that follow', async (_, broken) => {
    const lines = Array.from({ length: 1000 }, (_, i) => (i === 499 ? broken : `"${i}","name ${i}","x","${i % 7}"`));
    const opened = await openContent(await engine(), `"id","name","city","n"\n${lines.join('\n')}\n`);
    expect(opened).toMatchObject({
      rows: 999,
      rejected: 1,
      rejects: [{ line: 501, reason: 'a quote is not closed', text: broken }],
    });
    expect(opened.columns.map((c) => c.type)).toEqual(['BIGINT', 'VARCHAR', 'VARCHAR', 'BIGINT']);
    expect((await rowsOf(await engine(), opened))[499]).toEqual(['500', 'name 500', 'x', '3']);
  });

  test('a stray quote where there are no others is a character', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => (i === 40 ? '40,"oops,1' : `${i},thing,${i % 9}`));
    const opened = await openContent(await engine(), `id,name,n\n${rows.join('\n')}\n`);
    expect(opened).toMatchObject({ rows: 300, rejected: 0, dialect: { quote: '' } });
  });

  test('a file of one column, with commas in its text too', async () => {
    const numbers = await openContent(await engine(), 'n\n1\n2\n3\n');
    expect(numbers.columns).toEqual([{ name: 'n', type: 'BIGINT' }]);
    const text = await openContent(await engine(), 'remark\nfine\nyes, and no\na, b, c\nwell\n');
    expect(text.columns).toEqual([{ name: 'remark', type: 'VARCHAR' }]);
    expect(await rowsOf(await engine(), text)).toEqual([['fine'], ['yes, and no'], ['a, b, c'], ['well']]);
  });

  test('a line of 1 MB', async () => {
    const long = 'x'.repeat(1_000_000);
    const opened = await openContent(await engine(), `id,text\n1,${long}\n2,short\n`);
    expect((await rowsOf(await engine(), opened)).map((r) => r[1]?.length)).toEqual([1_000_000, 5]);
  });

  test('a type guessed too narrow is read again as text, and no row is lost', async () => {
    // The odd value lies where no sample of the file is taken.
    const rows = Array.from({ length: 24_000 }, (_x, i) => `${i},${i === 12_000 ? 'n/a' : i},2020-01-01,${i}`);
    const opened = await openContent(await engine(), `id,late,day,fine\n${rows.join('\n')}\n1,2,3\n`);
    expect(opened).toMatchObject({ rows: 24_000, rejected: 1, widened: ['late'] });
    expect(opened.columns.map((c) => c.type)).toEqual(['BIGINT', 'VARCHAR', 'DATE', 'BIGINT']);
  });

  test('a wrong type behind more than a hundred ragged rows is found too', async () => {
    const rows = Array.from({ length: 40_000 }, (_x, i) => `${i},${i === 20_000 ? 'oops' : i}`);
    rows.splice(13_000, 0, ...Array.from({ length: 150 }, () => 'ragged'));
    const opened = await openContent(await engine(), `id,late\n${rows.join('\n')}\n`);
    expect(opened).toMatchObject({ rows: 40_000, rejected: 150, widened: ['late'] });
    expect(opened.columns.map((c) => c.type)).toEqual(['BIGINT', 'VARCHAR']);
  });

  test('no row left after cleaning, no readable time, an unknown event', async () => {
    const zero = await openContent(await engine(), 'customer,date,amount\nc1,2020-01-01,0\nc2,2020-01-02,0\n');
    await expect(buildSpine(signal, await engine(), zero, zero.roles, { zeroAmounts: true })).rejects.toMatchObject({
      code: 'rows.none',
      details: { source: 'file', reason: 'zero amount: 2' },
    });
    const odd = await openContent(await engine(), 'customer,date,amount\nc1,soon,0\nc2,later,x\n');
    const roles = { customer: 'customer', time: 'date' };
    await expect(buildSpine(signal, await engine(), odd, roles)).rejects.toMatchObject({
      code: 'role.unreadable',
      details: { role: 'time', column: 'date', rows: 2, example: '"soon"' },
    });
    const words = { customer: 'customer', time: 'date', amount: 'customer' };
    await expect(buildSpine(signal, await engine(), zero, words)).rejects.toMatchObject({
      code: 'role.unreadable',
      details: { role: 'amount', column: 'customer', rows: 2, example: '"c1"' },
    });
    const events = await openContent(await engine(), 'user,time,event\n1,2020-01-01,view\n1,2020-01-02,purchase\n');
    const stages = { ...events.roles, stages: { purchase: ['purchas'] } };
    await expect(buildSpine(signal, await engine(), events, stages)).rejects.toMatchObject({
      code: 'event.unknown',
      details: { event: 'purchas', nearest: '“purchase”' },
    });
  });

  test('a spine that fails leaves the one before as it was', async () => {
    const opened = await openContent(
      await engine(),
      'customer,date,amount\nc1,2020-01-01,0\nc2,2020-01-02,0\n',
      'x.csv',
      'kept',
    );
    const spine = await buildSpine(signal, await engine(), opened, opened.roles);
    await expect(buildSpine(signal, await engine(), opened, opened.roles, { zeroAmounts: true })).rejects.toThrow();
    await expect(buildSpine(AbortSignal.abort(), await engine(), opened, opened.roles)).rejects.toMatchObject({
      code: 'cancelled',
    });
    const left = await (
      await engine()
    ).query(signal, {
      text: `SELECT table_name AS n FROM information_schema.tables WHERE table_name LIKE '%kept%' ORDER BY 1`,
      values: [],
    });
    expect(left.columns[0]?.values).toEqual(['customers_kept', 'events_kept', 'rows_kept', 'spine_kept']);
    expect(spine.rows).toBe(2);
  });
});

describe('DuckDB', () => {
  const engine = sharedEngine();

  test('2,000 columns open, and any of them are profiled', async () => {
    const names = Array.from({ length: 2000 }, (_, i) => `c${i}`);
    const row = names.map((_, i) => String(i)).join(',');
    const opened = await openContent(await engine(), `${names.join(',')}\n${`${row}\n`.repeat(30)}`);
    expect([opened.rows, opened.columns.length]).toEqual([30, 2000]);
    expect(opened.columns.every((c) => c.type === 'BIGINT')).toBe(true);
    const profile = await profileTable(signal, await engine(), opened.table, opened.columns.slice(-10));
    expect(profile.columns[9]).toMatchObject({ name: 'c1999', min: 1999, max: 1999, distinct: 1, nulls: 0 });
  });

  test('a role given to a column that is not there names the nearest one', () => {
    const columns = [
      { name: 'visitorid', type: 'BIGINT' },
      { name: 'timestamp', type: 'BIGINT' },
    ];
    expect(() => parseRoles('shop', columns, { customer: 'visitor_id', time: 'timestamp' })).toThrowError(
      expect.objectContaining({
        code: 'column.missing',
        details: { source: 'shop', role: 'customer', column: 'visitor_id', nearest: '“visitorid”' },
      }),
    );
  });
});
