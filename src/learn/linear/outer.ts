import type { Matrix } from '../matrix';

/** Sums of weighted outer products of rows. */
export interface OuterSums {
  /** Adds weight × v vᵀ of a row v of the matrix, with a 1 behind it. */
  add(row: number, weight: number): void;
  /** The symmetric sum of all that was added, (columns + 1)², row after row. To be asked once. */
  total(): Float64Array;
}

/** A column with fewer values that are not 0 is left out where it is 0. */
const DENSE = 0.25;

/** Rows that are looked at to tell. */
const LOOKED_AT = 1000;

/**
 * Hessians are the longest part of a fit. Columns that are mostly not 0 are summed four rows at a time, so that a
 * sum is read and written once for them; of the others (flags, one-hot features) only what is not 0 is looked at.
 */
export function outerSums({ rows, columns, values }: Matrix): OuterSums {
  const { dense, sparse } = kindsOf({ rows, columns, values });
  // Dense columns, then the constant.
  const d = dense.length + 1;
  const s = sparse.length;
  const ofDense = new Float64Array(d * d);
  const ofBoth = new Float64Array(s * d);
  const ofSparse = new Float64Array(s * s);
  const row = (): Float64Array => new Float64Array(d);
  const [v0, v1, v2, v3] = [row(), row(), row(), row()];
  const waitingRows = [v0, v1, v2, v3];
  const weights = new Float64Array(4);
  let waiting = 0;
  const at = new Int32Array(s);
  const found = new Float64Array(s);

  /** Adds the four rows that wait; an empty place has weight 0. */
  function flush(): void {
    const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = weights;
    for (let a = 0; a < d; a++) {
      const u0 = w0 * (v0[a] as number);
      const u1 = w1 * (v1[a] as number);
      const u2 = w2 * (v2[a] as number);
      const u3 = w3 * (v3[a] as number);
      const start = a * d;
      for (let b = 0; b <= a; b++) {
        ofDense[start + b] =
          (ofDense[start + b] as number) +
          (u0 * (v0[b] as number) + u1 * (v1[b] as number) + (u2 * (v2[b] as number) + u3 * (v3[b] as number)));
      }
    }
    waiting = 0;
    weights.fill(0);
  }

  return {
    add(row, weight) {
      const start = row * columns;
      const own = waitingRows[waiting] ?? v0;
      for (let a = 0; a < d - 1; a++) own[a] = values[start + (dense[a] as number)] as number;
      own[d - 1] = 1;
      weights[waiting++] = weight;
      let n = 0;
      for (let k = 0; k < s; k++) {
        const x = values[start + (sparse[k] as number)] as number;
        if (x === 0) continue;
        at[n] = k;
        found[n++] = x;
      }
      for (let i = 0; i < n; i++) {
        const u = weight * (found[i] as number);
        const k = at[i] as number;
        for (let b = 0, to = k * d; b < d; b++, to++) ofBoth[to] = (ofBoth[to] as number) + u * (own[b] as number);
        for (let j = 0; j <= i; j++) {
          const to = k * s + (at[j] as number);
          ofSparse[to] = (ofSparse[to] as number) + u * (found[j] as number);
        }
      }
      if (waiting === 4) flush();
    },
    total() {
      flush();
      const size = columns + 1;
      const out = new Float64Array(size * size);
      const place = [...dense, columns];
      const put = (a: number, b: number, sum: number): void => {
        out[a * size + b] = sum;
        out[b * size + a] = sum;
      };
      place.forEach((a, i) => {
        for (let j = 0; j <= i; j++) put(a, place[j] ?? 0, ofDense[i * d + j] ?? 0);
      });
      sparse.forEach((a, i) => {
        place.forEach((b, j) => put(a, b, ofBoth[i * d + j] ?? 0));
        for (let j = 0; j <= i; j++) put(a, sparse[j] ?? 0, ofSparse[i * s + j] ?? 0);
      });
      return out;
    },
  };
}

function kindsOf({ rows, columns, values }: Matrix): { readonly dense: Int32Array; readonly sparse: Int32Array } {
  const looked = Math.min(rows, LOOKED_AT);
  const filled = new Float64Array(columns);
  for (let k = 0; k < looked; k++) {
    // Spread over all rows: what stands together may be alike.
    const start = Math.floor((k * rows) / looked) * columns;
    for (let j = 0; j < columns; j++) if (values[start + j] !== 0) filled[j] = (filled[j] ?? 0) + 1;
  }
  const all = Int32Array.from({ length: columns }, (_, j) => j);
  const isDense = (j: number): boolean => (filled[j] ?? 0) >= DENSE * looked;
  return { dense: all.filter(isDense), sparse: all.filter((j) => !isDense(j)) };
}
