import type { Matrix } from '../matrix';
import type { CategoryColumn, Table, Target } from '../table';
import { prepareTarget } from './targets';

/**
 * A category column as numbers that trees can split: each level's place in the order of the target. A plain
 * map from text to number, as ONNX's LabelEncoder (`keys_strings`, `values_floats`, `default_float` NaN)
 * holds it.
 */
export interface ValueMap {
  /** The column. */
  readonly name: string;
  /** The class whose share orders the levels, for a multiclass target; else null. */
  readonly class: string | null;
  readonly levels: readonly string[];
  /** One per level: 0, 1, 2 …, whole numbers; NaN for a level that no weighted training row has. */
  readonly values: Float64Array;
}

/** Rows' worth of the overall mean that each level's mean is mixed with. */
export const SMOOTHING = 10;

/**
 * Orders the levels of a category column by the target, on the training rows (Fisher 1958: for two classes and
 * for squared error the best split of the levels is a cut of this order).
 *
 * Exactly: with the weights of the training rows, each level's mean of the target (of the 0/1 label; of
 * "is class k", one map per class, for several classes; of the number) is smoothed to
 * `(sum of level + smoothing × overall mean) ÷ (weight of level + smoothing)`. The levels with weight are sorted
 * by it, equal ones by their place in `levels`; a level's value is its place in that order, from 0. Missing
 * values, unknown levels and levels without weight are NaN: missing values, whose side each node learns.
 *
 * @param rows the training rows; all when not said
 * @throws Error for a target that does not fit the column
 */
export function targetOrder(
  column: CategoryColumn,
  target: Target,
  {
    weights,
    rows,
    smoothing = SMOOTHING,
  }: { readonly weights?: Float64Array; readonly rows?: Int32Array; readonly smoothing?: number } = {},
): readonly ValueMap[] {
  const p = prepareTarget(target, column.codes.length, weights, undefined);
  const { name, levels, codes } = column;
  const classes = target.task === 'multiclass' ? target.classes : [null];
  return classes.map((of, k) => {
    const value = (i: number): number => (of === null ? (p.y[i] ?? NaN) : p.y[i] === k ? 1 : 0);
    const sums = new Float64Array(levels.length);
    const mass = new Float64Array(levels.length);
    let sum = 0;
    let total = 0;
    for (let at = 0; at < (rows ?? codes).length; at++) {
      const i = rows === undefined ? at : (rows[at] ?? 0);
      const weight = p.weights?.[i] ?? 1;
      sum += weight * value(i);
      total += weight;
      const code = codes[i] ?? -1;
      if (code < 0) continue;
      sums[code] = (sums[code] ?? 0) + weight * value(i);
      mass[code] = (mass[code] ?? 0) + weight;
    }
    const means = sums.map((s, l) => (s + (smoothing * sum) / total) / ((mass[l] ?? 0) + smoothing));
    const order = Array.from(levels.keys())
      .filter((l) => (mass[l] ?? 0) > 0)
      .sort((a, b) => (means[a] ?? 0) - (means[b] ?? 0) || a - b);
    const values = new Float64Array(levels.length).fill(NaN);
    order.forEach((level, place) => (values[level] = place));
    return { name, class: of, levels, values };
  });
}

/** The maps of all category columns of a table, in their order; see {@link targetOrder}. */
export function targetOrders(
  table: Table,
  target: Target,
  options: Parameters<typeof targetOrder>[2] = {},
): readonly ValueMap[] {
  return table.columns.flatMap((c) => (c.kind === 'category' ? targetOrder(c, target, options) : []));
}

/** A column of the matrix that {@link encodeTable} makes. */
export interface EncodedColumn {
  readonly name: string;
  readonly map: ValueMap | null;
}

/**
 * A table as trees take it: number columns as they are, each category column by its maps, in the table's order.
 * Levels are found by their text, so that another table may list them differently.
 * @throws Error for a category column without a map
 */
export function encodeTable(
  table: Table,
  maps: readonly ValueMap[],
): { readonly x: Matrix; readonly columns: readonly EncodedColumn[] } {
  const columns = table.columns.flatMap<{ values: (row: number) => number } & EncodedColumn>((c) => {
    const { name } = c;
    if (c.kind === 'number') return [{ name, map: null, values: (i) => c.values[i] ?? NaN }];
    const own = maps.filter((m) => m.name === name);
    if (own.length === 0) throw new Error(`no values for the levels of ${name}`);
    return own.map((map) => {
      const known = new Map(map.levels.map((level, l) => [level, map.values[l] ?? NaN]));
      const values = c.levels.map((level) => known.get(level) ?? NaN);
      return { name, map, values: (i) => values[c.codes[i] ?? -1] ?? NaN };
    });
  });
  const values = new Float64Array(table.rows * columns.length);
  columns.forEach((c, j) => {
    for (let i = 0; i < table.rows; i++) values[i * columns.length + j] = c.values(i);
  });
  return {
    x: { rows: table.rows, columns: columns.length, values },
    columns: columns.map(({ name, map }) => ({ name, map })),
  };
}
