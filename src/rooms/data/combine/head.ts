import type { TableData } from '../../../core/exhibit';
import { cell, type Frame } from '../../../core/frame';
import { isInteger, isNumber, isTime } from '../../../data/combine/cells';

/** A few rows as a table for the page: whole numbers without groups, for they may be ids. */
export function headTable(
  caption: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  frame: Frame,
): TableData {
  return {
    caption,
    columns: columns.map(({ name, type }) => ({
      label: name,
      kind: type === 'DATE' ? 'date' : isTime(type) ? 'time' : isNumber(type) && !isInteger(type) ? 'number' : 'text',
    })),
    rows: Array.from({ length: frame.length }, (_, row) =>
      columns.map(({ type }, i) => {
        const column = frame.columns[i];
        const value = column === undefined ? null : cell(column, row);
        return isInteger(type) && value !== null ? String(value) : value;
      }),
    ),
  };
}
