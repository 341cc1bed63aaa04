import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../../tools/install.mjs';
import { serve } from '../../../tools/serve.mjs';
import { kernel } from '../../../tools/vite/kernel';
import type { Site } from './site';

/**
 * A page for tests around the product's learning workers and their bridge, built as the product is and served under
 * its headers; see tests/e2e/learn-page.
 */
export async function startLearnSite(): Promise<Site> {
  const outDir = mkdtempSync(join(tmpdir(), 'vitrine-learn-'));
  const plugins = () => [kernel()];
  await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    root,
    publicDir: false,
    plugins: plugins(),
    worker: {
      format: 'es',
      plugins,
      rolldownOptions: {
        output: { entryFileNames: 'workers/[name]-[hash].js', chunkFileNames: 'workers/[name]-[hash].js' },
      },
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: join(root, 'tests/e2e/learn-page/index.html') },
    },
  });
  copyFileSync(join(root, 'static/_headers'), join(outDir, '_headers'));
  const site = await serve({ root: outDir });
  return {
    url: `${site.url}tests/e2e/learn-page/`,
    port: site.port,
    close: async () => {
      await site.close();
      rmSync(outDir, { recursive: true });
    },
  };
}
