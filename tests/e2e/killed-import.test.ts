import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stage } from './support/stage';

const on = stage();

const ROWS = 2400;
const { format } = new Intl.NumberFormat('en-GB');
/** A copy is written in pieces of a megabyte; of few rows, which are read in no time, long ones make three. */
const NOTE = 'as agreed by telephone, '.repeat(40);

/** A file of orders that no other has the rows and the bytes of. */
function orders(n: number): string {
  const rows = Array.from({ length: ROWS + n }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0');
    return `customer ${n} ${(i * 7) % 400},2025-${String(1 + (i % 11)).padStart(2, '0')}-${day} 10:00:00,o${i},${((i * 37) % 900) / 10},${NOTE}${i}`;
  });
  return ['customer,time,order,amount,note', ...rows, ''].join('\n');
}

const sums = new Map<number, string>();

/** Writes a file of orders, and notes its hash. @returns where it lies */
function written(n: number): string {
  const path = join(on.folder, `orders-${n}.csv`);
  const text = orders(n);
  writeFileSync(path, text);
  sums.set(n, createHash('sha256').update(text).digest('hex'));
  return path;
}

const give = (page: Page, n: number): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles(written(n));

const keepSwitch = (page: Page): Locator => page.getByRole('switch', { name: 'Keep this workspace on this device' });

const isKept = (page: Page, n: number): Promise<void> => page.getByText(`Kept: orders-${n}.csv`).waitFor();

async function opened(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(on.site.url);
  await page.getByText('Drop your files here').waitFor();
  return page;
}

/** Kills a tab's renderer with all its workers; it cannot be used any more. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Never answered: there is nobody left to answer.
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

/** What lies in the private file system: the kept copies by their hashes, and everything else by name. */
const contents = `(async () => {
  const root = await navigator.storage.getDirectory();
  const found = { copies: [], manifests: 0, others: [] };
  for await (const [name, handle] of root.entries()) {
    if (name.startsWith('spill-')) continue;
    if (name !== 'vitrine') { found.others.push(name); continue; }
    for await (const [inner, file] of handle.entries()) {
      if (inner.startsWith('manifest-')) found.manifests++;
      else if (inner.startsWith('file-')) {
        const hash = await crypto.subtle.digest('SHA-256', await (await file.getFile()).arrayBuffer());
        found.copies.push(Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, '0')).join(''));
      } else found.others.push(inner);
    }
  }
  found.copies.sort();
  return found;
})()`;

/** What the private file system holds where this file is kept, byte for byte, or none, and nothing else is. */
const holding = (n: number | null): unknown => ({
  copies: n === null ? [] : [sums.get(n)],
  manifests: n === null ? 0 : 1,
  others: [],
});

/** Which of two files the next tab finds and offers, once it has looked; null where nothing is kept. */
async function found(page: Page, before: number | null, more: number): Promise<number | null> {
  let kept: number | null | undefined;
  const settled = async (): Promise<unknown> => {
    const there = await page.evaluate(contents);
    kept = [before, more].find((n) => isDeepStrictEqual(holding(n), there));
    return kept === undefined ? there : 'one or the other';
  };
  await expect.poll(settled).toBe('one or the other');
  const back = page.getByRole('heading', { name: /^Welcome back/ });
  if (kept === undefined || kept === null) expect(await back.count()).toBe(0);
  else await page.getByRole('heading', { name: `Welcome back: orders-${kept}.csv` }).waitFor();
  return kept ?? null;
}

/** Where in its way a tab is killed: a share of reading the file, or, once it stands open, of keeping it. */
const moments = [
  ...[0.1, 0.5, 0.9].map((share) => ({ of: 'reading' as const, share })),
  // By the golden section, and at its two ends.
  ...[0, 0.236, 0.382, 0.618, 0.764, 0.944, 1].map((share) => ({ of: 'keeping' as const, share })),
];

// Twelve tabs start a database each: 25 s of CPU, and many times that by the clock where others wait for it.
test('a tab that is killed at ten moments between a drop and “kept” finds what was kept before, or all of the new file, byte for byte, and no litter', async () => {
  const context = await on.browser.newContext({ locale: 'en-GB' });
  context.setDefaultTimeout(120_000);
  // How long it takes when nobody interferes; what is kept then is what a killed tab must not lose.
  let page = await opened(context);
  const start = performance.now();
  await give(page, 0);
  await keepSwitch(page).waitFor();
  const reading = performance.now() - start;
  await keepSwitch(page).click();
  await isKept(page, 0);
  const keeping = performance.now() - start - reading;
  await page.close();

  let kept: number | null = 0;
  const outcomes: (number | null)[] = [];
  page = await opened(context);
  for (const [i, { of, share }] of moments.entries()) {
    await give(page, 1 + i);
    if (of === 'reading') await page.waitForTimeout(share * reading);
    else {
      await keepSwitch(page).click();
      if (share === 1) await isKept(page, 1 + i);
      else await page.waitForTimeout(share * keeping);
    }
    await kill(page);
    page = await opened(context);
    kept = await found(page, kept, 1 + i);
    outcomes.push(kept);
  }
  // Moments lie on both sides: a file that is being read is not kept, and one that the page calls kept is.
  expect(outcomes.slice(0, 3)).toEqual([0, 0, 0]);
  expect(kept).toBe(moments.length);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('heading', { name: new RegExp(`^${format(ROWS + moments.length)} rows`) }).waitFor();
  await isKept(page, moments.length);
  // Folders that the killed tabs' databases worked in are gone, but for this tab's.
  const working = `(async () => {
    let n = 0;
    for await (const name of (await navigator.storage.getDirectory()).keys()) if (name.startsWith('spill-')) n++;
    return n;
  })()`;
  await expect.poll(() => page.evaluate(working)).toBe(1);
  await context.close();
}, 600_000);
