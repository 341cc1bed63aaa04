import type { Statement, Value } from '../core/engine';

/** A quoted identifier inside a template. Made by {@link ident} only. */
class Identifier {
  constructor(readonly quoted: string) {}
}

/** SQL text that is put in as it stands. Made by {@link raw} from constants of our own only. */
class Raw {
  constructor(readonly text: string) {}
}

export type Part = Value | Identifier | Raw | Statement | readonly (Statement | Identifier)[];

/**
 * Quotes a name: table, column, alias. Any characters; `"` is doubled, NUL is refused (DuckDB ends the
 * text there). This is the one place where identifiers are quoted.
 */
export function ident(name: string): Identifier {
  if (name.includes('\0')) throw new Error('a name cannot hold the character NUL');
  return new Identifier(`"${name.replaceAll('"', '""')}"`);
}

/** SQL text written in our own source, never anything read from a file, a recipe or a person. */
export function raw(text: string): Raw {
  return new Raw(text);
}

/**
 * The SQL tag: identifiers are quoted, statements are nested, arrays are joined by commas, and every
 * other value is bound to a `?`.
 *
 *     sql`SELECT ${ident(name)} FROM spine WHERE time < ${asOf}`
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly Part[]): Statement {
  let text = strings[0] ?? '';
  const values: Value[] = [];
  parts.forEach((part, i) => {
    text += place(part, values) + (strings[i + 1] ?? '');
  });
  return { text, values };
}

/** Joins statements with a separator of our own, for instance ` AND `. */
export function join(statements: readonly Statement[], separator: string): Statement {
  return {
    text: statements.map((s) => s.text).join(separator),
    values: statements.flatMap((s) => s.values),
  };
}

function place(part: Part, values: Value[]): string {
  if (part instanceof Identifier) return part.quoted;
  if (part instanceof Raw) return part.text;
  if (Array.isArray(part)) return part.map((p: Statement | Identifier) => place(p, values)).join(', ');
  if (isStatement(part)) {
    values.push(...part.values);
    return part.text;
  }
  // What is left is a Value; Array.isArray does not narrow readonly arrays away.
  values.push(part as Value);
  return '?';
}

function isStatement(part: Part): part is Statement {
  return typeof part === 'object' && part !== null && 'text' in part && 'values' in part;
}

/** The statement with its values written in, for a person to copy ("show the SQL"). Never executed by us. */
export function printed(statement: Statement): string {
  let index = 0;
  // Placeholders are found outside quoted names and strings only.
  return statement.text.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\?/g, (token) =>
    token === '?' ? literal(statement.values[index++] ?? null) : token,
  );
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return String(value);
}
