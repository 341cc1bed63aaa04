import { stageNames, type Stage } from '../../core/roles';
import type { Spine } from '../../core/spine';
import { featureColumns } from './columns';
import type { FeatureGroup } from './groups';

/** What a feature is made of: the table of days it is summed from; see `days.ts`. */
export type Reading = 'rows' | 'purchases' | 'items' | 'categories' | 'promo';

/** A feature of a customer at a cutoff. */
export interface CatalogueFeature {
  readonly name: string;
  /** Names its sentence, together with `window`. */
  readonly family: string;
  readonly group: FeatureGroup;
  readonly reading: Reading;
  /** Days it looks back on; null for all time. */
  readonly window: number | null;
  readonly unit: 'days' | 'hours' | 'count' | 'money' | 'share' | 'none';
  /** SQL over the reading's days; {@link inWindow} marks where the window's condition goes. */
  readonly expression: string;
  /** What the log has to have. */
  readonly needs: Need;
}

type Need = 'events' | 'order' | 'purchases' | 'amount' | 'refunds' | 'hours' | Stage | 'item' | 'category' | 'promo';

/** Stands for `FILTER (WHERE …)` of the window in an expression; empty for all time. */
const W = '{window}';
/** Stands for the same of as many days before the window. */
const BEFORE = '{before}';
/** Stands for the cutoff, epoch ms. */
const CUTOFF = '{cutoff}';
const DAY_MS = '86400000.0';
const HOUR_MS = '3600000.0';

const sum = (column: string): string => `coalesce(sum(${column}) ${W}, 0)`;
const money = (column: string): string => `round(coalesce(sum(${column}) ${W}, 0), 4)`;
const since = (what: string): string => `(${CUTOFF} - ${what}) / ${DAY_MS}`;
/** From −1 (nothing any more) through 0 (as before) to 1 (all new); NULL where nothing was in either. */
const trend = (of: (mark: string) => string): string => {
  const [now, before] = [`coalesce(${of(W)}, 0)`, `coalesce(${of(BEFORE)}, 0)`];
  return `round((${now} - ${before}) / CAST(nullif(${now} + ${before}, 0) AS DOUBLE), 6)`;
};

type Row = Omit<CatalogueFeature, 'name' | 'window'> & { readonly windows: readonly (number | null)[] };

const windows = [7, 30, 90, 180, null] as const;

const list: readonly Row[] = [
  row('days_since_event', 'recency', 'rows', 'days', since('max(last)'), 'events'),
  row('days_since_cart', 'recency', 'rows', 'days', since('max(last_cart)'), 'cart'),
  row('days_since_purchase', 'recency', 'purchases', 'days', since('max(last)'), 'purchases'),
  row('events', 'frequency', 'rows', 'count', sum('n'), 'events', windows),
  row('active_days', 'frequency', 'rows', 'count', `count(*) ${W}`, 'events', windows),
  row('purchases', 'frequency', 'purchases', 'count', sum('orders'), 'purchases', windows),
  row('purchase_days', 'frequency', 'purchases', 'count', 'count(*) FILTER (WHERE orders > 0)', 'order'),
  row('refunds', 'frequency', 'purchases', 'count', sum('refunds'), 'refunds'),
  row('spend', 'money', 'purchases', 'money', money('spend'), 'amount', windows),
  row('spend_mean', 'money', 'purchases', 'money', 'round(round(sum(spend), 4) / nullif(sum(orders), 0), 4)', 'amount'),
  row('spend_max', 'money', 'purchases', 'money', 'round(max(spend), 4)', 'amount'),
  row('refunded', 'money', 'purchases', 'money', money('refunded'), 'refunds'),
  row('days_since_first_event', 'tenure', 'rows', 'days', since('min(first)'), 'events'),
  row('days_since_first_purchase', 'tenure', 'purchases', 'days', since('min(first)'), 'purchases'),
  row('gap_mean', 'gaps', 'purchases', 'days', 'round(CAST(sum(gap) AS DOUBLE) / count(gap), 6)', 'purchases'),
  row(
    'gap_sd',
    'gaps',
    'purchases',
    'days',
    // Whole days: the sums are exact, so the difference under the root is never a rounding error below 0.
    `CASE WHEN count(gap) > 1 THEN round(sqrt((CAST(sum(gap * gap) AS DOUBLE) * count(gap) - CAST(sum(gap) AS DOUBLE) * CAST(sum(gap) AS DOUBLE)) / (CAST(count(gap) AS DOUBLE) * (count(gap) - 1))), 6) END`,
    'purchases',
  ),
  row(
    'gap_now',
    'gaps',
    'purchases',
    'none',
    `round(${since('max(last)')} / (CAST(sum(gap) AS DOUBLE) / count(gap)), 6)`,
    'purchases',
  ),
  row(
    'events_trend',
    'trend',
    'rows',
    'none',
    trend((m) => `sum(n) ${m}`),
    'events',
    [30, 90],
  ),
  row(
    'purchases_trend',
    'trend',
    'purchases',
    'none',
    trend((m) => `sum(orders) ${m}`),
    'purchases',
    [90],
  ),
  row(
    'spend_trend',
    'trend',
    'purchases',
    'none',
    trend((m) => `round(sum(spend) ${m}, 4)`),
    'amount',
    [90],
  ),
  row('views', 'funnel', 'rows', 'count', sum('views'), 'view', [7, 30, 90]),
  row('carts', 'funnel', 'rows', 'count', sum('carts'), 'cart', [7, 30, 90]),
  row('checkouts', 'funnel', 'rows', 'count', sum('checkouts'), 'checkout', [7, 30, 90]),
  row('depth', 'funnel', 'rows', 'none', `coalesce(max(depth) ${W}, 0)`, 'cart', [7, 30, 90]),
  row(
    'hours_view_to_cart',
    'funnel',
    'rows',
    'hours',
    `CASE WHEN min(first_cart) >= min(first_view) THEN (min(first_cart) - min(first_view)) / ${HOUR_MS} END`,
    'cart',
  ),
  row(
    'hours_cart_to_purchase',
    'funnel',
    'rows',
    'hours',
    `CASE WHEN min(first_purchase) >= min(first_cart) THEN (min(first_purchase) - min(first_cart)) / ${HOUR_MS} END`,
    'cart',
  ),
  row('sessions', 'sessions', 'rows', 'count', sum('sessions'), 'hours', windows),
  row(
    'session_events',
    'sessions',
    'rows',
    'count',
    'round(CAST(sum(n) AS DOUBLE) / nullif(sum(sessions), 0), 6)',
    'hours',
  ),
  row(
    'session_minutes',
    'sessions',
    'rows',
    'none',
    'round(CAST(sum(dwell) AS DOUBLE) / 60000.0 / nullif(sum(sessions), 0), 6)',
    'hours',
  ),
  row(
    'carts_left',
    'cart',
    'rows',
    'count',
    `coalesce(sum(CASE WHEN carts > 0 AND bought = 0 THEN 1 ELSE 0 END) ${W}, 0)`,
    'cart',
    [30, 90, null],
  ),
  row(
    'cart_open',
    'cart',
    'rows',
    'none',
    'CASE WHEN max(last_cart) > coalesce(max(last_purchase), 0) THEN 1 ELSE 0 END',
    'cart',
  ),
  row('items', 'variety', 'items', 'count', `count(*) ${W}`, 'item', [30, 90, null]),
  row('categories', 'variety', 'categories', 'count', `count(*) ${W}`, 'category', [30, 90, null]),
  row(
    'promo_share',
    'promo',
    'promo',
    'share',
    `round(CAST(sum(promo) ${W} AS DOUBLE) / nullif(sum(n) ${W}, 0), 6)`,
    'promo',
    [90, null],
  ),
  ...(['night', 'morning', 'afternoon', 'evening'] as const).map((part) =>
    row(
      `share_${part}`,
      'calendar',
      'rows',
      'share',
      `round(CAST(sum(${part}) AS DOUBLE) / nullif(sum(n), 0), 6)`,
      'hours',
    ),
  ),
  row(
    'share_weekend',
    'calendar',
    'rows',
    'share',
    'round(CAST(sum(weekend) AS DOUBLE) / nullif(sum(n), 0), 6)',
    'events',
  ),
  row(
    'purchases_weekend',
    'calendar',
    'purchases',
    'share',
    'round(CAST(sum(weekend) AS DOUBLE) / nullif(sum(n), 0), 6)',
    'purchases',
  ),
];

function row(
  family: string,
  group: FeatureGroup,
  reading: Reading,
  unit: CatalogueFeature['unit'],
  expression: string,
  needs: Need,
  windows: readonly (number | null)[] = [null],
): Row {
  return { family, group, reading, unit, expression, needs, windows };
}

/**
 * Every feature that a customer can have at a cutoff, whatever the log. Names: the family, with `_30d` for a window
 * and `_all` for all time where there are several windows.
 */
export const catalogue: readonly CatalogueFeature[] = list.flatMap(({ windows: lengths, ...feature }) =>
  lengths.map((window) => ({
    ...feature,
    window,
    name:
      window !== null ? `${feature.family}_${window}d` : lengths.length > 1 ? `${feature.family}_all` : feature.family,
  })),
);

/** Lengths of all windows, and of their doubles for trends: what the proof is broken down by. */
export const catalogueWindows: readonly number[] = [7, 30, 90, 180];

/** The catalogue's features that a log can fill. `datesOnly`: its times are days, so hours and visits mean nothing. */
export function featuresOf(spine: Spine, datesOnly: boolean): readonly CatalogueFeature[] {
  const columns = featureColumns(spine.properties);
  const events = spine.kind === 'events';
  const has: Readonly<Record<Need, boolean>> = {
    events,
    purchases: spine.purchases > 0,
    amount: spine.hasAmount && spine.purchases > 0,
    // Without orders a day's purchases are one, so its days are its purchases.
    order: spine.hasOrder && spine.purchases > 0,
    refunds: spine.refunds > 0,
    hours: events && !datesOnly,
    item: columns.item !== null,
    category: columns.category !== null,
    promo: columns.promo !== null,
    ...(Object.fromEntries(
      stageNames.map((stage) => [stage, events && (spine.roles.stages?.[stage] ?? []).length > 0]),
    ) as Record<Stage, boolean>),
  };
  return catalogue.filter((f) => has[f.needs] && (!needsView(f) || has.view));
}

const needsView = (f: CatalogueFeature): boolean => f.family === 'hours_view_to_cart';

/** The feature's SQL over the days before day `upTo` of its reading: see `days.ts`. */
export function expressionOf({ expression, window, name }: CatalogueFeature, upTo: number, cutoff: number): string {
  const whole = (n: number): string => {
    if (!Number.isSafeInteger(n)) throw new Error(`${n} is no whole number`);
    return String(n);
  };
  const within = window === null ? '' : `FILTER (WHERE day >= ${whole(upTo - window)})`;
  if (window === null && expression.includes(BEFORE)) throw new Error(`${name} needs a window`);
  const before =
    window === null ? '' : `FILTER (WHERE day >= ${whole(upTo - 2 * window)} AND day < ${whole(upTo - window)})`;
  return expression.replaceAll(W, within).replaceAll(BEFORE, before).replaceAll(CUTOFF, whole(cutoff));
}
