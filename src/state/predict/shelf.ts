import * as v from 'valibot';
import { deviceDatabases, ObjectStore } from '../../engines/object-store';
import { broughtSchema, keptSchema, type BroughtModel, type KeptModel } from './record';

/** The device keeps nothing: storage is denied, full, or held by another tab. `message` is its own reason. */
export class ShelfError extends Error {
  override readonly name = 'ShelfError';
}

const NAME = 'vitrine-models';
const STORE = 'models';

/**
 * Models kept in this browser, in a database of their own. Nothing is kept unless a person asks for it; what was
 * kept by another version and cannot be read any more is not listed, and stays.
 */
export class Shelf {
  readonly #factory: IDBFactory | null;

  /** @param factory this browser's; null where it has none or denies it */
  constructor(factory: IDBFactory | null) {
    this.#factory = factory;
  }

  /** All trained models that can be read, the latest first. @throws ShelfError */
  list(): Promise<readonly KeptModel[]> {
    return this.#all(keptSchema);
  }

  /** All models that were brought as files, the latest first. @throws ShelfError */
  brought(): Promise<readonly BroughtModel[]> {
    return this.#all(broughtSchema);
  }

  async #all<S extends typeof keptSchema | typeof broughtSchema>(schema: S): Promise<readonly v.InferOutput<S>[]> {
    const all = await this.#do('readonly', (store) => store.getAll());
    const read = all.flatMap((one: unknown) => {
      const checked = v.safeParse(schema, one);
      return checked.success ? [checked.output] : [];
    });
    return read.sort((a, b) => b.keptAt - a.keptAt || (a.id < b.id ? -1 : 1));
  }

  /** Keeps a model, in place of one with the same id. @throws ShelfError also where the device is full */
  async keep(model: KeptModel | BroughtModel): Promise<void> {
    await this.#do('readwrite', (store) => store.put(model));
  }

  /** Erases a model. @throws ShelfError */
  async erase(id: string): Promise<void> {
    await this.#do('readwrite', (store) => store.delete(id));
  }

  async #do<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    if (this.#factory === null) throw new ShelfError('there is no IndexedDB');
    try {
      return await new ObjectStore(this.#factory, NAME, STORE, { keyPath: 'id' }).ask(mode, ask);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ShelfError(reason, { cause });
    }
  }
}

/** The shelf of this browser; one that keeps nothing where storage is denied. */
export function deviceShelf(): Shelf {
  return new Shelf(deviceDatabases());
}

/** The file of a kept model by its checksum; null where it is not kept, and where the device keeps nothing. */
export async function deviceFile(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const shelf = deviceShelf();
    const kept = (await shelf.list()).find(({ onnx }) => onnx?.sha256 === sha256);
    return kept?.onnx?.bytes ?? (await shelf.brought()).find(({ id }) => id === sha256)?.bytes ?? null;
  } catch (error) {
    if (error instanceof ShelfError) return null;
    throw error;
  }
}
