import { gzipSync } from 'node:zlib';
import { benchData } from './data';
import { launch, openPage, type OpenPage } from '../tests/e2e/support/page';
import { startSite } from '../tests/e2e/support/site';

/** What `npm run bench -- --page` measures of the production build in Chromium. Times in milliseconds. */
export interface PageMeasure {
  /** From navigation to the first chart of `#demo=shop`, in a new profile each time. */
  readonly cold: number;
  /** The same when the service worker keeps everything. */
  readonly warm: number;
  /** JavaScript asked for before the engine's WebAssembly, bytes when gzipped. */
  readonly scriptBytes: number;
  /** From navigation of the empty page until the engine's WebAssembly is asked for. */
  readonly engineAsked: number;
}

export interface ImportMeasure {
  /** From choosing the file to its figures on the page, ms. */
  readonly opened: number;
  /** Longest task on the main thread meanwhile, ms; 0 when none passed 50 ms. */
  readonly longestTask: number;
}

const CHART = 'main svg[role], main figure svg, main .exhibit svg';

/** One cold and one warm opening of the sample shop. */
export async function measurePage(): Promise<PageMeasure> {
  const site = await startSite();
  const browser = await launch();
  try {
    const url = `${site.url}#demo=shop`;
    const scripts: Promise<number>[] = [];
    const context = await browser.newContext();
    const page = await context.newPage();
    let engine: number | null = null;
    let begun = performance.now();
    page.on('response', (answer) => {
      const type = answer.headers()['content-type'] ?? '';
      if (/\.wasm/.test(answer.url())) engine ??= performance.now() - begun;
      else if (engine === null && /javascript/.test(type))
        scripts.push(
          answer.body().then(
            (body) => gzipSync(body).length,
            () => 0,
          ),
        );
    });
    begun = performance.now();
    await page.goto(url);
    await page.locator(CHART).first().waitFor({ timeout: 120_000 });
    const cold = performance.now() - begun;
    const scriptBytes = (await Promise.all(scripts)).reduce((a, b) => a + b, 0);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    // A page that the service worker controls is one that was opened after it was ready.
    await page.goto('about:blank');
    begun = performance.now();
    await page.goto(url);
    await page.locator(CHART).first().waitFor({ timeout: 120_000 });
    return { cold, warm: performance.now() - begun, scriptBytes, engineAsked: engine ?? NaN };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Opens the benchmark's five million rows in the product's own page. */
export async function measureImport(customers: number): Promise<ImportMeasure> {
  const { csv } = await benchData(customers);
  const site = await startSite();
  const browser = await launch();
  let open: OpenPage | null = null;
  try {
    open = await openPage(browser, site.url);
    // The page's own start is not the import's.
    await open.page.waitForTimeout(5000);
    const before = await open.page.evaluate<number>('performance.now()');
    const begun = performance.now();
    await open.page.locator('input[type=file]').first().setInputFiles(csv);
    await open.page.locator('main dl, main table').first().waitFor({ timeout: 300_000 });
    const opened = performance.now() - begun;
    const tasks = (await open.longTasks()).filter((task) => task.start >= before);
    return { opened, longestTask: tasks.reduce((most, task) => Math.max(most, task.duration), 0) };
  } finally {
    await open?.close();
    await browser.close();
    await site.close();
  }
}
