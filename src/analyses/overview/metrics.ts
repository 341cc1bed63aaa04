import type { TermText } from '../../charts/exhibit';
import { terms } from '../../charts/terms';
import type { Change, Formatter } from '../../core/format';
import type { CountMetric, MeanMetric, OverviewFigures, OverviewPoint, RateMetric } from './result';
import { acquisition } from './series';
import { bucketEnd, overviewWords } from './words';

/** One figure of the metric row: a plain shape, equal to the one the design system draws. */
export interface MetricText {
  readonly label: string;
  readonly value: string;
  readonly exact?: string;
  readonly change?: { readonly direction: 'up' | 'down' | 'flat'; readonly text: string; readonly good?: boolean };
  readonly interval?: string;
  readonly note?: string;
  /** Values of the complete buckets, in order of time. */
  readonly spark?: readonly (number | null)[];
  readonly term?: TermText;
  /** Tells what is to come rather than what was; shown apart. */
  readonly leading?: true;
}

/** Below this many a count is printed whole. */
const WHOLE = 100_000;

/**
 * The metric row, most telling first: customers, buyers, money, orders, who came back; what leads, last. Each has one line for its
 * change, one for what else to know, and its course over the complete buckets.
 */
export function overviewMetrics(figures: OverviewFigures, format: Formatter): readonly MetricText[] {
  const words = overviewWords[format.locale];
  const m = words.metrics;
  const t = terms[format.locale];
  const points = figures.series.points.filter((p) => p.complete);
  const course = (value: (p: OverviewPoint) => number | null): Pick<MetricText, 'spark'> =>
    points.length < 2 ? {} : { spark: points.map(value) };
  const note = (text: string | null): Pick<MetricText, 'note'> => (text === null ? {} : { note: text });
  const count = (label: string, metric: CountMetric): MetricText => ({
    label,
    value: metric.value < WHOLE ? format.integer(metric.value) : format.compact(metric.value),
    exact: format.integer(metric.value),
    ...said(metric.last, metric.previous, format),
  });
  const { orderValue, revenue, refunded, conversion, repeat, orders, purchases } = figures;
  const joined = acquisition(figures);
  const bought = figures.lead !== 'events';
  /** Where not everybody seen is a buyer, buyers stand beside customers. */
  const apart = bought && conversion !== null;
  const perBuyer = (metric: CountMetric): string | null =>
    figures.buyers.value === 0 ? null : words.perBuyerCount(format.number(metric.value / figures.buyers.value, 2));

  const row: MetricText[] = [
    {
      ...count(m.customers, figures.customers),
      ...note(joined === null ? null : words.joinedBy(bucketEnd(joined.from, figures.series.bucket, format))),
      ...course((p) => p.customers),
    },
  ];
  if (apart) {
    const each = figures.revenuePerBuyer === null ? null : mean(m.revenuePerBuyer, figures.revenuePerBuyer, format);
    row.push({
      ...count(m.buyers, figures.buyers),
      ...note(
        each === null ? null : [words.perBuyer(each.value), ...(each.change ? [each.change.text] : [])].join(', '),
      ),
      ...course((p) => p.buyers),
    });
  }
  if (revenue !== null) {
    row.push({
      ...count(m.revenue, revenue),
      value: format.moneyCompact(revenue.value),
      exact: format.money(revenue.value),
      ...note(
        refunded === null || refunded.value === 0
          ? null
          : words.afterRefunds(
              format.moneyCompact(figures.gross?.value ?? 0),
              format.moneyCompact(Math.abs(refunded.value)),
            ),
      ),
      ...course((p) => p.revenue),
    });
  }
  if (orders !== null) row.push({ ...count(m.orders, orders), ...note(perBuyer(orders)), ...course((p) => p.orders) });
  else if (bought)
    row.push({ ...count(m.purchases, purchases), ...note(perBuyer(purchases)), ...course((p) => p.purchases) });
  if (orderValue !== null) {
    const perOrder = orderValue.per === 'order';
    row.push({
      ...mean(perOrder ? m.orderValue : m.purchaseValue, orderValue, format),
      ...note(words.median(format.money(orderValue.median))),
      term: t.median,
      ...course((p) => {
        const n = perOrder ? p.orders : p.purchases;
        return p.gross === null || n === null || n === 0 ? null : p.gross / n;
      }),
    });
  }
  if (repeat !== null) {
    row.push({
      ...share(m.repeat, repeat, format),
      term: t.repeat,
      ...course((p) => (p.buyers === 0 ? null : (p.buyers - p.firstBuyers) / p.buyers)),
    });
  }
  if (figures.revenuePerBuyer !== null && !apart)
    row.push({
      ...mean(m.revenuePerBuyer, figures.revenuePerBuyer, format),
      ...course((p) => (p.revenue === null || p.buyers === 0 ? null : p.revenue / p.buyers)),
    });
  if (!bought || conversion !== null) row.push({ ...count(m.events, figures.events), ...course((p) => p.events) });
  if (conversion !== null) {
    row.push({
      ...share(m.conversion, conversion, format),
      term: t.conversion,
      leading: true,
      ...course((p) => (p.customers === 0 ? null : p.buyers / p.customers)),
    });
  }
  return row;
}

function said(last: number | null, previous: number | null, format: Formatter): Pick<MetricText, 'change'> {
  return last === null || previous === null ? {} : marked(format.change(last, previous));
}

function marked({ direction, text }: Change): Pick<MetricText, 'change'> {
  return { change: { direction, text, ...(direction === 'flat' ? {} : { good: direction === 'up' }) } };
}

function mean(label: string, metric: MeanMetric, format: Formatter): MetricText {
  const { interval } = metric.value;
  const words = overviewWords[format.locale];
  return {
    label,
    value: format.moneyCompact(metric.value.mean),
    exact: [
      format.money(metric.value.mean),
      ...(interval === null ? [] : [words.interval(`${format.money(interval.low)}–${format.money(interval.high)}`)]),
    ].join(', '),
    ...said(metric.last?.mean ?? null, metric.previous?.mean ?? null, format),
  };
}

function share(label: string, metric: RateMetric, format: Formatter): MetricText {
  const { interval } = metric.value;
  const [last, previous] = [metric.last?.share ?? null, metric.previous?.share ?? null];
  return {
    label,
    value: format.percent(metric.value.share),
    exact: `${format.integer(metric.value.count)} / ${format.integer(metric.value.of)}`,
    ...(last === null || previous === null ? {} : marked(format.pointChange(last, previous))),
    ...(interval === null
      ? {}
      : { interval: overviewWords[format.locale].interval(format.percentInterval(interval.low, interval.high)) }),
  };
}
