import type { Matrix } from '../matrix';
import type { Smooth } from './newton';
import { rowReader, type RowReader } from './rows';
import { softmax } from './sigmoid';

/**
 * C · Σ wᵢ (−ln P(label)) of a softmax over `classes` linear margins. Parameters are, class after class,
 * the coefficients and the intercept.
 *
 * Moving all intercepts together changes nothing, which leaves the Hessian singular in that direction;
 * its gradient is 0 there, so that a curvature added there takes no part in the step.
 */
export function softmaxLoss(
  x: Matrix,
  labels: Int32Array,
  classes: number,
  weights: Float64Array | undefined,
  C: number,
  pulse: () => void,
): Smooth {
  const width = x.columns + 1;
  const size = classes * width;
  const p = new Float64Array(classes);
  const margins = (reader: RowReader, n: number, w: Float64Array): void => {
    for (let k = 0; k < classes; k++) {
      let z = 0;
      for (let a = 0; a < n; a++) z += (reader.value[a] ?? 0) * (w[k * width + (reader.at[a] ?? 0)] ?? 0);
      p[k] = z;
    }
  };
  return {
    size,
    value(w) {
      const reader = rowReader(x, true);
      let sum = 0;
      for (let i = 0; i < x.rows; i++) {
        if (i % 10_000 === 0) pulse();
        margins(reader, reader.read(i), w);
        const own = p[labels[i] ?? 0] ?? 0;
        const most = p.reduce((m, z) => Math.max(m, z), -Infinity);
        sum += (weights?.[i] ?? 1) * (most - own + Math.log(p.reduce((s, z) => s + Math.exp(z - most), 0)));
      }
      return C * sum;
    },
    derivatives(w) {
      const gradient = new Float64Array(size);
      const hessian = new Float64Array(size * size);
      const reader = rowReader(x, true);
      let total = 0;
      for (let i = 0; i < x.rows; i++) {
        if (i % 1000 === 0) pulse();
        const weight = C * (weights?.[i] ?? 1);
        total += weight;
        const n = reader.read(i);
        margins(reader, n, w);
        softmax(p, 0, classes);
        for (let k = 0; k < classes; k++) {
          const pk = p[k] ?? 0;
          const error = weight * (pk - (labels[i] === k ? 1 : 0));
          for (let a = 0; a < n; a++) {
            const j = k * width + (reader.at[a] ?? 0);
            gradient[j] = (gradient[j] ?? 0) + error * (reader.value[a] ?? 0);
          }
          for (let l = 0; l <= k; l++) {
            addBlock(reader, n, weight * pk * ((k === l ? 1 : 0) - (p[l] ?? 0)), hessian, size, k * width, l * width);
          }
        }
      }
      mirrorBlocks(hessian, size, classes, width);
      const last = width - 1;
      for (let k = 0; k < classes; k++) {
        for (let l = 0; l < classes; l++) {
          const at = (k * width + last) * size + l * width + last;
          hessian[at] = (hessian[at] ?? 0) + total / classes ** 2;
        }
      }
      return { gradient, hessian };
    },
  };
}

/** Adds weight × v vᵀ to the lower triangle of the block that starts at row `down`, column `right`. */
function addBlock(
  { at, value }: RowReader,
  n: number,
  weight: number,
  into: Float64Array,
  size: number,
  down: number,
  right: number,
): void {
  for (let a = 0; a < n; a++) {
    const weighted = weight * (value[a] ?? 0);
    const row = (down + (at[a] ?? 0)) * size + right;
    for (let b = 0; b <= a; b++) {
      const k = row + (at[b] ?? 0);
      into[k] = (into[k] ?? 0) + weighted * (value[b] ?? 0);
    }
  }
}

/** Every block is symmetric: its upper triangle, and then the blocks above the diagonal. */
function mirrorBlocks(h: Float64Array, size: number, classes: number, width: number): void {
  for (let k = 0; k < classes; k++) {
    for (let l = 0; l <= k; l++) {
      for (let a = 0; a < width; a++) {
        for (let b = 0; b <= a; b++) {
          const v = h[(k * width + a) * size + l * width + b] ?? 0;
          h[(k * width + b) * size + l * width + a] = v;
          h[(l * width + a) * size + k * width + b] = v;
          h[(l * width + b) * size + k * width + a] = v;
        }
      }
    }
  }
}
