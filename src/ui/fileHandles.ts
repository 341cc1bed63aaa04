/** What Chromium's drops know besides the file; not in TypeScript's library. */
interface Handing {
  getAsFileSystemHandle(): Promise<FileSystemHandle | null>;
}

const noted = new WeakMap<Blob, Promise<FileSystemFileHandle | null>>();

/** Notes where a dropped file lies, in browsers that tell. To be called while the drop is being handled. */
export function noteHandle(file: File, item: DataTransferItem): void {
  if (!tells(item)) return;
  const asked = item.getAsFileSystemHandle().then((handle) => (isFile(handle) ? handle : null));
  // A drop from another program may have no place on a disk: then there is none to note.
  noted.set(
    file,
    asked.catch(() => null),
  );
}

/** Notes where a file lies that was chosen in a dialog which tells. */
export function noteChosen(file: File, handle: FileSystemFileHandle): void {
  noted.set(file, Promise.resolve(handle));
}

/** Where a file lies, as it was dropped or chosen; null where the browser did not tell. */
export function handleOf(file: Blob): Promise<FileSystemFileHandle | null> {
  return noted.get(file) ?? Promise.resolve(null);
}

function tells(item: DataTransferItem): item is DataTransferItem & Handing {
  return 'getAsFileSystemHandle' in item;
}

function isFile(handle: FileSystemHandle | null): handle is FileSystemFileHandle {
  return handle?.kind === 'file';
}
