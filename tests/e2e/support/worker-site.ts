import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type PluginOption } from 'vite';
import { root } from '../../../tools/install.mjs';
import { serve } from '../../../tools/serve.mjs';
import type { Site } from './site';

/**
 * A page for tests around workers of the product and their bridge, built as the product is and served under its
 * headers: nothing that is there for tests only is in the product's own pages.
 * @param folder of `tests/e2e` with the page's `index.html`
 * @param plugins those of the product's build that its workers need
 */
export async function startWorkerSite(folder: string, plugins: () => PluginOption[]): Promise<Site> {
  const outDir = mkdtempSync(join(tmpdir(), 'vitrine-workers-'));
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
      rolldownOptions: { input: join(root, 'tests/e2e', folder, 'index.html') },
    },
  });
  copyFileSync(join(root, 'static/_headers'), join(outDir, '_headers'));
  const site = await serve({ root: outDir });
  return {
    url: `${site.url}tests/e2e/${folder}/`,
    port: site.port,
    close: async () => {
      await site.close();
      rmSync(outDir, { recursive: true });
    },
  };
}
