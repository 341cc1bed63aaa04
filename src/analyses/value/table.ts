import type { TableData } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import { valueColumns } from './columns.words';
import type { ValueFigures } from './result';
import { binLabel, purchasesLabel, valueWords } from './words';

/** The cells of the map that have customers. */
export function valueMapTable(figures: ValueFigures, format: Formatter): TableData {
  const words = valueWords[format.locale];
  const c = valueColumns[format.locale];
  return {
    caption: c.map,
    columns: [
      { label: c.purchases, kind: 'text' },
      { label: c.silence, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.returns, kind: 'percent' },
      { label: c.alive, kind: 'percent' },
      { label: c.expected, kind: 'number', digits: 3 },
    ],
    rows: figures.map.map((x) => [
      purchasesLabel(x.column),
      words.silence(x, format),
      x.customers,
      x.returns,
      x.alive,
      x.expected,
    ]),
  };
}

/** The test by frequency bin. */
export function holdoutTable(figures: ValueFigures, format: Formatter): TableData {
  const c = valueColumns[format.locale];
  return {
    caption: c.bins,
    columns: [
      { label: c.x, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.actual, kind: 'number', digits: 3 },
      { label: c.forecast, kind: 'number', digits: 3 },
      { label: c.naive, kind: 'number', digits: 3 },
    ],
    rows: (figures.holdout?.bins ?? []).map((b) => [binLabel(b.x), b.customers, b.actual, b.expected, b.naive]),
  };
}

/** The two cumulative lines. */
export function trackingTable(figures: ValueFigures, format: Formatter): TableData {
  const c = valueColumns[format.locale];
  return {
    caption: c.track,
    columns: [
      { label: c.day, kind: 'date' },
      { label: c.actual, kind: 'integer' },
      { label: c.forecast, kind: 'number', digits: 1 },
    ],
    rows: (figures.holdout?.tracking ?? []).map((p) => [p.day, p.actual, p.expected]),
  };
}

/** The Lorenz curve. */
export function spreadTable(figures: ValueFigures, format: Formatter): TableData {
  const c = valueColumns[format.locale];
  return {
    caption: c.spread,
    columns: [
      { label: c.holders, kind: 'percent' },
      { label: c.share, kind: 'percent' },
    ],
    rows: (figures.concentration?.curve ?? []).map((p) => [p.holders, p.share]),
  };
}
