import { beeswarm } from '../../../charts/beeswarm';
import type { ExhibitText } from '../../../charts/exhibit';
import type { AxisTick, ChartMark, LabelMark } from '../../../charts/marks';
import { textWidth, widest } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import { quantile } from '../../../learn/bootstrap';
import type { Explanation } from '../../../learn/explain/explanation';
import type { FeatureNames, FeatureValue } from './feature';
import { effectText } from './importance.words';
import { weightsOf } from './importance';
import { swarmWords } from './swarm.words';

/** Rows that were explained, with what they are. */
export interface Explained {
  readonly explanation: Explanation;
  /** Values of a column, row by row as in the explanation. */
  readonly values: (column: string) => readonly FeatureValue[];
}

/** Points of one colour as one path: stretches of length 0 that round caps make dots of. */
export interface SwarmDots {
  /** Step {@link FIRST} to 8 of the sequential scale, from low values to high; null: no order (texts, missing). */
  readonly step: number | null;
  readonly path: string;
}

export interface SwarmGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly zero: number;
  readonly across: readonly AxisTick[];
  readonly dots: readonly SwarmDots[];
  readonly labels: readonly LabelMark[];
  /** Little boxes that tell the colours, from low to high. */
  readonly key: readonly { readonly x: number; readonly y: number; readonly step: number }[];
  readonly marks: readonly ChartMark[];
}

const MOST = 10;
const ROW = 40;
const STACKED = 56;
const DOT = 4;
/** Lighter steps of the scale do not stand out from the ground as dots. */
const FIRST = 3;
const STEPS = 9 - FIRST;

/** Geometry of SHAP values, a row of points per feature, for 280 px or more. */
export function swarmChart(
  explained: Explained,
  output: number,
  names: FeatureNames,
  money: boolean,
  width: number,
  format: Formatter,
): SwarmGeometry {
  const words = swarmWords[format.locale];
  const { explanation } = explained;
  const { rows, outputs, columns, values: shap, space } = explanation;
  const shown = weightsOf(explanation, output).slice(0, MOST);
  const room = widest(
    shown.map((w) => names.label(w.column)),
    13,
  );
  const stacked = width - room < 300;
  const left = stacked ? 8 : Math.min(room + 20, width * 0.42);
  const right = width - 8;
  const line = stacked ? STACKED : ROW;
  const top = 26;
  const bottom = top + shown.length * line;
  const of = (column: string): Float64Array => {
    const j = columns.indexOf(column);
    return Float64Array.from({ length: rows }, (_, i) => shap[(i * outputs + output) * columns.length + j] ?? NaN);
  };
  const all = shown.map((w) => of(w.column));
  // One point in two hundred may lie beyond: it stands on the edge, and the others keep their room.
  const sorted = all.flatMap((v) => [...v]).sort((a, b) => a - b);
  const reach = Math.max(Math.abs(quantile(sorted, 0.005)), Math.abs(quantile(sorted, 0.995)), 1e-9) * 1.05;
  const x = (v: number): number =>
    left + ((Math.min(reach, Math.max(-reach, v)) + reach) / (2 * reach)) * (right - left);
  const paths = new Map<number | null, string>();
  const middle = (k: number): number => top + k * line + (stacked ? line - 18 : line / 2);
  shown.forEach((w, k) => {
    const own = all[k] ?? new Float64Array();
    const steps = stepsOf(explained.values(w.column));
    for (const { index, x: at, dy } of beeswarm(own.map(x), DOT - 1, 13)) {
      const step = steps[index] ?? null;
      paths.set(step, `${paths.get(step) ?? ''}M${at.toFixed(1)},${(middle(k) + dy).toFixed(1)}h0`);
    }
  });
  const order = [...paths.keys()].sort((a, b) => (a ?? -1) - (b ?? -1));
  const low = textWidth(words.low, 12);
  return {
    width,
    height: bottom + 44,
    left,
    right,
    top,
    bottom,
    zero: x(0),
    across: ticksOf(reach, space, money, format).map(({ value, label }) => ({ at: x(value), label })),
    dots: order.map((step) => ({ step, path: paths.get(step) ?? '' })),
    labels: [
      ...shown.map((w, k): LabelMark => ({
        x: 0,
        y: stacked ? top + k * line + 14 : middle(k) + 4,
        text: names.label(w.column),
        maxWidth: stacked ? width : left - 16,
      })),
      { x: 0, y: 12, text: words.low, ink: 2, size: 'small' },
      { x: low + 8 + STEPS * 12 + 8, y: 12, text: words.high, ink: 2, size: 'small' },
      { x: left, y: bottom + 38, text: words.down, ink: 2, size: 'small' },
      { x: right, y: bottom + 38, text: words.up, anchor: 'end', ink: 2, size: 'small' },
    ],
    key: Array.from({ length: STEPS }, (_, k) => ({ x: low + 8 + k * 12, y: 3, step: FIRST + k })),
    marks: shown.map((w, k) => ({
      x: 0,
      y: top + k * line + 1,
      width,
      height: line - 2,
      title: names.label(w.column),
      value: effectText(w.mean, space, money, format),
      note: words.direction(directionOf(explained.values(w.column), all[k] ?? new Float64Array())),
    })),
  };
}

/** Steps of the colour by rank among the column's numbers: ties alike, so that a crowd of zeros has one colour. */
function stepsOf(values: readonly FeatureValue[]): readonly (number | null)[] {
  const numbers = Float64Array.from(values.filter((v) => typeof v === 'number')).sort();
  if (numbers.length === 0) return values.map(() => null);
  const [low, high] = [quantile(numbers, 0.05), quantile(numbers, 0.95)];
  const share = (v: number): number => (high === low ? 0.5 : Math.min(1, Math.max(0, (v - low) / (high - low))));
  return values.map((v) => (typeof v !== 'number' ? null : FIRST + Math.round((STEPS - 1) * share(v))));
}

/** Whether higher values push up or down: the sign of Pearson's correlation where it is above 0.3; null for texts. */
function directionOf(values: readonly FeatureValue[], shap: Float64Array): 'up' | 'down' | 'mixed' | null {
  const pairs = values.flatMap((v, i) => (typeof v === 'number' ? [[v, shap[i] ?? 0] as const] : []));
  if (pairs.length < 3) return null;
  const mean = (k: 0 | 1): number => pairs.reduce((s, p) => s + p[k], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [u, v] of pairs) {
    xy += (u - a) * (v - b);
    xx += (u - a) ** 2;
    yy += (v - b) ** 2;
  }
  const rho = xy / Math.sqrt(xx * yy);
  return rho > 0.3 ? 'up' : rho < -0.3 ? 'down' : 'mixed';
}

/** Ticks of an axis of effects: factors of the odds, points of probability, or numbers. */
function ticksOf(
  reach: number,
  space: Explanation['space'],
  money: boolean,
  format: Formatter,
): readonly { readonly value: number; readonly label: string }[] {
  if (space === 'margin') {
    const factors = [2, 5, 10, 100].filter((f) => Math.log(f) <= reach);
    const shown = factors.length === 0 ? [1.2, 1.5].filter((f) => Math.log(f) <= reach) : factors.slice(0, 3);
    return [
      ...shown.toReversed().map((f) => ({ value: -Math.log(f), label: `÷${format.tick(f)}` })),
      { value: 0, label: '1' },
      ...shown.map((f) => ({ value: Math.log(f), label: `×${format.tick(f)}` })),
    ];
  }
  const step = 10 ** Math.floor(Math.log10(reach));
  const wide = reach / step >= 5 ? 5 * step : reach / step >= 2 ? 2 * step : step;
  return [-wide, 0, wide].map((value) => ({
    value,
    label: space === 'probability' ? format.percent(value, 0) : money ? format.moneyCompact(value) : format.tick(value),
  }));
}

/** The finding around the swarm: which way the strongest feature pushes. */
export function swarmExhibit(
  explained: Explained,
  output: number,
  names: FeatureNames,
  format: Formatter,
): ExhibitText {
  const words = swarmWords[format.locale];
  const { explanation } = explained;
  const first = weightsOf(explanation, output).find((w) => {
    const d = directionFor(explained, output, w.column);
    return d === 'up' || d === 'down';
  });
  return {
    headline:
      first === undefined
        ? words.plain
        : words.headline(names.label(first.column), directionFor(explained, output, first.column) === 'up'),
    sub: words.sub(explanation.rows, format),
    plate: [],
  };
}

function directionFor({ explanation, values }: Explained, output: number, column: string) {
  const j = explanation.columns.indexOf(column);
  const { rows, outputs, columns } = explanation;
  return directionOf(
    values(column),
    Float64Array.from(
      { length: rows },
      (_, i) => explanation.values[(i * outputs + output) * columns.length + j] ?? NaN,
    ),
  );
}
