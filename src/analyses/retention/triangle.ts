import type { Formatter } from '../../core/format';
import type { ChartMark, HeatCell, LabelMark } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import { cohortName } from './names';
import { cellValue, firstPeriod, meanValue, type RetentionMeasure } from './measure';
import type { RetentionFigures } from './result';
import { retentionWords } from './words';

/** Cohorts × periods, laid out for a width. */
export interface TriangleGeometry {
  readonly width: number;
  readonly height: number;
  /** The row of means first, then cohorts, oldest first. Cells that are not over are empty and dashed. */
  readonly cells: readonly HeatCell[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const ROW = 27;
const SPACE = 2;
/** Narrowest cell that holds a share without its sign. */
const LEAST = 36;

/**
 * Geometry for a width of 240 px or more. What does not fit is left out and said below: the older cohorts
 * (at most 24 are drawn, 12 on a narrow page), and periods beyond the width.
 */
export function triangleChart(
  figures: RetentionFigures,
  measure: RetentionMeasure,
  width: number,
  format: Formatter,
): TriangleGeometry {
  const words = retentionWords[format.locale];
  const rows = figures.cohorts.slice(-(width < 520 ? 12 : 24));
  const names = rows.map((c) => cohortName(c, figures, format));
  const sizeOf = (n: number): string => (n < 100_000 ? format.integer(n) : format.compact(n));
  const sizes = rows.map((c) => sizeOf(c.customers));
  const total = sizeOf(figures.customers);
  const nameRoom = Math.ceil(Math.max(widest(names, 13), textWidth(words.meanRow, 13, 600)));
  const sizeRoom = Math.ceil(Math.max(widest([total, ...sizes], 13), textWidth(words.sizes, 12)));
  const left = nameRoom + 14 + sizeRoom + 12;
  const first = firstPeriod(measure);
  const money = measure === 'cumulative';
  const last = Math.max(first, ...rows.map((c) => c.cells.length - 1));
  const all = last - first + 1;
  const shown = Math.max(1, Math.min(all, Math.floor((width - left) / (money ? LEAST + 16 : LEAST))));
  const across = Math.min(76, (width - left) / shown);
  const values = rows.flatMap((c) =>
    c.cells.filter((x) => x.mature && x.period >= first).flatMap((x) => cellValue(x, measure) ?? []),
  );
  const most = Math.max(1e-9, ...values);
  const bare = across < 54;
  const print = (value: number): string => {
    if (money)
      return format.moneyCompact(value).length * 7.4 + 4 <= across - SPACE
        ? format.moneyCompact(value)
        : format.compact(Math.round(value));
    if (!bare) return format.percent(value, 1);
    return value > 0 && value < 0.0005 ? '<0.1' : format.number(value * 100, most < 0.1 ? 1 : 0);
  };
  const axis = words.axis(figures, measure, bare);
  const top = 44;
  const cells: HeatCell[] = [];
  const marks: ChartMark[] = [];
  const box = (period: number, y: number) => ({
    x: left + (period - first) * across,
    y,
    width: across - SPACE,
    height: ROW - SPACE,
  });
  const labels: LabelMark[] = [
    { x: Math.max(0, Math.min(left, width - textWidth(axis, 12))), y: 12, text: axis, ink: 3, size: 'small' },
    { x: nameRoom + 14 + sizeRoom, y: 34, text: words.sizes, anchor: 'end', ink: 3, size: 'small' },
    ...Array.from({ length: shown }, (_, i): LabelMark => ({
      x: left + (i + 0.5) * across - SPACE / 2,
      y: 34,
      text: String(first + i),
      anchor: 'middle',
      ink: 2,
      size: 'small',
    })),
    { x: 0, y: top + 17, strong: words.meanRow },
    {
      x: nameRoom + 14 + sizeRoom,
      y: top + 17,
      text: total,
      anchor: 'end',
      ink: 2,
    },
  ];
  for (const mean of figures.means) {
    const value = meanValue(mean, measure);
    if (mean.period < first || mean.period >= first + shown) continue;
    const place = box(mean.period, top);
    cells.push({
      ...place,
      share: value === null ? null : clamp(value / most),
      value: value === null ? '–' : print(value),
    });
    marks.push({ ...place, ...words.meanMark(mean, figures, measure, format) });
  }
  let y = top + ROW + 8;
  for (const [i, cohort] of rows.entries()) {
    labels.push({ x: 0, y: y + 17, text: names[i] ?? '', ink: 2 });
    labels.push({ x: nameRoom + 14 + sizeRoom, y: y + 17, text: sizes[i] ?? '', anchor: 'end', ink: 2 });
    for (const cell of cohort.cells) {
      if (cell.period < first || cell.period >= first + shown) continue;
      const place = box(cell.period, y);
      const value = cellValue(cell, measure);
      cells.push({
        ...place,
        // A count that still grows would look like a loss: it is shown, but takes no colour.
        share: value === null || !cell.mature ? null : clamp(value / most),
        value: value === null ? '–' : print(value),
        ...(cell.mature ? {} : { faded: true }),
      });
      marks.push({ ...place, ...words.cellMark(cohort, cell, figures, measure, format) });
    }
    y += ROW;
  }
  const hidden = figures.cohorts.length - rows.length + figures.olderCohorts;
  const longest = Math.max(last, ...figures.cohorts.map((c) => c.cells.length - 1));
  const more = words.notDrawn(hidden, longest >= first + shown ? first + shown : null, longest, figures.interval);
  if (more !== null) {
    labels.push({ x: 0, y: y + 20, text: more, ink: 3, size: 'small', maxWidth: width });
    y += 26;
  }
  return { width, height: y + 4, cells, labels, marks };
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
