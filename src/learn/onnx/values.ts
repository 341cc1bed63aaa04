import type { Column } from '../table';
import type { ValueType } from './types';

/** Values of one input as onnxruntime takes them, row after row. */
export type InputValues =
  | { readonly type: 'float'; readonly data: Float32Array }
  | { readonly type: 'double'; readonly data: Float64Array }
  | { readonly type: 'int64'; readonly data: BigInt64Array }
  | { readonly type: 'int32'; readonly data: Int32Array }
  | { readonly type: 'bool'; readonly data: Uint8Array }
  | { readonly type: 'string'; readonly data: string[] };

/** A column ready to be given as a type: numbers by row, or texts. */
export type Prepared = { readonly numbers: Float64Array } | { readonly text: (row: number) => string };

/**
 * Makes a column ready for an input's type. Numbers become text as JavaScript prints them (`3`, `0.5`);
 * levels become numbers where each is one (`true` and `yes` are 1, `false` and `no` 0). A missing value is
 * NaN, or the empty text.
 * @returns the column, or why it cannot be given as that type, in words
 */
export function prepare(column: Column, type: ValueType): Prepared | string {
  if (type === 'string') {
    if (column.kind === 'category') {
      const { codes, levels } = column;
      return { text: (row) => levels[codes[row] ?? -1] ?? '' };
    }
    const { values } = column;
    return {
      text: (row) => {
        const value = values[row] ?? NaN;
        return Number.isNaN(value) ? '' : String(value);
      },
    };
  }
  const numbers = column.kind === 'number' ? column.values : asNumbers(column.codes, column.levels);
  if (typeof numbers === 'string') return `“${column.name}” holds text such as “${numbers}” where it takes numbers`;
  if (type === 'float' || type === 'double') return { numbers };
  const missing = numbers.findIndex((v) => !Number.isFinite(v));
  if (missing >= 0) return `“${column.name}” has missing values where it takes whole numbers only (row ${missing + 1})`;
  return { numbers };
}

/** Each row's level as a number, or a level that is none. */
function asNumbers(codes: Int32Array, levels: readonly string[]): Float64Array | string {
  const byLevel = levels.map(numberOf);
  // A level that no row has does not matter.
  const used = new Set(codes);
  const wrong = levels.findIndex((l, i) => l.trim() !== '' && Number.isNaN(byLevel[i]) && used.has(i));
  if (wrong >= 0) return levels[wrong] ?? '';
  return Float64Array.from(codes, (code) => byLevel[code] ?? NaN);
}

function numberOf(level: string): number {
  const text = level.trim().toLowerCase();
  if (text === 'true' || text === 'yes') return 1;
  if (text === 'false' || text === 'no') return 0;
  return text === '' ? NaN : Number(text);
}

/**
 * Rows `[from, to)` of prepared columns as one input; rows beyond the last repeat it, for models that take a
 * fixed number of rows.
 */
export function inputValues(
  columns: readonly Prepared[],
  type: ValueType,
  from: number,
  to: number,
  rows: number,
): InputValues {
  const width = columns.length;
  const size = (to - from) * width;
  const row = (i: number): number => Math.min(from + i, rows - 1);
  const each = (put: (at: number, value: number) => void): void => {
    columns.forEach((column, j) => {
      const numbers = 'numbers' in column ? column.numbers : new Float64Array();
      for (let i = 0; i < to - from; i++) put(i * width + j, numbers[row(i)] ?? NaN);
    });
  };
  switch (type) {
    case 'float': {
      const data = new Float32Array(size);
      each((at, value) => (data[at] = value));
      return { type, data };
    }
    case 'double': {
      const data = new Float64Array(size);
      each((at, value) => (data[at] = value));
      return { type, data };
    }
    case 'int32': {
      const data = new Int32Array(size);
      each((at, value) => (data[at] = Math.round(value)));
      return { type, data };
    }
    case 'bool': {
      const data = new Uint8Array(size);
      each((at, value) => (data[at] = value === 0 ? 0 : 1));
      return { type, data };
    }
    case 'int64': {
      const data = new BigInt64Array(size);
      each((at, value) => (data[at] = BigInt(Math.round(value))));
      return { type, data };
    }
    case 'string': {
      const data = new Array<string>(size);
      columns.forEach((column, j) => {
        for (let i = 0; i < to - from; i++) data[i * width + j] = 'text' in column ? column.text(row(i)) : '';
      });
      return { type, data };
    }
  }
}
