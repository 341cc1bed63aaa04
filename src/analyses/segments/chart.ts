import { valueAxis } from '../../charts/axes';
import type { AxisTick, BarMark, ChartMark, LabelMark, LinePoint } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import { nameOf, toneOf } from './names';
import type { SegmentsFigures } from './result';
import { apartWho, certaintyWho, groupWho } from './who';
import { segmentsWords } from './words';

export interface BarsGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const BAR = 26;
const ROW = 66;

/** Geometry of the shares, one whole bar each for customers, buyers, revenue and expected value; 300 px or more. */
export function sharesChart(figures: SegmentsFigures, width: number, format: Formatter): BarsGeometry {
  const words = segmentsWords[format.locale];
  const { segments, windowShoppers, unpaid } = figures;
  const seen = figures.buyers + windowShoppers + unpaid;
  const parts = segments.map((s, i) => ({
    name: nameOf(s, figures, format.locale),
    tone: toneOf(i),
    who: groupWho(s, figures, format.locale),
  }));
  const apart = [
    { name: words.unpaid, tone: 'quiet' as const, customers: unpaid, key: 'no-net' as const },
    { name: words.windowShoppers, tone: 'track' as const, customers: windowShoppers, key: 'window-shoppers' as const },
  ]
    .filter((a) => a.customers > 0)
    .map((a) => ({ ...a, who: apartWho(a.key, a.name, a.customers) }));
  const rows = [
    ...(seen > figures.buyers
      ? [
          {
            name: words.bars.all,
            shares: [...segments.map((s) => s.shareOfAll), ...apart.map((a) => a.customers / seen)],
          },
        ]
      : []),
    { name: words.bars.buyers, shares: segments.map((s) => s.share) },
    ...(segments.some((s) => s.revenueShare !== null)
      ? [{ name: words.bars.revenue, shares: segments.map((s) => s.revenueShare ?? 0) }]
      : []),
    ...(segments.some((s) => s.valueShare !== null)
      ? [{ name: words.bars.value, shares: segments.map((s) => s.valueShare ?? 0) }]
      : []),
  ];
  const key = [...parts, ...apart];
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  let [x, y] = [0, 0];
  for (const { name, tone } of key) {
    const room = 17 + textWidth(name, 12) + 16;
    if (x > 0 && x + room - 16 > width) [x, y] = [0, y + 20];
    bars.push({ x, y: y + 3, width: 12, height: 8, tone });
    labels.push({ x: x + 17, y: y + 12, text: name, ink: 2, size: 'small' });
    x += room;
  }
  y += 30;
  for (const row of rows) {
    labels.push({ x: 0, y: y + 13, text: row.name });
    const positive = row.shares.map((share) => Math.max(0, share));
    const whole = positive.reduce((n, share) => n + share, 0);
    let from = 0;
    for (const [i, share] of positive.entries()) {
      const length = whole > 0 ? (share / whole) * width : 0;
      const part = key[i];
      if (part === undefined) continue;
      const box = { x: from, y: y + 20, width: Math.max(0, length - 2), height: BAR };
      if (length > 0.5) {
        bars.push({ ...box, tone: part.tone });
        const label = format.percent(row.shares[i] ?? 0, 0);
        if (textWidth(label, 12) + 6 <= length) {
          labels.push({
            x: from + box.width / 2,
            y: y + 20 + BAR + 13,
            text: label,
            anchor: 'middle',
            ink: 2,
            size: 'small',
          });
        }
        marks.push({ ...box, ...words.shareMark(row.name, part.name, row.shares[i] ?? 0, format), who: part.who });
      }
      from += length;
    }
    y += ROW;
  }
  return { width, height: y, bars, labels, marks };
}

/** BIC above, silhouette below, along the number of groups. */
export interface CountGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly across: readonly AxisTick[];
  readonly panels: readonly {
    readonly title: string;
    readonly bottom: number;
    readonly ticks: readonly AxisTick[];
    readonly line: readonly LinePoint[];
    readonly dot: { readonly x: number; readonly y: number } | null;
  }[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Geometry of BIC and silhouette by number of groups, for 300 px or more. */
export function countChart(figures: SegmentsFigures, width: number, format: Formatter): CountGeometry {
  const words = segmentsWords[format.locale];
  const { tried, k } = figures;
  const bics = tried.flatMap((t) => (t.bic === null ? [] : [t.bic]));
  const silhouettes = tried.map((t) => t.silhouette ?? 0);
  const bicTicks = [Math.min(...bics), Math.max(...bics)];
  const silhouetteAxis = valueAxis(silhouettes, 3);
  const left =
    Math.max(
      bics.length === 0
        ? 0
        : widest(
            bicTicks.map((t) => format.tick(Number(t.toPrecision(3)))),
            12,
          ),
      widest(
        silhouetteAxis.ticks.map((t) => format.number(t, 1)),
        12,
      ),
    ) + 10;
  const right = width - 16;
  const first = tried[0]?.k ?? 0;
  const last = tried.at(-1)?.k ?? first;
  const x = (groups: number): number =>
    last === first ? (left + right) / 2 : left + 12 + ((groups - first) / (last - first)) * (right - left - 12);
  let top = 26;
  const panels: CountGeometry['panels'][number][] = [];
  const panel = (
    title: string,
    height: number,
    ticks: readonly { readonly value: number; readonly label: string }[],
    value: (t: SegmentsFigures['tried'][number]) => number | null,
  ): void => {
    const bottom = top + height;
    const values = ticks.map((t) => t.value);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const y = (v: number): number => bottom - ((v - low) / (high - low || 1)) * height;
    const line = tried.map((t) => {
      const v = value(t);
      return { x: x(t.k), y: v === null ? null : y(v) };
    });
    const mine = line[tried.findIndex((t) => t.k === k)];
    panels.push({
      title,
      bottom,
      ticks: ticks.map((t) => ({ at: y(t.value), label: t.label })),
      line,
      dot: mine === undefined || mine.y === null ? null : { x: mine.x, y: mine.y },
    });
    top = bottom + 40;
  };
  const spread = Math.max(...bics) - Math.min(...bics);
  if (bics.length > 0) {
    const pad = spread > 0 ? 0 : 1;
    panel(
      words.bic,
      150,
      [(bicTicks[0] ?? 0) - pad, (bicTicks[1] ?? 0) + pad].map((v) => ({
        value: v,
        label: format.tick(Number(v.toPrecision(3))),
      })),
      (t) => t.bic,
    );
  }
  panel(
    words.silhouette,
    bics.length > 0 ? 60 : 190,
    silhouetteAxis.ticks.map((v) => ({ value: v, label: format.number(v, 1) })),
    (t) => t.silhouette,
  );
  const bottom = panels.at(-1)?.bottom ?? 0;
  const dot = panels[0]?.dot ?? null;
  const half = tried.length > 1 ? (x(first + 1) - x(first)) / 2 : 20;
  return {
    width,
    height: bottom + 44,
    left,
    right,
    across: tried.map((t) => ({ at: x(t.k), label: format.integer(t.k) })),
    panels,
    labels:
      dot === null
        ? []
        : [
            {
              x: dot.x + 8 + textWidth(words.chosen, 12) > right ? dot.x - 8 : dot.x + 8,
              y: dot.y - 8,
              text: words.chosen,
              ink: 1,
              size: 'small',
              anchor: dot.x + 8 + textWidth(words.chosen, 12) > right ? 'end' : 'start',
            },
          ],
    marks: tried.map((t) => ({
      x: x(t.k) - half,
      y: 20,
      width: half * 2,
      height: bottom - 20,
      ...words.triedMark(t, figures.starts, format),
    })),
  };
}

export interface CertaintyGeometry extends BarsGeometry {
  readonly bottom: number;
  readonly across: readonly AxisTick[];
}

/** Geometry of buyers by the probability of their group, for 300 px or more. */
export function certaintyChart(figures: SegmentsFigures, width: number, format: Formatter): CertaintyGeometry {
  const words = segmentsWords[format.locale];
  const total = figures.certainty.reduce((n, c) => n + c, 0);
  const shares = figures.certainty.map((c) => (total > 0 ? c / total : 0));
  const most = Math.max(0.01, ...shares);
  const [top, height] = [24, 246];
  const bottom = top + height;
  const band = width / Math.max(1, shares.length);
  const bar = Math.min(72, band - 8);
  const boxes = shares.map((share, i) => {
    const h = (share / most) * height;
    return { x: i * band + (band - bar) / 2, y: bottom - h, width: bar, height: share > 0 ? Math.max(1, h) : 0 };
  });
  return {
    width,
    height: bottom + 44,
    bottom,
    // Bins below 60 % are those who stand between two groups.
    bars: boxes.map((box, i) => ({ ...box, tone: i < 2 ? 'second' : 'mark' })),
    across: shares.map((_, i) => ({ at: (i + 0.5) * band, label: shortBin(i, band, words.certaintyBin(i)) })),
    labels: boxes.map((box, i) => ({
      x: box.x + box.width / 2,
      y: box.y - 6,
      text: format.percent(shares[i] ?? 0, (shares[i] ?? 0) < 0.1 ? 1 : 0),
      anchor: 'middle',
      ink: 1,
    })),
    marks: boxes.map((box, i) => ({
      x: i * band,
      y: top,
      width: band,
      height,
      ...words.certaintyMark(i, figures.certainty[i] ?? 0, shares[i] ?? 0, format),
      who: certaintyWho(i, words.certaintyBin(i), figures.certainty[i] ?? 0, format.locale),
    })),
  };
}

/** The whole bin where it fits, else where it begins. */
function shortBin(i: number, band: number, text: string): string {
  if (textWidth(text, 12) + 4 <= band) return text;
  return i === 0 ? '<50' : `${40 + i * 10}+`;
}
