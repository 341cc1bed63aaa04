import type { CombinedTable } from '../../core/combine';
import { knownAs } from '../names';
import { groupOf } from './edit';
import type { TableFacts } from './facts';
import { unionColumns } from './stack';

/** Columns of numbers or times that some of the files of one table have as text, with these files: text in the table. */
export function textColumns(
  facts: readonly TableFacts[],
  table: CombinedTable,
): readonly { readonly name: string; readonly files: readonly string[] }[] {
  const group = groupOf(facts, table);
  return unionColumns(group.map((t) => t.opened.columns)).flatMap(({ name, type }) => {
    const typeIn = (t: TableFacts): string | undefined =>
      t.opened.columns.find((c) => c.name.toLowerCase() === name.toLowerCase())?.type;
    const others = group.map(typeIn).filter((t) => t !== undefined && t !== 'VARCHAR');
    const as = group.filter((t) => typeIn(t) === 'VARCHAR');
    return type === 'VARCHAR' && others.length > 0 && as.length > 0
      ? [{ name, files: as.map((t) => knownAs(t.opened)) }]
      : [];
  });
}
