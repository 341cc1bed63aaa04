/**
 * A database of this browser's with one store of objects. It is opened for each request and closed after it, so that
 * no tab holds it when another one erases it.
 */
export class ObjectStore {
  readonly #factory: IDBFactory;
  readonly #name: string;
  readonly #store: string;
  readonly #parameters: IDBObjectStoreParameters;

  /** @param parameters how the store is made where there is none: by its own keys, unless a path to them is given */
  constructor(factory: IDBFactory, name: string, store: string, parameters: IDBObjectStoreParameters = {}) {
    this.#factory = factory;
    this.#name = name;
    this.#store = store;
    this.#parameters = parameters;
  }

  /**
   * Asks the store one thing. What is written is on the device when this resolves, not only asked of it.
   * @throws Error (a DOMException mostly) where the database cannot be opened, is held, or the device is full
   */
  async ask<T>(mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#open();
    try {
      const transaction = database.transaction(this.#store, mode);
      const asked = what(transaction.objectStore(this.#store));
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error ?? new Error('the transaction failed'));
        transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'));
      });
      return asked.result;
    } finally {
      database.close();
    }
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const asked = this.#factory.open(this.#name, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(this.#store, this.#parameters);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error('it could not be opened'));
      asked.onblocked = () => reject(new Error('another tab holds an older one'));
    });
  }
}

/** This browser's databases of objects; null where they are denied. */
export function deviceDatabases(): IDBFactory | null {
  try {
    return window.indexedDB;
  } catch {
    // A sandboxed frame: reading the property throws, and there is no other way to ask.
    return null;
  }
}
