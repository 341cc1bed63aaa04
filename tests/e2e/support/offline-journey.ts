/**
 * Run inside a network namespace with nothing but a loopback (see namespace.ts): serves the build, walks
 * the journey, and prints one JSON line with what it saw.
 */
import { walk } from './journey';
import { foreign, launch, openPage } from './page';
import { startSite } from './site';

const site = await startSite();
const browser = await launch();
try {
  const open = await openPage(browser, `${site.url}#demo=shop`);
  const seen = await walk(open);
  console.log(JSON.stringify({ ...seen, errors: open.errors, foreign: foreign(open, site.url) }));
} finally {
  await browser.close();
  await site.close();
}
