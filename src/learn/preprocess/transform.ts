import type { Matrix } from '../matrix';
import { categoryColumn, everyRow, numberColumn } from '../rows';
import type { Table } from '../table';
import { filled } from './impute';
import type { Block, Preprocessing } from './spec';
import { logged, readLevels, readNumbers } from './values';

/**
 * The features of some rows (all when not said). Columns are found by name; others are not looked at.
 * Levels may be other ones than at the fit.
 * @throws Error when a column is not there or of another kind
 */
export function transform(preprocessing: Preprocessing, table: Table, rows?: Int32Array): Matrix {
  const chosen = rows ?? everyRow(table.rows);
  const width = preprocessing.features.length;
  const values = new Float64Array(chosen.length * width);
  const read = new Map<string, Float64Array>();
  const numbers = (name: string): Float64Array => {
    const known = read.get(name) ?? readNumbers(numberColumn(table, name), chosen);
    read.set(name, known);
    return known;
  };
  let at = 0;
  for (const block of preprocessing.blocks) at += write(block, values, width, at, table, chosen, numbers);
  return { rows: chosen.length, columns: width, values };
}

/** Writes a block's features from column `at` on; answers how many they are. */
function write(
  block: Block,
  out: Float64Array,
  width: number,
  at: number,
  table: Table,
  rows: Int32Array,
  numbers: (name: string) => Float64Array,
): number {
  if (block.block === 'number') {
    const { fill, log, scale } = block;
    const x = numbers(block.column);
    const full = fill === null ? x : filled(x, fill, numbers);
    for (let k = 0; k < full.length; k++) {
      const v = full[k] ?? NaN;
      const l = log ? logged(v) : v;
      out[k * width + at] = scale === null ? l : (l - scale.mean) / scale.scale;
    }
    return 1;
  }
  if (block.block === 'missing') {
    const column = table.columns.find((c) => c.name === block.column);
    if (column?.kind === 'category') {
      readLevels(column, rows).forEach((c, k) => (out[k * width + at] = c < 0 ? 1 : 0));
    } else {
      numbers(block.column).forEach((v, k) => (out[k * width + at] = Number.isNaN(v) ? 1 : 0));
    }
    return 1;
  }
  const column = categoryColumn(table, block.column);
  const codes = readLevels(column, rows);
  const place = new Map(block.levels.map((level, i) => [level, i]));
  const places = Int32Array.from(column.levels, (level) => place.get(level) ?? -1);
  if (block.block === 'map') {
    const { missing, unknown } = block;
    codes.forEach((c, k) => {
      out[k * width + at] = c < 0 ? (missing ?? NaN) : (block.values[places[c] ?? -1] ?? unknown);
    });
    return 1;
  }
  const features = block.levels.length + (block.other ? 1 : 0);
  const fallback = block.other ? block.levels.length : -1;
  const fill = block.fill === null ? -1 : (place.get(block.fill) ?? fallback);
  codes.forEach((c, k) => {
    const known = places[c] ?? -1;
    const feature = c < 0 ? fill : known >= 0 ? known : fallback;
    if (feature >= 0) out[k * width + at + feature] = 1;
  });
  return features;
}
