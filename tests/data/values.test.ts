import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadAs } from '../../src/core/reading';
import { engines, openAll, rowsOf, sharedEngine } from './engines';

/** What a column holds, its values, and what becomes of them. */
const columns: readonly (readonly [string, readonly string[], string])[] = [
  ['a decimal comma', ['12,5', '-0,25', '3'], 'DOUBLE 12.5 -0.25 3.0 converted values'],
  ['commas between thousands', ['1,234.50', '12', '1,000,000'], 'DOUBLE 1234.5 12.0 1000000.0 converted values'],
  ['points between thousands', ['1.234,50', '12', '1.000.000'], 'DOUBLE 1234.5 12.0 1000000.0 converted values'],
  [
    'blanks of all kinds',
    ['1 234', '1\u00a0234', '1\u202f234', '1\u2009234'],
    'BIGINT 1234 1234 1234 1234 converted values',
  ],
  ['apostrophes', ["1'234.5", '1’000', '7'], 'DOUBLE 1234.5 1000.0 7.0 converted values'],
  ['lakh and crore', ['1,00,000.00', '12,34,567.50'], 'DOUBLE 100000.0 1234567.5 converted values'],
  ['signs of money', ['$1,200.50', '-$3.00', '($4.25)'], 'DOUBLE 1200.5 -3.0 -4.25 converted values'],
  ['roubles', ['1 200,50 ₽', '300,00 ₽', '-5 ₽'], 'DOUBLE 1200.5 300.0 -5.0 converted values'],
  ['roubles as a word with a point', ['1 200,50 руб.', '300,00 руб.'], 'DOUBLE 1200.5 300.0 converted values'],
  ['per cent', ['12 %', '7,5%', '-1%'], 'DOUBLE 0.12 0.075 -0.01 converted values'],
  ['brackets and minus signs', ['(5)', '−6', '7-'], 'BIGINT -5 -6 -7 converted values'],
  ['day first', ['31/12/2019', '01/02/2020'], 'DATE 2019-12-31 2020-02-01 converted values'],
  ['month first', ['12/31/2019', '01/02/2020'], 'DATE 2019-12-31 2020-01-02 converted values'],
  [
    'points in dates',
    ['01.02.2020', '03.04.2020 05:06'],
    'TIMESTAMP 2020-02-01 00:00:00 2020-04-03 05:06:00 converted values',
  ],
  ['years of two digits', ['31/12/19', '01/02/70'], 'DATE 2019-12-31 1970-02-01 converted values'],
  [
    'clocks of twelve hours',
    ['1/31/2020 3:04 PM', '2/1/2020 12:00 AM'],
    'TIMESTAMP 2020-01-31 15:04:00 2020-02-01 00:00:00 converted values',
  ],
  ['names of months', ['5-Jan-2020', '16-Feb-2021'], 'DATE 2020-01-05 2021-02-16 converted values'],
  [
    'long numbers of a spreadsheet',
    ['1,43322E+12', '-1,5E-1', '7'],
    'DOUBLE 1433220000000.0 -0.15 7.0 converted values',
  ],
  ['same days both ways', ['01/01/2020', '02/02/2020'], 'DATE 2020-01-01 2020-02-02 converted values'],
  // What is no number stays as it is.
  ['a sum and a word', ['12,5', '13,5', '14,5', '15,5', 'none'], 'VARCHAR 12,5 13,5 14,5 15,5 none kept values'],
  ['two kinds of money', ['$5', '€6'], 'VARCHAR $5 €6 plain'],
  ['per cent and none', ['5%', '6'], 'VARCHAR 5% 6 plain'],
  ['both ways in one column', ['31/12/2019', '12/31/2019'], 'VARCHAR 31/12/2019 12/31/2019 plain'],
  ['a day that is none', ['31/02/2020', '30/02/2020'], 'VARCHAR 31/02/2020 30/02/2020 plain'],
  ['leading zeros', ['00 123', '00 124'], 'VARCHAR 00 123 00 124 plain'],
  ['telephones', ['8 999 123-45-67', '8 999 765-43-21'], 'VARCHAR 8 999 123-45-67 8 999 765-43-21 plain'],
  ['addresses of machines', ['192.168.1.1', '10.0.0.1'], 'VARCHAR 192.168.1.1 10.0.0.1 plain'],
  [
    'more digits than a number keeps',
    ['1 234 567 890 123 456 789', '1 000'],
    'VARCHAR 1 234 567 890 123 456 789 1 000 plain',
  ],
];

describe.each(engines)('%s reads', (name, open) => {
  const engine = sharedEngine(open);

  /** A column of these values beside numbers of rows: its type, its values, and what became of it. */
  async function column(values: readonly string[], as: ReadAs = {}, others = ''): Promise<string> {
    const [head = '', ...more] = others.split('|');
    const lines = values.map((v, i) => `r${i};"${v}"${more.length > 0 ? `;"${more[i % more.length] ?? ''}"` : ''}`);
    const text = `row;value${head === '' ? '' : `;${head}`}\n${lines.join('\n')}\n`;
    const [one] = await openAll(await engine(), text, 'a.csv', as);
    if (one === undefined) return '';
    const cells = (await rowsOf(await engine(), one)).map((r) => r[1]);
    const { outcome, by } = one.read?.values.find((v) => v.column === 'value') ?? { outcome: 'plain', by: '' };
    return `${one.columns[1]?.type ?? ''} ${cells.join(' ')} ${outcome} ${by}`.trim();
  }

  test('every column by what its own values say', async () => {
    // All in one file: none of them is in doubt, so none looks at another.
    const width = Math.max(...columns.map(([, values]) => values.length));
    const lines = Array.from({ length: width }, (_x, i) =>
      [`r${i}`, ...columns.map(([, values]) => `"${values[i] ?? ''}"`)].join(';'),
    );
    const text = `row;${columns.map(([what]) => what).join(';')}\n${lines.join('\n')}\n`;
    const [one] = await openAll(await engine(), text, 'a.csv');
    if (one === undefined) throw new Error('nothing was opened');
    const cells = await rowsOf(await engine(), one);
    const found = columns.map(([what, values], c) => {
      const { outcome, by } = one.read?.values.find((v) => v.column === what) ?? { outcome: 'plain', by: '' };
      const read = values.map((_v, i) => cells[i]?.[c + 1]);
      return [what, `${one.columns[c + 1]?.type ?? ''} ${read.join(' ')} ${outcome} ${by}`.trim()];
    });
    expect(found).toEqual(columns.map(([what, , expected]) => [what, expected]));
  });

  test('dates that no value settles are asked for, unless another column settles them', async () => {
    const dates = ['01/02/2020', '03/04/2020'];
    expect(await column(dates)).toBe('VARCHAR 01/02/2020 03/04/2020 ambiguous values');
    expect(await column(dates, { dates: 'day-first' })).toBe('DATE 2020-02-01 2020-04-03 converted choice');
    expect(await column(dates, { dates: 'month-first' })).toBe('DATE 2020-01-02 2020-03-04 converted choice');
    expect(await column(dates, {}, 'other|31/12/2020|30/11/2020')).toBe(
      'DATE 2020-02-01 2020-04-03 converted other column',
    );
    // Evidence is stronger than a choice.
    expect(await column(['31/12/2019', '01/02/2020'], { dates: 'month-first' })).toContain('2019-12-31 2020-02-01');
  });

  test('a comma that may be either is asked for, unless another column settles it', async () => {
    const numbers = ['1,234', '12,345'];
    expect(await column(numbers)).toBe('VARCHAR 1,234 12,345 ambiguous values');
    expect(await column(numbers, { decimal: 'comma' })).toBe('DOUBLE 1.234 12.345 converted choice');
    expect(await column(numbers, { decimal: 'point' })).toBe('BIGINT 1234 12345 converted choice');
    expect(await column(numbers, {}, 'other|1,5|2,5')).toBe('DOUBLE 1.234 12.345 converted other column');
    expect(await column(['1.200', '3.000', '500'], {}, 'other|1,5|2,5')).toBe(
      'BIGINT 1200 3000 500 converted other column',
    );
  });

  test.skipIf(name !== 'DuckDB')('numbers of any form are read back equal', async () => {
    const run = await engine();
    const form = fc.record({
      decimal: fc.constantFrom('.', ','),
      group: fc.constantFrom('', ' ', '\u00a0', '’'),
      before: fc.constantFrom('', '$', '€ '),
      brackets: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        form,
        fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 4, maxLength: 12 }),
        async (f, cents) => {
          const write = (n: number): string => {
            const [whole = '', part = ''] = (Math.abs(n) / 100).toFixed(2).split('.');
            const body = `${f.before}${whole.replace(/\B(?=(\d{3})+$)/g, f.group)}${f.decimal}${part}`;
            return n >= 0 ? body : f.brackets ? `(${body})` : `-${body}`;
          };
          const text = `row;value\n${cents.map((n, i) => `r${i};${write(n)}`).join('\n')}\n`;
          const [one] = await openAll(run, text, 'a.csv');
          expect(one?.columns[1]?.type).toBe('DOUBLE');
          expect(one === undefined ? [] : (await rowsOf(run, one)).map((r) => Number(r[1]))).toEqual(
            cents.map((n) => n / 100),
          );
        },
      ),
      { numRuns: 40, seed: 20_262 },
    );
  });
});
