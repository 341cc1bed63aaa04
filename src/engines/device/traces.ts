/** Where a tab remembers what stands open in it. */
export const JOURNAL = 'vitrine.journal';

/**
 * Whether there may be something to come back to: this tab's journal, or a folder in the browser's private file system.
 * Cheap enough for every start; reads neither. Where storage is denied there is nothing.
 */
export async function hasTraces(): Promise<boolean> {
  try {
    if (sessionStorage.getItem(JOURNAL) !== null) return true;
    const root = await navigator.storage.getDirectory();
    await root.getDirectoryHandle('vitrine');
    return true;
  } catch {
    // No such folder, no storage, or no such thing in this browser: all the same to an empty page.
    return false;
  }
}
