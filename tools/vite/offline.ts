import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { Manifest, ManifestFile } from '../../workers/offline/answer';
import { headersFor, parseHeaders, type Header, type Rule } from '../headers.mjs';
import { mimeOf } from '../mime.mjs';

const entry = fileURLToPath(new URL('../../workers/offline/offline.worker.ts', import.meta.url));

/**
 * Writes `sw.js` when everything else of the build is written: the service worker of workers/offline with
 * the list of all files, their hashes and the headers of `_headers`.
 */
export function offline(): Plugin {
  let folder = '';
  let written = false;
  return {
    name: 'vitrine:offline',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    writeBundle() {
      written = true;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        // A build that failed is closed as well; its own error is the one to show.
        if (!written) return;
        const manifest = manifestOf(folder);
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { MANIFEST: JSON.stringify(manifest) },
          build: {
            outDir: folder,
            emptyOutDir: false,
            target: 'es2023',
            lib: { entry, formats: ['es'], fileName: () => 'sw.js' },
          },
        });
      },
    },
  };
}

/** Lists a built folder for the service worker. */
export function manifestOf(folder: string): Manifest {
  const rules = parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'));
  const sets: string[] = [JSON.stringify(policy(rules, '/'))];
  const files = list(folder).map((path): ManifestFile => {
    const hash = sha256(readFileSync(join(folder, path))).slice(0, 16);
    const set = JSON.stringify([...policy(rules, `/${path}`), ['Content-Type', mimeOf(path)]]);
    if (!sets.includes(set)) sets.push(set);
    return { path, hash, named: /^(assets|workers)\//.test(path), headers: sets.indexOf(set) };
  });
  const headers = sets.map((s) => JSON.parse(s) as Header[]);
  return { version: sha256(JSON.stringify([files, headers])).slice(0, 16), files, headers };
}

/** How long a cache may keep a file is no business of answers that come from the cache. */
function policy(rules: readonly Rule[], path: string): Header[] {
  return headersFor(rules, path).filter(([name]) => name.toLowerCase() !== 'cache-control');
}

/** Files in the order they are kept: the page first, the rest by name. */
function list(folder: string): string[] {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile())
    .map((e) =>
      join(e.parentPath, e.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => path !== '_headers' && path !== 'sw.js');
  return paths.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(path: string): number {
  return path === 'index.html' ? 0 : 1;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
