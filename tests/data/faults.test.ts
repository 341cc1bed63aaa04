import { describe, expect, test } from 'vitest';
import type { ReadAs } from '../../src/core/reading';
import { buildSpine } from '../../src/data/spine';
import { qualityReport } from '../../src/data/quality';
import { engines, openAll, rowsOf, sharedEngine, signal } from './engines';

const rows = Array.from({ length: 20 }, (_, i) => `c${i % 4},2024-01-${String(i + 1).padStart(2, '0')},${i + 1}.5`);
/** Line 4 has too few cells, line 6 too many, and two amounts are no numbers. */
const file = ['customer,date,amount', rows[0], rows[1], 'c1,2024-01-30', rows[2], 'c2,2024-01-30,1,2', ...rows.slice(3)]
  .join('\n')
  .concat('\nc3,2024-02-01,n/a\nc3,2024-02-02,?\n');

describe.each(engines)('%s does with faults what a person wants, and counts them', (_, open) => {
  const engine = sharedEngine(open);

  test('nothing said: rows with too few or too many cells are set apart, words among numbers make it text', async () => {
    const [opened] = await openAll(await engine(), file, 'a.csv');
    if (opened === undefined) throw new Error('nothing was opened');
    expect([opened.rows, opened.rejected]).toEqual([22, 2]);
    expect(qualityReport(opened, null)).toMatchObject({
      rows: { rows: 24, read: 22, rejected: 2, emptied: 0, used: null },
      rejects: { listed: 2, reasons: { 'too few columns': 1, 'too many columns': 1 } },
      columns: [{ column: 'amount', kind: 'number', values: 2, done: 'kept as text' }],
    });
  });

  test('short rows are filled up, words among numbers made empty', async () => {
    const as: ReadAs = { short: 'null', wrong: [{ column: 'amount', then: 'null' }] };
    const [opened] = await openAll(await engine(), file, 'b.csv', as);
    if (opened === undefined) throw new Error('nothing was opened');
    expect([opened.rows, opened.rejected]).toEqual([23, 1]);
    expect(opened.columns.find((c) => c.name === 'amount')?.type).toBe('DOUBLE');
    const table = await rowsOf(await engine(), opened);
    expect(table[2]).toEqual(['c1', '2024-01-30', null]);
    expect(table.slice(-2).map((row) => row[2])).toEqual([null, null]);
    const spine = await buildSpine(signal, await engine(), opened, opened.roles);
    expect(spine.file).toEqual({ rows: 24, rejected: 1, emptied: 2 });
    expect(spine.rows + spine.excluded.reduce((n, e) => n + e.rows, 0)).toBe(24);
  });

  test('rows of words among numbers are left out, each with its value in the list', async () => {
    const as: ReadAs = { wrong: [{ column: 'amount', then: 'drop' }] };
    const [opened] = await openAll(await engine(), file, 'c.csv', as);
    if (opened === undefined) throw new Error('nothing was opened');
    expect([opened.rows, opened.rejected]).toEqual([20, 4]);
    expect(opened.rejects.slice(2)).toEqual([
      { line: null, column: 'amount', reason: 'not a number', text: 'n/a' },
      { line: null, column: 'amount', reason: 'not a number', text: '?' },
    ]);
    const spine = await buildSpine(signal, await engine(), opened, opened.roles);
    expect(spine.excluded).toEqual([{ reason: 'unreadable row', rows: 4 }]);
    expect([spine.rows, spine.file?.rows]).toEqual([20, 24]);
  });

  test('rows that two stray quotes join are told of with their line, and a person may take quotes for characters', async () => {
    const lines = ['# a remark', 'id,name,n', '1,"foo,5', '2,bar,6', '3,baz",7', '4,"two\nlines",8', '5,ok,9'];
    const [opened] = await openAll(await engine(), `${lines.join('\n')}\n`, 'd.csv');
    expect(opened?.read?.joined).toEqual({
      cells: 1,
      rows: 2,
      first: [{ line: 3, column: 'name', text: 'foo,5\n2,bar,6\n3,baz' }],
    });
    if (opened !== undefined) expect(qualityReport(opened, null).joined?.cells).toBe(1);
    const [plain] = await openAll(await engine(), `${lines.join('\n')}\n`, 'd.csv', { quotes: 'plain' });
    expect([plain?.rows, plain?.rejected, plain?.read?.joined]).toEqual([4, 2, undefined]);
    const address = 'id,address\n1,"Main St,\nRome"\n2,"Side St,\nOslo"\n';
    expect((await openAll(await engine(), address, 'e.csv'))[0]?.read?.joined).toBeUndefined();
  });
});
