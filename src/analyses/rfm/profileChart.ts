import type { Formatter } from '../../core/format';
import type { ChartMark, DotMark, LabelMark, WhiskerMark } from '../../charts/marks';
import { widest } from '../../charts/text';
import type { Interval } from '../../stats/rate';
import type { RfmSegmentFigures } from './profile';
import { profileColumns, rfmPictureWords, type ProfileColumn } from './pictures.words';
import type { RfmFigures } from './result';
import { segmentWho } from './who';
import { rfmWords } from './words';

/** The dot plot of the segments, laid out for a width. */
export interface RfmProfileGeometry {
  readonly width: number;
  readonly height: number;
  readonly dots: readonly DotMark[];
  readonly whiskers: readonly WhiskerMark[];
  /** Faint lines under the rows, by their y; each from `left` to `right`. */
  readonly lines: readonly { readonly at: number; readonly left: number; readonly right: number }[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** A value of a segment and its interval; null where there is none. */
export interface ProfileValue {
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** What a column shows of a segment. */
export function profileValue(column: ProfileColumn, s: RfmSegmentFigures): ProfileValue {
  switch (column) {
    case 'monetary':
      return { value: s.monetary, interval: s.monetaryInterval };
    case 'frequency':
      return { value: s.frequency, interval: s.frequencyInterval };
    case 'orderValue':
      return s.orderValue ?? { value: null, interval: null };
    case 'customerShare':
      return { value: s.customerShare, interval: s.customerShareInterval };
    case 'revenueShare':
      return { value: s.revenueShare, interval: s.revenueShareInterval };
    case 'recency':
      return { value: s.medians.recency, interval: null };
    case 'score':
      return { value: s.score, interval: null };
  }
}

/** A column's value as a person reads it. */
export function printProfile(column: ProfileColumn, value: number | null, format: Formatter): string {
  if (column === 'monetary' || column === 'orderValue') return format.moneyCompact(value);
  if (column === 'customerShare' || column === 'revenueShare') return format.percent(value, 0);
  if (column === 'recency') return format.compact(value);
  return format.number(value, 1);
}

const ROW = 26;
const HEAD = 30;
/** Least px of a column: a scale and the value beside it. */
const LEAST = 128;

/**
 * Geometry of the profile for a width of 300 px or more: a row per segment that holds anyone, a column per
 * figure, each with its own scale from 0. Where three columns do not fit beside each other, the first four
 * stand two by two, or the first three below one another; the table holds the rest.
 */
export function rfmProfileChart(figures: RfmFigures, width: number, format: Formatter): RfmProfileGeometry {
  const words = rfmPictureWords[format.locale];
  const shown = figures.segments.filter((s) => s.customers > 0);
  const names = shown.map((s) => rfmWords[format.locale].segments[s.segment]);
  const left = widest(names, 13) + 16;
  const known = profileColumns.filter((c) => shown.some((s) => profileValue(c, s).value !== null));
  const fits = Math.floor((width - left) / LEAST);
  const bands = fits >= 3 ? chunks(known, fits) : chunks(known.slice(0, fits === 2 ? 4 : 3), Math.max(1, fits));
  const dots: DotMark[] = [];
  const whiskers: WhiskerMark[] = [];
  const lines: { at: number; left: number; right: number }[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  let top = 0;
  for (const columns of bands) {
    const each = (width - left) / columns.length;
    const middle = (row: number): number => top + HEAD + row * ROW + ROW / 2;
    for (const [i, name] of names.entries()) {
      labels.push({ x: 0, y: middle(i) + 4, text: name });
      lines.push({ at: middle(i) + ROW / 2, left: 0, right: width });
    }
    for (const [c, column] of columns.entries()) {
      const start = left + c * each;
      const printed = shown.map((s) => printProfile(column, profileValue(column, s).value, format));
      const room = widest(printed, 13) + 10;
      const scale = scaleOf(
        shown.map((s) => ({
          ...profileValue(column, s),
          ...(s.customers < FEW ? { interval: null } : {}),
        })),
        start,
        start + each - room - 16,
      );
      labels.push({
        x: start,
        y: top + 14,
        text: words.column(column, figures),
        ink: 2,
        size: 'small',
        maxWidth: each - 8,
      });
      for (const [i, s] of shown.entries()) {
        const { value, interval } = profileValue(column, s);
        const y = middle(i);
        if (value !== null) {
          const [low, high] = [scale(interval?.low ?? value), scale(interval?.high ?? value)];
          if (interval !== null && s.customers >= FEW && high - low > 1)
            whiskers.push({ from: low, to: high, across: y });
          dots.push({ x: scale(value), y, tone: 'mark', ...(s.customers < FEW ? { faded: true } : {}) });
        }
        labels.push({ x: start + each - 16, y: y + 4, text: printed[i] ?? '', anchor: 'end', ink: 2 });
        marks.push({
          x: start,
          y: y - ROW / 2 + 1,
          width: each - 12,
          height: ROW - 2,
          title: names[i] ?? '',
          ...words.columnMark(
            words.column(column, figures),
            printed[i] ?? '',
            interval === null
              ? null
              : `${printProfile(column, interval.low, format)} – ${printProfile(column, interval.high, format)}`,
          ),
          who: segmentWho(s, format),
        });
      }
    }
    top += HEAD + shown.length * ROW + 12;
  }
  return { width, height: Math.max(30, top), dots, whiskers, lines, labels, marks };
}

/** Of fewer customers than this a segment's means say little: rings stand for them, without intervals. */
export const FEW = 10;

/** A scale from 0 (or below, where values are negative) to the greatest value or end of an interval. */
function scaleOf(values: readonly ProfileValue[], from: number, to: number): (value: number) => number {
  const ends = values.flatMap(({ value, interval }) => (value === null ? [] : [value, interval?.high ?? value]));
  const low = Math.min(0, ...values.flatMap(({ value }) => value ?? []));
  const high = Math.max(...ends, low + 1e-9);
  const pad = 5;
  return (value) => Math.min(to, Math.max(from, from + pad + ((value - low) / (high - low)) * (to - from - 2 * pad)));
}

/** The columns in as few bands as fit, equally full. */
function chunks(columns: readonly ProfileColumn[], fits: number): ProfileColumn[][] {
  const bands = Math.ceil(columns.length / fits);
  const size = Math.ceil(columns.length / bands);
  return Array.from({ length: bands }, (_, i) => columns.slice(i * size, (i + 1) * size));
}
