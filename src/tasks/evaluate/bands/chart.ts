import { board, type BoardGeometry } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Band } from '../../../learn/judge/bands';
import type { Subject } from '../subject';
import { bandName, bandsWords } from './words';

/** Cut points of the bands when nothing else is chosen. */
export const DEFAULT_BANDS = [0.3, 0.7] as const;

/** From so many rows on a band says something of its own. */
const ENOUGH = 30;

/**
 * Cut points of the bands: the usual ones, or half and twice the label rate where the usual ones leave a band with
 * hardly anybody and those two lie below them, as with a rare class.
 * @param scores of the rows the model was judged on
 * @param rate of the label among the training rows; null where it is unknown
 */
export function bandCuts(scores: Float64Array, rate: number | null): readonly number[] {
  const [low, high] = DEFAULT_BANDS;
  const counts = [0, 0, 0];
  for (const s of scores) {
    const band = s < low ? 0 : s < high ? 1 : 2;
    counts[band] = (counts[band] ?? 0) + 1;
  }
  const few = Math.max(1, Math.min(ENOUGH, 0.01 * scores.length));
  if (rate === null || rate <= 0 || rate * 2 >= high || counts.every((n) => n >= few)) return DEFAULT_BANDS;
  // To the half percent, so that the names of the bands say where they end.
  const near = (share: number): number => Math.max(1, Math.round(share * 200)) / 200;
  const cuts = [near(rate / 2), near(rate * 2)] as const;
  return cuts[0] < cuts[1] ? cuts : [cuts[0], cuts[0] + 0.005];
}

/** Whether bands end where the label rate puts them. */
export function areRelative(cuts: readonly number[]): boolean {
  return cuts.some((cut, i) => cut !== DEFAULT_BANDS[i]);
}

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

/**
 * The finding around the bands.
 * @param rate of the label among the training rows
 */
export function bandsExhibit(
  bands: readonly Band[],
  subject: Subject,
  format: Formatter,
  rate: number | null = null,
): ExhibitText {
  const words = bandsWords[format.locale];
  const few = bands.filter((b) => b.actual.of > 0 && b.actual.of < 30);
  return {
    headline: words.headline(bands, subject, format),
    sub: words.sub(subject),
    plate: [
      ...(rate !== null && areRelative(bands.flatMap((b) => b.low ?? []))
        ? [{ text: words.relative(subject, rate, format) }]
        : []),
      ...few.map((b) => ({ text: `n = ${format.integer(b.actual.of)}: ${bandName(b, format)}`, doubt: true })),
    ],
  };
}

/** What a cut picks of each band, in a few words: so that the slider is seen to move among them. */
export function bandsPicked(
  bands: readonly Pick<Band, 'low' | 'high'>[],
  scores: Float64Array,
  threshold: number,
  format: Formatter,
): string {
  const parts = bands.toReversed().flatMap((band) => {
    const { low, high } = band;
    let [rows, picked] = [0, 0];
    for (const s of scores) {
      if ((low !== null && s < low) || (high !== null && s >= high)) continue;
      rows++;
      if (s >= threshold) picked++;
    }
    return picked === 0 ? [] : [{ name: bandName(band, format), share: picked / rows }];
  });
  return bandsWords[format.locale].picked(parts, format);
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
