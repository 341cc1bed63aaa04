import type { DotMark } from '../../core/marks';
import { scaleLinear } from 'd3';
import type { AxisTick, BarMark, ChartMark, LabelMark, LinePoint, WhiskerMark } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import { segmentNames } from '../../core/rfmSegments.words';
import type { BakeoffFigures } from './result';
import { amountText, bakeoffWords } from './words';

export interface BoardGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly dots: readonly DotMark[];
  readonly whiskers: readonly WhiskerMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const DOT = 10;

/** Geometry of the leaderboard, for 300 px or more: a dot and its interval per contender, best on top. Zero is not on the axis: dots, not bars. */
export function boardChart(figures: BakeoffFigures, width: number, format: Formatter): BoardGeometry {
  const words = bakeoffWords[format.locale];
  const wide = width >= 560;
  const names = figures.board.map((r) => words.contenders[r.contender]);
  const notes = figures.board.map((r) => words.bias(r, figures, format));
  const left = wide ? Math.max(widest(names, 13), widest(notes, 12)) + 20 : 8;
  const right = width - 16;
  const row = wide ? 40 : 62;
  const top = 6;
  const bottom = top + figures.board.length * row;
  const loss = (i: number): number => {
    const r = figures.board[i];
    return r === undefined ? 0 : figures.metric === 'mae' ? r.mae : r.rmse;
  };
  const [low, high] = [
    Math.min(...figures.board.map((r) => r.interval.low)),
    Math.max(...figures.board.map((r) => r.interval.high)),
  ];
  const scale = scaleLinear()
    .domain(low < high ? [low, high] : [Math.min(0, low), Math.max(1, high)])
    .nice(4)
    .range([left, right]);
  const ticks = scale.ticks(width < 480 ? 3 : 5);
  const said = format.axis(ticks, figures.money);
  const at = (i: number): number => top + i * row + (wide ? row / 2 : 46);
  return {
    width,
    height: bottom + 44,
    left,
    right,
    top,
    bottom,
    across: ticks.map((t, i) => ({ at: scale(t), label: said[i] ?? '' })),
    dots: figures.board.map((r, i) => ({
      x: scale(loss(i)),
      y: at(i),
      // Those who cannot be told from the best are drawn like it.
      tone: r.above === null || !(r.above.interval.low > 0) ? 'mark' : 'quiet',
    })),
    whiskers: figures.board.map((r, i) => ({ from: scale(r.interval.low), to: scale(r.interval.high), across: at(i) })),
    labels: [
      ...figures.board.flatMap((r, i): LabelMark[] => [
        { x: 0, y: top + i * row + 16, text: names[i] ?? '', ink: 1 },
        { x: 0, y: top + i * row + 31, text: notes[i] ?? '', ink: 2, size: 'small' },
        {
          x: Math.min(right - textWidth(amountText(loss(i), figures, format), 12) / 2, scale(loss(i))),
          y: at(i) - DOT / 2 - 4,
          text: amountText(loss(i), figures, format),
          anchor: 'middle',
          ink: 2,
          size: 'small',
        },
      ]),
      { x: right, y: bottom + 38, text: words.axis(figures), anchor: 'end', ink: 2, size: 'small' },
    ],
    marks: figures.board.map((r, i) => ({
      x: 0,
      y: top + i * row + 2,
      width,
      height: row - 4,
      ...words.rowMark(r, figures, format),
    })),
  };
}

export interface TenthsGeometry {
  readonly width: number;
  readonly height: number;
  readonly key: readonly BarMark[];
  readonly grids: readonly { readonly ticks: readonly AxisTick[]; readonly left: number; readonly right: number }[];
  readonly actual: readonly (readonly LinePoint[])[];
  readonly forecast: readonly (readonly LinePoint[])[];
  readonly bases: readonly {
    readonly at: number;
    readonly from: number;
    readonly to: number;
    readonly ticks: readonly AxisTick[];
  }[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of the calibration by tenths, one small chart per contender on one scale, for 300 px or more. */
export function tenthsChart(figures: BakeoffFigures, width: number, format: Formatter): TenthsGeometry {
  const words = bakeoffWords[format.locale];
  const panels = figures.deciles.length;
  const fits = Math.max(1, Math.min(panels, Math.floor(width / 210)));
  // Rows as even as they come: 3 + 2 rather than 4 + 1.
  const columns = Math.ceil(panels / Math.max(1, Math.ceil(panels / fits)));
  const rows = Math.ceil(panels / Math.max(1, columns));
  const [head, tall, foot, gap] = [30, 120, 26, 22];
  const most = Math.max(1e-9, ...figures.deciles.flatMap((d) => d.tenths.flatMap((t) => [t.predicted, t.actual])));
  const scale = scaleLinear().domain([0, most]).nice(3);
  const ticks = scale.ticks(3);
  const text = (t: number): string => (figures.money ? format.moneyCompact(t) : format.tick(t));
  const margin = widest(ticks.map(text), 12) + 10;
  const panel = (width - gap * (columns - 1)) / Math.max(1, columns);
  const keyHeight = 24;
  const geometry = {
    grids: [] as TenthsGeometry['grids'][number][],
    actual: [] as (readonly LinePoint[])[],
    forecast: [] as (readonly LinePoint[])[],
    bases: [] as TenthsGeometry['bases'][number][],
    labels: [] as LabelMark[],
    marks: [] as ChartMark[],
  };
  const second = 17 + textWidth(words.actual, 12) + 16;
  geometry.labels.push(
    { x: 17, y: 12, text: words.actual, ink: 2, size: 'small' },
    { x: second + 17, y: 12, text: words.forecast, ink: 2, size: 'small' },
  );
  figures.deciles.forEach((d, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const start = column * (panel + gap);
    const left = start + margin;
    const right = start + panel - 8;
    const topOf = keyHeight + row * (head + tall + foot);
    const bottom = topOf + head + tall;
    const y = (v: number): number => bottom - (v / (scale.domain()[1] ?? 1)) * tall;
    const x = (decile: number): number => left + ((decile - 0.5) / 10) * (right - left);
    geometry.labels.push({ x: start, y: topOf + 16, text: words.short[d.contender], ink: 1 });
    geometry.grids.push({ ticks: ticks.map((t) => ({ at: y(t), label: text(t) })), left, right });
    geometry.actual.push(d.tenths.map((t) => ({ x: x(t.decile), y: y(t.actual) })));
    geometry.forecast.push(d.tenths.map((t) => ({ x: x(t.decile), y: y(t.predicted) })));
    geometry.bases.push({
      at: bottom,
      from: left,
      to: right,
      ticks: [1, 5, 10].map((k) => ({ at: x(k), label: String(k) })),
    });
    for (const t of d.tenths) {
      geometry.marks.push({
        x: x(t.decile) - (right - left) / 20,
        y: topOf + head,
        width: (right - left) / 10,
        height: tall,
        ...words.tenthMark(d.contender, t, figures, format),
      });
    }
  });
  return {
    width,
    height: keyHeight + rows * (head + tall + foot),
    key: [
      { x: 0, y: 3, width: 12, height: 8, tone: 'mark' },
      { x: second, y: 3, width: 12, height: 8, tone: 'second' },
    ],
    ...geometry,
  };
}

export interface VerdictsGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of the winners by segment, for 300 px or more: a row each, set like a table. */
export function verdictsChart(figures: BakeoffFigures, width: number, format: Formatter): VerdictsGeometry {
  const words = bakeoffWords[format.locale];
  const row = 44;
  const names = figures.segments.map((s) => segmentNames[format.locale][s.segment]);
  const verdicts = figures.segments.map((s) => words.verdict(s));
  const middle = Math.min(width * 0.45, widest(names, 13) + 40);
  return {
    width,
    height: figures.segments.length * row + 2,
    bars: figures.segments.flatMap((_, i) =>
      i === 0 ? [] : [{ x: 0, y: i * row, width, height: 1, tone: 'track' as const }],
    ),
    labels: figures.segments.flatMap((s, i): LabelMark[] => {
      const y = i * row + 18;
      const note = words.segmentNote(s, figures, format);
      return [
        { x: 0, y, text: names[i] ?? '', ink: 1, maxWidth: middle - 12 },
        s.clear ? { x: middle, y, strong: verdicts[i] ?? '' } : { x: middle, y, text: verdicts[i] ?? '', ink: 2 },
        { x: middle, y: y + 16, text: note, ink: 2, size: 'small', maxWidth: width - middle },
      ];
    }),
    marks: figures.segments.map((s, i) => ({
      x: 0,
      y: i * row + 2,
      width,
      height: row - 4,
      ...words.segmentMark(s, figures, format),
    })),
  };
}
