import type { CategoryColumn, Column, Dataset, NumberColumn, Table, Target } from './table';

/** All row numbers of a table. */
export function everyRow(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i);
}

/** The values of some rows, in their order. */
export function taken(values: Float64Array, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) out[k] = values[rows[k] ?? 0] ?? NaN;
  return out;
}

/** The target of some rows, in their order. */
export function targetOf(target: Target, rows: Int32Array): Target {
  if (target.task === 'regression') return { task: 'regression', values: taken(target.values, rows) };
  if (target.task === 'binary') {
    // A loop: `from` with a function takes thirty times as long.
    const labels = new Uint8Array(rows.length);
    for (let k = 0; k < rows.length; k++) labels[k] = target.labels[rows[k] ?? 0] ?? 0;
    return { task: 'binary', labels };
  }
  return { ...target, labels: Int32Array.from(rows, (i) => target.labels[i] ?? 0) };
}

/** Some rows of a table, as a table. */
export function tableOf(table: Table, rows: Int32Array): Table {
  return {
    rows: rows.length,
    columns: table.columns.map((c): Column =>
      c.kind === 'number'
        ? { ...c, values: taken(c.values, rows) }
        : { ...c, codes: Int32Array.from(rows, (i) => c.codes[i] ?? -1) },
    ),
  };
}

/** Weight of each of some rows; undefined where all count the same. */
export function weightsOf({ weights }: Dataset, rows: Int32Array): Float64Array | undefined {
  return weights === undefined ? undefined : taken(weights, rows);
}

/** @throws Error when the table has no such column of numbers */
export function numberColumn(table: Table, name: string): NumberColumn {
  const column = table.columns.find((c) => c.name === name);
  if (column?.kind !== 'number') throw new Error(`there is no column of numbers “${name}”`);
  return column;
}

/** @throws Error when the table has no such column of categories */
export function categoryColumn(table: Table, name: string): CategoryColumn {
  const column = table.columns.find((c) => c.name === name);
  if (column?.kind !== 'category') throw new Error(`there is no column of categories “${name}”`);
  return column;
}
