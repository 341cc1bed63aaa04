import type { Matrix } from '../src/learn/matrix';
import type { Dataset } from '../src/learn/table';

/** A made table of 20 features, one in 17 values missing, as bench/learn.py makes it too. */
export function learnData(rows: number): { readonly x: Matrix; readonly labels: Uint8Array } {
  const columns = 20;
  const values = new Float64Array(rows * columns);
  const labels = new Uint8Array(rows);
  let state = 1;
  const next = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    for (let j = 0; j < columns; j++) row[j] = 2 * next() - 1;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = row;
    const z = a - b + 2 * c * d + (e > 0.3 ? 1 : 0) - f * f + 3 * g * h;
    labels[i] = next() < 0.5 + z / (2 * (1 + Math.abs(z))) ? 1 : 0;
  }
  for (let at = 0; at < values.length; at += 17) values[at] = NaN;
  return { x: { rows, columns, values }, labels };
}

/** The same as typed columns: numbers are float32 there. */
export function learnDataset({ x, labels }: ReturnType<typeof learnData>): Dataset {
  return {
    table: {
      rows: x.rows,
      columns: Array.from({ length: x.columns }, (_, j) => ({
        name: `x${j}`,
        kind: 'number',
        values: Float64Array.from({ length: x.rows }, (_v, i) => Math.fround(x.values[i * x.columns + j] ?? NaN)),
      })),
    },
    target: { task: 'binary', labels },
  };
}
