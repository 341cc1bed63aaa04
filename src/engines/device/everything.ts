import { DeviceError } from '../../data/kept';

/** What this browser holds for this page, besides the page itself. */
export interface Held {
  /** Files in the private file system, by path, and their bytes. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** Bytes in files that the database of an open tab works in; they go with that tab. */
  readonly working: number;
  /** Names of databases. */
  readonly databases: readonly string[];
  /** Names of entries that the browser keeps, and of those that last as long as the tab. */
  readonly entries: readonly string[];
}

/** Language and appearance: no data, and wanted after an erasure too. */
const SPARED = 'vitrine.preferences';
/** Databases by name, for browsers that do not list them. */
const DATABASES = ['vitrine-models', 'vitrine-handles'];

/** Looks everything up anew. What is denied holds nothing. Never rejects. */
export async function held(): Promise<Held> {
  const all = await quietly(async () => filesIn(await navigator.storage.getDirectory(), ''), []);
  const locked = await inUse();
  const working = all.filter(({ path }) => locked.has(path.split('/')[0] ?? ''));
  return {
    files: all.filter((f) => !working.includes(f)),
    working: working.reduce((n, f) => n + f.bytes, 0),
    databases: await quietly(databaseNames, []),
    entries: [
      ...(await quietly(() => keysOf(window.localStorage), [])),
      ...(await quietly(() => keysOf(window.sessionStorage), [])),
    ],
  };
}

/**
 * Removes everything that {@link held} names. What the database of an open tab works in is left to it.
 * @throws DeviceError `elsewhere` where another tab still writes a file or holds a database
 */
export async function eraseAll(): Promise<void> {
  for (const name of await quietly(databaseNames, [])) await drop(name);
  const root = await quietly(() => navigator.storage.getDirectory(), null);
  const names: string[] = [];
  if (root !== null) for await (const name of root.keys()) names.push(name);
  const locked = await inUse();
  for (const name of names.filter((n) => !locked.has(n))) {
    try {
      await root?.removeEntry(name, { recursive: true });
    } catch (cause) {
      throw new DeviceError({ is: 'elsewhere' }, { cause });
    }
  }
  for (const area of [() => window.localStorage, () => window.sessionStorage]) {
    await quietly(async () => {
      for (const key of await keysOf(area())) area().removeItem(key);
      return null;
    }, null);
  }
}

/** Names of locks that tabs of this address hold: a working folder's lock is called as the folder. */
function inUse(): Promise<ReadonlySet<string>> {
  return quietly(async () => {
    const { held: locks = [] } = await navigator.locks.query();
    return new Set(locks.flatMap(({ name }) => name ?? []));
  }, new Set());
}

function keysOf(storage: Storage): Promise<readonly string[]> {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  return Promise.resolve(keys.filter((k) => k.startsWith('vitrine.') && k !== SPARED));
}

async function databaseNames(): Promise<readonly string[]> {
  if (!('databases' in indexedDB)) return DATABASES;
  return (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('vitrine-') === true ? [name] : []));
}

function drop(name: string): Promise<void> {
  return new Promise((done, fail) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = () => done();
    asked.onerror = () => fail(asked.error ?? new Error(name));
    asked.onblocked = () => fail(new DeviceError({ is: 'elsewhere' }));
  });
}

async function filesIn(
  folder: FileSystemDirectoryHandle,
  path: string,
): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const all: { readonly path: string; readonly bytes: number }[] = [];
  for await (const handle of folder.values()) {
    const own = `${path}${handle.name}`;
    if (handle.kind === 'directory') all.push(...(await filesIn(handle, `${own}/`)));
    else all.push({ path: own, bytes: (await handle.getFile()).size });
  }
  return all;
}

/** What a browser denies is not there. */
async function quietly<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch {
    // A private window or a strict setting: nothing can be there, and there is no other way to ask.
    return otherwise;
  }
}
