import type { CategoryColumn, NumberColumn } from '../table';

/** The numbers of some rows as every model reads them: float32, NaN where missing or infinite. */
export function readNumbers({ values }: NumberColumn, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) {
    const v = Math.fround(values[rows[k] ?? 0] ?? NaN);
    out[k] = Number.isFinite(v) ? v : NaN;
  }
  return out;
}

/** The level codes of some rows; −1 where missing, which the empty string is too. */
export function readLevels({ codes, levels }: CategoryColumn, rows: Int32Array): Int32Array {
  const empty = levels.indexOf('');
  return Int32Array.from(rows, (i) => {
    const code = codes[i] ?? -1;
    return code === empty ? -1 : code;
  });
}

/** ln(1 + max(x, 0)); NaN stays NaN. */
export function logged(x: number): number {
  return Math.log1p(Math.max(x, 0));
}
