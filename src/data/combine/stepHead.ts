import type { CombinePlan } from '../../core/combine';
import type { Statement } from '../../core/engine';
import { ident, raw, sql } from '../../sql/sql';
import type { Opened } from '../open';
import { prepare } from './assemble';
import { cell } from './stack';

/**
 * The first rows of one table of a plan after its spellings are merged and its rows are shaped, under the names of the columns.
 * @throws VitrineError as `prepare`
 */
export function stepHead(opened: readonly Opened[], plan: CombinePlan, table: number, rows: number): Statement {
  const shaped = prepare(plan, opened)[table]?.shaped;
  if (shaped === undefined) throw new Error(`the plan has no table ${table}`);
  const cells = shaped.columns.map((c, i) => sql`${cell(i)} AS ${ident(c.name)}`);
  return sql`SELECT ${cells} FROM (${shaped.select}) AS shaped ORDER BY o LIMIT ${raw(String(rows))}`;
}
