/**
 * A table as columns: what an engine answers, what moves between workers (number columns transfer
 * without a copy). Columns are read by index, so a column called `__proto__` is an ordinary one.
 */
export interface Frame {
  /** Number of rows. */
  readonly length: number;
  readonly columns: readonly FrameColumn[];
}

export type FrameColumn = NumberColumn | TextColumn;

/** Numbers, whole numbers, booleans (0/1) and times (epoch milliseconds, UTC). NULL is NaN. */
export interface NumberColumn {
  readonly name: string;
  readonly type: 'number';
  readonly values: Float64Array;
  /** What the numbers stand for, where they are no numbers: epoch milliseconds of a day or a moment, or 0 and 1. */
  readonly of?: 'day' | 'time' | 'boolean';
}

/** Everything else, as the engine prints it. NULL is null. */
export interface TextColumn {
  readonly name: string;
  readonly type: 'text';
  readonly values: readonly (string | null)[];
}

/** The values of a number column. Throws when the column is missing or is text: a fault in our own plan. */
export function numbers(frame: Frame, name: string): Float64Array {
  const column = frame.columns.find((c) => c.name === name);
  if (column?.type !== 'number') throw new Error(`no number column ${name} in the answer`);
  return column.values;
}

/** The values of a text column. Throws when the column is missing or is numeric: a fault in our own plan. */
export function texts(frame: Frame, name: string): readonly (string | null)[] {
  const column = frame.columns.find((c) => c.name === name);
  if (column?.type !== 'text') throw new Error(`no text column ${name} in the answer`);
  return column.values;
}

/** One value of a number column; NULL (NaN) becomes null. Row 0 when not said. */
export function numberAt(frame: Frame, name: string, row = 0): number | null {
  const value = numbers(frame, name)[row];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** One value of a number column that the plan never leaves NULL. */
export function countAt(frame: Frame, name: string, row = 0): number {
  const value = numberAt(frame, name, row);
  if (value === null) throw new Error(`column ${name} is NULL in row ${row}`);
  return value;
}

/** A cell as plain JSON: NaN (NULL) becomes null. */
export function cell(column: FrameColumn, row: number): number | string | null {
  const value = column.values[row];
  return value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
}
