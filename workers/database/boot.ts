import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { TAB_BYTES } from '../../src/data/limits';

/** Folder of the registered files: the only place the database may read from. */
export const IN = 'in/';

/** Where it moves blocks when its memory is full: the name that it knows the folder of `spill.ts` by. */
export const SPILL = 'tmp';

/** How long a query runs before other connections get their turn, ms; a small query takes some ten turns. */
const SLICE = 10;

/**
 * Settings that shut the database in, in the order in which DuckDB takes them: each is refused after
 * the one that follows. Files registered under `in/` can still be read afterwards.
 */
const lockDown = (spill: number | null): readonly string[] => [
  ...(spill === null ? [] : [`SET temp_directory = '${SPILL}'`, `SET max_temp_directory_size = '${spill}B'`]),
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  `SET allowed_directories = ['${IN}']`,
  'SET enable_external_access = false',
  // Above it blocks are spilled, or a query ends as out of memory.
  `SET memory_limit = '${TAB_BYTES}B'`,
  'SET lock_configuration = true',
];

/**
 * Opens an empty database in memory on an instantiated engine and locks it down.
 * @param spill bytes that it may write to the files of `spill.ts`; null where there are none
 */
export async function openLocked(database: AsyncDuckDB, spill: number | null): Promise<void> {
  await database.open({ path: ':memory:', maximumThreads: 1, query: { queryPollingInterval: SLICE } });
  const connection = await database.connect();
  try {
    for (const setting of lockDown(spill)) await connection.query(setting);
  } finally {
    await connection.close();
  }
}
