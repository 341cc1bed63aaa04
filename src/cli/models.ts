import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { VitrineError } from '../core/errors';
import { sha256 } from '../engines/sha256';
import type { ModelFiles } from '../tasks/scored/segment';

/**
 * The models that segments of a recipe may score with: those that were named and those beside the recipe. Files are
 * read when the first segment asks for one.
 * @throws VitrineError `data.missing` when a named file cannot be read
 */
export function modelFiles(named: readonly string[], recipePath: string): ModelFiles {
  let known: Promise<ReadonlyMap<string, Uint8Array>> | null = null;
  return {
    async find(key) {
      known ??= readAll(named, dirname(recipePath));
      return (await known).get(key) ?? null;
    },
  };
}

async function readAll(named: readonly string[], folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const beside = (await readdir(folder)).filter((name) => /\.onnx$/i.test(name)).sort();
  const files = new Map<string, Uint8Array>();
  for (const path of [...named, ...beside.map((name) => join(folder, name))]) {
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw new VitrineError('data.missing', { what: path }, { cause });
    });
    files.set(await sha256(Uint8Array.from(bytes)), bytes);
  }
  return files;
}
