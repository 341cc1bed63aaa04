import { describe, expect, test } from 'vitest';
import { numbers } from '../../src/core/frame';
import { roundedTimes } from '../../src/data/rounded-times';
import { timeExpression, timeForm, type TimeForm } from '../../src/data';
import { sql } from '../../src/sql/sql';
import { engines, sharedEngine, signal } from './engines';

describe.each(engines)('%s reads times as epoch milliseconds', (_, open) => {
  const engine = sharedEngine(open);

  async function read(form: TimeForm, type: string, values: readonly (string | null)[]): Promise<(number | null)[]> {
    const rows = values.map((v, i) => `(${i}, ${v === null ? 'NULL' : `'${v}'`})`).join(', ');
    const text = `FROM (SELECT i, CAST(v AS ${type}) AS t FROM (VALUES ${rows}) AS given(i, v)) AS typed ORDER BY i`;
    const frame = await (
      await engine()
    ).query(signal, sql`SELECT ${timeExpression('t', form)} AS ms ${{ text, values: [] }}`);
    return [...numbers(frame, 'ms')].map((n) => (Number.isNaN(n) ? null : n));
  }

  const noon = Date.UTC(2019, 9, 1, 12);
  const cases: readonly (readonly [TimeForm, string, readonly (string | null)[], readonly (number | null)[]])[] = [
    ['timestamp', 'TIMESTAMP', ['2019-10-01 12:00:00', null], [noon, null]],
    ['timestamp', 'DATE', ['2019-10-01'], [Date.UTC(2019, 9, 1)]],
    [
      'iso',
      'VARCHAR',
      [
        '2019-10-01 12:00:00',
        '2019-10-01T12:00:00Z',
        '2019-10-01 12:00:00 UTC',
        '2019-10-01T12:00:00.250Z',
        '2019-10-01T15:00:00+03:00',
        '2019-10-01 06:30:00.5-0530',
        '2019-10-01 15:00:00 +03',
        '2019-10-01 12:00',
        '2019-10-01',
        'soon',
        '2019-13-01',
        null,
      ],
      [noon, noon, noon, noon + 250, noon, noon + 500, noon, noon, Date.UTC(2019, 9, 1), null, null, null],
    ],
    ['epoch-s', 'BIGINT', ['1569931200', null], [noon, null]],
    ['epoch-s', 'DOUBLE', ['1569931200.25'], [noon + 250]],
    ['epoch-ms', 'BIGINT', ['1569931200000', '99999999999999999'], [noon, null]],
    ['epoch-ms', 'VARCHAR', ['1.5699312E+12', 'x'], [noon, null]],
    ['epoch-us', 'BIGINT', ['1569931200000999'], [noon]],
    ['epoch-ns', 'BIGINT', ['1569931200000000000'], [noon]],
    ['yyyymmdd', 'BIGINT', ['20191001', '20190230'], [Date.UTC(2019, 9, 1), null]],
    ['yyyymmdd', 'VARCHAR', ['20191001', 'x'], [Date.UTC(2019, 9, 1), null]],
    ['day.month.year', 'VARCHAR', ['01.10.2019 12:00', '1.10.2019', '1.13.2019'], [noon, Date.UTC(2019, 9, 1), null]],
    ['month/day/year', 'VARCHAR', ['10/1/2019 12:00'], [noon]],
    ['day/month/year', 'VARCHAR', ['1/10/2019 12:00:00'], [noon]],
  ];

  test.each(cases)('%s in %s', async (form, type, values, expected) => {
    expect(await read(form, type, values)).toEqual(expected);
  });
});

describe('the form of a column of times', () => {
  test.each([
    ['TIMESTAMP', [], 'timestamp'],
    ['BIGINT', ['19970101', '19970112'], 'yyyymmdd'],
    ['BIGINT', ['1433193132535', '1433194696771'], 'epoch-ms'],
    ['BIGINT', ['1433193132'], 'epoch-s'],
    ['BIGINT', ['1433193132535000'], 'epoch-us'],
    ['DOUBLE', ['1.43322E+12'], 'epoch-ms'],
    ['VARCHAR', ['2019-10-01 00:00:00 UTC', ''], 'iso'],
    ['VARCHAR', ['31.12.2019'], 'day.month.year'],
    ['VARCHAR', ['12/1/2010 8:26', '12/13/2010 8:26'], 'month/day/year'],
    ['VARCHAR', ['1/12/2010', '13/12/2010'], 'day/month/year'],
    ['VARCHAR', ['1/2/2010', '3/4/2010'], null],
    ['BIGINT', ['1', '2', '72'], null],
    ['BIGINT', ['541312140', '554748717'], 'epoch-s'],
    ['VARCHAR', ['текущий_месяц'], null],
    ['BOOLEAN', ['true'], null],
  ] as const)('%s %j is %s', (type, values, form) => {
    expect(timeForm(type, values)).toBe(form);
  });

  test('numbers under a name that says nothing are times only in 2000–2040', () => {
    expect(timeForm('BIGINT', ['541312140', '554748717'], true)).toBeNull();
    expect(timeForm('BIGINT', ['1433193132'], true)).toBe('epoch-s');
  });
});

describe('times that a spreadsheet shortened', () => {
  const rounded = (type: string, values: readonly string[]) => {
    const column = { name: 't', type, values, filled: values.length, distinct: values.length };
    return roundedTimes([column], { time: 't' })?.step ?? null;
  };

  test.each([
    ['DOUBLE', ['1433220000000.0', '1433230000000.0', '1433240000000.0'], 1e7],
    ['BIGINT', ['1700000000000', '1700000000000', '1710000000000'], 1e10],
    // Hours, days and whole seconds are nothing of the kind.
    ['BIGINT', ['1433221200000', '1433224800000', '1433228400000'], null],
    ['BIGINT', ['1433203200', '1433289600', '1433376000'], null],
    ['TIMESTAMP', ['2015-06-01 00:00:00', '2015-06-02 00:00:00', '2015-06-03 00:00:00'], null],
  ] as const)('%s %j go by %s ms', (type, values, step) => {
    expect(rounded(type, values)).toBe(step);
  });
});
