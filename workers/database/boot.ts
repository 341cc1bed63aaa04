import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';

/** Folder of the registered files: the only place the database may read from. */
export const IN = 'in/';

/** Above it a query ends as out of memory; the heap of 32-bit wasm ends at 4 GiB. */
const MEMORY_LIMIT = '3GB';

/** How long a query runs before other connections get their turn, ms; a small query takes some ten turns. */
const SLICE = 10;

/**
 * Settings that shut the database in, in the order in which DuckDB takes them: each is refused after
 * the one that follows. Files registered under `in/` can still be read afterwards.
 */
const LOCK_DOWN = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  `SET allowed_directories = ['${IN}']`,
  'SET enable_external_access = false',
  `SET memory_limit = '${MEMORY_LIMIT}'`,
  'SET lock_configuration = true',
];

/** Opens an empty database in memory on an instantiated engine and locks it down. */
export async function openLocked(database: AsyncDuckDB): Promise<void> {
  await database.open({ path: ':memory:', maximumThreads: 1, query: { queryPollingInterval: SLICE } });
  const connection = await database.connect();
  try {
    for (const setting of LOCK_DOWN) await connection.query(setting);
  } finally {
    await connection.close();
  }
}
