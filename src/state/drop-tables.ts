import type { Engine } from '../core/engine';
import { dropScope, sourceTables } from '../data';
import { rejectsTable } from '../data/tables';
import { leftOutTable } from '../data/values/left-out';
import { ident, sql } from '../sql/sql';
import type { OpenTable } from './table.svelte';

/**
 * Gives back the memory of a table that was closed: its rows, its spine, its dictionaries, and what was narrowed.
 * @throws VitrineError `engine.*`
 */
export async function dropTables(engine: Engine, table: OpenTable): Promise<void> {
  const { rows, spine, customers, events } = sourceTables(table.opened.name);
  if (table.spine !== null) await dropScope(engine, table.spine);
  for (const name of [rows, spine, customers, events, rejectsTable(rows), leftOutTable(rows)]) {
    await engine.query(new AbortController().signal, sql`DROP TABLE IF EXISTS ${ident(name)}`);
  }
}
