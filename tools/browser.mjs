import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium on this machine (`CHROMIUM` in the environment comes first), or null. */
export function findChromium() {
  const given = process.env['CHROMIUM'];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return (given === undefined ? paths : [given]).find(canRun) ?? null;
}

/**
 * Finds Chromium, or installs Debian's package.
 * @returns {Promise<string>} its path
 * @throws Error that says how to install it by hand
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== null) return found;
  process.stdout.write('Installing Chromium from Debian …\n');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    const [command = 'apt-get', ...rest] = [...sudo, 'apt-get', ...args];
    await run(command, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const installed = findChromium();
  if (installed === null)
    throw new Error('There is no Chromium. Install it (apt-get install chromium) or set CHROMIUM to its path.');
  return installed;
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // accessSync has no other way to say no.
    return false;
  }
}
