import { quantile } from '../bootstrap';
import type { Report } from '../report';
import { everyRow, tableOf } from '../rows';
import { readLevels, readNumbers } from '../preprocess/values';
import type { Column, Table } from '../table';
import { sampleRows, withColumn } from './permutation';

/** How answers change with one column, all others as they are. */
export interface Dependence {
  readonly column: string;
  /** Values the column was set to: rising numbers, or levels by falling frequency. */
  readonly at: readonly (number | string)[];
  /** Partial dependence: mean answer per value and output: values × outputs. */
  readonly mean: Float64Array;
  /** Individual conditional expectation: rows × values × outputs, of `rows`. */
  readonly each: Float64Array;
  readonly rows: Int32Array;
}

/**
 * Partial dependence (Friedman 2001) and its individual curves (Goldstein et al. 2015).
 * @param predict answers of a table's rows, as `predictPipeline`
 * @param options `points`: different values at most, 20 when not said: quantiles from 2.5 % to 97.5 % of a
 * column of numbers, the most frequent levels; `most`: rows that are looked at, 500 when not said, by `seed`
 * @throws Error when there is no such column, or all its values are missing
 */
export function dependence(
  predict: (table: Table) => Float64Array,
  table: Table,
  name: string,
  { points = 20, most = 500, seed }: { readonly points?: number; readonly most?: number; readonly seed: number },
  report: Report = () => undefined,
): Dependence {
  const column = table.columns.find((c) => c.name === name);
  if (column === undefined) throw new Error(`there is no column “${name}”`);
  const at = valuesOf(column, points);
  if (at.length === 0) throw new Error(`all values of “${name}” are missing`);
  const rows = sampleRows(table.rows, most, seed);
  const some = tableOf(table, rows);
  const answers = at.map((value, k) => {
    report(k / at.length);
    return predict(withColumn(some, name, (old) => setTo(old, value, rows.length)));
  });
  const outputs = rows.length === 0 ? 1 : (answers[0]?.length ?? 0) / rows.length;
  const mean = new Float64Array(at.length * outputs);
  const each = new Float64Array(rows.length * at.length * outputs);
  answers.forEach((answer, v) =>
    answer.forEach((a, i) => {
      const [row, k] = [Math.floor(i / outputs), i % outputs];
      mean[v * outputs + k] = (mean[v * outputs + k] ?? 0) + a / rows.length;
      each[(row * at.length + v) * outputs + k] = a;
    }),
  );
  report(1);
  return { column: name, at, mean, each, rows };
}

function valuesOf(column: Column, points: number): readonly (number | string)[] {
  const rows = everyRow(column.kind === 'number' ? column.values.length : column.codes.length);
  if (column.kind === 'number') {
    const sorted = readNumbers(column, rows)
      .filter((v) => !Number.isNaN(v))
      .sort();
    if (sorted.length === 0) return [];
    const distinct = [...new Set(sorted)];
    if (distinct.length <= points) return distinct;
    return [...new Set(Array.from({ length: points }, (_, k) => quantile(sorted, 0.025 + (0.95 * k) / (points - 1))))];
  }
  const counts = new Float64Array(column.levels.length);
  for (const code of readLevels(column, rows)) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return Array.from(counts.keys())
    .filter((code) => (counts[code] ?? 0) > 0)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, points)
    .map((code) => column.levels[code] ?? '');
}

function setTo(column: Column, value: number | string, rows: number): Column {
  return column.kind === 'number'
    ? { ...column, values: new Float64Array(rows).fill(Number(value)) }
    : { ...column, codes: new Int32Array(rows).fill(column.levels.indexOf(String(value))) };
}
