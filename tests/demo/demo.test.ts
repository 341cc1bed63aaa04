import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import manifest from '../../static/demo/manifest.json';
import { buildActivity, buildEvents, buildOffers, buildOrders, DEMO_FOLDER } from '../../tools/demo/build';
import { eventCsv } from '../../tools/demo/csv';
import { generateShop, SHOP } from '../../tools/demo/shop';

const path = (file: string): string => join(DEMO_FOLDER, file).replaceAll("'", "''");

async function rows(query: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  try {
    const connection = await instance.connect();
    const answer = (await connection.runAndReadAll(query)).getRows();
    connection.closeSync();
    return answer.map((row) => row.map((x) => (typeof x === 'bigint' ? Number(x) : x)));
  } finally {
    instance.closeSync();
  }
}

test('all files are rebuilt to the same hash, size and truth', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-demo-'));
  try {
    expect(await buildEvents(folder)).toEqual(manifest['shop-events.parquet']);
    expect(await buildOrders(folder)).toEqual(manifest['shop-orders.parquet']);
    expect(await buildActivity(folder)).toEqual(manifest['shop-activity.parquet']);
    expect(await buildOffers(folder)).toEqual(manifest['phone-offers.parquet']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the funnel of the file equals what was generated', async () => {
  const { funnel, customers, rows: all, withoutCustomer } = manifest['shop-events.parquet'];
  const events = `SELECT customer, event, epoch_ms(time) AS time FROM '${path('shop-events.parquet')}' WHERE customer IS NOT NULL`;
  // Every chain of steps, by joining: slow and plain, and nothing like the generator's own count.
  const joined = funnel.steps
    .map((step, i) =>
      i === 0
        ? `s0 AS (SELECT customer, time AS first, time FROM e WHERE event = '${step}')`
        : `s${i} AS (SELECT s.customer, s.first, min(e.time) AS time FROM s${i - 1} AS s JOIN e ON e.customer = s.customer AND e.event = '${step}'
           AND e.time > s.time AND e.time <= s.first + ${funnel.windowDays * 86_400_000} GROUP BY s.customer, s.first)`,
    )
    .join(', ');
  const counts = funnel.steps.map((_, i) => `(SELECT count(DISTINCT customer) FROM s${i})`).join(', ');
  expect(await rows(`WITH e AS MATERIALIZED (${events}), ${joined} SELECT ${counts}`)).toEqual([funnel.ordered]);
  const own = funnel.steps.map((s) => `count(DISTINCT customer) FILTER (WHERE event = '${s}')`).join(', ');
  expect(await rows(`SELECT ${own} FROM (${events})`)).toEqual([funnel.independent]);
  expect(await rows(`SELECT count(DISTINCT customer), count(*) FROM (${events})`)).toEqual([
    [customers, all - withoutCustomer],
  ]);
});

test('the demo is as large and as small as promised', () => {
  expect(manifest['shop-events.parquet'].rows).toBeGreaterThan(200_000);
  expect(manifest['shop-orders.parquet'].rows).toBeGreaterThan(40_000);
  for (const file of Object.values(manifest)) expect(file.bytes).toBeLessThan(3_000_000);
});

test('money, refunds and duplicates of the files are what was counted', async () => {
  for (const file of ['shop-events.parquet', 'shop-orders.parquet'] as const) {
    const truth = manifest[file];
    const money = `FROM '${path(file)}' WHERE customer IS NOT NULL AND amount IS NOT NULL`;
    const [[refunds, refunded] = []] = await rows(
      `SELECT count(*) FILTER (WHERE amount < 0), round(-sum(amount) FILTER (WHERE amount < 0), 2) ${money}`,
    );
    expect([refunds, refunded]).toEqual([truth.refunds, truth.refunded]);
  }
  const file = `'${path('shop-events.parquet')}'`;
  expect(
    await rows(
      `SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT * FROM ${file} WHERE customer IS NOT NULL)) FROM ${file} WHERE customer IS NOT NULL`,
    ),
  ).toEqual([[manifest['shop-events.parquet'].duplicates]]);
});

test('a sale brings visits, the night does not, and the last day is incomplete', async () => {
  const file = `'${path('shop-events.parquet')}'`;
  const perDay = (from: string, to: string): string =>
    `(SELECT count(*) / date_diff('day', DATE '${from}', DATE '${to}') FROM ${file} WHERE time >= '${from}' AND time < '${to}')`;
  const [[sale = 0, before = 0, night = 0, evening = 0, last] = []] = (await rows(
    `SELECT ${perDay('2025-11-24', '2025-12-01')}, ${perDay('2025-11-10', '2025-11-17')},
      (SELECT count(*) FROM ${file} WHERE hour(time) = 3), (SELECT count(*) FROM ${file} WHERE hour(time) = 20),
      (SELECT strftime(max(time), '%Y-%m-%d %H') FROM ${file})`,
  )) as number[][];
  expect(sale).toBeGreaterThan(1.3 * before);
  expect(evening).toBeGreaterThan(5 * night);
  expect(String(last)).toMatch(/^2026-05-31 1[45]$/);
});

test('the log streams as CSV with the rows of the chunks', () => {
  const small = generateShop({ ...SHOP, customers: 60 });
  const lines = [...eventCsv(small.chunks, small.assortment)].join('').trimEnd().split('\n');
  expect(lines).toHaveLength(small.truth.rows + 1);
  expect(lines.every((line) => line.split(',').length === 9)).toBe(true);
});
