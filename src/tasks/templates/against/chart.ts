import { nice, ticks } from 'd3';
import { board, type BoardGeometry } from '../../../charts/board';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import { valueText, type FeatureNames } from '../../evaluate/explain/feature';
import { stands, type Difference, type Sides } from './against';
import { againstWords } from './words';

/** Rows that are drawn; the table has all. */
const MOST = 12;

const nameOf = (d: Difference, names: FeatureNames, format: Formatter): string =>
  d.level === null ? names.label(d.column) : againstWords[format.locale].level(names.label(d.column), d.level);

const said = (value: number, d: Difference, names: FeatureNames, format: Formatter): string => {
  if (d.level !== null) return format.percent(value, 0);
  const unit = names.unit(d.column);
  // A mean of whole days or counts is rarely whole.
  const plain = unit === 'none' || unit === 'count' || (unit === 'days' && Math.abs(value) < 10);
  if (!plain) return valueText(value, unit, format);
  // Two rates of a percent or so would both be 0.0.
  if (value !== 0 && Math.abs(value) < 0.1) return format.compact(value);
  return format.number(value, Math.abs(value) < 100 ? 1 : 0);
};

/** Geometry of the largest effects around zero, for 280 px or more. */
export function againstChart(
  all: readonly Difference[],
  names: FeatureNames,
  width: number,
  format: Formatter,
): BoardGeometry {
  const words = againstWords[format.locale];
  const shown = all.slice(0, MOST);
  const ends = shown.flatMap((d) => [d.effect, d.effectInterval?.low ?? 0, d.effectInterval?.high ?? 0]);
  const count = width < 480 ? 3 : 6;
  const [low, high] = nice(Math.min(-0.2, ...ends), Math.max(0.2, ...ends), count);
  const says = (d: Difference): string => words.pair(said(d.group, d, names, format), said(d.rest, d, names, format));
  return board(
    shown.map((d) => ({
      name: nameOf(d, names, format),
      value: d.effect,
      interval: d.effectInterval,
      says: says(d),
      tone: stands(d) ? ('mark' as const) : ('quiet' as const),
      mark: {
        title: nameOf(d, names, format),
        value: says(d),
        note: words.mark(d, format),
      },
    })),
    {
      low,
      high,
      ticks: ticks(low, high, count).map((value) => ({ value, label: format.number(value, 1) })),
    },
    width,
    'dots',
  );
}

/** The finding around them. */
export function againstExhibit(
  all: readonly Difference[],
  sides: Sides,
  names: FeatureNames,
  format: Formatter,
): ExhibitText {
  const words = againstWords[format.locale];
  const kept = all.filter(stands);
  return {
    headline: words.headline(
      kept.slice(0, 2).map((d) => ({
        name: nameOf(d, names, format),
        group: said(d.group, d, names, format),
        rest: said(d.rest, d, names, format),
      })),
      sides,
      format,
    ),
    sub: words.sub(sides, format),
    plate: [{ text: words.held(kept.length, all.length, format), term: words.term }, { text: words.cause }],
  };
}

/** All differences. */
export function againstTable(all: readonly Difference[], names: FeatureNames, format: Formatter): TableData {
  const { columns: c, caption } = againstWords[format.locale];
  const number = { kind: 'number' as const, digits: 3 };
  return {
    caption,
    columns: [
      { label: c.column, kind: 'text' },
      { label: c.group, ...number },
      { label: c.rest, ...number },
      { label: c.groupMedian, ...number },
      { label: c.restMedian, ...number },
      { label: c.difference, ...number },
      { label: c.low, ...number },
      { label: c.high, ...number },
      { label: c.effect, kind: 'number', digits: 2 },
      { label: c.p, kind: 'number', digits: 4 },
    ],
    rows: all.map((d) => [
      nameOf(d, names, format),
      d.group,
      d.rest,
      d.medians?.group ?? null,
      d.medians?.rest ?? null,
      d.value,
      d.interval?.low ?? null,
      d.interval?.high ?? null,
      d.effect,
      d.p,
    ]),
  };
}
