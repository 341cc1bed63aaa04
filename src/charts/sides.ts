import type { GroupFigure } from '../core/sides';
import type { ChartMark, DotMark, LabelMark, Who, WhiskerMark } from './marks';
import { widest } from './text';

/** A group of customers: a row of the dot plot. */
export interface SideRow {
  readonly name: string;
  /** All customers: said strongly, and where they stand is ruled through every column. */
  readonly everybody: boolean;
  /** Too few to say: a ring, without an interval. */
  readonly few: boolean;
  /** As many figures as columns. */
  readonly figures: readonly GroupFigure[];
  /** Who they are, said with each figure. */
  readonly note: string;
  readonly who: readonly Who[];
}

/** A measure: a column of the dot plot with a scale of its own. */
export interface SideColumn {
  readonly label: string;
  /** Whether the rule of everybody means something here: their share of themselves does not. */
  readonly ruled: boolean;
  readonly print: (value: number | null) => string;
  readonly interval: (text: string) => string;
}

/** A dot plot: a row per group, a column per measure. */
export interface SidesGeometry {
  readonly width: number;
  readonly height: number;
  readonly dots: readonly DotMark[];
  readonly whiskers: readonly WhiskerMark[];
  /** Under each row. */
  readonly lines: readonly number[];
  /** Where everybody stands in each column: x, and from where to where. */
  readonly rules: readonly { readonly at: number; readonly from: number; readonly to: number }[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const [ROW, HEAD, LEAST] = [28, 30, 128];

/**
 * Geometry for a width of 300 px or more; every column has a scale of its own from 0. Columns that do not fit beside
 * each other stand in bands below.
 */
export function sidesChart(rows: readonly SideRow[], columns: readonly SideColumn[], width: number): SidesGeometry {
  const names = rows.map((row) => row.name);
  const left = Math.min(widest(names, 13) + 16, Math.max(96, width * 0.34));
  const fits = Math.max(1, Math.floor((width - left) / LEAST));
  const per = Math.ceil(columns.length / Math.ceil(columns.length / fits));
  const out = {
    dots: [] as DotMark[],
    whiskers: [] as WhiskerMark[],
    lines: [] as number[],
    rules: [] as SidesGeometry['rules'][number][],
    labels: [] as LabelMark[],
    marks: [] as ChartMark[],
  };
  let top = 0;
  for (let first = 0; first < columns.length; first += per) {
    const each = (width - left) / per;
    for (const [i, row] of rows.entries()) {
      const middle = top + HEAD + i * ROW + ROW / 2;
      const said = row.everybody ? { strong: row.name } : { text: row.name };
      out.labels.push({ x: 0, y: middle + 4, ...said, maxWidth: left - 12 });
      out.lines.push(middle + ROW / 2);
    }
    for (let c = first; c < Math.min(first + per, columns.length); c++) draw(c, left + (c - first) * each, each, top);
    top += HEAD + rows.length * ROW + 14;
  }
  return { width, height: Math.max(40, top), ...out };

  function draw(place: number, start: number, each: number, y0: number): void {
    const column = columns[place];
    if (column === undefined) return;
    const figures = rows.map((row) => row.figures[place] ?? { value: null, interval: null });
    const printed = figures.map(({ value }) => column.print(value));
    const room = widest(printed, 13) + 12;
    const shown = figures.map((f, i) => (rows[i]?.few === true ? { ...f, interval: null } : f));
    const scale = scaleOf(shown, start + 5, Math.max(start + 20, start + each - room - 18));
    out.labels.push({ x: start, y: y0 + 14, text: column.label, ink: 2, size: 'small', maxWidth: each - 8 });
    const all = figures[rows.findIndex((row) => row.everybody)]?.value ?? null;
    if (all !== null && column.ruled)
      out.rules.push({ at: scale(all), from: y0 + HEAD, to: y0 + HEAD + rows.length * ROW });
    for (const [i, row] of rows.entries()) {
      const y = y0 + HEAD + i * ROW + ROW / 2;
      const { value, interval } = shown[i] ?? { value: null, interval: null };
      const exact = figures[i]?.interval ?? null;
      if (value !== null) {
        if (interval !== null && scale(interval.high) - scale(interval.low) > 1)
          out.whiskers.push({ from: scale(interval.low), to: scale(interval.high), across: y });
        out.dots.push({ x: scale(value), y, tone: 'mark', ...(row.few ? { faded: true } : {}) });
      }
      out.labels.push({ x: start + each - 16, y: y + 4, text: printed[i] ?? '', anchor: 'end', ink: 2 });
      const between = exact === null ? [] : [`${column.print(exact.low)} – ${column.print(exact.high)}`];
      out.marks.push({
        x: start,
        y: y - ROW / 2 + 1,
        width: each - 10,
        height: ROW - 2,
        title: `${row.name} · ${column.label}`,
        value: printed[i] ?? '',
        note: [...between.map(column.interval), row.note].join('; '),
        who: row.who,
      });
    }
  }
}

/** A scale from 0, or below where values are negative. */
function scaleOf(values: readonly GroupFigure[], from: number, to: number): (value: number) => number {
  const ends = values.flatMap(({ value, interval }) => (value === null ? [] : [value, interval?.high ?? value]));
  const low = Math.min(0, ...values.flatMap(({ value }) => value ?? []));
  const high = Math.max(...ends, low + 1e-9);
  return (value) => Math.min(to, Math.max(from, from + ((value - low) / (high - low)) * (to - from)));
}
