import { DuckDBDataProtocol, type AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { SPILL } from './boot';

/** DuckDB keeps compressed blocks in files by size (storage/temporary_file_manager.hpp of 1.4). */
const SIZES = ['S32K', 'S64K', 'S96K', 'S128K', 'S160K', 'S192K', 'S224K', 'DEFAULT'] as const;

/**
 * Files of each size: the n-th takes 4,000 × 2ⁿ blocks, so that the smallest size alone holds {@link MOST}. A file that is
 * not registered is never opened: DuckDB-WASM would keep it in memory, and break.
 */
const FILES = { S32K: 5, others: 4 };

/** Bytes that may be written: what 4,000 × (1 + 2 + 4 + 8 + 16) blocks of 32 KiB hold, rounded down. */
const MOST = 3_900_000_000;
/** Of what the browser lets this site store, this much may be used. */
const SHARE = 0.5;
/** With less than this it is not worth having. */
const LEAST = 200_000_000;

const FOLDER = 'spill-';

/**
 * Gives the database files in the origin's private file system to move blocks to. They hold pieces of tables, so they go
 * when the database ends: a folder whose lock nobody holds any more is removed by the next start.
 * @returns bytes that may be written; null where the browser has no such files, or no room for them: then a query that
 *   needs more memory than there is ends in an error
 */
export async function openSpill(database: AsyncDuckDB): Promise<number | null> {
  if (
    !('storage' in navigator) ||
    !('locks' in navigator) ||
    !('createSyncAccessHandle' in FileSystemFileHandle.prototype)
  ) {
    return null;
  }
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    const room = Math.min(MOST, Math.floor((quota - usage) * SHARE));
    if (room < LEAST) return null;
    const root = await navigator.storage.getDirectory();
    const name = `${FOLDER}${crypto.randomUUID()}`;
    await held(name);
    void sweep(root);
    const folder = await root.getDirectoryHandle(name, { create: true });
    await Promise.all(
      SIZES.flatMap((size) =>
        Array.from({ length: size === 'S32K' ? FILES.S32K : FILES.others }, async (_, i) => {
          const file = `duckdb_temp_storage_${size}-${i}`;
          const handle = await folder.getFileHandle(file, { create: true });
          await database.registerFileHandle(`${SPILL}/${file}`, handle, DuckDBDataProtocol.BROWSER_FSACCESS, true);
        }),
      ),
    );
    return room;
  } catch {
    // A private window may say no only when it is asked. Without these files everything works that fits the memory.
    return null;
  }
}

/** Holds a folder's lock as long as this worker lives. */
function held(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}

/** Removes folders of databases that are gone. Nobody waits for it; what cannot be removed is tried by the next start. */
async function sweep(root: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of root.keys()) if (name.startsWith(FOLDER)) names.push(name);
  for (const name of names) {
    await navigator.locks
      .request(name, { ifAvailable: true }, async (lock) => {
        if (lock !== null) await root.removeEntry(name, { recursive: true });
      })
      .catch(() => undefined);
  }
}
