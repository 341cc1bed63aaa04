import { DeviceError } from '../../data/kept';
import { ObjectStore } from '../object-store';

const NAME = 'vitrine-handles';
const STORE = 'handles';

/** The part of Chromium's handles that TypeScript's library does not have. */
interface Asking {
  queryPermission(how: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission(how: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** Where kept files lie: handles of the browser's, by id, in a database of their own. */
export class Handles {
  readonly #factory: IDBFactory | null;

  /** @param factory this browser's; null where it has none or denies it */
  constructor(factory: IDBFactory | null) {
    this.#factory = factory;
  }

  async put(id: string, handle: FileSystemFileHandle): Promise<void> {
    await this.#do('readwrite', (store) => store.put(handle, id));
  }

  /** Removes all but those; the database too when none is left. */
  async only(ids: readonly string[]): Promise<void> {
    const factory = this.#factory;
    if (factory === null) return;
    if (ids.length === 0) {
      await new Promise<void>((done) => {
        const asked = factory.deleteDatabase(NAME);
        // One that is held or denied is listed among what is kept, to be erased there.
        asked.onsuccess = asked.onerror = asked.onblocked = () => done();
      });
      return;
    }
    const all = await this.#do('readonly', (store) => store.getAllKeys());
    for (const key of all) {
      if (typeof key === 'string' && !ids.includes(key)) await this.#do('readwrite', (store) => store.delete(key));
    }
  }

  /**
   * The file where it lies now. Asks the person for leave to read it where the browser demands that: to be called
   * soon after a click.
   * @param name as the person knows it, for what is told
   * @throws DeviceError `gone` (no such handle), `refused`, `moved` (no such file any more)
   */
  async file(id: string, name: string): Promise<File> {
    const handle: unknown = await this.#do<unknown>('readonly', (store) => store.get(id));
    if (!(handle instanceof FileSystemFileHandle)) throw new DeviceError({ is: 'gone' });
    if (asks(handle) && (await handle.queryPermission({ mode: 'read' })) !== 'granted') {
      const said = await handle.requestPermission({ mode: 'read' });
      if (said !== 'granted') throw new DeviceError({ is: 'refused', file: name });
    }
    try {
      return await handle.getFile();
    } catch (cause) {
      throw new DeviceError({ is: 'moved', file: name }, { cause });
    }
  }

  async #do<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    if (this.#factory === null) throw new DeviceError({ is: 'denied', reason: 'there is no IndexedDB' });
    return new ObjectStore(this.#factory, NAME, STORE).ask(mode, ask);
  }
}

function asks(handle: FileSystemFileHandle): handle is FileSystemFileHandle & Asking {
  return 'queryPermission' in handle && 'requestPermission' in handle;
}
