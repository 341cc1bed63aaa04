import type { TableData } from '../../core/exhibit';
import type { Formatter } from '../../core/format';
import { segmentsColumns } from './columns.words';
import { adviceWords } from './advice.words';
import { nameOf } from './names';
import type { SegmentsFigures } from './result';
import { segmentsWords } from './words';

/** The segments' figures, those who never bought last. */
export function segmentsTable(figures: SegmentsFigures, format: Formatter): TableData {
  const words = segmentsWords[format.locale];
  const c = segmentsColumns[format.locale];
  const { windowShoppers, unpaid, buyers } = figures;
  const scored = figures.segments.some((s) => s.propensity !== null);
  return {
    caption: words.listTitle,
    columns: [
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.share, kind: 'percent' },
      { label: c.shareOfAll, kind: 'percent' },
      { label: c.revenue, kind: 'money' },
      { label: c.revenueShare, kind: 'percent' },
      { label: c.recency, kind: 'number', digits: 1 },
      { label: c.frequency, kind: 'number', digits: 2 },
      { label: c.monetary, kind: 'money' },
      { label: c.order, kind: 'money' },
      { label: c.alive, kind: 'percent' },
      { label: c.value, kind: 'money' },
      ...(scored ? [{ label: c.propensity, kind: 'percent' as const }] : []),
      { label: c.unclear, kind: 'percent' },
    ],
    rows: [
      ...figures.segments.map((s) => [
        nameOf(s, figures, format.locale),
        s.customers,
        s.share,
        s.shareOfAll,
        s.revenue,
        s.revenueShare,
        s.recency,
        s.frequency,
        s.monetary,
        s.order,
        s.alive,
        s.value,
        ...(scored ? [s.propensity] : []),
        s.unclear,
      ]),
      ...[
        { name: words.unpaid, customers: unpaid },
        { name: words.windowShoppers, customers: windowShoppers },
      ]
        .filter((a) => a.customers > 0)
        .map((a) => [
          a.name,
          a.customers,
          null,
          a.customers / (buyers + unpaid + windowShoppers),
          ...Array.from({ length: scored ? 10 : 9 }, () => null),
        ]),
    ],
  };
}

/** The action plan as a table: to print, or to hand on as CSV. */
export function planTable(figures: SegmentsFigures, format: Formatter): TableData {
  const words = segmentsWords[format.locale];
  const advice = adviceWords[format.locale];
  const c = segmentsColumns[format.locale];
  return {
    caption: words.planSub,
    columns: [
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.priority, kind: 'text' },
      { label: c.strategy, kind: 'text' },
      { label: c.actions, kind: 'text' },
      { label: c.kpi, kind: 'text' },
    ],
    rows: figures.segments.map((s) => {
      const { plan } = s;
      const strategy = advice.strategies[plan.strategy];
      return [
        nameOf(s, figures, format.locale),
        s.customers,
        `${advice.priority[plan.priority]}: ${advice.stake(plan, s, format)}`,
        `${strategy.name}. ${strategy.because(s, format)}`,
        plan.actions.map((a) => advice.actions[a](s, format)).join(' '),
        advice.kpis[plan.kpi](s, format),
      ];
    }),
  };
}

/** The numbers of groups that were tried. */
export function countTable(figures: SegmentsFigures, format: Formatter): TableData {
  const words = segmentsWords[format.locale];
  const c = segmentsColumns[format.locale];
  return {
    caption: words.countSub(figures),
    columns: [
      { label: c.k, kind: 'integer' },
      { label: c.bic, kind: 'number', digits: 1 },
      { label: c.silhouette, kind: 'number', digits: 3 },
      { label: c.agreeing, kind: 'text' },
      { label: c.chosen, kind: 'text' },
    ],
    rows: figures.tried.map((t) => [
      t.k,
      t.bic,
      t.silhouette,
      `${t.agreeing} / ${figures.starts}`,
      t.k === figures.k ? words.chosen : '',
    ]),
  };
}

/** Buyers by the probability of their group. */
export function certaintyTable(figures: SegmentsFigures, format: Formatter): TableData {
  const words = segmentsWords[format.locale];
  const c = segmentsColumns[format.locale];
  const total = figures.certainty.reduce((n, x) => n + x, 0);
  return {
    caption: words.certaintySub,
    columns: [
      { label: c.probability, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.share, kind: 'percent' },
    ],
    rows: figures.certainty.map((n, i) => [words.certaintyBin(i), n, total > 0 ? n / total : null]),
  };
}
