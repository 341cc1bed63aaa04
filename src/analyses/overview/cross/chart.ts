import type { Formatter } from '../../../core/format';
import type { AxisTick, BarMark, ChartMark, HeatCell, LabelMark } from '../../../charts/marks';
import { textWidth, widest } from '../../../charts/text';
import { HOURS, type WeekCell } from './shape';
import { cellName, crossWords, weekdayName } from './words';

/** A name with its rows: of the selection, and without one. */
export interface CrossItem {
  /** What is chosen by it. */
  readonly code: number;
  readonly name: string;
  readonly now: number;
  readonly whole: number;
}

/** Bars by name; the track is the whole. */
export interface CrossBarsGeometry {
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const ROW = 44;

/** Geometry of bars for a width of 240 px or more: the name over its bar, the count at the end. */
export function crossBars(
  items: readonly CrossItem[],
  chosen: number | null,
  width: number,
  format: Formatter,
): CrossBarsGeometry {
  const words = crossWords[format.locale];
  const most = Math.max(1, ...items.map((i) => i.whole));
  return {
    height: items.length * ROW,
    bars: items.flatMap((item, i): BarMark[] => {
      const at = { x: 0, y: i * ROW + 22, height: 12 };
      const mine = chosen === null || chosen === item.code;
      return [
        { ...at, width: (item.whole / most) * width, tone: 'track' },
        { ...at, width: (item.now / most) * width, tone: mine ? 'mark' : 'quiet' },
      ];
    }),
    labels: items.flatMap((item, i): LabelMark[] => {
      const count = format.compact(item.now);
      const room = width - textWidth(count, 13, 600) - 16;
      const name = { x: 0, y: i * ROW + 15, maxWidth: room };
      return [
        chosen === item.code ? { ...name, strong: item.name } : { ...name, text: item.name, ink: 2 },
        { x: width, y: i * ROW + 15, strong: count, anchor: 'end' },
      ];
    }),
    marks: items.map((item, i) => ({
      x: 0,
      y: i * ROW,
      width,
      height: ROW - 6,
      title: item.name,
      value: `${words.rows}: ${format.integer(item.now)}`,
      note: note(item, chosen === item.code, format),
    })),
  };
}

/** Rows of a week: seven days of equal parts. */
export interface CrossWeekGeometry {
  readonly height: number;
  readonly cells: readonly HeatCell[];
  /** In the order of `cells`: what a click chooses. */
  readonly picks: readonly WeekCell[];
  readonly days: readonly AxisTick[];
  readonly hours: readonly AxisTick[];
  readonly left: number;
  readonly bottom: number;
  /** Around the chosen cell; null where none of the cells drawn is. */
  readonly chosen: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  readonly marks: readonly ChartMark[];
}

/** Least width of a cell that a finger finds. */
const CELL = 20;

/** Geometry of weekday × hour; where an hour is too narrow a cell holds three of them. */
export function crossWeek(
  now: Float64Array,
  whole: Float64Array,
  chosen: WeekCell | null,
  width: number,
  format: Formatter,
): CrossWeekGeometry {
  const names = Array.from({ length: 7 }, (_, day) => weekdayName(day, format.locale, 'short'));
  const left = Math.ceil(widest(names, 12)) + 12;
  const each = (width - left) / HOURS >= CELL ? 1 : 3;
  const columns = HOURS / each;
  const step = (width - left) / columns;
  const tall = 30;
  const sum = (all: Float64Array, { weekday, from, to }: WeekCell): number =>
    all.subarray(weekday * HOURS + from, weekday * HOURS + to).reduce((n, rows) => n + rows, 0);
  const picks = names.flatMap((_, weekday) =>
    Array.from({ length: columns }, (_, c): WeekCell => ({ weekday, from: c * each, to: (c + 1) * each })),
  );
  const counts = picks.map((pick) => sum(now, pick));
  const most = Math.max(1, ...counts);
  const boxOf = ({ weekday, from, to }: WeekCell) => ({
    x: left + (from / each) * step,
    y: weekday * tall,
    width: ((to - from) / each) * step - 2,
    height: tall - 2,
  });
  return {
    height: 7 * tall + 26,
    left,
    bottom: 7 * tall,
    picks,
    cells: picks.map((pick, i) => ({
      ...boxOf(pick),
      share: (counts[i] ?? 0) === 0 ? null : (counts[i] ?? 0) / most,
      value: '',
    })),
    days: names.map((label, day) => ({ at: day * tall + tall / 2 - 1, label })),
    hours: [0, 6, 12, 18].map((hour) => ({
      at: left + (hour / each) * step + step / 2 - 1,
      label: `${String(hour).padStart(2, '0')}:00`,
    })),
    chosen: chosen === null ? null : boxOf(chosen),
    marks: picks.map((pick, i) => ({
      ...boxOf(pick),
      title: cellName(pick.weekday, pick.from, pick.to, format.locale),
      value: `${crossWords[format.locale].rows}: ${format.integer(counts[i] ?? 0)}`,
      note: note({ now: counts[i] ?? 0, whole: sum(whole, pick) }, isSame(chosen, pick), format),
    })),
  };
}

/** Whether two cells are the same. */
export function isSame(a: WeekCell | null, b: WeekCell): boolean {
  return a !== null && a.weekday === b.weekday && a.from === b.from && a.to === b.to;
}

function note({ now, whole }: Pick<CrossItem, 'now' | 'whole'>, chosen: boolean, format: Formatter): string {
  const words = crossWords[format.locale];
  const parts = now === whole ? [] : [words.of(format.integer(whole))];
  return [...parts, chosen ? words.chosen : words.click].join('; ');
}
