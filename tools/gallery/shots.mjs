/**
 * Looks at the gallery: `npx vite build -c tools/gallery/vite.config.ts && node tools/gallery/shots.mjs DIR`.
 * Serves it under the product's policy, saves a PNG of each width, theme and language to DIR, runs axe on
 * each, and fails on violations, console errors, or a page wider than its window.
 */
import { createServer } from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../browser.mjs';
import { headersFor, readHeaders } from '../headers.mjs';
import { mimeOf } from '../mime.mjs';

const [out = 'node_modules/.cache/shots', only = ''] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const root = new URL('../../node_modules/.cache/gallery/', import.meta.url).pathname;
const rules = readHeaders(new URL('../../static/_headers', import.meta.url));
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  const file = path === '/' ? '/index.html' : path;
  try {
    const body = readFileSync(join(root, file));
    for (const [name, value] of headersFor(rules, path)) response.setHeader(name, value);
    response.setHeader('content-type', mimeOf(file));
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
const { port } = server.address();

const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let failures = 0;
for (const width of [1440, 768, 390])
  for (const theme of ['light', 'dark'])
    for (const lang of ['en', 'ru']) {
      const name = `${width}-${theme}-${lang}`;
      if (only !== '' && !name.match(only)) continue;
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        hasTouch: width === 390,
        isMobile: width === 390,
      });
      page.on('console', (m) => {
        if (m.type() !== 'error' && m.type() !== 'warning') return;
        // The policy's own sandbox line; its meaning for frames does not touch a page of its own.
        if (m.text().startsWith('An iframe which has both allow-scripts and allow-same-origin')) return;
        failures++;
        console.error(`${name}: ${m.text()}`);
      });
      page.on('pageerror', (e) => {
        failures++;
        console.error(`${name}: ${e.message}`);
      });
      await page.goto(`http://127.0.0.1:${port}/?theme=${theme}&lang=${lang}`);
      await page.waitForSelector('main svg[data-chart]');
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.waitForTimeout(300);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
        const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        return {
          wide,
          violations: violations.map(
            (v) =>
              `${v.id}: ${v.nodes
                .slice(0, 4)
                .map((n) => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? ''))
                .join('\n    ')}`,
          ),
        };
      });
      if (found.wide > 0) found.violations.push(`the page is ${found.wide} px wider than its window`);
      for (const v of found.violations) {
        failures++;
        console.error(`${name}: ${v}`);
      }
      await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
      await page.close();
    }
await browser.close();
server.close();
console.log(failures === 0 ? 'no violations' : `${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
