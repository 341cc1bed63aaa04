import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TypeChoice } from '../../src/core/reading';
import { openSource, reopening } from '../../src/data/open';
import { fileRows, qualityReport } from '../../src/data/quality';
import { rejectsPage } from '../../src/data/rejects';
import { sampleColumns } from '../../src/data/sample';
import { tryType } from '../../src/data/values/forced';
import { pathSource } from '../../src/engines/native/duckdb';
import { engines, openAll, rowsOf, sharedEngine, signal, transposed } from './engines';

describe.each(engines)('%s gives a column the type a person says', (_, open) => {
  const engine = sharedEngine(open);

  /** A column read so: its type, its values, and how many are none. */
  async function column(values: readonly string[], choice: Omit<TypeChoice, 'column'>): Promise<string> {
    const text = `row;value\n${values.map((v, i) => `r${i};"${v}"`).join('\n')}\n`;
    const types = [{ column: 'value', ...choice }];
    const [one] = await openAll(await engine(), text, 'a.csv', { types });
    if (one === undefined) return '';
    const cells = (await rowsOf(await engine(), one)).map((r) => r[1] ?? '–');
    return `${one.columns[1]?.type ?? ''} ${cells.join(' ')} (${one.read?.typed?.[0]?.faults.rows ?? '?'})`;
  }

  test.each<[string, readonly string[], Omit<TypeChoice, 'column'>, string]>([
    ['whole numbers', ['1 200', '3', '4,5', 'x'], { as: 'integer' }, 'BIGINT 1200 3 – – (2)'],
    ['decimals', ['1,5', '2', 'n/a'], { as: 'decimal' }, 'DOUBLE 1.5 2.0 – (1)'],
    [
      'days first, whatever the mark',
      ['01.02.2020', '3/4/2020', '2020-05-06', '32.01.2020'],
      { as: 'time', order: 'day-first' },
      'DATE 2020-02-01 2020-04-03 2020-05-06 – (1)',
    ],
    [
      'months first',
      ['01.02.2020', '3/4/2020'],
      { as: 'time', order: 'month-first' },
      'DATE 2020-01-02 2020-03-04 (0)',
    ],
    ['times in ISO', ['2020-01-02T03:04:05Z', 'soon'], { as: 'time' }, 'TIMESTAMP 2020-01-02 03:04:05 – (1)'],
    ['YYYYMMDD', ['20200131', '20200231'], { as: 'time', order: 'compact' }, 'DATE 2020-01-31 – (1)'],
    [
      'seconds and milliseconds since 1970',
      ['1433221332', '1433221332117', '?'],
      { as: 'time', order: 'epoch' },
      'TIMESTAMP 2015-06-02 05:02:12 2015-06-02 05:02:12.117 – (1)',
    ],
    ['yes and no', ['Да', 'нет', 'yes', '0', 'maybe'], { as: 'boolean' }, 'BOOLEAN true false true false – (1)'],
    ['text as it stands', ['1', '2.50', '-3'], { as: 'text' }, 'VARCHAR 1 2.50 -3 (0)'],
  ])('%s', async (_name, values, choice, expected) => {
    expect(await column(values, choice)).toBe(expected);
  });

  test('a trial says what would be left, and changes nothing; rows left out are counted and listed', async () => {
    const text = `c,n\n${Array.from({ length: 20 }, (_x, i) => `a,${i}`).join('\n')}\nb,?\nb,n/a\n`;
    const [raw] = await openAll(await engine(), text, 'a.csv');
    if (raw === undefined) throw new Error('nothing was opened');
    const [, sample] = await sampleColumns(signal, await engine(), raw.table, raw.columns, raw.rows);
    if (sample === undefined) throw new Error('there is no second column');
    const choice: TypeChoice = { column: 'n', as: 'integer', then: 'drop' };
    expect(await tryType(signal, await engine(), raw.table, sample, choice)).toEqual({
      filled: 22,
      faults: 2,
      examples: ['?', 'n/a'],
    });
    expect((await rowsOf(await engine(), raw)).at(-1)).toEqual(['b', 'n/a']);
    const [read] = await openAll(await engine(), text, 'a.csv', { types: [choice] });
    if (read === undefined) throw new Error('nothing was opened');
    expect([read.rows, read.rejected, read.columns[1]?.type]).toEqual([20, 2, 'BIGINT']);
    expect(read.rejects.map((r) => [r.reason, r.text])).toEqual([
      ['not a whole number', '?'],
      ['not a whole number', 'n/a'],
    ]);
    expect(qualityReport(read, null)).toMatchObject({
      rows: { rows: 22, read: 20, rejected: 2 },
      columns: [{ column: 'n', kind: 'number', values: 2, done: 'rows left out', example: '?' }],
    });
  });
});

describe('all rejects are listed, in pages and by reason', () => {
  const engine = sharedEngine();

  test('3,000 short lines and 2,000 long ones among 20,000, with quotes that hold line ends, and values left out', async () => {
    const lines: string[] = [];
    for (let i = 0; i < 20_000; i++) {
      lines.push(i % 100 === 0 ? `"two\nlines, ${i}",b,${i}` : `a,"x, y",${i % 5000 === 7 ? '?' : i}`);
      if (i % 20 < 3) lines.push(`short,${i}`);
      if (i % 20 > 17) lines.push(`one,"too",many,${i}`);
    }
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-test-'));
    try {
      await writeFile(join(folder, 'many.csv'), `name,says,n\n${lines.join('\n')}\n`);
      const source = await pathSource(join(folder, 'many.csv'));
      const run = await engine();
      const again = reopening(run, source, await openSource(signal, run, source, 'many'));
      const opened = await again(signal, { types: [{ column: 'n', as: 'integer', then: 'drop' }] }, () => undefined);
      expect([opened.rows, opened.rejected, opened.rejects.length]).toEqual([19_996, 5004, 100]);
      expect(fileRows(opened)).toMatchObject({ rows: 25_000, rejected: 5004 });
      const list = await again.rejects(signal, opened, () => undefined);
      expect(list).toMatchObject({
        rows: 5004,
        whole: true,
        kinds: [
          { reason: 'too few columns', rows: 3000 },
          { reason: 'too many columns', rows: 2000 },
          { reason: 'not a whole number', rows: 4 },
        ],
      });
      const page = async (offset: number): Promise<(string | null)[][]> =>
        transposed(await run.query(signal, rejectsPage(list, offset, 2)));
      // The header is line 1, and the first row has two lines.
      expect(await page(0)).toEqual([
        ['4', 'n', 'too few columns', 'short,0'],
        ['6', 'n', 'too few columns', 'short,1'],
      ]);
      expect(await page(5003)).toEqual([[null, 'n', 'not a whole number', '?']]);
      const csv = await (await run.export(signal, rejectsPage(list, 0, 1e6), 'csv')).text();
      expect(csv.trimEnd().split('\r\n')).toHaveLength(5005);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
