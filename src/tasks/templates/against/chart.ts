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

/** Both sides as printed: with as many digits as tell them apart, the same for both. */
function said(
  d: Difference,
  names: FeatureNames,
  format: Formatter,
): { readonly group: string; readonly rest: string } {
  const both = (print: (value: number) => string) => ({ group: print(d.group), rest: print(d.rest) });
  const apart = Math.abs(d.group - d.rest);
  // The first digit by which they differ: 3 of 0.269 and 0.242, 1 of 12.5 and 2.1.
  const first = apart === 0 ? 0 : -Math.floor(Math.log10(apart));
  if (d.level !== null) return both((v) => format.percent(v, Math.min(2, Math.max(0, first - 2))));
  const unit = names.unit(d.column);
  const largest = Math.max(Math.abs(d.group), Math.abs(d.rest));
  // A mean of whole days or counts is rarely whole.
  const plain = unit === 'none' || unit === 'count' || (unit === 'days' && largest < 10);
  if (!plain) return both((v) => valueText(v, unit, format));
  // Nor is a side of a few thousandths nothing.
  const least = Math.min(...[d.group, d.rest].map(Math.abs).filter((v) => v > 0), Infinity);
  const small = least < 0.1 ? Math.min(3, -Math.floor(Math.log10(least))) : 0;
  return both((v) => format.number(v, Math.min(4, Math.max(largest < 100 ? 1 : 0, first, small))));
}

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
  const says = (d: Difference): string => {
    const { group, rest } = said(d, names, format);
    return words.pair(group, rest);
  };
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
        ...said(d, names, format),
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
