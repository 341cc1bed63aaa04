import type { Formatter } from '../../core/format';
import type { TableData } from '../../charts/exhibit';
import type { OverviewFigures } from './result';
import { overviewWords } from './words';

/** The series as a table, incomplete buckets included and marked. Dates are texts: they are days of the zone. */
export function overviewTable(figures: OverviewFigures, format: Formatter): TableData {
  const c = overviewWords[format.locale].columns;
  const money = figures.lead === 'revenue';
  return {
    caption: c.caption,
    columns: [
      { label: c.from, kind: 'text' },
      ...(money ? [{ label: c.revenue, kind: 'money' as const }] : []),
      { label: c.purchases, kind: 'integer' },
      { label: c.customers, kind: 'integer' },
      { label: c.newcomers, kind: 'integer' },
      { label: c.events, kind: 'integer' },
      { label: c.complete, kind: 'text' },
    ],
    rows: figures.series.points.map((p) => [
      p.from,
      ...(money ? [p.revenue] : []),
      p.purchases,
      p.customers,
      p.newcomers,
      p.events,
      p.complete ? c.yes : c.no,
    ]),
  };
}
