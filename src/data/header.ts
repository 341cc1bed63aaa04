import { nameConfidence } from './role-names';
import { timeForm } from './times';
import { valueType } from './types';

/** Rows whose values are held against the names. */
const LOOKED = 200;

/**
 * Names of a header's columns, in their places. Where it is one short of the rows, R may have written the names of rows
 * before them: then the first column has no name, else the last. Names that say a time or a number decide by what stands
 * under them; where they do not, first cells that count the rows, or words that tell them all apart, are such names.
 * @param rows the header, and rows of `columns` cells; others are passed over
 */
export function headerNames(rows: readonly (readonly string[])[], columns: number): readonly string[] {
  const [header = [], ...rest] = rows;
  const whole = rest.filter((row) => row.length === columns).slice(0, LOOKED);
  // A mark at the end of each row is no column.
  const ends = whole.some((row) => (row.at(-1) ?? '').trim() !== '');
  if (header.length !== columns - 1 || whole.length < 2 || !ends) return header;
  const shifted = ['', ...header];
  const [plain, moved] = [fitting(header, whole), fitting(shifted, whole)];
  if (plain !== moved) return moved > plain ? shifted : header;
  const keys = whole.map((row) => row[0] ?? '');
  const counted = keys.every((key, i) => i === 0 || Number(key) === Number(keys[i - 1]) + 1);
  const words = new Set(keys).size === keys.length && keys.every((key) => valueType(key) === 'text');
  return counted || words ? shifted : header;
}

/** How many names say a time or a number and have such values under them. */
function fitting(names: readonly string[], rows: readonly (readonly string[])[]): number {
  return names.filter((name, i) => {
    const values = rows.map((row) => row[i] ?? '').filter((v) => v !== '');
    if (values.length === 0) return false;
    if (nameConfidence('time', name) > 0) return timeForm('VARCHAR', values) !== null;
    const number = (['amount', 'price', 'quantity'] as const).some((role) => nameConfidence(role, name) > 0);
    return number && values.every((v) => /^(?:integer|decimal)$/.test(valueType(v)));
  }).length;
}
