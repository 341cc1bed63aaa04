import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Source } from '../../core/engine';
import { VitrineError } from '../../core/errors';

/** A file on disk. */
export interface PathSource extends Source {
  readonly path: string;
}

/**
 * Looks at a file on disk; nothing is read yet.
 * @throws VitrineError `data.missing` when there is no such file
 */
export async function pathSource(path: string): Promise<PathSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new VitrineError('data.missing', { what: path }, { cause });
  });
  if (!found.isFile()) throw new VitrineError('data.missing', { what: path });
  return {
    name: basename(path),
    path,
    size: found.size,
    modified: Math.floor(found.mtimeMs),
    read: (from, to) => readRange(path, from, to),
  };
}

async function readRange(path: string, from: number, to: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(Math.max(0, to - from));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

/** Bytes as a file in the system's temporary folder, until it is removed. A person knows it as `name`. */
export async function keptFile(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ source: PathSource; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-'));
  const path = join(folder, 'kept');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await writeFile(path, bytes);
    return { source: { ...(await pathSource(path)), name }, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
