import type { Formatter } from '../../core/format';
import type { ChartMark, HeatCell, LabelMark } from '../../charts/marks';
import { inLines, textWidth, widest } from '../../charts/text';
import { grouped } from './groups';
import type { MigrationFigures } from './result';
import { moveWho } from './who';
import { migrationWords } from './words';

/** The matrix before × after, laid out for a width. */
export interface MatrixGeometry {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly HeatCell[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const SPACE = 2;
const LINE = 15;

/**
 * Geometry of the matrix for a width of 300 px or more: rows are segments of the earlier date, columns those
 * of now, best first, empty ones left out; below 760 px tiers stand for segments. A cell's shade is its
 * share of the row; the right column and the lowest line are the sums.
 */
export function matrixChart(figures: MigrationFigures, width: number, format: Formatter): MatrixGeometry {
  const words = migrationWords[format.locale];
  const { before, after, flows } = grouped(figures, width);
  const names = before.map((g) => words.groups[g.key]);
  const left = Math.min(width * 0.34, widest(names, 13) + 14);
  const sums = before.map((g) => format.compact(g.customers));
  const right = Math.max(widest([...sums, format.compact(figures.customers), words.all], 13, 600), 30) + 10;
  const across = Math.min(120, (width - left - right) / Math.max(1, after.length));
  const heads = after.map((g) => inLines(words.groups[g.key], across - 6));
  const totals = after.map((g) => format.compact(g.customers));
  const headLines = Math.max(1, ...heads.map((h) => h.length));
  const headLevels = levelsFor(widest(heads.flat(), 12), across);
  const sumLevels = levelsFor(widest(totals, 13, 600), across);
  const top = 24 + headLines * LINE * headLevels + 6;
  const down = 42;
  const y = (row: number): number => top + row * down;
  const x = (column: number): number => left + column * across;
  const bottom = y(before.length);
  const end = x(after.length);
  // Where sums stand on several levels, the sum of all has one of its own.
  const lowest = bottom + 18 + (sumLevels === 1 ? 0 : sumLevels * LINE);
  const cells: HeatCell[] = [];
  const marks: ChartMark[] = [];
  for (const [r, from] of before.entries()) {
    for (const [c, to] of after.entries()) {
      const customers = flows.find((f) => f.before === from.key && f.after === to.key)?.customers ?? 0;
      const box = { x: x(c), y: y(r), width: across - SPACE, height: down - SPACE };
      const share = format.percent(customers / from.customers, 0);
      cells.push({
        ...box,
        share: customers === 0 ? null : customers / from.customers,
        value: customers === 0 ? '–' : share,
        ...(customers === 0 ? {} : { note: format.compact(customers) }),
      });
      marks.push({
        ...box,
        ...words.cellMark({ before: from.key, after: to.key, customers, of: from.customers }, format),
        who: moveWho(from.key, to.key, customers, format),
      });
    }
  }
  const labels: LabelMark[] = [
    { x: 0, y: 12, text: words.rowsAxis(figures, format), ink: 2, size: 'small' },
    ...(textWidth(words.rowsAxis(figures, format), 12) + textWidth(words.columnsAxis(figures, format), 12) + 24 <= end
      ? [
          {
            x: end - SPACE,
            y: 12,
            text: `${words.columnsAxis(figures, format)} →`,
            anchor: 'end',
            ink: 2,
            size: 'small',
          } as const,
        ]
      : []),
    ...heads.flatMap((lines, c) =>
      lines.map((text, i): LabelMark => ({
        x: x(c) + across / 2 - SPACE / 2,
        y: top - 8 - (lines.length - 1 - i) * LINE - (c % headLevels) * headLines * LINE,
        text,
        anchor: 'middle',
        ink: 2,
        size: 'small',
      })),
    ),
    { x: end + 8, y: headLevels > 1 ? 12 : top - 8, text: words.all, ink: 2, size: 'small' },
    ...before.flatMap((_, r): LabelMark[] => [
      { x: left - 10, y: y(r) + down / 2 + 4, text: names[r] ?? '', anchor: 'end', maxWidth: left - 10 },
      { x: end + 8, y: y(r) + down / 2 + 4, strong: sums[r] ?? '' },
    ]),
    { x: left - 10, y: bottom + 18, text: words.all, anchor: 'end', ink: 2 },
    ...after.map((_, c): LabelMark => ({
      x: x(c) + across / 2 - SPACE / 2,
      y: bottom + 18 + (c % sumLevels) * LINE,
      strong: totals[c] ?? '',
      anchor: 'middle',
    })),
    { x: end + 8, y: lowest, strong: format.compact(figures.customers) },
  ];
  return { width, height: lowest + 8, cells, labels, marks };
}

/** On how many levels in turn texts wider than their columns have to stand. */
function levelsFor(widestText: number, across: number): number {
  return Math.max(1, Math.min(4, Math.ceil((widestText + 4) / across)));
}
