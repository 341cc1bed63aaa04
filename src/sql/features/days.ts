import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import type { Stage } from '../../core/roles';
import type { Spine } from '../../core/spine';
import { DAY, HOUR } from '../../core/time';
import { withProperties } from '../properties';
import { overRows, SESSION_GAP } from '../sessions';
import { ident, join, raw, sql } from '../sql';
import { localTime } from '../time';
import type { Reading } from './catalogue';
import { featureColumns } from './columns';

/**
 * Tables of customer and day that all features are summed from, so that a log's rows are read once for all cutoffs.
 * Day `d` is `[anchor + d, anchor + d + 1)` times 24 hours: a cutoff that lies at `anchor` plus whole days has its
 * rows of before in earlier days only. A day's figures depend on nothing later than that day: a session begins by
 * what went before, a gap is the one since the purchase before.
 *
 * Each has `customer`, `day`, and `first`, `last`: earliest and latest time of what was read for it.
 * @param anchor epoch ms
 */
export function daysTable(reading: Reading, data: DataInfo, anchor: number): Statement {
  switch (reading) {
    case 'rows':
      return rowDays(data, anchor);
    case 'purchases':
      return purchaseDays(data, anchor);
    case 'items':
    case 'categories':
      return varietyDays(data, anchor);
    case 'promo':
      return promoDays(data, anchor);
  }
}

/** The day of the column `time`, as {@link daysTable} counts them. */
function dayOf(anchor: number): Statement {
  return sql`CAST(floor((time - ${raw(whole(anchor))}) / ${raw(`${DAY}.0`)}) AS INTEGER)`;
}

function whole(n: number): string {
  if (!Number.isSafeInteger(n)) throw new Error(`${n} is no whole number`);
  return String(n);
}

/** Ids of the events of a stage, rising. */
export function idsOfStage(spine: Spine, stage: Stage): readonly number[] {
  const names = new Set((spine.roles.stages?.[stage] ?? []).map((n) => n.trim()));
  return spine.events
    .filter((e) => names.has(e.name))
    .map((e) => e.id)
    .sort((a, b) => a - b);
}

/** Condition that a row's event is of a stage; FALSE where the log has none. */
export function ofStage(spine: Spine, stage: Stage): Statement {
  if (stage === 'purchase') return sql`sign = 1`;
  const ids = idsOfStage(spine, stage);
  return ids.length === 0 ? sql`FALSE` : sql`event IN (${raw(ids.map(whole).join(', '))})`;
}

/** Whether the local time of a row lies on a Saturday or Sunday; 1970-01-01 was a Thursday. */
const WEEKEND = raw(`CASE WHEN (CAST(floor(local / ${DAY}.0) AS BIGINT) + 3) % 7 >= 5 THEN 1 ELSE 0 END`);

const PARTS = [
  ['night', 0, 6],
  ['morning', 6, 12],
  ['afternoon', 12, 18],
  ['evening', 18, 24],
] as const;

/**
 * Rows of every kind: `n`, `views`, `carts`, `checkouts`, `bought`; `depth` 0 to 4; `sessions` begun and `dwell`, ms
 * between rows of one session; rows by part of the local day and at the weekend; first and last times by stage.
 */
function rowDays({ spine, zone, asOf }: DataInfo, anchor: number): Statement {
  const [view, cart, checkout, purchase] = (['view', 'cart', 'checkout', 'purchase'] as const).map((s) =>
    ofStage(spine, s),
  ) as [Statement, Statement, Statement, Statement];
  const { each } = overRows('stored');
  const inPart = PARTS.map(
    ([name, from, to]) =>
      sql`count(*) FILTER (WHERE clock >= ${raw(String(from * HOUR))} AND clock < ${raw(String(to * HOUR))}) AS ${ident(name)}`,
  );
  return sql`SELECT customer, day, count(*) AS n, min(time) AS first, max(time) AS last,
      count(*) FILTER (WHERE stage = 1) AS views, count(*) FILTER (WHERE stage = 2) AS carts,
      count(*) FILTER (WHERE stage = 3) AS checkouts, count(*) FILTER (WHERE stage = 4) AS bought, max(stage) AS depth,
      min(time) FILTER (WHERE stage = 1) AS first_view, min(time) FILTER (WHERE stage = 2) AS first_cart,
      max(time) FILTER (WHERE stage = 2) AS last_cart, min(time) FILTER (WHERE stage = 4) AS first_purchase,
      max(time) FILTER (WHERE stage = 4) AS last_purchase,
      count(*) FILTER (WHERE pause > ${SESSION_GAP} OR pause IS NULL) AS sessions,
      coalesce(sum(pause) FILTER (WHERE pause <= ${SESSION_GAP}), 0) AS dwell,
      sum(weekend) AS weekend, ${inPart}
    FROM (SELECT customer, time, day, stage, pause, ${WEEKEND} AS weekend, local % ${raw(String(DAY))} AS clock
      FROM (SELECT customer, time, ${dayOf(anchor)} AS day, ${localTime(zone, spine.from, spine.to)} AS local,
          CASE WHEN ${purchase} THEN 4 WHEN ${checkout} THEN 3 WHEN ${cart} THEN 2 WHEN ${view} THEN 1 ELSE 0 END AS stage,
          CASE WHEN customer = lag(customer) OVER (${each}) THEN time - lag(time) OVER (${each}) END AS pause
        FROM ${ident(spine.table)} WHERE time <= ${asOf}) AS staged) AS timed
    GROUP BY customer, day`;
}

/**
 * Purchases: `orders` distinct (rows of a log without orders that lie in one day are one), `spend` of purchases,
 * `refunds` rows and `refunded` money (positive), `n` rows, `weekend` rows; `gap`, whole days since the purchase day
 * before. `first` and `last` are of purchases, NULL on a day with refunds only, whose latest time is `latest`.
 */
function purchaseDays({ spine, zone, asOf }: DataInfo, anchor: number): Statement {
  const orders = spine.hasOrder
    ? sql`count(DISTINCT "order") FILTER (WHERE sign = 1)
        + CASE WHEN count(*) FILTER (WHERE sign = 1 AND "order" IS NULL) > 0 THEN 1 ELSE 0 END`
    : sql`CASE WHEN count(*) FILTER (WHERE sign = 1) > 0 THEN 1 ELSE 0 END`;
  return sql`SELECT *, CASE WHEN orders > 0 THEN day - max(CASE WHEN orders > 0 THEN day END)
        OVER (PARTITION BY customer ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) END AS gap
    FROM (SELECT customer, day, ${orders} AS orders,
        count(*) FILTER (WHERE sign = 1) AS n, coalesce(sum(weekend) FILTER (WHERE sign = 1), 0) AS weekend,
        round(coalesce(sum(amount) FILTER (WHERE sign = 1), 0), 4) AS spend,
        count(*) FILTER (WHERE sign = -1) AS refunds,
        round(-coalesce(sum(amount) FILTER (WHERE sign = -1), 0), 4) AS refunded,
        min(time) FILTER (WHERE sign = 1) AS first, max(time) FILTER (WHERE sign = 1) AS last, max(time) AS latest
      FROM (SELECT customer, time, day, sign, amount, "order", ${WEEKEND} AS weekend
        FROM (SELECT customer, time, sign, amount, "order", ${dayOf(anchor)} AS day,
            ${localTime(zone, spine.from, spine.to)} AS local
          FROM ${ident(spine.table)} WHERE sign <> 0 AND time <= ${asOf}) AS dated) AS timed
      GROUP BY customer, day) AS days`;
}

/** Items and categories together, for the file is joined once: one row per customer, day, `item` and `category`. */
function varietyDays({ spine, asOf }: DataInfo, anchor: number): Statement {
  const { item, category } = featureColumns(spine.properties);
  const names = [item, category].filter((n) => n !== null);
  const column = (name: string | null): Statement =>
    name === null ? sql`CAST(NULL AS VARCHAR)` : sql`${raw(`p${names.indexOf(name)}`)}`;
  return sql`SELECT customer, day, item, category, min(time) AS first, max(time) AS last
    FROM (SELECT customer, time, ${dayOf(anchor)} AS day, ${column(item)} AS item, ${column(category)} AS category
      FROM ${withProperties(spine, names)} AS rows_ WHERE time <= ${asOf}) AS dated
    GROUP BY customer, day, item, category`;
}

/** Rows with something in the column of promotions (`promo`) of all rows (`n`): not 0, not false, not empty. */
function promoDays({ spine, asOf }: DataInfo, anchor: number): Statement {
  const name = featureColumns(spine.properties).promo;
  if (name === null) throw new Error('the log has no promotions');
  const none = join(
    ['', '0', '0.0', 'false', 'no', 'none', 'нет'].map((v) => sql`${v}`),
    ', ',
  );
  return sql`SELECT customer, day, count(*) AS n, min(time) AS first, max(time) AS last,
      count(*) FILTER (WHERE p0 IS NOT NULL AND lower(trim(CAST(p0 AS VARCHAR))) NOT IN (${none})) AS promo
    FROM (SELECT customer, time, ${dayOf(anchor)} AS day, p0 FROM ${withProperties(spine, [name])} AS rows_
      WHERE time <= ${asOf}) AS dated
    GROUP BY customer, day`;
}
