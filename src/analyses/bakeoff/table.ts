import type { ColumnKind, TableColumn, TableData } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import { segmentNames } from '../../core/rfmSegments.words';
import type { BakeoffFigures } from './result';
import { bakeoffWords } from './words';

/** A column of money, or of purchases where there is none. */
const amount = (label: string, { money }: BakeoffFigures): TableColumn =>
  money ? { label, kind: 'money' } : { label, kind: 'number' satisfies ColumnKind, digits: 3 };

/** Every error of every contender. */
export function boardTable(figures: BakeoffFigures, format: Formatter): TableData {
  const { columns: c, captions, contenders } = bakeoffWords[format.locale];
  return {
    caption: captions.board,
    columns: [
      { label: c.contender, kind: 'text' },
      amount(c.mae, figures),
      amount(c.rmse, figures),
      amount(c.low, figures),
      amount(c.high, figures),
      amount(c.bias, figures),
      { label: c.rank, kind: 'number', digits: 3 },
      amount(c.above, figures),
      amount(c.low, figures),
      amount(c.high, figures),
    ],
    rows: figures.board.map((r) => [
      contenders[r.contender],
      r.mae,
      r.rmse,
      r.interval.low,
      r.interval.high,
      r.bias,
      r.spearman,
      r.above?.difference ?? null,
      r.above?.interval.low ?? null,
      r.above?.interval.high ?? null,
    ]),
  };
}

/** Forecast and actual by tenths. */
export function tenthsTable(figures: BakeoffFigures, format: Formatter): TableData {
  const { columns: c, captions, contenders } = bakeoffWords[format.locale];
  return {
    caption: captions.deciles,
    columns: [
      { label: c.contender, kind: 'text' },
      { label: c.decile, kind: 'integer' },
      { label: c.customers, kind: 'integer' },
      amount(c.predicted, figures),
      amount(c.actual, figures),
    ],
    rows: figures.deciles.flatMap((d) =>
      d.tenths.map((t) => [contenders[d.contender], t.decile, Math.round(t.customers), t.predicted, t.actual]),
    ),
  };
}

/** Winners by segment. */
export function verdictsTable(figures: BakeoffFigures, format: Formatter): TableData {
  const { columns: c, captions, contenders, verdict } = bakeoffWords[format.locale];
  return {
    caption: captions.segments,
    columns: [
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.verdict, kind: 'text' },
      { label: c.best, kind: 'text' },
      amount(c.loss, figures),
      amount(c.next, figures),
    ],
    rows: figures.segments.map((s) => [
      segmentNames[format.locale][s.segment],
      s.customers,
      verdict(s),
      s.best === null ? null : contenders[s.best],
      s.loss,
      s.next,
    ]),
  };
}
