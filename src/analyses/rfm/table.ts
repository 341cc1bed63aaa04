import type { Formatter } from '../../core/format';
import type { TableData } from '../../charts/exhibit';
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
