/**
 * Takes the README's pictures of the sample in a real browser: `npx tsx tools/screenshots.ts`. Needs a build's
 * sources only; writes docs/images/overview-{light,dark}.png.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { walk } from '../tests/e2e/support/journey';
import { launch, openPage } from '../tests/e2e/support/page';
import { startSite } from '../tests/e2e/support/site';
import { root } from './install.mjs';

const folder = join(root, 'docs', 'images');
mkdirSync(folder, { recursive: true });
const site = await startSite();
const browser = await launch();
try {
  for (const theme of ['light', 'dark'] as const) {
    const open = await openPage(browser, `${site.url}#demo=shop`, { viewport: { width: 1280, height: 1240 }, theme });
    await walk(open);
    await open.page.screenshot({ path: join(folder, `overview-${theme}.png`) });
    await open.close();
  }
} finally {
  await browser.close();
  await site.close();
}
