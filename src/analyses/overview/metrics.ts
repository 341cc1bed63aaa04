import type { Change, Formatter } from '../../core/format';
import type { CountMetric, MeanMetric, OverviewFigures, RateMetric } from './result';
import { overviewWords } from './words';

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
}

/**
 * The metric row, most telling first: money and buying where there is any, customers and events else.
 * Refunds stand apart from revenue and are left out where there are none.
 */
export function overviewMetrics(figures: OverviewFigures, format: Formatter): readonly MetricText[] {
  const words = overviewWords[format.locale];
  const m = words.metrics;
  const points = figures.series.points.filter((p) => p.complete);
  const days = figures.period?.days ?? 0;
  const said = (change: Change | null): Pick<MetricText, 'change'> => {
    if (change === null) return {};
    return {
      change: {
        direction: change.direction,
        text: words.against(change.text, days, format),
        ...(change.direction === 'flat' ? {} : { good: change.direction === 'up' }),
      },
    };
  };
  const compared = (metric: CountMetric): Change | null =>
    metric.last === null || metric.previous === null ? null : format.change(metric.last, metric.previous);
  const count = (label: string, metric: CountMetric, spark?: readonly number[], money = false): MetricText => ({
    label,
    value: money ? format.moneyCompact(metric.value) : format.compact(metric.value),
    exact: money ? format.money(metric.value) : format.integer(metric.value),
    ...said(compared(metric)),
    ...(spark === undefined ? {} : { spark }),
  });
  const mean = (label: string, metric: MeanMetric, note?: string): MetricText => ({
    label,
    value: format.moneyCompact(metric.value.mean),
    exact: format.money(metric.value.mean),
    ...said(
      metric.last?.mean == null || metric.previous?.mean == null
        ? null
        : format.change(metric.last.mean, metric.previous.mean),
    ),
    ...(metric.value.interval === null
      ? {}
      : {
          interval: words.interval(
            `${format.money(metric.value.interval.low)}–${format.money(metric.value.interval.high)}`,
          ),
        }),
    ...(note === undefined ? {} : { note }),
  });
  const share = (label: string, metric: RateMetric): MetricText => ({
    label,
    value: format.percent(metric.value.share),
    exact: `${format.integer(metric.value.count)} / ${format.integer(metric.value.of)}`,
    ...said(
      metric.last?.share == null || metric.previous?.share == null
        ? null
        : format.pointChange(metric.last.share, metric.previous.share),
    ),
    ...(metric.value.interval === null
      ? {}
      : { interval: words.interval(format.percentInterval(metric.value.interval.low, metric.value.interval.high)) }),
  });
  const bought = figures.lead !== 'events';
  const { orderValue, revenue, refunded } = figures;
  return [
    count(
      m.customers,
      figures.customers,
      points.map((p) => p.customers),
    ),
    ...(revenue === null
      ? []
      : [
          count(
            m.revenue,
            revenue,
            points.map((p) => p.revenue ?? 0),
            true,
          ),
        ]),
    ...(refunded === null || refunded.value === 0
      ? []
      : [{ ...count(m.refunded, refunded, undefined, true), ...flipped(refunded, said, compared) }]),
    ...(figures.orders === null
      ? bought
        ? [
            count(
              m.purchases,
              figures.purchases,
              points.map((p) => p.purchases),
            ),
          ]
        : []
      : [count(m.orders, figures.orders)]),
    ...(figures.conversion === null ? [] : [share(m.conversion, figures.conversion)]),
    ...(figures.repeat === null ? [] : [share(m.repeat, figures.repeat)]),
    ...(orderValue === null
      ? []
      : [
          mean(
            orderValue.per === 'order' ? m.orderValue : m.purchaseValue,
            orderValue,
            words.median(format.money(orderValue.median)),
          ),
        ]),
    ...(figures.revenuePerBuyer === null ? [] : [mean(m.revenuePerBuyer, figures.revenuePerBuyer)]),
    ...(bought && figures.conversion === null
      ? []
      : [
          count(
            m.events,
            figures.events,
            points.map((p) => p.events),
          ),
        ]),
  ];
}

/** Refunds are negative money: more of them is a rise in size, and not good. */
function flipped(
  metric: CountMetric,
  said: (change: Change | null) => Pick<MetricText, 'change'>,
  compared: (metric: CountMetric) => Change | null,
): Pick<MetricText, 'change'> {
  const size = (value: number | null): number | null => (value === null ? null : Math.abs(value));
  const { change } = said(compared({ ...metric, last: size(metric.last), previous: size(metric.previous) }));
  if (change === undefined) return {};
  return { change: change.good === undefined ? change : { ...change, good: !change.good } };
}
