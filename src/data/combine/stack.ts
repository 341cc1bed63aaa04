import type { CombinedTable, SpellingMerge } from '../../core/combine';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { nearest } from '../../core/nearest';
import { ident, join, raw, sql } from '../../sql/sql';
import { knownAs } from '../names';
import type { Opened } from '../open';
import type { TableColumn } from '../sample';
import { commonType, keyText } from './cells';

/**
 * The rows of a plan's table before they are shaped: columns `c0`, `c1` … whatever their names are, `k` the key as
 * text, `o` the place of the row in its files, one after the other.
 */
export interface Stacked {
  readonly columns: readonly TableColumn[];
  readonly select: Statement;
  /** The same before spellings were merged. */
  readonly unmerged: Statement;
}

/** Rows of one file at most, so that the place of a row is one number. */
const PLACES = 2 ** 40;

/** The internal name of a column by its place. */
export const cell = (index: number): Statement => sql`${ident(`c${index}`)}`;

/**
 * Sets the rows of sources one after the other, columns by name without regard to case; what a source does not have is
 * NULL. Spellings are merged, and the key is read.
 * @throws VitrineError `combine.column` for a column of the plan that no source has
 */
export function stack(table: CombinedTable, sources: readonly Opened[]): Stacked {
  const wanted = unionColumns(sources.map((s) => s.columns));
  const columns: TableColumn[] = [...wanted];
  if (table.file !== undefined) columns.push({ name: freeName(table.file, columns), type: 'VARCHAR' });
  const parts = sources.map((source, part) => {
    const cells = wanted.map((column, i) => sql`${cellOf(source, column)} AS ${cell(i)}`);
    if (table.file !== undefined) cells.push(sql`${knownAs(source)} AS ${cell(wanted.length)}`);
    return sql`SELECT ${cells}, ${raw(String(part * PLACES))} + rowid AS o FROM ${ident(source.table)}`;
  });
  const all = join(parts, ' UNION ALL ');
  const place = (name: string): number => placeOf(columns, name, table);
  const merges = new Map<number, SpellingMerge[]>();
  for (const merge of table.merge ?? []) {
    const at = place(merge.column);
    merges.set(at, [...(merges.get(at) ?? []), merge]);
  }
  const merged = columns.map((column, i) => {
    const of = merges.get(i);
    return of === undefined ? column : { ...column, type: 'VARCHAR' };
  });
  const key = table.key === undefined ? null : place(table.key);
  const k = key === null ? sql`CAST(NULL AS VARCHAR)` : keyText(cell(key), table.match ?? 'exact');
  const rows = columns.map((_, i) => sql`${mergedCell(i, merges.get(i) ?? [])} AS ${cell(i)}`);
  return {
    columns: merged,
    unmerged: all,
    select: sql`SELECT *, ${k} AS k FROM (SELECT ${rows}, o FROM (${all}) AS parts) AS merged`,
  };
}

/** Columns of several tables by name, in the order in which they come first, of a type that holds the values of all. */
export function unionColumns(tables: readonly (readonly TableColumn[])[]): readonly TableColumn[] {
  const found = new Map<string, { name: string; types: string[] }>();
  for (const { name, type } of tables.flat()) {
    const known = found.get(name.toLowerCase());
    if (known === undefined) found.set(name.toLowerCase(), { name, types: [type] });
    else known.types.push(type);
  }
  return [...found.values()].map(({ name, types }) => ({ name, type: commonType(types) }));
}

/**
 * The place of a column that a plan names.
 * @throws VitrineError `combine.column`
 */
export function placeOf(columns: readonly TableColumn[], name: string, table: Pick<CombinedTable, 'of'>): number {
  const at = columns.findIndex((c) => c.name === name);
  if (at >= 0) return at;
  const near = nearest(
    name,
    columns.map((c) => c.name),
  );
  throw new VitrineError('combine.column', {
    source: table.of.join(', '),
    column: name,
    nearest: near === null ? '' : `“${near}”`,
  });
}

/** A name that no column has: the wanted one, or that with a number, without regard to case. */
export function freeName(wanted: string, columns: readonly { readonly name: string }[]): string {
  const taken = new Set(columns.map((c) => c.name.toLowerCase()));
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
  return name;
}

function cellOf(source: Opened, { name, type }: TableColumn): Statement {
  const own = source.columns.find((c) => c.name.toLowerCase() === name.toLowerCase());
  if (own === undefined) return sql`NULL`;
  // Where the types differ, the common one is one of those that commonType names.
  return own.type === type ? sql`${ident(own.name)}` : sql`CAST(${ident(own.name)} AS ${raw(type)})`;
}

function mergedCell(index: number, merges: readonly SpellingMerge[]): Statement {
  if (merges.length === 0) return cell(index);
  const text = sql`CAST(${cell(index)} AS VARCHAR)`;
  const cases = merges.map((m) => sql`WHEN ${m.from} THEN ${m.to}`);
  return sql`CASE ${text} ${join(cases, ' ')} ELSE ${text} END`;
}
