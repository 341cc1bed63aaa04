import type { Formatter } from '../../core/format';
import type { TableColumn, TableData } from '../../charts/exhibit';
import { columnWords } from './columns.words';
import type { RetentionFigures } from './result';

/** Every cell as a row, oldest cohort first. */
export function triangleTable(figures: RetentionFigures, format: Formatter): TableData {
  const c = columnWords[format.locale];
  const money = figures.hasRevenue;
  return {
    caption: c.caption,
    columns: [
      { label: c.cohort, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.period, kind: 'integer' },
      { label: c.of, kind: 'integer' },
      { label: c.back, kind: 'integer' },
      { label: c.share, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
      { label: c.over, kind: 'text' },
      ...(money
        ? ([
            { label: c.revenue, kind: 'money' },
            { label: c.revenueShare, kind: 'percent' },
            { label: c.cumulative, kind: 'money' },
          ] satisfies TableColumn[])
        : []),
    ],
    rows: figures.cohorts.flatMap((cohort) =>
      cohort.cells.map((x) => [
        cohort.from,
        cohort.customers,
        x.period,
        x.rate.of,
        x.rate.count,
        x.rate.share,
        x.rate.interval?.low ?? null,
        x.rate.interval?.high ?? null,
        x.mature ? c.yes : c.no,
        ...(money ? [x.revenue, x.revenueShare, x.cumulative] : []),
      ]),
    ),
  };
}

/** The means as a table, one row per period. */
export function curveTable(figures: RetentionFigures, format: Formatter): TableData {
  const c = columnWords[format.locale];
  const money = figures.hasRevenue;
  return {
    caption: c.meansCaption,
    columns: [
      { label: c.period, kind: 'integer' },
      { label: c.cohorts, kind: 'integer' },
      { label: c.of, kind: 'integer' },
      { label: c.share, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
      ...(money
        ? ([
            { label: c.revenueShare, kind: 'percent' },
            { label: c.cumulative, kind: 'money' },
          ] satisfies TableColumn[])
        : []),
    ],
    rows: figures.means.map((m) => [
      m.period,
      m.cohorts,
      m.customers,
      m.share,
      m.interval?.low ?? null,
      m.interval?.high ?? null,
      ...(money ? [m.revenueShare, m.cumulative] : []),
    ]),
  };
}
