import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../shared/data/', import.meta.url);

/**
 * Path of a real data file beside the checkout, or null where it is absent. Use with
 * `test.skipIf(sharedData(x) === null)`; the real data is not part of the repository.
 */
export function sharedData(name: string): string | null {
  const path = fileURLToPath(new URL(name, root));
  if (existsSync(path)) return path;
  console.warn(`skipped: ${name} is not beside the checkout (shared/data)`);
  return null;
}
