import type { Statement } from '../core/engine';
import { ident, sql } from './sql';

/**
 * Packs what stands in a database in memory (docs/decisions/0036). DuckDB-WASM 1.4.3 passes over a CHECKPOINT that follows
 * a statement which brought in some 20 MB at once, as if nothing had changed since: so a view comes and goes first. Packing
 * is one step that no stop interrupts: some 0.2 s of CPU for a million rows of the spine.
 * @param view a name that nothing else has
 */
export function packing(view: string): readonly Statement[] {
  return [
    sql`CREATE OR REPLACE VIEW ${ident(view)} AS SELECT 1 AS one`,
    sql`DROP VIEW ${ident(view)}`,
    sql`CHECKPOINT`,
  ];
}

/** Whether packing failed because somebody else writes: it has to be left to a later time, and nothing is wrong. */
export function isPackedLater(error: unknown): boolean {
  return error instanceof Error && /cannot checkpoint/i.test(error.message);
}
