import type { AxisTick, BarMark, ChartMark, DotMark, LabelMark, Tone, WhiskerMark } from './marks';
import type { PlaneAxis } from './plane';
import { textWidth, widest } from './text';

/** A row of a board: a name, a value on the common axis, how sure it is, and what it is measured against. */
export interface BoardRow {
  readonly name: string;
  /** A second, quieter line under the name. */
  readonly note?: string;
  /** Null where it cannot be measured: the row says so in `says`. */
  readonly value: number | null;
  readonly interval?: { readonly low: number; readonly high: number } | null;
  /** A second value on the same row, drawn quietly: the baseline. */
  readonly against?: number | null;
  /** The value as printed, at the row's end. */
  readonly says: string;
  /** A quieter line under it; on a narrow page it stands under the note. */
  readonly saysNote?: string;
  readonly tone?: Tone;
  readonly mark: { readonly title: string; readonly value: string; readonly note?: string };
}

export interface BoardGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly bars: readonly BarMark[];
  readonly dots: readonly DotMark[];
  readonly whiskers: readonly WhiskerMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/**
 * A row each: its value as a dot with its whisker (`draw` `dots`) or as a bar from `axis.low` or zero (`bars`), and
 * the baseline as a hollow dot or a tick. For 280 px or more; on a narrow page names stand above their rows.
 */
export function board(rows: readonly BoardRow[], axis: PlaneAxis, width: number, draw: 'dots' | 'bars'): BoardGeometry {
  const noted = rows.some((r) => r.note !== undefined);
  const nameRoom = Math.max(
    widest(
      rows.map((r) => r.name),
      13,
    ),
    widest(
      rows.map((r) => r.note ?? ''),
      12,
    ),
  );
  const second = rows.some((r) => r.saysNote !== undefined);
  const valueRoom = widest(
    rows.map((r) => r.says),
    13,
    600,
  );
  const secondRoom = widest(
    rows.map((r) => r.saysNote ?? ''),
    12,
  );
  const stacked = width - nameRoom - Math.max(valueRoom, secondRoom) - 4 < 200;
  const saysRoom = (stacked ? valueRoom : Math.max(valueRoom, secondRoom)) + 4;
  const left = stacked ? 4 : Math.min(nameRoom + 18, width * 0.42);
  const right = width - saysRoom - 14;
  const line = stacked ? 44 + (noted ? 18 : 0) + (second ? 16 : 0) : noted || second ? 42 : 30;
  const [top, bottom] = [4, 4 + rows.length * line];
  const place = (v: number): number => left + ((v - axis.low) / (axis.high - axis.low)) * (right - left);
  const inside = (v: number): number => Math.min(right, Math.max(left, place(v)));
  const middle = (i: number): number => top + i * line + (stacked ? line - 13 : line / 2);
  const zero = inside(Math.max(axis.low, Math.min(0, axis.high)));
  const bars: BarMark[] = [];
  const dots: DotMark[] = [];
  const whiskers: WhiskerMark[] = [];
  const labels: LabelMark[] = [];
  rows.forEach((r, i) => {
    const y = middle(i);
    const nameY = stacked ? top + i * line + 14 : r.note === undefined ? y + 4 : y - 3;
    const nameMax = stacked ? width : left - 16;
    labels.push({ x: 0, y: nameY, text: r.name, ink: 1, maxWidth: nameMax });
    if (r.note !== undefined)
      labels.push({ x: 0, y: nameY + 16, text: r.note, ink: 2, size: 'small', maxWidth: nameMax });
    const above = r.saysNote !== undefined && !stacked ? 7 : 0;
    labels.push({ x: width, y: y + 4 - above, strong: r.says, anchor: 'end' });
    if (r.saysNote !== undefined)
      labels.push(
        stacked
          ? {
              x: 0,
              y: nameY + (r.note === undefined ? 16 : 32),
              text: r.saysNote,
              ink: 2,
              size: 'small',
              maxWidth: width,
            }
          : { x: width, y: y + 13, text: r.saysNote, ink: 2, size: 'small', anchor: 'end' },
      );
    bars.push({ x: left, y: y - 0.5, width: right - left, height: 1, tone: 'track' });
    if (r.against != null) {
      if (draw === 'bars')
        bars.push({ x: zero, y: y + 5, width: Math.max(1, inside(r.against) - zero), height: 4, tone: 'quiet' });
      else dots.push({ x: inside(r.against), y, tone: 'quiet', faded: true });
    }
    if (r.value === null) return;
    const at = inside(r.value);
    const tone = r.tone ?? 'mark';
    if (draw === 'bars')
      bars.push({ x: Math.min(zero, at), y: y - 7, width: Math.max(1, Math.abs(at - zero)), height: 12, tone });
    if (r.interval != null)
      whiskers.push({ from: inside(r.interval.low), to: inside(r.interval.high), across: draw === 'bars' ? y - 1 : y });
    if (draw === 'dots') dots.push({ x: at, y, tone });
  });
  const ticks = axis.ticks.map(({ value, label }) => ({ at: place(value), label }));
  const edge = (t: AxisTick): boolean =>
    t.at - textWidth(t.label, 12) / 2 >= 0 && t.at + textWidth(t.label, 12) / 2 <= width;
  return {
    width,
    height: bottom + 26,
    left,
    right,
    top,
    bottom,
    across: ticks.filter((t, i) => edge(t) && (ticks[i - 1] === undefined || roomAfter(ticks[i - 1], t))),
    bars,
    dots,
    whiskers,
    labels,
    marks: rows.map((r, i) => ({ x: 0, y: top + i * line + 1, width, height: line - 2, ...r.mark })),
  };
}

function roomAfter(before: AxisTick | undefined, tick: AxisTick): boolean {
  if (before === undefined) return true;
  return tick.at - before.at >= (textWidth(tick.label, 12) + textWidth(before.label, 12)) / 2 + 8;
}
