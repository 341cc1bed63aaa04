import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import {
  DateDay,
  Decimal,
  Dictionary,
  Int32,
  TimestampMicrosecond,
  Utf8,
  makeData,
  makeVector,
  tableFromArrays,
  tableToIPC,
  vectorFromArray,
  Table,
} from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import type { ReadAs } from '../../../src/core/reading';
import { VitrineError } from '../../../src/core/errors';
import type { Opened } from '../../../src/data';
import { memberStarts } from '../../../src/data/formats/gzip';
import { engines, openAll, rowsOf, sharedEngine } from '../engines';
import { bgzip, workbook, zip } from './made';

const csv = 'id,city\n1,Omsk\n2,"Nizhny, Novgorod"\n';
const rows = [
  ['1', 'Omsk'],
  ['2', 'Nizhny, Novgorod'],
];
// `printf 'id,city\n1,Omsk\n2,"Nizhny, Novgorod"\n' | zstd`
const zstd = Buffer.from('KLUv/QRYIQEAaWQsY2l0eQoxLE9tc2sKMiwiTml6aG55LCBOb3Znb3JvZCIKj8V3Wg==', 'base64');

describe.each(engines)('%s opens', (_, open) => {
  const engine = sharedEngine(open);
  const opened = async (content: string | Uint8Array, file: string, as: ReadAs = {}): Promise<readonly Opened[]> =>
    openAll(await engine(), content, file, as);
  const read = async (o: Opened | undefined): Promise<(string | null)[][]> =>
    o === undefined ? [] : rowsOf(await engine(), o);

  test.each([
    ['gzip', gzipSync(csv)],
    ['zstd', zstd],
    ['zip', zip([{ name: 'orders.csv', content: csv }])],
  ])('%s', async (via, content) => {
    const [one, ...others] = await opened(content, 'orders.csv.packed');
    expect(others).toEqual([]);
    expect(one).toMatchObject({ file: 'orders.csv.packed', rows: 2, rejected: 0, read: { part: null, via: [via] } });
    expect(await read(one)).toEqual(rows);
  });

  test('gzip of several members, as bgzip writes it', async () => {
    const text = `id,city\n${Array.from({ length: 200 }, (_x, i) => `${i},Omsk ${i % 9}`).join('\n')}\n`;
    const [one] = await opened(bgzip(text), 'orders.csv.bgz');
    expect(one).toMatchObject({ rows: 200, rejected: 0, read: { via: ['gzip'] } });
    expect((await read(one)).at(-1)).toEqual(['199', 'Omsk 1']);
  });

  // 300 rows whose buffers were packed by the lz4 command: whole numbers, texts with gaps, decimals.
  test('Arrow packed by LZ4, as pandas writes Feather', async () => {
    const [one] = await opened(readFileSync(new URL('../../fixtures/files/lz4.arrows', import.meta.url)), 'a.feather');
    expect(one?.columns.map((c) => c.type)).toEqual(['BIGINT', 'VARCHAR', 'DOUBLE']);
    const cities = ['Omsk', 'Nizhny Novgorod', 'Уфа'];
    expect(await read(one)).toEqual(
      Array.from({ length: 300 }, (_x, i) => {
        const amount = (i % 50) / 4;
        return [
          String(i),
          i % 7 === 3 ? null : cities[i % 3],
          Number.isInteger(amount) ? `${amount}.0` : String(amount),
        ];
      }),
    );
  });

  test('every table of an archive, whatever its name, and no other file', async () => {
    const content = zip([
      { name: '../../etc/passwd', content: csv },
      { name: '/a b/"; drop.csv', content: csv, stored: true },
      { name: '__MACOSX/._a.csv', content: 'x' },
      { name: 'photo.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]) },
      { name: 'deep.csv.gz', content: gzipSync(csv) },
      { name: 'inner.zip', content: zip([{ name: 'c.csv', content: csv }]) },
    ]);
    const all = await opened(content, 'shop.zip');
    expect(all.map((o) => [o.read?.part, o.rows, o.read?.skipped])).toEqual(
      ['../../etc/passwd', '/a b/"; drop.csv', 'deep.csv.gz', 'inner.zip › c.csv'].map((part) => [
        part,
        2,
        ['photo.png'],
      ]),
    );
    const [only] = await opened(content, 'shop.zip', { part: 'deep.csv.gz' });
    expect(only?.read?.part).toBe('deep.csv.gz');
  });

  test('sheets of a workbook: shared texts, dates, errors, blank cells; a title is left out', async () => {
    const strings = [
      '<t>id</t>',
      '<t>when</t>',
      '<r><t>ci</t></r><r><t>ty</t></r>',
      '<t xml:space="preserve">a &amp; b</t>',
    ];
    const orders = [
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Report of May</t></is></c></row>',
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" t="inlineStr"><is><t>paid</t></is></c></row>',
      '<row r="4"><c r="A4"><v>1</v></c><c r="B4" s="1"><v>43831</v></c><c r="C4" t="s"><v>3</v></c><c r="D4" t="b"><v>1</v></c></row>',
      '<row r="5"><c r="A5" s="3"><v>2</v></c><c r="B5" s="2"><v>43831.75</v></c><c r="D5" t="e"><v>#N/A</v></c></row>',
    ];
    const content = workbook(
      [
        { name: 'Orders', rows: orders.join('') },
        {
          name: 'Prices &amp; co',
          rows: '<row><c><v>1</v></c><c><v>2.50</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>',
        },
        { name: 'Empty', rows: '' },
        { name: 'Secret', rows: orders.join(''), hidden: true },
      ],
      strings,
    );
    const [first, second, ...others] = await opened(content, 'book.xlsx');
    expect(others).toEqual([]);
    expect(first?.read).toMatchObject({
      part: 'Orders',
      via: ['xlsx'],
      notes: { above: 1, errors: 1 },
      skipped: ['Empty'],
    });
    expect(first?.columns.map((c) => `${c.name}:${c.type}`)).toEqual([
      'id:BIGINT',
      'when:TIMESTAMP',
      'city:VARCHAR',
      'paid:BOOLEAN',
    ]);
    expect(await read(first)).toEqual([
      ['1', '2020-01-01 00:00:00', 'a & b', 'true'],
      ['2', '2020-01-01 18:00:00', null, null],
    ]);
    expect(second?.read?.part).toBe('Prices & co');
    expect(second?.rows).toBe(2);
    const [old] = await opened(workbook([{ name: 'a', rows: orders[2] ?? '' }], strings, true), 'old.xlsx');
    expect((await read(old))[0]?.[1]).toContain('2024-01-02');
  });

  test('JSON: objects within objects, lists, gaps, whole numbers beyond 2^53', async () => {
    const text = `[{"id":"007","at":{"city":"Omsk","zip":1},"tags":["a","b"],"big":9007199254740993},
      {"id":"008","note":"two\\nlines, \\"quoted\\"","at":{"city":null,"zip":2.5},"big":1,"__proto__":"x"}]`;
    const [one] = await opened(text, 'orders.json');
    expect(one?.columns.map((c) => c.name)).toEqual(['id', 'at.city', 'at.zip', 'tags', 'big', 'note', '__proto__']);
    expect(await read(one)).toEqual([
      ['007', 'Omsk', '1.0', '["a","b"]', '9007199254740993', null, null],
      ['008', null, '2.5', null, '1', 'two\nlines, "quoted"', 'x'],
    ]);
  });

  test.each([
    ['lines', '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n'],
    ['lines without a name that says so', '{"a":1,"b":"x"}\r\n{"a":2,"b":"y"}', 'rows.txt'],
    ['a list within an object', '{"status":"ok","data":[{"a":1,"b":"x"},{"a":2,"b":"y"}]}'],
    ['lists of lists', '[["a","b"],[1,"x"],[2,"y"]]'],
    ['UTF-16', `\ufeff[{"a":1,"b":"x"},{"a":2,"b":"y"}]`],
  ])('JSON as %s', async (how, text, file = 'rows.json') => {
    const [one] = await opened(how === 'UTF-16' ? Buffer.from(text, 'utf16le') : text, file);
    expect(one?.columns.map((c) => `${c.name}:${c.type}`)).toEqual(['a:BIGINT', 'b:VARCHAR']);
    expect(await read(one)).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  test('Arrow, as a file and as a stream, with the types it has', async () => {
    const decimals = makeVector(
      makeData({
        type: new Decimal(2, 10),
        length: 2,
        data: new Uint32Array([1050, 0, 0, 0, 0xffffffff - 4, 0xffffffff, 0xffffffff, 0xffffffff]),
      }),
    );
    const table = new Table({
      code: vectorFromArray(['001', null], new Dictionary(new Utf8(), new Int32())),
      when: makeVector(
        makeData({
          type: new TimestampMicrosecond(),
          length: 2,
          data: new BigInt64Array([1_577_836_800_123_456n, -1n]),
        }),
      ),
      day: vectorFromArray([new Date('2020-02-29'), null], new DateDay()),
      price: decimals,
      share: tableFromArrays({ x: new Float64Array([0.1, NaN]) }).getChild('x') ?? decimals,
      whole: vectorFromArray([9007199254740993n, -1n]),
    });
    for (const form of ['file', 'stream'] as const) {
      const [one] = await opened(tableToIPC(table, form), 'table.feather');
      expect(one?.columns.map((c) => c.type)).toEqual(['VARCHAR', 'TIMESTAMP', 'DATE', 'DOUBLE', 'DOUBLE', 'BIGINT']);
      expect(await read(one)).toEqual([
        ['001', '2020-01-01 00:00:00.123456', '2020-02-29', '10.5', '0.1', '9007199254740993'],
        [null, '1969-12-31 23:59:59.999999', null, '-0.05', 'nan', '-1'],
      ]);
    }
  });

  test('columns of fixed width whose texts have blanks, and lines above a table', async () => {
    const [fixed] = await opened(
      'name        city          amount\n----------- ------------- ------\nJohn Smith  New York       12.50\nAnn         Los Angeles     3.00\nBob Brown   Rio            10.00\n',
      'print.txt',
    );
    expect(fixed?.read?.via).toEqual(['fixed']);
    expect(await read(fixed)).toEqual([
      ['John Smith', 'New York', '12.5'],
      ['Ann', 'Los Angeles', '3.0'],
      ['Bob Brown', 'Rio', '10.0'],
    ]);
    // A day and its time below one name, which blanks alone would take for two columns.
    const [timed] = await opened(
      'customer  time             order    amount\nc120      2025-04-23 19:35 o0       282.59\nc046      2025-01-27 14:33 o1        30.05\nc030      2025-03-25 03:14 o12     1546.63\nc7        2025-03-26 00:00 o3         6.63\n',
      'print.txt',
    );
    expect(timed?.columns.map((c) => `${c.name} ${c.type}`)).toEqual([
      'customer VARCHAR',
      'time TIMESTAMP',
      'order VARCHAR',
      'amount DOUBLE',
    ]);
    const [below] = await opened(
      'Sales of May\nmade 2020-06-01\n\nid,amount,city\n1,2,a\n2,3\n3,4,c\n4,4,d\n',
      'export.csv',
    );
    expect(below).toMatchObject({ rows: 3, rejected: 1, read: { notes: { above: 3 } } });
    expect(below?.rejects[0]).toMatchObject({ line: 6, text: '2,3' });
  });

  test.each<[string, () => string | Uint8Array, string]>([
    [
      'a bomb whose directory says so',
      () => zip([{ name: 'a.csv', content: 'a'.repeat(1e5), size: 4e9 }]),
      'file.bomb',
    ],
    [
      'a bomb whose directory lies',
      () => zip([{ name: 'a.csv', content: 'a,b\n'.repeat(1e5), size: 1000 }]),
      'file.unreadable',
    ],
    [
      'a damaged archive',
      () => Buffer.from(zip([{ name: 'a.csv', content: csv }])).fill(0x41, 30, 40),
      'file.unreadable',
    ],
    ['damaged gzip', () => gzipSync(csv).subarray(0, 30), 'file.unreadable'],
    ['JSON that is cut off', () => '[{"a":1},{"a":2', 'file.unreadable'],
    [
      'an archive without a table',
      () =>
        zip([
          { name: 'a.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]) },
          { name: 'b/', content: '' },
          { name: 'c.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]) },
        ]),
      'file.parts',
    ],
    [
      'Arrow that is cut off',
      () => tableToIPC(tableFromArrays({ a: [1, 2, 3] }), 'file').subarray(0, 200),
      'file.unreadable',
    ],
  ])('%s is refused under its name', async (_name, content, code) => {
    const fault = await opened(content(), 'file.bin').then(
      () => null,
      (e: unknown) => e,
    );
    expect(fault).toBeInstanceOf(VitrineError);
    expect(fault).toMatchObject({ code });
  });
});

test('where the members of a gzip file begin is found without inflating them apart; what is no member ends the list', async () => {
  const parts = [gzipSync('a,b\n1,2\n'), gzipSync('3,4\n'.repeat(5000)), gzipSync('')];
  async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  const starts = [0, parts[0]?.length ?? 0, (parts[0]?.length ?? 0) + (parts[1]?.length ?? 0)];
  for (const size of [7, 64, 100_000]) expect(await memberStarts(inPieces(Buffer.concat(parts), size))).toEqual(starts);
  const damaged = Buffer.concat([...parts.slice(0, 1), Buffer.from('and more')]);
  expect(await memberStarts(inPieces(damaged, 64))).toEqual([0]);
});
