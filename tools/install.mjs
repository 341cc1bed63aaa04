import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

/** Folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Installs the packages of the lock file when some of them are missing or differ. Their install scripts
 * never run.
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function installPackages() {
  if (installed(root)) return false;
  process.stdout.write('Installing packages …\n');
  const code = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new Error(`npm ci ended with ${code}: is there a network, and Node 20.19 or newer?`);
  return true;
}

/**
 * Whether node_modules holds what the lock file says. npm keeps a copy of the lock inside it; times of
 * files say nothing after a fresh clone, so the two are compared. Packages for other systems are absent.
 * @param {string} folder
 */
export function installed(folder) {
  const copy = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(copy)) return false;
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const there = packagesOf(copy);
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = there[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
