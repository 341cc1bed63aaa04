import { Checksum, DeviceError, readKept, seal, unseal, type Kept } from '../../src/data/kept';
import type { Copy, Found } from './contract';

/** The folder of the origin's private file system that holds all there is. */
const FOLDER = 'vitrine';
/** Bytes that are read, hashed and written at once. */
const PIECE = 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly file: File;
}

/**
 * A workspace in the browser's private file system: copies of files, and manifests `manifest-<n>` that name them. A
 * manifest is written after its copies and before anything is removed, and says its own length and checksum: whenever
 * the tab is killed, the newest whole manifest whose copies are all there is the truth, and the rest is litter.
 */
export class KeptStore {
  readonly #root: () => Promise<FileSystemDirectoryHandle>;

  constructor(root: () => Promise<FileSystemDirectoryHandle>) {
    this.#root = root;
  }

  /**
   * What is kept.
   * @param tidy removes litter; only for who holds the lock, since a copy being written looks the same
   */
  async look(tidy: boolean): Promise<Found> {
    const folder = await this.#folder(false);
    if (folder === null) return { is: 'nothing', removed: 0 };
    const entries = await entriesOf(folder);
    const sizes = new Map(entries.map((e) => [e.name, e.file.size]));
    let found: { readonly name: string; readonly kept: Kept } | null = null;
    for (const { name, file } of manifests(entries)) {
      const read = await unseal(new Uint8Array(await file.arrayBuffer()));
      if (read.is === 'newer') return { is: 'newer', bytes: total(entries) };
      const kept = read.is === 'whole' ? readKept(read.json) : null;
      if (kept === null || kept.files.some((f) => f.place.is === 'copy' && sizes.get(f.place.id) !== f.size)) continue;
      found = { name, kept };
      break;
    }
    const removed = tidy ? await sweep(folder, entries, found) : 0;
    if (found !== null) return { is: 'whole', kept: found.kept, removed };
    if (tidy && (await entriesOf(folder)).length === 0) await this.erase();
    return { is: 'nothing', removed };
  }

  /** Writes a copy. One that is not finished is removed. @throws DeviceError `stopped`, `full`, `unreadable` */
  async put(signal: AbortSignal, source: File, onShare: (done: number) => void): Promise<Copy> {
    const folder = await this.#made();
    const id = `file-${crypto.randomUUID()}`;
    const checksum = new Checksum();
    const access = await (await folder.getFileHandle(id, { create: true })).createSyncAccessHandle();
    try {
      for (let at = 0; at < source.size; at += PIECE) {
        if (signal.aborted) throw new DeviceError({ is: 'stopped' });
        const piece = await readPiece(source, at, source.name);
        await checksum.add(piece);
        if (access.write(piece, { at }) !== piece.length) {
          throw new DeviceError({ is: 'full', needed: source.size, free: null });
        }
        onShare(Math.min(1, (at + PIECE) / source.size));
      }
      access.flush();
      access.close();
    } catch (error) {
      access.close();
      await folder.removeEntry(id);
      if (error instanceof DOMException && error.name === 'QuotaExceededError') {
        throw new DeviceError({ is: 'full', needed: source.size, free: null }, { cause: error });
      }
      throw error;
    }
    return { id, checksum: await checksum.sum() };
  }

  /** Makes a manifest the truth. */
  async commit(kept: Kept): Promise<void> {
    const folder = await this.#made();
    const before = await entriesOf(folder);
    const name = `manifest-${Math.max(0, ...before.map((e) => numberOf(e.name) ?? 0)) + 1}`;
    const access = await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
    try {
      const bytes = await seal(kept);
      if (access.write(bytes, { at: 0 }) !== bytes.length) {
        throw new DeviceError({ is: 'full', needed: bytes.length, free: null });
      }
      access.flush();
    } finally {
      access.close();
    }
    await sweep(folder, before, { name, kept });
  }

  /** The copies that a manifest names, after all their bytes were checked. @throws DeviceError `damaged`, `gone`, `stopped` */
  async read(signal: AbortSignal, kept: Kept, onShare: (done: number) => void): Promise<readonly (File | null)[]> {
    const folder = await this.#folder(false);
    if (folder === null) throw new DeviceError({ is: 'gone' });
    const all = kept.files.reduce((n, f) => n + (f.place.is === 'copy' ? f.size : 0), 0);
    const files: (File | null)[] = [];
    let done = 0;
    for (const { name, size, modified, place } of kept.files) {
      if (place.is !== 'copy') {
        files.push(null);
        continue;
      }
      const copy = await fileIn(folder, place.id);
      if (copy === null) throw new DeviceError({ is: 'gone' });
      const checksum = new Checksum();
      for (let at = 0; at < copy.size; at += PIECE) {
        if (signal.aborted) throw new DeviceError({ is: 'stopped' });
        const piece = await readPiece(copy, at, name);
        await checksum.add(piece);
        done += piece.length;
        onShare(all === 0 ? 1 : done / all);
      }
      if (copy.size !== size || (await checksum.sum()) !== place.checksum) {
        throw new DeviceError({ is: 'damaged', file: name });
      }
      // By the name that a person knows; the bytes stay where they are.
      files.push(new File([copy], name, { lastModified: modified, type: copy.type }));
    }
    return files;
  }

  /** Removes everything. */
  async erase(): Promise<void> {
    if ((await this.#folder(false)) === null) return;
    await (await this.#root()).removeEntry(FOLDER, { recursive: true });
  }

  #made(): Promise<FileSystemDirectoryHandle> {
    return this.#root().then((root) => root.getDirectoryHandle(FOLDER, { create: true }));
  }

  /** Null where there is none. */
  async #folder(create: boolean): Promise<FileSystemDirectoryHandle | null> {
    const root = await this.#root();
    try {
      return await root.getDirectoryHandle(FOLDER, { create });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return null;
      throw error;
    }
  }
}

async function entriesOf(folder: FileSystemDirectoryHandle): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const handle of folder.values()) {
    if (handle.kind === 'file') entries.push({ name: handle.name, file: await handle.getFile() });
  }
  return entries;
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

function numberOf(name: string): number | null {
  const said = /^manifest-(\d{1,15})$/.exec(name)?.[1];
  return said === undefined ? null : Number(said);
}

/** The newest first. */
function manifests(entries: readonly Entry[]): readonly Entry[] {
  return entries
    .filter((e) => numberOf(e.name) !== null)
    .sort((a, b) => (numberOf(b.name) ?? 0) - (numberOf(a.name) ?? 0));
}

function total(entries: readonly Entry[]): number {
  return entries.reduce((n, e) => n + e.file.size, 0);
}

/** Removes what a manifest does not name, all of it where there is none; answers the bytes of copies among it. */
async function sweep(
  folder: FileSystemDirectoryHandle,
  entries: readonly Entry[],
  truth: { readonly name: string; readonly kept: Kept } | null,
): Promise<number> {
  const named = new Set(truth === null ? [] : [truth.name, ...truth.kept.files.map((f) => f.place.id)]);
  const litter = entries.filter((e) => !named.has(e.name));
  for (const { name } of litter) {
    try {
      await folder.removeEntry(name);
    } catch (error) {
      // A killed tab's writer may hold its file for another moment: it is removed on a later start, and never shown.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  return total(litter.filter((e) => numberOf(e.name) === null));
}

async function readPiece(file: File, at: number, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = Math.min(PIECE, file.size - at);
  try {
    const piece = new Uint8Array(await file.slice(at, at + wanted).arrayBuffer());
    if (piece.length === wanted) return piece;
  } catch (cause) {
    throw new DeviceError({ is: 'unreadable', file: name }, { cause });
  }
  throw new DeviceError({ is: 'unreadable', file: name });
}
