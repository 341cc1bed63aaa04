/**
 * Run inside a network namespace with nothing but a loopback (see namespace.ts): serves the build, walks
 * the journey, and prints one JSON line with what it saw. Arguments: files to drop.
 */
import { walk } from './journey';
import { launch, openPage } from './page';
import { startSite } from './site';

const site = await startSite();
const browser = await launch();
try {
  const open = await openPage(browser, site.url);
  const seen = await walk(open, process.argv.slice(2));
  console.log(JSON.stringify({ ...seen, errors: open.errors }));
} finally {
  await browser.close();
  await site.close();
}
