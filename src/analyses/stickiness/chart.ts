import type { Formatter } from '../../core/format';
import type { AxisTick, BarMark, ChartMark, LabelMark, WhiskerMark } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { StickinessFigures } from './result';
import { stickinessWho } from './who';
import { stickinessWords } from './words';

/** One upright bar per number of active periods, laid out for a width. */
export interface StickinessGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  /** 95 % intervals that are wide enough to be seen. */
  readonly whiskers: readonly WhiskerMark[];
  readonly xTicks: readonly AxisTick[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry for a width of 240 px or more. Bars carry their share where every label has room. */
export function stickinessChart(figures: StickinessFigures, width: number, format: Formatter): StickinessGeometry {
  const words = stickinessWords[format.locale];
  const { bars: shown } = figures;
  const height = Math.round(Math.max(210, Math.min(280, width * 0.34)));
  const plot = { left: 0, right: width, top: 24, bottom: height - 46 };
  const band = Math.min(96, (plot.right - plot.left) / Math.max(1, shown.length));
  const thick = Math.max(2, band - Math.max(2, band * 0.22));
  const most = Math.max(1e-9, ...shown.map((b) => Math.min(1, b.rate.interval?.high ?? b.rate.share ?? 0)));
  const up = (share: number): number => plot.bottom - (share / most) * (plot.bottom - plot.top);
  const centre = (i: number): number => plot.left + (i + 0.5) * band;
  // One decimal, else whole percents, else no labels but that of the first bar.
  const digits = [1, 0].find(
    (d) =>
      widest(
        shown.map((b) => format.percent(b.rate.share, d)),
        13,
        600,
      ) +
        4 <=
      band,
  );
  const names = shown.map((b) => `${b.units}${b.orMore ? '+' : ''}`);
  const stride = [1, 2, 5, 10].find((s) => s * band >= widest(names, 12) + 8) ?? 10;
  const whiskers: WhiskerMark[] = [];
  const labels: LabelMark[] = [{ x: plot.left, y: height - 6, text: words.axis(figures), ink: 3, size: 'small' }];
  for (const [i, bar] of shown.entries()) {
    const share = bar.rate.share ?? 0;
    const { interval } = bar.rate;
    let top = up(share);
    if (interval !== null && up(interval.low) - up(interval.high) >= 6) {
      whiskers.push({ from: up(interval.low), to: up(interval.high), across: centre(i), vertical: true });
      top = up(interval.high);
    }
    const text = format.percent(share, digits ?? 0);
    // A tail of labels that all say “next to nothing” would hide the shape.
    if (share < 0.005) continue;
    if (digits !== undefined || (i === 0 && textWidth(text, 13, 600) <= 3 * band))
      labels.push(
        digits === undefined
          ? { x: plot.left, y: top - 7, strong: text }
          : { x: centre(i), y: top - 7, strong: text, anchor: 'middle' },
      );
  }
  return {
    width,
    height,
    bars: shown.map((bar, i) => {
      const share = bar.rate.share ?? 0;
      const length = share === 0 ? 0 : Math.max(1, plot.bottom - up(share));
      return { x: centre(i) - thick / 2, y: plot.bottom - length, width: thick, height: length, tone: 'mark' };
    }),
    whiskers,
    xTicks: names.flatMap((label, i) => (i === 0 || (i + 1) % stride === 0 ? [{ at: centre(i), label }] : [])),
    plot: { ...plot, right: plot.left + band * shown.length },
    labels,
    marks: shown.map((bar, i) => {
      const mark = words.mark(bar, figures, format);
      return {
        x: centre(i) - band / 2,
        y: plot.top,
        width: band,
        height: plot.bottom - plot.top,
        ...mark,
        who: stickinessWho(bar, figures, mark.title, format.locale),
      };
    }),
  };
}
