/** What Chromium's drops know besides the file; not in TypeScript's library. */
interface Handing {
  getAsFileSystemHandle(): Promise<FileSystemHandle | null>;
}

/** Chromium's own dialog for choosing files; not in TypeScript's library. */
interface Choosing {
  showOpenFilePicker(how: {
    readonly multiple: boolean;
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }): Promise<readonly FileSystemFileHandle[]>;
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

/**
 * Asks for files in a dialog that tells where they lie, in browsers that have one. To be called in a click.
 * @param accept as an input of files takes it
 * @returns none where the person chose none; null where there is no such dialog, and an input has to do
 */
export async function chooseFiles(accept: string): Promise<readonly File[] | null> {
  if (!chooses(window)) return null;
  const extensions = accept.split(',').filter((a) => a.startsWith('.'));
  try {
    const handles = await window.showOpenFilePicker({
      multiple: true,
      types: [{ accept: { 'application/octet-stream': extensions } }],
    });
    return await Promise.all(
      handles.map(async (handle) => {
        const file = await handle.getFile();
        noted.set(file, Promise.resolve(handle));
        return file;
      }),
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    // Refused in a frame or by a policy: the input works there.
    return null;
  }
}

/** Where a file lies, as it was dropped or chosen; null where the browser did not tell. */
export function handleOf(file: Blob): Promise<FileSystemFileHandle | null> {
  return noted.get(file) ?? Promise.resolve(null);
}

function chooses(of: Window): of is Window & Choosing {
  return 'showOpenFilePicker' in of;
}

function tells(item: DataTransferItem): item is DataTransferItem & Handing {
  return 'getAsFileSystemHandle' in item;
}

function isFile(handle: FileSystemHandle | null): handle is FileSystemFileHandle {
  return handle?.kind === 'file';
}
