/**
 * Rows on their way into a file: every cell as the database prints it, so that no digit is lost on the way, and what
 * kind of value the text stands for.
 */

/** What the text of a cell stands for; everything that no format has a type for is text. */
export type CellKind = 'integer' | 'number' | 'boolean' | 'date' | 'time' | 'text';

export interface OutColumn {
  readonly name: string;
  readonly kind: CellKind;
}

/** Some rows: per column one text per row, null for NULL. */
export interface OutRows {
  readonly length: number;
  readonly columns: readonly ArrayLike<string | null>[];
}

const kinds: Readonly<Record<string, CellKind>> = {
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
  HUGEINT: 'integer',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  UINTEGER: 'integer',
  UBIGINT: 'integer',
  UHUGEINT: 'integer',
  FLOAT: 'number',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'time',
  TIMESTAMP_S: 'time',
  TIMESTAMP_MS: 'time',
  TIMESTAMP_NS: 'time',
};

/** Kind of a column by DuckDB's name of its type; `DECIMAL(p,s)` is a number, an unknown type is text. */
export function kindOf(type: string): CellKind {
  if (type.startsWith('DECIMAL(')) return 'number';
  return kinds[type] ?? 'text';
}

/** Names that differ, as keys have to: a name that was there before gets ` 2`, ` 3`, …. The order is kept. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const used = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; used.has(free) || (free !== name && taken.has(free)); n++) free = `${name} ${n}`;
    used.add(free);
    return free;
  });
}
