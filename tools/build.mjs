import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { run } from './run.mjs';

/** Folder of the production build. */
export const dist = join(root, 'dist');

/**
 * What Vite runs with. It warns of a way of loading its configuration that is not the one used here; and a build that a
 * test starts would take over the test's NODE_ENV, and with it Svelte's checks for developers.
 */
export const buildEnv = { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', NODE_ENV: 'production' };

const sources = [
  'src',
  'workers',
  'models',
  'static',
  'tools/vite',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds when there is no build or a source is newer than it. @returns {Promise<void>} */
export async function buildIfStale() {
  if (!isStale()) return;
  process.stdout.write('Building …\n');
  const code = await run('vite', ['build', '--logLevel', 'warn'], { env: buildEnv });
  if (code !== 0) throw new Error('the build failed');
}

/** Whether `dist` is absent or older than a source. The service worker is written last. */
export function isStale() {
  const built = statSync(join(dist, 'sw.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.some((path) => newest(join(root, path)) > built);
}

/** Time of the last change below a path; folders count, so that a deleted file is seen. @param {string} path @returns {number} */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
