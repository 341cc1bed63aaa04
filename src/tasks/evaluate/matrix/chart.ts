import type { TableData } from '../../../charts/exhibit';
import type { ChartMark, HeatCell, LabelMark } from '../../../charts/marks';
import { textWidth } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import type { Cut } from '../cut';
import type { Subject } from '../subject';
import { matrixWords } from './words';

export interface MatrixGeometry {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly HeatCell[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const ROW = 56;
const HEAD = 40;

/** Geometry of the confusion matrix for 240 px or more: rows are what happened, columns who is picked. */
export function matrixChart(cut: Cut, subject: Subject, width: number, format: Formatter): MatrixGeometry {
  const words = matrixWords[format.locale];
  const names = [words.yes(subject), words.no(subject)];
  const left = Math.min(width * 0.36, Math.max(...names.map((n) => textWidth(n, 13))) + 14);
  const column = (width - left) / 2;
  const rows = [
    { total: cut.truePositives + cut.falseNegatives, values: [cut.truePositives, cut.falseNegatives] },
    { total: cut.falsePositives + cut.trueNegatives, values: [cut.falsePositives, cut.trueNegatives] },
  ];
  const cells = rows.flatMap(({ total, values }, r) =>
    values.map((n, c): HeatCell => ({
      x: left + c * column + 1,
      y: HEAD + r * ROW + 1,
      width: column - 2,
      height: ROW - 2,
      share: total === 0 ? 0 : n / total,
      value: format.integer(n),
      note: total === 0 ? '–' : format.percent(n / total, 0),
    })),
  );
  return {
    width,
    height: HEAD + 2 * ROW,
    cells,
    labels: [
      ...[words.picked, words.left].map((text, c): LabelMark => ({
        x: left + (c + 0.5) * column,
        y: HEAD - 10,
        text,
        anchor: 'middle',
        ink: 2,
        size: 'small',
        maxWidth: column - 4,
      })),
      ...names.map((text, r): LabelMark => ({
        x: 0,
        y: HEAD + (r + 0.5) * ROW + 4,
        text,
        maxWidth: left - 8,
      })),
    ],
    marks: cells.map((cell, i) => ({
      x: cell.x,
      y: cell.y,
      width: cell.width,
      height: cell.height,
      ...words.mark(i < 2, i % 2 === 0, cell, subject),
    })),
  };
}

/** The four counts. */
export function matrixTable(cut: Cut, subject: Subject, format: Formatter): TableData {
  const words = matrixWords[format.locale];
  return {
    caption: words.caption,
    columns: [
      { label: words.happened, kind: 'text' },
      { label: words.picked, kind: 'integer' },
      { label: words.left, kind: 'integer' },
    ],
    rows: [
      [words.yes(subject), cut.truePositives, cut.falseNegatives],
      [words.no(subject), cut.falsePositives, cut.trueNegatives],
    ],
  };
}
