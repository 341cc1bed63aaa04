import type { KeyMatch } from '../../core/combine';
import type { Statement } from '../../core/engine';
import { sql } from '../../sql/sql';

/** Integer types of the engine. */
const INTEGER = /^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;
const NUMBER = /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;

/** Whether a type of the engine is one of whole numbers. */
export const isInteger = (type: string): boolean => INTEGER.test(type);

/** Whether a type of the engine is one of numbers. */
export const isNumber = (type: string): boolean => NUMBER.test(type);

/** Whether a type of the engine is a date or a time. */
export const isTime = (type: string): boolean => /^(?:DATE|TIMESTAMP)/.test(type);

/**
 * The type that holds the values of columns of several types: numbers become BIGINT or DOUBLE, dates and times
 * TIMESTAMP, anything else text. One type stays what it is.
 */
export function commonType(types: readonly string[]): string {
  const [first = 'VARCHAR', ...others] = types;
  if (others.every((t) => t === first)) return first;
  if (types.every(isInteger)) return types.some((t) => /HUGEINT|UBIGINT/.test(t)) ? 'DOUBLE' : 'BIGINT';
  if (types.every(isNumber)) return 'DOUBLE';
  return types.every((t) => t === 'DATE' || t === 'TIMESTAMP') ? 'TIMESTAMP' : 'VARCHAR';
}

/** A value as text; blank text is NULL. */
export function filled(value: Statement): Statement {
  return sql`nullif(${bare(value)}, '')`;
}

/**
 * A key as the text by which tables are joined (core/combine.ts says what each match takes for the same); NULL where
 * there is none. Digits are compared as digits, however many: nothing is rounded.
 */
export function keyText(value: Statement, match: KeyMatch): Statement {
  switch (match) {
    case 'exact':
      return sql`nullif(CAST(${value} AS VARCHAR), '')`;
    case 'trimmed':
      return filled(value);
    case 'number':
      return sql`nullif(regexp_replace(${bare(value)}, '^[+]?(-?)0*([0-9]+)(?:[.]0+)?$', '\\1\\2'), '')`;
  }
}

/** Text without the blanks around it, no-break spaces among them. */
function bare(value: Statement): Statement {
  return sql`regexp_replace(CAST(${value} AS VARCHAR), '^[\\s\\x{00A0}]+|[\\s\\x{00A0}]+$', '', 'g')`;
}
