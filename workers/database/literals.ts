import type { Statement, Value } from '../../src/core/engine';

/**
 * A statement as text without placeholders. DuckDB-WASM runs a statement with bound values in one
 * uninterruptible go, so values are written as typed literals here, and here only, to run it in slices
 * that can be cancelled. Types are those the native engine binds: whole numbers BIGINT, others DOUBLE.
 * @throws Error when placeholders and values differ in number, or a text holds NUL
 */
export function inlined(statement: Statement): string {
  let used = 0;
  const text = statement.text.replace(tokens, (token) => {
    if (token !== '?') return token;
    const value = statement.values[used++];
    if (value === undefined) throw new Error(`${statement.values.length} values for more placeholders`);
    return literal(value);
  });
  if (used !== statement.values.length) throw new Error(`${statement.values.length} values for ${used} placeholders`);
  return text;
}

/** Quoted names, texts (also E'…' and $tag$…$tag$) and comments are skipped whole; what is left may be a `?`. */
const tokens =
  /"(?:[^"]|"")*"|\be'(?:[^'\\]|''|\\[^])*'|'(?:[^']|'')*'|\$(\w*)\$[^]*?\$\1\$|--[^\n]*|\/\*[^]*?\*\/|\?/gi;

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? `CAST(${value} AS BIGINT)` : `CAST('${value}' AS DOUBLE)`;
  }
  if (value.includes('\0')) throw new Error('a text cannot hold the character NUL');
  return `CAST('${value.replaceAll("'", "''")}' AS VARCHAR)`;
}
