import { gaussLegendre, type Quadrature } from './quadrature';
import type { PurchaseRows } from './purchases';

/** r, α: the gamma of purchase rates; s, β: the gamma of dropout rates. */
export type ParetoParameters = readonly [r: number, alpha: number, s: number, beta: number];

/**
 * The dropout's integral of a customer, ∫ s (α + y)^−(r+x) (β + y)^−(s+1) dy over [t_x, T], is a difference of two
 * that reach from t_x and from T to one far end. Those are asked for once per distinct (x, time), not once per
 * distinct (x, t_x, T), and each is the next later one plus the piece between them. The difference costs no
 * digits where it matters: the one from T is at most the share of the living, to which the difference is added.
 */
export interface Tails {
  /** Place of (x, t_x) and of (x, T) of each row in the columns below. */
  readonly recency: Int32Array;
  readonly age: Int32Array;
  /** Made anew by {@link Tails.at}: ln of the integral from here on, −∞ at the far end. */
  readonly ln: Float64Array;
  /** ln(α + t) and ln(β + t). */
  readonly lnAlpha: Float64Array;
  readonly lnBeta: Float64Array;
  /** Means under the integrand of ln(α + y), 1/(α + y), ln(β + y), 1/(β + y): four per place. */
  readonly means: Float64Array;
  /** Computes the columns for these parameters. */
  at(parameters: ParetoParameters): void;
}

/** Where one x has its times, rising, among all places. */
interface Run {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** Finds the distinct (x, time) of the rows. */
export function paretoTails(rows: PurchaseRows): Tails {
  const n = rows.x.length;
  const known = new Map<number, Map<number, number>>();
  for (let i = 0; i < n; i++) {
    const x = rows.x[i] ?? 0;
    let times = known.get(x);
    if (times === undefined) known.set(x, (times = new Map()));
    times.set(rows.recency[i] ?? 0, 0).set(rows.age[i] ?? 0, 0);
  }
  const runs: Run[] = [];
  const sorted: Float64Array[] = [];
  let size = 0;
  for (const [x, times] of known) {
    const rising = Float64Array.from(times.keys()).sort();
    rising.forEach((t, k) => times.set(t, size + k));
    runs.push({ x, from: size, to: size + rising.length });
    sorted.push(rising);
    size += rising.length;
  }
  const times = new Float64Array(size);
  sorted.forEach((some, k) => times.set(some, runs[k]?.from));
  const place = (column: Float64Array): Int32Array =>
    Int32Array.from(column, (t, i) => known.get(rows.x[i] ?? 0)?.get(t) ?? 0);
  const [ln, lnAlpha, lnBeta] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const means = new Float64Array(4 * size);
  return {
    recency: place(rows.recency),
    age: place(rows.age),
    ln,
    lnAlpha,
    lnBeta,
    means,
    at: (parameters) => {
      const [, alpha, , beta] = parameters;
      for (let k = 0; k < size; k++) {
        lnAlpha[k] = Math.log(alpha + (times[k] ?? 0));
        lnBeta[k] = Math.log(beta + (times[k] ?? 0));
      }
      for (const run of runs) fill(parameters, run);
    },
  };

  /** Backwards through the times of one x. */
  function fill(parameters: ParetoParameters, { x, from, to }: Run): void {
    const [r, , s] = parameters;
    ln[to - 1] = -Infinity;
    means.fill(0, 4 * (to - 1), 4 * to);
    for (let k = to - 2; k >= from; k--) {
      piece(parameters, x, times[k] ?? 0, times[k + 1] ?? 0);
      const here = -(r + x) * (lnAlpha[k] ?? 0) - (s + 1) * (lnBeta[k] ?? 0) + Math.log(s);
      // The later integral on the scale of the integrand here, which it cannot exceed by much.
      const later = Math.exp((ln[k + 1] ?? 0) - here);
      const sum = (sums[0] ?? 0) + later;
      ln[k] = here + Math.log(sum);
      for (let j = 0; j < 4; j++) {
        means[4 * k + j] = ((sums[j + 1] ?? 0) + later * (means[4 * k + 4 + j] ?? 0)) / sum;
      }
    }
  }
}

const few = gaussLegendre(4);
const many = gaussLegendre(8);
/** The integrand changes by at most this many e-folds over a piece that 4, and that 8 nodes take to 1e-14. */
const FEW = 0.25;
const MANY = 3;
/** e-folds after which nothing is added any more: e^−45 is 3e-20. */
const OVER = 45;

/** What {@link piece} answers: the integral and the four sums, by the integrand at its start. */
const sums = new Float64Array(5);

/**
 * The integral of one x from a time to the next, over the integrand (without s) at the first, and the sums whose
 * shares are the means of {@link Tails.means}. Gauss–Legendre over the logarithm of the smaller of α and β plus y, in
 * pieces short enough by the decay that the exponents allow at most.
 */
function piece([r, alpha, s, beta]: ParetoParameters, x: number, start: number, end: number): void {
  sums.fill(0);
  const [small, own, gap, other] =
    alpha <= beta ? [alpha, r + x, beta - alpha, s + 1] : [beta, s + 1, alpha - beta, r + x];
  const at = alpha <= beta ? 1 : 3;
  const from = small + start;
  const lnFrom = Math.log(from);
  const first = -own * lnFrom - other * Math.log(from + gap);
  const span = Math.log((small + end) / from);
  let done = 0;
  while (done < span) {
    const near = from * Math.exp(done);
    const lost = first + own * (lnFrom + done) + other * Math.log(near + gap) - done;
    if (lost > OVER) break;
    // The steepest the integrand gets: where near and far are one.
    const steep = 2 + own + (other * near * Math.E) / (near * Math.E + gap);
    const left = span - done;
    const rule = left * steep <= FEW ? few : many;
    const step = Math.min(left, MANY / steep);
    add(rule, done, step, own, other, from, lnFrom, gap, first, at);
    done = step === left ? span : done + step;
  }
}

function add(
  { nodes, weights }: Quadrature,
  done: number,
  step: number,
  own: number,
  other: number,
  from: number,
  lnFrom: number,
  gap: number,
  first: number,
  at: number,
): void {
  for (let k = 0; k < nodes.length; k++) {
    const p = done + step * (nodes[k] ?? 0);
    const near = from * Math.exp(p);
    const lnNear = lnFrom + p;
    const far = near + gap;
    const lnFar = Math.log(far);
    // dy = near · dp.
    const weight = step * (weights[k] ?? 0) * Math.exp(-own * lnNear - other * lnFar - first) * near;
    sums[0] = (sums[0] ?? 0) + weight;
    sums[at] = (sums[at] ?? 0) + weight * lnNear;
    sums[at + 1] = (sums[at + 1] ?? 0) + weight / near;
    sums[4 - at] = (sums[4 - at] ?? 0) + weight * lnFar;
    sums[5 - at] = (sums[5 - at] ?? 0) + weight / far;
  }
}
