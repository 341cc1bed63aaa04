import type { ChartMark, HeatCell, LabelMark } from './marks';
import { inLines, textWidth, widest } from './text';

/** One cell of a cohort's row. */
export interface CohortCell {
  readonly period: number;
  readonly value: number | null;
  /** Over for everybody; else it is dashed and takes no colour. */
  readonly mature: boolean;
  readonly mark: Pick<ChartMark, 'title' | 'value' | 'note' | 'who'>;
}

export interface CohortRow {
  readonly name: string;
  /** Customers, printed. */
  readonly size: string;
  readonly cells: readonly CohortCell[];
}

/** What a triangle of cohorts is drawn from; rows oldest first. */
export interface CohortTable {
  readonly mean: CohortRow;
  readonly rows: readonly CohortRow[];
  /** Cohorts that are in no row. */
  readonly older: number;
  /** First period worth drawing. */
  readonly first: number;
  /** Narrowest cell that holds a value without its sign, in px. */
  readonly least: number;
  /** Text over the periods; `bare`: values go without their sign. */
  readonly axis: (bare: boolean) => string;
  readonly sizes: string;
  /** A value for a cell `across` px wide; `most` is the largest of all. */
  readonly print: (value: number, across: number, bare: boolean, most: number) => string;
  /** What is left out; null for nothing. `from` is the first period not drawn, `to` the last there is. */
  readonly notDrawn: (cohorts: number, from: number | null, to: number) => string | null;
}

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

/**
 * Geometry for a width of 240 px or more. What does not fit is left out and said below: the older cohorts
 * (at most 24 are drawn, 12 on a narrow page), and periods beyond the width.
 */
export function cohortTriangle(table: CohortTable, width: number): TriangleGeometry {
  const { mean, first } = table;
  const rows = table.rows.slice(-(width < 520 ? 12 : 24));
  const nameRoom = Math.ceil(
    Math.max(
      widest(
        rows.map((r) => r.name),
        13,
      ),
      textWidth(mean.name, 13, 600),
    ),
  );
  const sizeRoom = Math.ceil(Math.max(widest([mean.size, ...rows.map((r) => r.size)], 13), textWidth(table.sizes, 12)));
  const left = nameRoom + 14 + sizeRoom + 12;
  const last = Math.max(first, ...rows.map((r) => r.cells.length - 1));
  const shown = Math.max(1, Math.min(last - first + 1, Math.floor((width - left) / table.least)));
  const across = Math.min(76, (width - left) / shown);
  const values = rows.flatMap((r) =>
    r.cells.filter((x) => x.mature && x.period >= first).flatMap((x) => x.value ?? []),
  );
  const most = Math.max(1e-9, ...values);
  const bare = across < 54;
  const axis = table.axis(bare);
  const top = 44;
  const cells: HeatCell[] = [];
  const marks: ChartMark[] = [];
  const labels: LabelMark[] = [
    {
      x: Math.max(0, Math.min(left, width - textWidth(axis, 12))),
      y: 12,
      text: axis,
      ink: 3,
      size: 'small',
      maxWidth: width,
    },
    { x: nameRoom + 14 + sizeRoom, y: 34, text: table.sizes, anchor: 'end', ink: 3, size: 'small' },
    ...Array.from({ length: shown }, (_, i): LabelMark => ({
      x: left + (i + 0.5) * across - SPACE / 2,
      y: 34,
      text: String(first + i),
      anchor: 'middle',
      ink: 2,
      size: 'small',
    })),
  ];
  const draw = (row: CohortRow, y: number): void => {
    labels.push(row === mean ? { x: 0, y: y + 17, strong: row.name } : { x: 0, y: y + 17, text: row.name, ink: 2 });
    labels.push({ x: nameRoom + 14 + sizeRoom, y: y + 17, text: row.size, anchor: 'end', ink: 2 });
    for (const { period, value, mature, mark } of row.cells) {
      if (period < first || period >= first + shown) continue;
      const box = { x: left + (period - first) * across, y, width: across - SPACE, height: ROW - SPACE };
      cells.push({
        ...box,
        // A count that still grows would look like a loss: it is shown, but takes no colour.
        share: value === null || !mature ? null : Math.min(1, Math.max(0, value / most)),
        value: value === null ? '–' : table.print(value, across - SPACE, bare, most),
        ...(mature ? {} : { faded: true }),
      });
      marks.push({ ...box, ...mark });
    }
  };
  draw(mean, top);
  let y = top + ROW + 8;
  for (const row of rows) {
    draw(row, y);
    y += ROW;
  }
  const hidden = table.rows.length - rows.length + table.older;
  const longest = Math.max(last, ...table.rows.map((r) => r.cells.length - 1));
  const more = table.notDrawn(hidden, longest >= first + shown ? first + shown : null, longest);
  if (more !== null) {
    for (const [i, text] of inLines(more, width).entries())
      labels.push({ x: 0, y: y + 20 + 16 * i, text, ink: 3, size: 'small', maxWidth: width });
    y += 10 + 16 * inLines(more, width).length;
  }
  return { width, height: y + 4, cells, labels, marks };
}
