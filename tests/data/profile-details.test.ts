import { describe, expect, test } from 'vitest';
import type { ColumnProfile } from '../../src/data';
import { profileTable } from '../../src/data/profile';
import { texts } from '../../src/core/frame';
import { unusualQuery, valueKind } from '../../src/data/profile-kinds';
import { longestGap } from '../../src/data/profile-times';
import { columnWarnings } from '../../src/data/profile-warnings';
import { engines, openContent, sharedEngine, signal } from './engines';

const DAY = 86_400_000;

describe.each(engines)('%s', (_, open) => {
  const engine = sharedEngine(open);

  test('a profile tells quantiles, examples, kinds, outliers, refunds and the longest gap', async () => {
    // Amounts from 1 to 1,000 evenly on a log scale, five of fifty million, and ten refunds of 20.
    const lines = Array.from({ length: 1000 }, (_x, i) => {
      const day = new Date(Date.UTC(2024, 0, 1) + Math.floor(i / 5) * DAY + (i >= 500 ? 40 * DAY : 0));
      const amount = i % 200 === 7 ? 5e7 : i % 100 === 3 ? -20 : 10 ** (3 * (((i * 7) % 1000) / 1000));
      const ref = i % 50 === 0 ? `C${i}` : String(10_000 + (i % 400));
      return `${day.toISOString().slice(0, 10)},${amount.toFixed(2)},${ref}`;
    });
    const opened = await openContent(await engine(), ['day,amount,ref', ...lines, ''].join('\n'));
    const stages: boolean[] = [];
    const profile = await profileTable(signal, await engine(), opened.table, opened.columns, Date.UTC(2026), (p) =>
      stages.push(p.complete),
    );
    expect(stages).toEqual([false, false, true]);
    const [day, amount, ref] = profile.columns;
    if (day === undefined || amount === undefined || ref === undefined) throw new Error('columns are missing');
    expect(day.gap).toEqual({ from: Date.UTC(2024, 3, 9), to: Date.UTC(2024, 4, 20), usual: DAY });
    expect(day.histogram?.reduce((n, b) => n + b.rows, 0)).toBe(1000);
    expect(amount.negatives).toMatchObject({ rows: 10, sum: -200 });
    expect(amount.outliers).toMatchObject({ scale: 'log', above: 5, below: 0, low: null });
    expect(amount.quantiles?.p50).toBeCloseTo(31.3, 0);
    expect(ref.kinds).toEqual([
      { kind: 'whole', share: 0.98 },
      { kind: 'text', share: 0.02 },
    ]);
    expect(ref.examples).toHaveLength(3);
    expect(profile.columns.every((c) => c.estimated.length === 0)).toBe(true);
    const of = (column: ColumnProfile, role: 'amount' | null = null): readonly unknown[] =>
      columnWarnings(column, profile.rows, role).map((w) => [w.code, w.rows, w.test]);
    expect(of(day)).toEqual([['gap', 0, { property: 'day', from: '2024-05-20T00:00:00.000Z' }]]);
    expect(of(amount, 'amount')).toEqual([
      ['refunds', 10, { property: 'amount', to: 0 }],
      ['far-above', 5, { property: 'amount', from: amount.outliers?.high }],
    ]);
    expect(of(ref)).toEqual([['mixed', 20, null]]);
    const odd = texts(await (await engine()).query(signal, unusualQuery(opened.table, 'ref', 'whole', 5)), 'value');
    expect(odd).toEqual(['C0', 'C100', 'C150', 'C200', 'C250']);
  });

  test('of 250,000 rows shapes are estimated and say so; ranges, few values, times and outliers are of all', async () => {
    const run = await engine();
    await run.query(signal, {
      text: `CREATE OR REPLACE TABLE big AS SELECT CAST(i % 1000 AS DOUBLE) AS n, CASE WHEN i % 4 = 0 THEN 'a' ELSE 'b' END AS t,
        CASE WHEN i = 7 THEN 'NaN'::DOUBLE WHEN i = 8 THEN 1e9 ELSE 100.0 + i % 97 END AS odd,
        TIMESTAMP '2024-01-01' + to_minutes(CAST(i AS BIGINT)) AS at, 'x' AS one, i AS id, i % 150000 AS twice, CAST(i % 1000 AS INTEGER) AS code FROM range(250000) AS r(i) ORDER BY i`,
      values: [],
    });
    const columns = [
      { name: 'n', type: 'DOUBLE' },
      { name: 't', type: 'VARCHAR' },
      { name: 'odd', type: 'DOUBLE' },
      { name: 'at', type: 'TIMESTAMP' },
      { name: 'one', type: 'VARCHAR' },
      { name: 'id', type: 'BIGINT' },
      { name: 'twice', type: 'VARCHAR' },
      { name: 'code', type: 'INTEGER' },
    ];
    const profile = await profileTable(signal, run, 'big', columns, Date.UTC(2024, 0, 2));
    const [n, t, odd, at, one, id, twice, code] = profile.columns;
    expect(profile.sampled).toBe(25_024);
    expect([n?.min, n?.max, n?.mean]).toEqual([0, 999, 499.5]);
    expect(Math.abs((n?.quantiles?.p50 ?? 0) - 499.5)).toBeLessThan(5);
    expect(n?.estimated).toEqual(['quantiles', 'histogram', 'top']);
    expect(t).toMatchObject({ distinct: 2, approximate: false, estimated: ['quantiles', 'histogram'] });
    expect([t?.min, t?.max, one?.min, one?.max, one?.distinct, one?.approximate]).toEqual([
      ...['a', 'b', 'x', 'x', 1, false],
    ]);
    expect(t?.top).toEqual([
      { value: 'b', rows: 187_500 },
      { value: 'a', rows: 62_500 },
    ]);
    const ids = [id, twice, code].map((c) =>
      c === undefined ? [] : columnWarnings(c, profile.rows).map((w) => w.code),
    );
    expect(ids).toEqual([['near-unique'], [], []]);
    expect(Math.abs((twice?.distinct ?? 0) / 150_000 - 1)).toBeLessThan(0.03);
    expect(code?.distinct).toBeLessThanOrEqual(1000);
    // NaN is no value, and one row of 250,000 is found though the sample need not hold it.
    expect(odd).toMatchObject({ nulls: 1, odd: true, max: 1e9, outliers: { scale: 'raw', above: 1 } });
    // A day holds 1,440 minutes; the last bin has its own last one too.
    expect(at?.histogram?.map((b) => b.rows)).toEqual(Array.from({ length: 20 }, () => 12_500));
    expect(at).toMatchObject({ gap: null, future: 250_000 - 1441, estimated: ['quantiles', 'top'] });
  });
});

test('a stretch is a gap only where it is five times as long as nearly all others', () => {
  const spans = (lengths: readonly number[]): { first: number; last: number }[] => {
    let at = 0;
    return [0, ...lengths].map((length) => ((at += length), { first: at, last: at }));
  };
  const weeks = Array.from({ length: 60 }, (_x, i) => (i % 5 === 4 ? 3 : 1));
  expect(longestGap(spans(weeks))).toBeNull();
  expect(longestGap(spans([...weeks, 15]))).toBeNull();
  expect(longestGap(spans([...weeks, 16]))).toEqual({ from: 84, to: 100, usual: 3 });
  expect(longestGap(spans([1, 1, 50]))).toBeNull();
});

test('a value is a whole number, a number of any writing, a time, a truth, or text', () => {
  const kinds = [
    '12',
    '-7',
    '1 200,50 ₽',
    '$3.00',
    '12 %',
    '31.12.2020',
    '2020-01-02T03:04:05Z',
    'TRUE',
    '007',
    '192.168.1.1',
    '',
  ];
  expect(kinds.map(valueKind)).toEqual([
    ...['whole', 'whole', 'decimal', 'decimal', 'decimal', 'time', 'time', 'boolean', 'text', 'text', 'text'],
  ]);
});
