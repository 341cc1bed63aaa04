import { countAt } from '../../core/frame';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Maker } from '../maker';
import type { PlainTable } from '../source';

const numbers = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL|BOOLEAN)/;

/** Whether a column of the engine's type holds numbers; booleans are 0 and 1. */
export const isNumber = (type: string): boolean => numbers.test(type);

export const isTime = (type: string): boolean => /^(?:TIMESTAMP|DATE)/.test(type);

/** Different values from which text that is numbers is a measure rather than a code. */
const MEASURE = 20;

/**
 * Text columns that are numbers in all but a few cells (blanks, a dash): 19 of 20 given values can be read, and more
 * than 20 differ.
 */
export async function numericText(
  make: Pick<Maker, 'rows'>,
  { table, columns }: PlainTable,
  among: readonly string[],
): Promise<ReadonlySet<string>> {
  const texts = columns.filter((c) => c.type === 'VARCHAR' && among.includes(c.name));
  if (texts.length === 0) return new Set();
  const counts = texts.map(({ name }, i) => {
    const value = sql`nullif(trim(${ident(name)}), '')`;
    const number = sql`TRY_CAST(${value} AS DOUBLE)`;
    return sql`count(${value}) AS ${raw(`g${i}`)}, count(${number}) AS ${raw(`n${i}`)}, count(DISTINCT ${number}) AS ${raw(`d${i}`)}`;
  });
  const frame = await make.rows(sql`SELECT ${join(counts, ', ')} FROM ${ident(table)}`);
  return new Set(
    texts
      .filter((_, i) => countAt(frame, `d${i}`) > MEASURE && countAt(frame, `n${i}`) >= 0.95 * countAt(frame, `g${i}`))
      .map((c) => c.name),
  );
}
