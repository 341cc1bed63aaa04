import { sfc32 } from '../random';
import type { Report } from '../report';
import { everyRow, tableOf, targetOf, weightsOf } from '../rows';
import type { Column, Dataset, Table } from '../table';
import { shuffled } from '../validate/folds';
import { isLoss, metricOf, type Metric } from '../validate/metric';

/** What a model loses when a column tells it nothing. */
export interface Importance {
  readonly column: string;
  /** By how much the metric gets worse, mean over the repeats; below 0 it got better. */
  readonly mean: number;
  /** Over the repeats, divisor n − 1; null with one. */
  readonly sd: number | null;
}

/**
 * Permutation importance (Breiman 2001): each column is shuffled among the rows by itself, and the metric
 * measured again. Correlated columns stand in for one another and look less important than they are.
 * @param predict answers of a table's rows, as `predictPipeline`
 * @param rows rows to judge on, which the model should not have learnt from
 * @param columns names of source columns
 * @returns by falling mean, ties in the order of `columns`
 */
export function permutationImportance(
  predict: (table: Table) => Float64Array,
  dataset: Dataset,
  rows: Int32Array,
  columns: readonly string[],
  { metric, seed, repeats = 5 }: { readonly metric: Metric; readonly seed: number; readonly repeats?: number },
  report: Report = () => undefined,
): readonly Importance[] {
  const table = tableOf(dataset.table, rows);
  const target = targetOf(dataset.target, rows);
  const weights = weightsOf(dataset, rows);
  const sign = isLoss(metric) ? 1 : -1;
  const measure = (t: Table): number => metricOf(metric, target, predict(t), weights);
  const before = measure(table);
  const found = columns.map((column, c): Importance => {
    const losses = Array.from({ length: repeats }, (_, r) => {
      report((c * repeats + r) / (columns.length * repeats));
      const order = shuffled(rows.length, sfc32(seed, c, r).below);
      return sign * (measure(withColumn(table, column, (old) => reordered(old, order))) - before);
    });
    const mean = losses.reduce((sum, l) => sum + l, 0) / repeats;
    const squares = losses.reduce((sum, l) => sum + (l - mean) ** 2, 0);
    return { column, mean, sd: repeats < 2 ? null : Math.sqrt(squares / (repeats - 1)) };
  });
  report(1);
  return found.toSorted((a, b) => b.mean - a.mean);
}

function reordered(column: Column, order: Int32Array): Column {
  const [only] = tableOf({ rows: order.length, columns: [column] }, order).columns;
  return only ?? column;
}

/** The table with one column changed; others are shared. @throws Error when there is no such column */
export function withColumn(table: Table, name: string, change: (old: Column) => Column): Table {
  if (!table.columns.some((c) => c.name === name)) throw new Error(`there is no column “${name}”`);
  return { ...table, columns: table.columns.map((c) => (c.name === name ? change(c) : c)) };
}

/** Some rows of a dataset's table, as many as `most`, at random by the seed; all of fewer. */
export function sampleRows(rows: number, most: number, seed: number): Int32Array {
  return rows <= most ? everyRow(rows) : shuffled(rows, sfc32(seed, 0x69636500).below).slice(0, most).sort();
}
