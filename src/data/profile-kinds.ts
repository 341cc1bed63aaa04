import type { Statement } from '../core/engine';
import { ident, raw, sql } from '../sql/sql';
import type { ColumnProfile, KindShare, ValueKind } from './profile';

/** Of a column's sampled values: what kinds they are, and three different ones. */
export interface Looked {
  readonly kinds: readonly KindShare[];
  readonly examples: readonly string[];
}

const EXAMPLES = 3;

/**
 * What whole cells look like, the same in JavaScript and in RE2: numbers also with marks between thousands, a decimal
 * comma, signs of money and per cent; times also with the day or the month first.
 */
const patterns = {
  whole: '-?(?:0|[1-9][0-9]{0,15})',
  time: '(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{2}|[0-9]{4}))(?:[ T][0-9]{1,2}:[0-9]{2}.{0,20})?',
  decimal:
    "[-−(]?(?:[$€£¥₽] ?)?-?(?:(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:[ \u00a0\u202f,.'’][0-9]{3})+)(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?(?:[ \u00a0]?(?:%|₽|руб[.]?|[$€£¥]))?[)]?",
  boolean: '[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]',
} as const satisfies Readonly<Record<Exclude<ValueKind, 'text'>, string>>;
/** The first that fits says what a value is. */
const order = ['whole', 'time', 'decimal', 'boolean'] as const;
const regular = order.map((kind) => [kind, new RegExp(`^(?:${patterns[kind]})$`, 'u')] as const);

/** The kind of one value of a text column. */
export function valueKind(text: string): ValueKind {
  const cell = text.trim();
  return regular.find(([, pattern]) => pattern.test(cell))?.[0] ?? 'text';
}

/**
 * What a column's values are.
 * @param values in the order of the file; NULL is null
 * @returns kinds by falling share, those with no value left out; up to 3 different values, first met first
 */
export function lookAt(values: readonly (string | null)[], kind: ColumnProfile['kind']): Looked {
  const given = values.filter((v) => v !== null);
  const examples = new Set<string>();
  // From all over the file rather than its first rows, which are often alike.
  for (let i = 0; i < EXAMPLES; i++) {
    const from = Math.floor((i * given.length) / EXAMPLES);
    const other = given.slice(from).find((v) => v.trim() !== '' && !examples.has(v));
    if (other !== undefined) examples.add(other);
  }
  if (kind !== 'text') return { kinds: [], examples: [...examples] };
  const counts = new Map<ValueKind, number>();
  for (const value of given) counts.set(valueKind(value), (counts.get(valueKind(value)) ?? 0) + 1);
  const kinds = [...counts].map(([of, n]) => ({ kind: of, share: n / given.length }));
  return { kinds: kinds.sort((a, b) => b.share - a.share || (a.kind < b.kind ? -1 : 1)), examples: [...examples] };
}

/** The different values of a text column that are not of its usual kind, at most `most`, in order. */
export function unusualQuery(table: string, column: string, usual: ValueKind, most: number): Statement {
  const cell = sql`trim(CAST(${ident(column)} AS VARCHAR))`;
  const of = (kind: Exclude<ValueKind, 'text'>): Statement => sql`regexp_full_match(${cell}, ${patterns[kind]})`;
  const earlier = (kind: ValueKind): Statement =>
    kind === 'decimal' ? sql` AND NOT ${of('whole')} AND NOT ${of('time')}` : sql``;
  const test =
    usual === 'text'
      ? sql`(${of('whole')} OR ${of('decimal')} OR ${of('time')} OR ${of('boolean')})`
      : sql`NOT (${of(usual)}${earlier(usual)})`;
  return sql`SELECT DISTINCT ${ident(column)} AS value FROM ${ident(table)} WHERE ${ident(column)} IS NOT NULL AND ${test}
    ORDER BY 1 LIMIT ${raw(String(most))}`;
}
