import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../tools/install.mjs';
import { serve } from '../tools/serve.mjs';
import { launch } from '../tests/e2e/support/page';
import { duckdb } from '../tools/vite/duckdb';
import { gzippedWasm } from '../tools/vite/gz';
import type { Times } from './work';

export interface TabMeasure {
  readonly times: Times;
  readonly rows: number;
  /** Milliseconds of the longest task on the page's main thread while it worked; 0 when none passed 50 ms. */
  readonly longestTask: number;
}

let built: Promise<string> | null = null;

/** Measures the work of `work.ts` on a file in Chromium: the same worker and bridge as the product's. */
export async function measureInTab(file: string): Promise<TabMeasure> {
  const folder = await (built ??= buildPage());
  const server = await serve({ root: folder });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}bench/page/`);
    await page.setInputFiles('#file', file);
    const answer = page.locator('#answer:not(:empty)');
    await answer.waitFor({ state: 'attached', timeout: 600_000 });
    const measured = JSON.parse((await answer.textContent()) ?? 'null') as TabMeasure | { readonly error: string };
    if ('error' in measured) throw new Error(measured.error);
    return measured;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function buildPage(): Promise<string> {
  const outDir = join(tmpdir(), 'vitrine-bench', 'page');
  const plugins = () => [duckdb(), gzippedWasm()];
  await build({
    configFile: false,
    logLevel: 'warn',
    base: './',
    root,
    publicDir: false,
    plugins: plugins(),
    worker: { format: 'es', plugins },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(root, 'bench/page/index.html') },
    },
  });
  // Under the product's own headers.
  copyFileSync(join(root, 'static/_headers'), join(outDir, '_headers'));
  return outDir;
}
