import { board, type BoardGeometry } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Curves } from '../../../learn/jobs/curves';
import type { GainRow } from '../../../learn/judge/curves';
import { wilson } from '../../../stats/rate';
import type { Subject } from '../subject';
import { tenthsWords } from './words';

/** Geometry of the rate in each tenth of the rows, best scores first, for 280 px or more. */
export function tenthsChart(curves: Curves, subject: Subject, width: number, format: Formatter): BoardGeometry {
  const words = tenthsWords[format.locale];
  const rows = curves.deciles;
  const ends = rows.map((r) => wilson(r.positives, r.n)?.high ?? r.rate);
  const axis = valueAxis(
    ends.map((v) => Math.min(1, v)),
    width < 480 ? 3 : 5,
  );
  const overall = curves.positives / Math.max(1, curves.positives + curves.negatives);
  return board(
    rows.map((r, i) => ({
      name: words.tenth(i + 1),
      value: r.rate,
      interval: wilson(r.positives, r.n),
      against: overall,
      says: format.percent(r.rate, r.rate < 0.1 ? 1 : 0),
      mark: words.mark(r, i + 1, subject, format),
    })),
    {
      low: axis.low,
      high: axis.high,
      ticks: axis.ticks.map((value) => ({ value, label: format.percent(value, value * 100 < 1 && value > 0 ? 1 : 0) })),
    },
    width,
    'bars',
  );
}

/** The finding around the tenths. */
export function tenthsExhibit(curves: Curves, subject: Subject, format: Formatter): ExhibitText {
  const words = tenthsWords[format.locale];
  const rows = curves.deciles;
  return { headline: words.headline(rows, subject, format), sub: words.sub(subject), plate: [] };
}

/** The decile table. */
export function tenthsTable(curves: Curves, subject: Subject, format: Formatter): TableData {
  const { columns: c, sub } = tenthsWords[format.locale];
  return {
    caption: sub(subject),
    columns: [
      { label: c.tenth, kind: 'integer' },
      { label: c.rows, kind: 'integer' },
      { label: c.positives, kind: 'integer' },
      { label: c.rate, kind: 'percent' },
      { label: c.lift, kind: 'number' },
      { label: c.found, kind: 'percent' },
      { label: c.highest, kind: 'number', digits: 3 },
      { label: c.lowest, kind: 'number', digits: 3 },
    ],
    rows: curves.deciles.map((r: GainRow, i) => [
      i + 1,
      r.n,
      r.positives,
      r.rate,
      r.lift,
      r.cumulativeShare,
      r.highest,
      r.lowest,
    ]),
  };
}
