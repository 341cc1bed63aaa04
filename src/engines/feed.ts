import type { Feed } from '../learn/onnx/feed';
import type { Column } from '../learn/table';

/** A feed to give away: its numbers are copied once, however many inputs take a column. */
export function copyFeed(feed: Feed): { readonly feed: Feed; readonly buffers: ArrayBuffer[] } {
  const copies = new Map<Column, Column>();
  const buffers: ArrayBuffer[] = [];
  const copy = (column: Column): Column => {
    const known = copies.get(column);
    if (known !== undefined) return known;
    const made =
      column.kind === 'number'
        ? { ...column, values: column.values.slice() }
        : { ...column, codes: column.codes.slice() };
    buffers.push('values' in made ? made.values.buffer : made.codes.buffer);
    copies.set(column, made);
    return made;
  };
  const inputs = feed.inputs.map(({ name, columns }) => ({ name, columns: columns.map(copy) }));
  return { feed: { rows: feed.rows, inputs }, buffers };
}
