import { texts } from '../../../core/frame';
import { sql } from '../../../sql/sql';
import type { Workspace } from '../../../state/workspace.svelte';

/** Version of the database, for receipts. */
export async function duckdbVersion(workspace: Workspace): Promise<string> {
  const frame = await workspace.query(new AbortController().signal, sql`SELECT version() AS version`);
  return texts(frame, 'version')[0] ?? '';
}
