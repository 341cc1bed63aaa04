import type { Formatter } from '../../core/format';
import { LABEL_GAP, type BarMark, type ChartMark, type HeatCell, type LabelMark } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { RfmFigures } from './result';
import { cellWho, segmentWho } from './who';
import { rfmWords } from './words';

/** The recency × frequency map, laid out for a width. */
export interface RfmMapGeometry {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top (best recency), as in the figures. */
  readonly cells: readonly HeatCell[];
  /** Axis labels, titles included. */
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const SPACE = 2;

/** Where the map's cells stand, and how large they are. */
function mapGrid(width: number, bins: number): { left: number; top: number; across: number; down: number } {
  const left = bins < 10 ? 22 : 30;
  const across = Math.min(120, (width - left) / bins);
  // Of five scores a cell holds two lines; of more, one.
  const down = bins <= 5 ? Math.max(44, Math.min(60, across * 0.66)) : Math.max(30, Math.min(40, across * 0.5));
  return { left, top: 24, across, down };
}

function mapHeight(width: number, bins: number): number {
  const { top, down } = mapGrid(width, bins);
  return top + bins * down + 42;
}

/**
 * Geometry of the map for a width of 300 px or more. Cells grow with the width up to 120 × 60 px; the
 * place on the ramp is the share of the fullest cell.
 */
export function rfmMapChart(figures: RfmFigures, width: number, format: Formatter): RfmMapGeometry {
  const words = rfmWords[format.locale];
  const { bins } = figures;
  const scores = Array.from({ length: bins }, (_, i) => i + 1);
  const { left, top, across, down } = mapGrid(width, bins);
  const most = Math.max(1, ...figures.cells.map((c) => c.customers));
  const boxes = figures.cells.map((c) => ({
    x: left + (c.frequency - 1) * across,
    y: top + (bins - c.recency) * down,
    width: across - SPACE,
    height: down - SPACE,
  }));
  const cells = figures.cells.map((c, i): HeatCell => {
    const box = boxes[i] ?? { x: 0, y: 0, width: 0, height: 0 };
    // The drawing leaves out a note of more than 6 px a letter, so a shorter one is offered in time.
    const note = words.cellNote(c, format).find((t) => t.length * 6 + 8 <= box.width);
    return {
      ...box,
      share: c.customers === 0 ? null : c.customers / most,
      value: c.customers === 0 ? '–' : cellValue(c.customers, box.width, format),
      ...(c.customers > 0 && note !== undefined ? { note } : {}),
    };
  });
  const labels: LabelMark[] = [
    { x: 0, y: 12, text: words.recencyAxis(bins), ink: 2, size: 'small' },
    ...scores.map((r): LabelMark => ({
      x: left - 10,
      y: top + (bins - r) * down + down / 2 + 4,
      text: String(r),
      anchor: 'end',
      ink: 2,
    })),
    ...scores.map((f): LabelMark => ({
      x: left + (f - 0.5) * across - SPACE / 2,
      y: top + bins * down + 16,
      text: String(f),
      anchor: 'middle',
      ink: 2,
    })),
    {
      x: left + bins * across - SPACE,
      y: top + bins * down + 36,
      text: words.frequencyAxis(bins),
      anchor: 'end',
      ink: 2,
      size: 'small',
    },
  ];
  return {
    width,
    height: mapHeight(width, bins),
    cells,
    labels,
    marks: figures.cells.map((c, i) => ({
      ...(boxes[i] ?? { x: 0, y: 0, width: 0, height: 0 }),
      ...words.cellMark(c, format),
      who: cellWho(c, format),
    })),
  };
}

/** The exact number where it fits the cell, else the short one. */
function cellValue(customers: number, width: number, format: Formatter): string {
  const exact = format.integer(customers);
  return exact.length * 7.4 + 4 <= width ? exact : format.compact(customers);
}

/** Two bars per segment, laid out for a width. */
export interface RfmBarsGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
  /** Whether names stand above their bars, where the width is too small for a column of names. */
  readonly stacked: boolean;
}

/**
 * Geometry of the segment bars for a width of 300 px or more: share of revenue above share of buyers,
 * largest first, empty segments left out. Without amounts one bar, the share of buyers.
 */
export function rfmBarsChart(figures: RfmFigures, width: number, format: Formatter): RfmBarsGeometry {
  const words = rfmWords[format.locale];
  const money = figures.segments.some((s) => s.revenueShare !== null);
  const shown = figures.segments
    .filter((s) => s.customers > 0)
    .sort((a, b) => (b.revenueShare ?? b.customerShare ?? 0) - (a.revenueShare ?? a.customerShare ?? 0));
  const names = shown.map((s) => words.segments[s.segment]);
  const nameRoom = widest(names, 13) + 12;
  const labelRoom = Math.max(
    0,
    ...shown.map((s) => {
      const { strong, text } = words.barLabel(s, format);
      return textWidth(strong, 13, 600) + LABEL_GAP + textWidth(text, 13);
    }),
  );
  const stacked = width - nameRoom - labelRoom < 140;
  const left = stacked ? 0 : nameRoom;
  const full = Math.max(40, width - left - labelRoom - 8);
  const most = Math.max(0.01, ...shown.flatMap((s) => [s.revenueShare ?? 0, s.customerShare ?? 0]));
  const length = (share: number | null): number =>
    share === null || share <= 0 ? 0 : Math.max(1, (share / most) * full);
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  // Beside the map, the rows share its height; on a phone nothing stands beside them.
  const head = money ? 26 : 0;
  const row = stacked
    ? 28
    : Math.max(30, Math.min(46, (mapHeight(width, figures.bins) - head - 4) / Math.max(1, shown.length)));
  const thick = stacked ? 1 : row / 30;
  let y = 0;
  if (money) {
    // A key of the two colours, in words beside the bars' own tones.
    bars.push({ x: left, y: 3, width: 12, height: 8, tone: 'mark' });
    labels.push({ x: left + 17, y: 12, text: words.revenueKey, ink: 2, size: 'small' });
    const second = left + 17 + textWidth(words.revenueKey, 12) + 16;
    bars.push({ x: second, y: 3, width: 12, height: 8, tone: 'second' });
    labels.push({ x: second + 17, y: 12, text: words.customersKey, ink: 2, size: 'small' });
    y = head;
  }
  for (const [i, s] of shown.entries()) {
    const start = y;
    const name = names[i] ?? '';
    if (stacked) {
      labels.push({ x: 0, y: y + 13, text: name, maxWidth: width });
      y += 20;
    } else labels.push({ x: left - 12, y: y + 7 + (15 * thick) / 2, text: name, anchor: 'end' });
    const [first, second] = [money ? s.revenueShare : s.customerShare, money ? s.customerShare : null];
    const [upper, lower] = money ? [9 * thick, 6 * thick] : [14 * thick, 0];
    bars.push({ x: left, y: y + 2, width: length(first), height: upper, tone: 'mark' });
    if (money) bars.push({ x: left, y: y + 3 + upper, width: length(second), height: lower, tone: 'second' });
    labels.push({
      x: left + Math.max(length(first), length(second)) + 8,
      y: y + 7 + (upper + lower) / 2,
      ...words.barLabel(s, format),
    });
    y += row;
    marks.push({
      x: 0,
      y: start,
      width,
      height: y - start - 6,
      ...words.segmentMark(s, figures.recencyUnit, format),
      who: segmentWho(s, format),
    });
  }
  return { width, height: Math.max(y, 30), bars, labels, marks, stacked };
}
