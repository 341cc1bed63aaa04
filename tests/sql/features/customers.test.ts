import { expect, test } from 'vitest';
import type { DataInfo } from '../../../src/core/analysis';
import { featureColumns } from '../../../src/sql/features/columns';
import { catalogue, featuresOf } from '../../../src/sql/features/catalogue';
import { customerFeatures } from '../../../src/sql/features/customers';
import { daysTable } from '../../../src/sql/features/days';
import { ident, sql } from '../../../src/sql/sql';
import { sharedEngine, signal } from '../../data/engines';
import { loadSpine, type LogRow } from '../../support/spine';
import { DAY, objects } from '../../tasks/support';

const engine = sharedEngine();

const HOUR = DAY / 24;
// A Wednesday, at midnight.
const CUTOFF = Date.UTC(2024, 4, 15);
const ago = (days: number, hours = 0): number => CUTOFF - days * DAY + hours * HOUR;

async function featuresAt(rows: readonly LogRow[], cutoff = CUTOFF): Promise<Record<string, string | number | null>[]> {
  const run = await engine();
  const stages = { view: ['view'], cart: ['cart'], purchase: ['buy'], refund: ['back'] };
  const data: DataInfo = await loadSpine(run, rows, { name: 'known', roles: { stages } });
  const features = featuresOf(data.spine, false);
  const readings = [...new Set(features.map((f) => f.reading))];
  const anchor = cutoff % DAY;
  for (const reading of readings) {
    await run.query(
      signal,
      sql`CREATE OR REPLACE TABLE ${ident(`known_${reading}`)} AS ${daysTable(reading, data, anchor)}`,
    );
  }
  const tables = Object.fromEntries(readings.map((r) => [r, `known_${r}`]));
  const made = customerFeatures({ tables, anchor, seenUpTo: cutoff, features });
  return objects(await run.query(signal, sql`SELECT * FROM (${made}) AS f ORDER BY customer`));
}

const row = (
  time: number,
  event: 'view' | 'cart' | 'buy' | 'back',
  amount = 0,
  more: Partial<LogRow> = {},
): LogRow => ({
  customer: 'a',
  time,
  event,
  sign: event === 'buy' ? 1 : event === 'back' ? -1 : 0,
  amount: event === 'back' ? -amount : amount,
  ...more,
});

test('features of one customer, counted by hand', async () => {
  const [a, b] = await featuresAt([
    row(ago(100, 1), 'view'),
    row(ago(100, 3), 'cart'),
    row(ago(100, 4), 'buy', 30, { order: 'o1' }),
    row(ago(40, 2), 'buy', 20, { order: 'o2' }),
    row(ago(40, 2), 'buy', 10, { order: 'o2' }),
    // 11 May is a Saturday. Twenty minutes apart, then forty: two visits.
    row(ago(4, 9), 'view'),
    row(ago(4, 9) + HOUR / 3, 'cart'),
    row(ago(4, 10), 'view'),
    row(ago(10, 20), 'buy', 6, { order: 'o3' }),
    row(ago(3, 1), 'back', 5),
    // The cutoff itself is not seen.
    row(CUTOFF, 'buy', 1000, { order: 'o4' }),
    { customer: 'b', time: ago(31), event: 'view' },
  ]);
  expect(a).toMatchObject({
    days_since_event: 3 - 1 / 24,
    days_since_purchase: 10 - 20 / 24,
    days_since_cart: 4 - 9 / 24 - 1 / 72,
    events_7d: 4,
    events_30d: 5,
    events_all: 10,
    active_days_7d: 2,
    active_days_all: 5,
    purchases_30d: 1,
    purchases_90d: 2,
    purchases_all: 3,
    purchase_days: 3,
    refunds: 1,
    spend_90d: 36,
    spend_all: 66,
    spend_mean: 22,
    spend_max: 30,
    refunded: 5,
    days_since_first_event: 100 - 1 / 24,
    // Purchase days 100, 40 and 10 days ago: gaps of 60 and 30.
    gap_mean: 45,
    gap_sd: 21.213203,
    gap_now: Number(((10 - 20 / 24) / 45).toFixed(6)),
    // 5 rows in 30 days, none of … in the 30 before: 2.
    events_trend_30d: Number((3 / 7).toFixed(6)),
    purchases_trend_90d: Number((1 / 3).toFixed(6)),
    spend_trend_90d: Number((6 / 66).toFixed(6)),
    views_7d: 2,
    carts_90d: 1,
    depth_7d: 2,
    depth_30d: 4,
    hours_view_to_cart: 2,
    hours_cart_to_purchase: 1,
    sessions_7d: 3,
    carts_left_30d: 1,
    cart_open: 1,
    // The three rows of the Saturday, 5 and 12 May.
    share_weekend: 0.5,
  });
  // Nobody's purchases: counts and sums are 0, what needs one is unknown.
  expect(b).toMatchObject({ events_30d: 0, events_90d: 1, purchases_all: 0, spend_all: 0, refunds: 0 });
  expect(b).toMatchObject({ spend_mean: null, gap_mean: null, days_since_purchase: null, events_trend_30d: -1 });
});

test('windows are half-open: a row exactly so many days before the cutoff is in, one a millisecond earlier is not', async () => {
  const [a] = await featuresAt([row(ago(7), 'view'), row(ago(7) - 1, 'view'), row(CUTOFF - 1, 'view')]);
  expect(a).toMatchObject({ events_7d: 2, events_30d: 3, days_since_event: 1 / DAY });
});

test('the same at a cutoff that is no midnight', async () => {
  const shift = 7 * HOUR + 1;
  const [a] = await featuresAt(
    [row(ago(7) + shift, 'view'), row(ago(7) + shift - 1, 'view'), row(CUTOFF + shift, 'view')],
    CUTOFF + shift,
  );
  expect(a).toMatchObject({ events_7d: 1, events_30d: 2, events_all: 2 });
});

test('names are given once, and columns are found by theirs', () => {
  expect(new Set(catalogue.map((f) => f.name)).size).toBe(catalogue.length);
  const properties = ['product_id', 'Категория', 'Coupon Code', 'price'].map((name) => ({
    name,
    type: 'text' as const,
  }));
  expect(featureColumns(properties)).toEqual({ item: 'product_id', category: 'Категория', promo: 'Coupon Code' });
});
