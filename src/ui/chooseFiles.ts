import { noteChosen } from './fileHandles';

/** Chromium's own dialog for choosing files; not in TypeScript's library. */
interface Choosing {
  showOpenFilePicker(how: {
    readonly multiple: boolean;
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }): Promise<readonly FileSystemFileHandle[]>;
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
        noteChosen(file, handle);
        return file;
      }),
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    // Refused in a frame or by a policy: the input works there.
    return null;
  }
}

function chooses(of: Window): of is Window & Choosing {
  return 'showOpenFilePicker' in of;
}
