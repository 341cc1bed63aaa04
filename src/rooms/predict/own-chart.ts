import type { BarMark, ChartMark, LabelMark } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import type { Bin, OwnFigures } from './own-figures';
import { ownWords } from './own.words';

/** Rows per class, and how the answers spread; laid out for a width. */
export interface OwnGeometry {
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const ROW = 32;
const SPREAD = 110;
const GAP = 2;
/** Classes that are drawn; the table has all. */
const SHOWN = 12;

/** Geometry for a width of 280 px or more. All bars start at zero. */
export function ownChart(figures: OwnFigures, width: number, format: Formatter): OwnGeometry {
  const words = ownWords[format.locale];
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  let y = 0;
  if (figures.is === 'classes') {
    const shown = figures.classes.slice(0, SHOWN);
    const says = shown.map((c) => ({
      strong: format.integer(c.rows),
      text: format.percent(c.rows / Math.max(1, figures.rows), 0),
    }));
    const room = Math.min(
      width * 0.4,
      widest(
        shown.map((c) => c.name),
        13,
      ) + 18,
    );
    const after = Math.max(0, ...says.map((s) => textWidth(`${s.strong}  ${s.text}`, 13, 600))) + 16;
    const full = Math.max(40, width - room - after);
    const most = Math.max(1, ...shown.map((c) => c.rows));
    shown.forEach((c, i) => {
      const length = Math.max(1, (c.rows / most) * full);
      labels.push({ x: room - 14, y: y + 18, text: c.name, anchor: 'end', maxWidth: room - 8 });
      bars.push({ x: room, y: y + 5, width: length, height: 18, tone: i === 0 ? 'mark' : 'second' });
      const { strong = '', text = '' } = says[i] ?? {};
      labels.push({ x: room + length + 8, y: y + 18, strong, text });
      marks.push({ x: 0, y, width, height: ROW - 4, title: c.name, value: words.rows(c.rows, format), note: text });
      y += ROW;
    });
  }
  if (figures.bins.length === 0) return { height: Math.max(y, ROW), bars, labels, marks };
  const top = figures.is === 'classes' ? y + 24 : 14;
  const percent = figures.is === 'classes' && !figures.margins;
  const value = (v: number): string => (percent ? format.percent(v, 0) : format.tick(v));
  const title = figures.is === 'classes' ? words.spreadOf(figures.of ?? '') : words.spread;
  labels.push({ x: 0, y: top, text: title, ink: 2, size: 'small', maxWidth: width });
  const step = width / figures.bins.length;
  const base = top + 26 + SPREAD;
  const most = Math.max(1, ...figures.bins.map((b) => b.rows));
  let free = 0;
  let told = false;
  figures.bins.forEach((b: Bin, i) => {
    const x = i * step;
    const height = b.rows === 0 ? 0 : Math.max(1, (b.rows / most) * SPREAD);
    bars.push({ x, y: base - height, width: Math.max(1, step - GAP), height, tone: 'mark' });
    const range = `${value(b.from)} – ${value(b.to)}`;
    marks.push({
      x,
      y: base - SPREAD,
      width: step - GAP,
      height: SPREAD,
      title: range,
      value: words.rows(b.rows, format),
    });
    if (b.rows === most && !told) {
      told = true;
      const text = format.compact(b.rows);
      const half = textWidth(text, 12) / 2;
      const middle = Math.min(Math.max(x + (step - GAP) / 2, half), width - half);
      labels.push({ x: middle, y: base - height - 6, text, anchor: 'middle', ink: 2, size: 'small' });
    }
    const text = value(b.from);
    if (x < free || x + textWidth(text, 12) > width) return;
    labels.push({ x, y: base + 16, text, ink: 2, size: 'small' });
    free = x + textWidth(text, 12) + 16;
  });
  return { height: base + 24, bars, labels, marks };
}
