import type { Formatter } from '../../core/format';
import type { TableCell } from '../../core/exhibit';
import type { ColumnKind, TableData } from '../../charts/exhibit';
import { profileColumns, rfmPictureWords } from './pictures.words';
import { profileValue } from './profileChart';
import type { RfmFigures } from './result';
import { rfmWords } from './words';

/** The 25 cells as a table. */
export function rfmMapTable(figures: RfmFigures, format: Formatter): TableData {
  const words = rfmWords[format.locale];
  const c = words.columns;
  return {
    caption: c.map,
    columns: [
      { label: c.recencyScore, kind: 'integer' },
      { label: c.frequencyScore, kind: 'integer' },
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.revenue, kind: 'money' },
      { label: c.revenueShare, kind: 'percent' },
    ],
    rows: figures.cells.map((x) => [
      x.recency,
      x.frequency,
      x.segment === null ? null : words.segments[x.segment],
      x.customers,
      x.revenue,
      x.revenueShare,
    ]),
  };
}

/** The segments as a table, window shoppers last where there are any. */
export function rfmBarsTable(figures: RfmFigures, format: Formatter): TableData {
  const words = rfmWords[format.locale];
  const c = words.columns;
  return {
    caption: c.segmentsCaption,
    columns: [
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.customerShare, kind: 'percent' },
      { label: c.revenue, kind: 'money' },
      { label: c.revenueShare, kind: 'percent' },
      { label: c.recency(figures.recencyUnit), kind: 'number', digits: 1 },
      { label: c.frequency, kind: 'number', digits: 2 },
      { label: c.monetary, kind: 'money' },
    ],
    rows: [
      ...figures.segments.map((s) => [
        words.segments[s.segment],
        s.customers,
        s.customerShare,
        s.revenue,
        s.revenueShare,
        s.recency,
        s.frequency,
        s.monetary,
      ]),
      ...(figures.windowShoppers > 0
        ? [[words.segments['window-shoppers'], figures.windowShoppers, null, null, null, null, null, null]]
        : []),
    ],
  };
}

/** The segments' profile as a table: every figure with the ends of its interval, and the medians. */
export function rfmProfileTable(figures: RfmFigures, format: Formatter): TableData {
  const words = rfmWords[format.locale];
  const w = rfmPictureWords[format.locale];
  const kinds: Readonly<Record<(typeof profileColumns)[number], ColumnKind>> = {
    monetary: 'money',
    frequency: 'number',
    orderValue: 'money',
    customerShare: 'percent',
    revenueShare: 'percent',
    recency: 'number',
    score: 'number',
  };
  const withIntervals = profileColumns.filter((c) => c !== 'recency' && c !== 'score');
  const label = (column: (typeof profileColumns)[number]): string => w.column(column, figures);
  return {
    caption: w.caption,
    columns: [
      { label: words.columns.segment, kind: 'text' },
      { label: words.columns.customers, kind: 'integer' },
      ...withIntervals.flatMap((c) => [label(c), ...w.interval(label(c))].map((l) => ({ label: l, kind: kinds[c] }))),
      { label: w.median(label('recency')), kind: 'number', digits: 1 },
      { label: w.median(label('frequency')), kind: 'number', digits: 1 },
      { label: w.median(label('monetary')), kind: 'money' },
      { label: label('score'), kind: 'number' },
    ],
    rows: figures.segments.map((s): TableCell[] => [
      words.segments[s.segment],
      s.customers,
      ...withIntervals.flatMap((c) => {
        const { value, interval } = profileValue(c, s);
        return [value, interval?.low ?? null, interval?.high ?? null];
      }),
      s.medians.recency,
      s.medians.frequency,
      s.medians.monetary,
      s.score,
    ]),
  };
}
