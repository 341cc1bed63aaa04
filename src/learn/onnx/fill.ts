import type { Column } from '../table';
import type { ModelDescription } from './describe';
import type { Feed } from './feed';

/** What a place of a model is given: a column of the table, or one value for every row (`''` is missing). */
export type Fill = { readonly column: string } | { readonly value: string };

/** The description with so many columns for each input that leaves their number open. */
export function withWidth(description: ModelDescription, columns: number): ModelDescription {
  return {
    ...description,
    inputs: description.inputs.map((input) =>
      input.columns === null
        ? { ...input, columns, names: Array.from({ length: columns }, (_, i) => input.names[i] ?? null) }
        : input,
    ),
  };
}

/** Whether some input leaves its number of columns open. */
export function isOpenWide(description: ModelDescription): boolean {
  return description.inputs.some((i) => i.columns === null);
}

/** Whether a value may stand for a column of a type: any text; a number, or nothing where it may be missing. */
export function fitsType(value: string, type: ModelDescription['inputs'][number]['type']): boolean {
  if (type === 'string') return true;
  const text = value.trim();
  if (text === '') return type === 'float' || type === 'double';
  const number = Number(text.replace(',', '.'));
  if (!Number.isFinite(number)) return false;
  return (
    type === 'float' || type === 'double' || (type === 'bool' ? number === 0 || number === 1 : Number.isInteger(number))
  );
}

/**
 * Rows for a model, every place filled.
 * @param fills one per place: inputs in order, and the columns of each in order
 * @param columns the table's columns by name, all of `rows` length
 * @throws Error for a column that is not among them, or too few fills: a fault of the caller
 */
export function feedOf(
  description: ModelDescription,
  fills: readonly Fill[],
  rows: number,
  columns: ReadonlyMap<string, Column>,
): Feed {
  let at = 0;
  const next = (type: ModelDescription['inputs'][number]['type']): Column => {
    const fill = fills[at++];
    if (fill === undefined) throw new Error('a place of the model is not filled');
    if ('value' in fill) return constant(fill.value, type === 'string', rows);
    const column = columns.get(fill.column);
    if (column === undefined) throw new Error(`no column “${fill.column}”`);
    return column;
  };
  const inputs = description.inputs.map(({ name, type, names }) => ({ name, columns: names.map(() => next(type)) }));
  return { rows, inputs };
}

function constant(value: string, text: boolean, rows: number): Column {
  if (text) return { name: value, kind: 'category', codes: new Int32Array(rows), levels: [value] };
  const number = value.trim() === '' ? NaN : Number(value.trim().replace(',', '.'));
  return { name: value, kind: 'number', values: new Float64Array(rows).fill(number) };
}
