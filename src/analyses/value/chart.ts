import { dateTicks, valueAxis } from '../../charts/axes';
import type { AxisTick, BarMark, ChartMark, HeatCell, LabelMark, LinePoint, WhiskerMark } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import { DAY } from '../../core/time';
import { purchaseBins, SILENCES } from './map';
import type { ConcentrationFigures, HoldoutFigures, ValueFigures } from './result';
import { cellWho } from './who';
import { binLabel, purchasesLabel, valueWords } from './words';

/** The map of who comes back, laid out for a width. */
export interface ValueMapGeometry {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly HeatCell[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const SPACE = 2;

/** Geometry of the map for 300 px or more: purchases across, silence down, most recent first. */
export function valueMapChart(figures: ValueFigures, width: number, format: Formatter): ValueMapGeometry {
  const words = valueWords[format.locale];
  const length = figures.map.reduce((_, c) => c.to - c.from, 1);
  const rows = Array.from({ length: SILENCES }, (_, row) => ({ row, from: row * length, to: (row + 1) * length }));
  const names = rows.map((r) => words.silence(r, format));
  const left = widest(names, 13) + 12;
  const top = 24;
  const across = Math.min(190, (width - left) / purchaseBins.length);
  const down = 46;
  const box = (column: number, row: number) => ({
    x: left + column * across,
    y: top + row * down,
    width: across - SPACE,
    height: down - SPACE,
  });
  const known = new Map(figures.map.map((c) => [c.row * purchaseBins.length + c.column, c]));
  // One form of the second line for all cells: the longest that fits each of them.
  const notes = figures.map.map((c) => words.cellNote(c, format));
  const form = (notes[0] ?? []).findIndex((_, k) =>
    notes.every((forms) => (forms[k]?.length ?? Infinity) * 6 + 8 <= across - SPACE),
  );
  const cells = rows.flatMap(({ row }) =>
    purchaseBins.map((_, column): HeatCell => {
      const place = box(column, row);
      const cell = known.get(row * purchaseBins.length + column);
      if (cell === undefined) return { ...place, share: null, value: '–' };
      const note = words.cellNote(cell, format)[form];
      return {
        ...place,
        share: cell.returns,
        value: format.percent(cell.returns, 0),
        ...(note === undefined ? {} : { note }),
        faded: cell.customers < 10,
      };
    }),
  );
  const foot = top + SILENCES * down;
  const labels: LabelMark[] = [
    { x: 0, y: 12, text: words.mapDown, ink: 2, size: 'small' },
    ...rows.map(({ row }): LabelMark => ({
      x: left - 8,
      y: top + row * down + down / 2 + 4,
      text: names[row] ?? '',
      anchor: 'end',
      ink: 2,
    })),
    ...purchaseBins.map((_, column): LabelMark => ({
      x: left + (column + 0.5) * across - SPACE / 2,
      y: foot + 16,
      text: purchasesLabel(column),
      anchor: 'middle',
      ink: 2,
    })),
    {
      x: left + purchaseBins.length * across - SPACE,
      y: foot + 36,
      text: words.mapAcross,
      anchor: 'end',
      ink: 2,
      size: 'small',
    },
  ];
  const marks = figures.map.map((c): ChartMark => {
    const text = words.cellMark(c, format);
    return { ...box(c.column, c.row), ...text, who: cellWho(c, text.title) };
  });
  return { width, height: foot + 42, cells, labels, marks };
}

/** What an exhibit with axes is drawn from. */
export interface AxesGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly down: readonly AxisTick[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

export interface BinsGeometry extends AxesGeometry {
  readonly bars: readonly BarMark[];
}

const HEIGHT = 250;
const TOP = 34;

/** A key of two colours in words, above a plot: bars of the tones and their labels. */
function key(x: number, first: string, second: string): { bars: BarMark[]; labels: LabelMark[] } {
  const next = x + 17 + textWidth(first, 12) + 16;
  return {
    bars: [
      { x, y: 3, width: 12, height: 8, tone: 'mark' },
      { x: next, y: 3, width: 12, height: 8, tone: 'second' },
    ],
    labels: [
      { x: x + 17, y: 12, text: first, ink: 2, size: 'small' },
      { x: next + 17, y: 12, text: second, ink: 2, size: 'small' },
    ],
  };
}

export interface HoldoutGeometry extends BinsGeometry {
  /** 95 % intervals of what happened. */
  readonly whiskers: readonly WhiskerMark[];
}

/** Geometry of actual (with its interval) and forecast by frequency bin, for 300 px or more. */
export function holdoutBinsChart(test: HoldoutFigures, width: number, format: Formatter): HoldoutGeometry {
  const words = valueWords[format.locale];
  const axis = valueAxis(
    test.bins.flatMap((b) => [b.actual, b.expected, b.interval?.high ?? 0]),
    4,
  );
  const left =
    widest(
      axis.ticks.map((t) => format.tick(t)),
      12,
    ) + 10;
  const [right, bottom] = [width, TOP + HEIGHT];
  const y = (v: number): number => bottom - (v / axis.high) * HEIGHT;
  const band = (right - left) / Math.max(1, test.bins.length);
  const bar = Math.min(34, (band - 8) / 2);
  const top = key(left, words.actual, words.forecast);
  const bars: BarMark[] = [...top.bars];
  const labels: LabelMark[] = [...top.labels];
  const marks: ChartMark[] = [];
  test.bins.forEach((b, i) => {
    const middle = left + (i + 0.5) * band;
    const tall = (v: number): number => Math.max(v > 0 ? 1 : 0, bottom - y(v));
    bars.push({ x: middle - bar - 1, y: bottom - tall(b.actual), width: bar, height: tall(b.actual), tone: 'mark' });
    bars.push({ x: middle + 1, y: bottom - tall(b.expected), width: bar, height: tall(b.expected), tone: 'second' });
    const digits = format.number(Math.max(b.actual, b.expected), 1);
    if (textWidth(digits, 12) < bar + 2) {
      const said = (v: number, x: number): LabelMark => ({
        x,
        y: y(v) - 5,
        text: format.number(v, 1),
        anchor: 'middle',
        ink: 2,
        size: 'small',
      });
      // Above the whisker, where there is one.
      labels.push(
        { ...said(b.actual, middle - bar / 2 - 1), y: y(Math.max(b.actual, b.interval?.high ?? 0)) - 5 },
        said(b.expected, middle + bar / 2 + 1),
      );
    }
    marks.push({ x: middle - band / 2 + 1, y: TOP, width: band - 2, height: HEIGHT, ...words.binMark(b, format) });
  });
  labels.push({ x: right, y: bottom + 36, text: words.binsAxis, anchor: 'end', ink: 2, size: 'small' });
  return {
    width,
    height: bottom + 42,
    left,
    right,
    top: TOP,
    bottom,
    across: test.bins.map((b, i) => ({ at: left + (i + 0.5) * band, label: binLabel(b.x) })),
    down: axis.ticks.map((t) => ({ at: y(t), label: format.tick(t) })),
    bars,
    whiskers: test.bins.flatMap((b, i): WhiskerMark[] => {
      if (b.interval === null) return [];
      const across = left + (i + 0.5) * band - bar / 2 - 1;
      return [{ from: y(b.interval.high), to: y(Math.max(0, b.interval.low)), across, vertical: true }];
    }),
    labels,
    marks,
  };
}

export interface TrackGeometry extends AxesGeometry {
  /** The test period. */
  readonly wash: BarMark;
  readonly key: readonly BarMark[];
  readonly actual: readonly LinePoint[];
  readonly expected: readonly LinePoint[];
}

/** Geometry of the two cumulative lines, for 300 px or more; the test period is shaded. */
export function trackingChart(
  figures: ValueFigures,
  test: HoldoutFigures,
  width: number,
  format: Formatter,
): TrackGeometry {
  const words = valueWords[format.locale];
  const axis = valueAxis(
    test.tracking.flatMap((p) => [p.actual, p.expected]),
    4,
  );
  const left =
    widest(
      axis.ticks.map((t) => format.tick(t)),
      12,
    ) + 10;
  const [right, bottom] = [width - 6, TOP + HEIGHT];
  const { from, until, to } = figures;
  // A day's figures stand at its end.
  const x = (day: number): number => left + ((day - from + DAY) / (to - from + DAY)) * (right - left);
  const y = (v: number): number => bottom - (v / axis.high) * HEIGHT;
  const top = key(left, words.actual, words.forecast);
  const start = x(until);
  const said = textWidth(words.testPeriod, 12);
  const marks = test.tracking.map((p, i): ChartMark => {
    const before = test.tracking[i - 1];
    const begin = before === undefined ? left : x(before.day);
    return { x: begin, y: TOP, width: Math.max(1, x(p.day) - begin), height: HEIGHT, ...words.trackMark(p, format) };
  });
  return {
    width,
    height: bottom + 26,
    left,
    right,
    top: TOP,
    bottom,
    across: dateTicks(
      from,
      to,
      (t) => x(t - DAY),
      (t) => format.month(t),
      { left, right, least: DAY },
    ),
    down: axis.ticks.map((t) => ({ at: y(t), label: format.tick(t) })),
    wash: { x: start, y: TOP, width: Math.max(0, right - start), height: HEIGHT, tone: 'wash' },
    key: top.bars,
    actual: [{ x: left, y: bottom }, ...test.tracking.map((p) => ({ x: x(p.day), y: y(p.actual) }))],
    expected: [{ x: left, y: bottom }, ...test.tracking.map((p) => ({ x: x(p.day), y: y(p.expected) }))],
    labels: [
      ...top.labels,
      ...(said + 12 < right - start
        ? [{ x: start + 8, y: bottom - 10, text: words.testPeriod, ink: 2, size: 'small' } as const]
        : []),
    ],
    marks,
  };
}

export interface SpreadGeometry extends AxesGeometry {
  readonly curve: readonly LinePoint[];
  readonly equal: readonly LinePoint[];
  /** From 80 % down to its group. */
  readonly guide: readonly LinePoint[];
}

/** Geometry of the Lorenz curve, largest buyers first, for 300 px or more. */
export function spreadChart(concentration: ConcentrationFigures, width: number, format: Formatter): SpreadGeometry {
  const words = valueWords[format.locale];
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const text = (t: number): string => format.percent(t, 0);
  const left = widest(ticks.map(text), 12) + 10;
  const right = width - 20;
  const bottom = TOP + HEIGHT;
  const x = (share: number): number => left + share * (right - left);
  const y = (share: number): number => bottom - share * HEIGHT;
  const group = concentration.to80 / concentration.holders;
  const stops = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const said = textWidth(words.equal, 12) / (right - left);
  const at = (holders: number): number =>
    concentration.curve.reduce((best, p) => (p.holders <= holders + 1e-9 ? p.share : best), 0);
  return {
    width,
    height: bottom + 42,
    left,
    right,
    top: TOP,
    bottom,
    across: ticks.filter((_, i) => width > 380 || i % 5 === 0).map((t) => ({ at: x(t), label: text(t) })),
    down: ticks.map((t) => ({ at: y(t), label: text(t) })),
    curve: concentration.curve.map((p) => ({ x: x(p.holders), y: y(p.share) })),
    equal: [
      { x: x(0), y: y(0) },
      { x: x(1), y: y(1) },
    ],
    guide: [
      { x: left, y: y(0.8) },
      { x: x(group), y: y(0.8) },
      { x: x(group), y: bottom },
    ],
    labels: [
      { x: 0, y: 12, text: words.spreadDown, ink: 2, size: 'small' },
      { x: right, y: bottom + 36, text: words.spreadAcross, anchor: 'end', ink: 2, size: 'small' },
      { x: x(group) + 8, y: y(0.8) + 18, strong: text(group) },
      // Ends below the diagonal's upper end, its start still under it.
      { x: x(0.98), y: y(Math.max(0.04, 0.86 - said)), text: words.equal, anchor: 'end', ink: 2, size: 'small' },
    ],
    marks: stops.map((holders, i) => {
      const before = stops[i - 1] ?? 0;
      return {
        x: x(before),
        y: TOP,
        width: x(holders) - x(before),
        height: HEIGHT,
        ...words.spreadMark({ holders, share: at(holders) }, format),
      };
    }),
  };
}
