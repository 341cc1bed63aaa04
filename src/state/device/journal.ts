import { readStanding, type Standing } from '../../data/kept';
import { JOURNAL } from '../../engines/device/traces';

/** Larger journals are not written: the browser gives all of them together five megabytes. */
const LARGEST = 1024 * 1024;

/**
 * What stands open in this tab, so that it can go on after a crash or a reload: names and fingerprints of files, names
 * of columns, and the person's choices; no row. In sessionStorage, which is the tab's own and goes with it.
 */
export class Journal {
  readonly #storage: Storage | null;

  /** @param storage this tab's; null where it has none or denies it */
  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  /** What stood open before; null where nothing did, or it cannot be read. */
  read(): Standing | null {
    const text = this.#storage?.getItem(JOURNAL) ?? null;
    if (text === null) return null;
    try {
      return readStanding(JSON.parse(text));
    } catch {
      // Somebody else's or an old version's entry: nothing is offered, and the next one replaces it.
      return null;
    }
  }

  /** @returns whether it was written */
  write(standing: Standing): boolean {
    const text = JSON.stringify(standing);
    if (this.#storage === null || text.length > LARGEST) return false;
    try {
      this.#storage.setItem(JOURNAL, text);
      return true;
    } catch {
      // The tab's storage is full: what stood open before this is not offered in its place.
      this.forget();
      return false;
    }
  }

  forget(): void {
    this.#storage?.removeItem(JOURNAL);
  }
}
