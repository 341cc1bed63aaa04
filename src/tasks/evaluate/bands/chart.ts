import { board, type BoardGeometry } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Band } from '../../../learn/judge/bands';
import type { Subject } from '../subject';
import { bandName, bandsWords } from './words';

/** Cut points of the bands when nothing else is chosen. */
export const DEFAULT_BANDS = [0.3, 0.7] as const;

/** Geometry of what really happened in each band, the riskiest on top, for 280 px or more. */
export function bandsChart(bands: readonly Band[], subject: Subject, width: number, format: Formatter): BoardGeometry {
  const words = bandsWords[format.locale];
  const rows = bands.toReversed();
  const axis = valueAxis(
    rows.flatMap((b) => [b.actual.interval?.high ?? 0, b.predicted ?? 0]),
    width < 480 ? 3 : 5,
  );
  return board(
    rows.map((b) => ({
      name: bandName(b, format),
      note: words.rows(b, bands, subject, format),
      value: b.actual.share,
      interval: b.actual.interval,
      against: b.predicted,
      says: b.actual.share === null ? '–' : format.percent(b.actual.share, 1),
      mark: words.mark(b, subject, format),
    })),
    { low: axis.low, high: axis.high, ticks: axis.ticks.map((value) => ({ value, label: format.percent(value, 0) })) },
    width,
    'bars',
  );
}

/** The finding around the bands. */
export function bandsExhibit(bands: readonly Band[], subject: Subject, format: Formatter): ExhibitText {
  const words = bandsWords[format.locale];
  const few = bands.filter((b) => b.actual.of > 0 && b.actual.of < 30);
  return {
    headline: words.headline(bands, subject, format),
    sub: words.sub(subject),
    plate: few.map((b) => ({ text: `n = ${format.integer(b.actual.of)}: ${bandName(b, format)}`, doubt: true })),
  };
}

/** Bands with expected and actual rates. */
export function bandsTable(bands: readonly Band[], subject: Subject, format: Formatter): TableData {
  const { columns: c, sub } = bandsWords[format.locale];
  return {
    caption: sub(subject),
    columns: [
      { label: c.band, kind: 'text' },
      { label: c.rows, kind: 'integer' },
      { label: c.positives, kind: 'integer' },
      { label: c.predicted, kind: 'percent' },
      { label: c.actual, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
    ],
    rows: bands.map((b) => [
      bandName(b, format),
      b.actual.of,
      b.actual.count,
      b.predicted,
      b.actual.share,
      b.actual.interval?.low ?? null,
      b.actual.interval?.high ?? null,
    ]),
  };
}
