import type { Link } from '../model';
import { weightedMean, weightedQuantile, type Prepared } from './targets';

/** What boosting minimises. */
export interface Objective {
  readonly link: Link;
  /** Start of each output's sums; float32 numbers. */
  base(p: Prepared): Float64Array;
  /** The mean loss of the sums (rows × outputs), by weight. */
  loss(p: Prepared, sums: Float64Array): number;
  /** Writes gradient and hessian of `output` for the first `count` of some rows, each at its own place. */
  gradients(
    p: Prepared,
    sums: Float64Array,
    output: number,
    pairs: Float32Array,
    rows: Int32Array,
    count: number,
  ): void;
  /** The share of a leaf's residuals that lies below its value, where values are fitted anew to them. */
  readonly refit: number | null;
}

/** Hessians stay this far from 0, so that rows without doubt left can still be divided by. */
const LEAST_HESSIAN = 1e-16;

/** Terms whose product is logged at once: each lies in [1, 2]. */
const LOGGED = 500;

/** Log loss of one output: the margin of class 1. */
export const logistic: Objective = {
  link: 'logistic',
  refit: null,
  base({ y, weights }) {
    const share = weightedMean(y, weights);
    return Float64Array.of(Math.fround(Math.log(share / (1 - share))));
  },
  gradients({ y, weights }, sums, _output, pairs, rows, count) {
    for (let k = 0; k < count; k++) {
      const i = rows[k] as number;
      const z = sums[i] as number;
      const e = Math.exp(-Math.abs(z));
      // Chosen by arithmetic: a branch by sign would be guessed wrong for many rows.
      const below = +(z < 0);
      const p = (below * e + (1 - below)) / (1 + e);
      const h = p * (1 - p);
      const w = weights === null ? 1 : (weights[i] as number);
      pairs[2 * i] = w * (p - (y[i] as number));
      pairs[2 * i + 1] = w * Math.max(h, LEAST_HESSIAN);
    }
  },
  loss({ y, weights }, sums) {
    let loss = 0;
    let total = 0;
    let product = 1;
    for (let i = 0; i < sums.length; i++) {
      const z = sums[i] as number;
      const one = (y[i] as number) === 1;
      const e = Math.exp(z < 0 ? z : -z);
      // −ln of the probability: ln(1 + e), and |z| where the sign is wrong.
      const wrong = z > 0 === one ? 0 : Math.abs(z);
      if (weights === null) {
        // One logarithm for many rows: the product cannot overflow.
        loss += wrong;
        product *= 1 + e;
        if (i % LOGGED === 0) {
          loss += Math.log(product);
          product = 1;
        }
      } else {
        loss += (weights[i] as number) * (wrong + Math.log1p(e));
        total += weights[i] as number;
      }
    }
    return weights === null ? (loss + Math.log(product)) / sums.length : loss / total;
  },
};

/** Log loss of several classes, each with a tree of its own per round. */
export const softmax: Objective = {
  link: 'softmax',
  refit: null,
  base({ y, weights, outputs }) {
    // A class that never occurs starts as if half a row had it.
    const counts = new Float64Array(outputs).fill(0.5);
    y.forEach((k, i) => (counts[k] = (counts[k] ?? 0) + (weights?.[i] ?? 1)));
    const total = counts.reduce((a, b) => a + b, 0);
    return counts.map((n) => Math.fround(Math.log(n / total)));
  },
  gradients({ y, weights, outputs }, sums, output, pairs, rows, count) {
    for (let at = 0; at < count; at++) {
      const i = rows[at] as number;
      const start = i * outputs;
      const most = greatest(sums, start, outputs);
      let all = 0;
      for (let k = 0; k < outputs; k++) all += Math.exp((sums[start + k] as number) - most);
      const w = weights === null ? 1 : (weights[i] as number);
      const p = Math.exp((sums[start + output] as number) - most) / all;
      // Twice p (1 − p): the diagonal bound that keeps one tree per class from overshooting (Friedman 2001).
      const h = 2 * p * (1 - p);
      pairs[2 * i] = w * ((y[i] as number) === output ? p - 1 : p);
      pairs[2 * i + 1] = w * (h > LEAST_HESSIAN ? h : LEAST_HESSIAN);
    }
  },
  loss({ y, weights, outputs }, sums) {
    let loss = 0;
    let total = 0;
    for (let i = 0; i < y.length; i++) {
      const start = i * outputs;
      const most = greatest(sums, start, outputs);
      let all = 0;
      for (let k = 0; k < outputs; k++) all += Math.exp((sums[start + k] as number) - most);
      const w = weights === null ? 1 : (weights[i] as number);
      loss += w * (Math.log(all) + most - (sums[start + (y[i] as number)] as number));
      total += w;
    }
    return loss / total;
  },
};

function greatest(sums: Float64Array, start: number, outputs: number): number {
  let most = -Infinity;
  for (let k = 0; k < outputs; k++) if ((sums[start + k] as number) > most) most = sums[start + k] as number;
  return most;
}

/** Squared error; the loss is the mean square. */
export const squared: Objective = {
  link: 'identity',
  refit: null,
  base: ({ y, weights }) => Float64Array.of(Math.fround(weightedMean(y, weights))),
  gradients({ y, weights }, sums, _output, pairs, rows, count) {
    for (let k = 0; k < count; k++) {
      const i = rows[k] as number;
      const w = weights === null ? 1 : (weights[i] as number);
      pairs[2 * i] = w * ((sums[i] as number) - (y[i] as number));
      pairs[2 * i + 1] = w;
    }
  },
  loss({ y, weights }, sums) {
    let loss = 0;
    let total = 0;
    for (let i = 0; i < sums.length; i++) {
      const error = (sums[i] as number) - (y[i] as number);
      const w = weights === null ? 1 : (weights[i] as number);
      loss += w * error * error;
      total += w;
    }
    return loss / total;
  },
};

/** Pinball loss of a quantile in (0, 1): what lies above costs q each, what lies below 1 − q. */
export function quantileLoss(q: number): Objective {
  return {
    link: 'identity',
    refit: q,
    base: ({ y, weights }) => Float64Array.of(Math.fround(weightedQuantile(y, weights, q))),
    gradients({ y, weights }, sums, _output, pairs, rows, count) {
      for (let k = 0; k < count; k++) {
        const i = rows[k] as number;
        const w = weights === null ? 1 : (weights[i] as number);
        pairs[2 * i] = -w * ((y[i] as number) - (sums[i] as number) > 0 ? q : q - 1);
        pairs[2 * i + 1] = w;
      }
    },
    loss({ y, weights }, sums) {
      let loss = 0;
      let total = 0;
      for (let i = 0; i < sums.length; i++) {
        const residual = (y[i] as number) - (sums[i] as number);
        const slope = residual > 0 ? q : q - 1;
        const w = weights === null ? 1 : (weights[i] as number);
        loss += w * slope * residual;
        total += w;
      }
      return loss / total;
    },
  };
}
