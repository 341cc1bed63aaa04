import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drop, launch, openPage, type OpenPage } from './support/page';
import { settled } from './support/rooms';
import { startSite, type Site } from './support/site';

/** Orders of a small shop, made here: two columns' worth of choices, a minute of figures. */
const rows = Array.from({ length: 3000 }, (_, i) => {
  const day = String(1 + (i % 28)).padStart(2, '0');
  const month = String(1 + (i % 11)).padStart(2, '0');
  return `c${(i * 7) % 400},2025-${month}-${day} 10:00:00,o${i},${((i * 37) % 900) / 10}`;
});
const header = 'customer,time,order,amount';

let browser: Browser;
let site: Site;
let folder: string;
let orders: string;

beforeAll(async () => {
  browser = await launch();
  site = await startSite();
  folder = mkdtempSync(join(tmpdir(), 'vitrine-device-'));
  orders = join(folder, 'orders.csv');
  writeFileSync(orders, [header, ...rows, ''].join('\n'));
});
afterAll(async () => {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
});

const keepSwitch = (page: Page): Locator => page.getByRole('switch', { name: 'Keep this workspace on this device' });

/** Drops the orders and says that they are in euro: one choice. */
async function begin({ page }: Pick<OpenPage, 'page'>): Promise<void> {
  await drop(page, orders);
  await keepSwitch(page).waitFor();
  await page.getByLabel('Currency').selectOption('EUR');
}

/** Figures of the Overview as they are printed, exact. */
async function figures(page: Page): Promise<readonly (string | null)[]> {
  await page.locator('dd.value').first().waitFor({ timeout: 60_000 });
  await settled({ page });
  return page.locator('dd.value').evaluateAll((all) => all.map((v) => v.getAttribute('title')));
}

async function compute(page: Page): Promise<readonly (string | null)[]> {
  await page.getByRole('button', { name: 'Show what is in it' }).click();
  return figures(page);
}

/** What the private file system holds, besides what the database of an open tab works in. */
const entries = `(async () => {
  const names = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) if (!name.startsWith('spill-')) names.push(name);
  return names;
})()`;
const left = `(async () => [
  ...(await ${entries}),
  ...(await indexedDB.databases()).map((d) => d.name),
  ...Object.keys(localStorage).filter((k) => k !== 'vitrine.preferences'),
  ...Object.keys(sessionStorage),
])()`;

describe('kept on this device', () => {
  test('off by default; kept, closed and opened again it shows the same figures; one tab has it; erased, nothing is left', async () => {
    const open = await openPage(browser, site.url);
    const { page, context } = open;
    await begin(open);
    expect(await keepSwitch(page).isChecked()).toBe(false);
    expect(await page.evaluate(entries)).toEqual([]);
    await keepSwitch(page).check();
    await page.getByText(/^Kept: orders\.csv/).waitFor();
    expect(await page.evaluate(entries)).toEqual(['vitrine']);
    const before = await compute(page);
    expect(before.some((f) => f?.includes('€'))).toBe(true);

    const second = await context.newPage();
    const errors: string[] = [];
    second.on('pageerror', (e) => errors.push(String(e)));
    await second.goto(site.url);
    await second.getByText('open in another tab of this browser').waitFor();
    await page.waitForTimeout(600);
    await page.close();

    await second.getByRole('heading', { name: 'Welcome back: orders.csv' }).waitFor();
    await second.getByRole('button', { name: 'Open', exact: true }).click();
    // Figures had been asked for: they are there without another click.
    expect(await figures(second)).toEqual(before);

    await second.getByRole('link', { name: 'Data', exact: true }).first().click();
    expect(await keepSwitch(second).isChecked()).toBe(true);
    await second.getByRole('button', { name: 'What this browser keeps' }).click();
    await second.getByText('Workspace: orders.csv').waitFor();
    await second.getByRole('button', { name: 'Erase everything' }).click();
    await second.getByText('0 files, 0 databases, 0 entries left.').waitFor();
    expect(await second.evaluate(left)).toEqual([]);
    await second.reload();
    await second.getByText('Drop your files here').waitFor();
    expect(await second.evaluate(left)).toEqual([]);
    expect(await second.getByText('Welcome back').count()).toBe(0);
    expect(errors).toEqual([]);
    expect(open.errors).toEqual([]);
    expect(await open.context.pages()[0]?.evaluate('witness.violations')).toEqual([]);
    await open.close();
  });

  test('a full device and one that gives no storage are told of, and the work goes on', async () => {
    const open = await openPage(browser, site.url);
    const { page, context } = open;
    await begin(open);
    const session = await context.newCDPSession(page);
    const { origin } = new URL(site.url);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
    await keepSwitch(page).check();
    await page.getByRole('alert').filter({ hasText: 'The copy needs' }).waitFor();
    expect(await keepSwitch(page).isChecked()).toBe(false);
    expect(await page.evaluate(entries)).toEqual([]);
    await page.evaluate(
      'navigator.storage.getDirectory = () => Promise.reject(new DOMException("denied", "SecurityError"))',
    );
    await keepSwitch(page).check();
    await page.getByRole('alert').filter({ hasText: 'gives the page no storage' }).waitFor();
    expect(await keepSwitch(page).isChecked()).toBe(false);
    expect((await compute(page)).length).toBeGreaterThan(0);
    expect(open.errors).toEqual([]);
    await open.close();
  });
});

describe('not kept, the tab remembers', () => {
  test('reloaded, it asks for the file and goes on as it was; another tab knows nothing of it', async () => {
    const open = await openPage(browser, site.url);
    const { page, context } = open;
    await begin(open);
    const before = await compute(page);
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByRole('link', { name: 'Data', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Your last workspace: orders.csv, 1 choice' }).waitFor();
    const remembered = await page.evaluate<string>('sessionStorage.getItem("vitrine.journal")');
    for (const value of ['c399', 'o2999', '89.9']) expect(remembered).not.toContain(value);

    const other = await context.newPage();
    await other.goto(site.url);
    await other.getByText('Drop your files here').waitFor();
    expect(await other.getByText('Your last workspace').count()).toBe(0);
    await other.close();

    await drop(page, orders);
    expect(await figures(page)).toEqual(before);
    expect(open.errors).toEqual([]);
    await open.close();
  });

  test('another file of that name is told from the first, and takes the choices only when asked', async () => {
    const open = await openPage(browser, site.url);
    const { page } = open;
    await begin(open);
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByRole('heading', { name: /^Your last workspace: orders\.csv/ }).waitFor();
    const changed = join(folder, 'changed');
    const text = readFileSync(orders, 'utf8').replace('customer,time,order,amount', 'customer,time,order,amount,shop');
    writeFileSync(changed, text.replaceAll(/(\.\d)$/gm, '$1,north'));
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: readFileSync(changed) });
    await page.getByRole('heading', { name: 'This is another orders.csv than before' }).waitFor();
    await page.getByText('New in it: shop.').waitFor();
    await expect.poll(() => page.getByLabel('Currency').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Use the choices made before' }).click();
    await expect.poll(() => page.getByLabel('Currency').inputValue()).toBe('EUR');
    expect(open.errors).toEqual([]);
    await open.close();
  });
});

test('nothing of it is loaded by an empty page that has nothing to come back to', async () => {
  const open = await openPage(browser, site.url);
  await open.page.waitForTimeout(500);
  // The service worker keeps all files of the build for later; the page itself asked for none of these.
  const own = await open.page.evaluate<string[]>('performance.getEntriesByType("resource").map((e) => e.name)');
  expect(own.filter((url) => /device|WelcomeBack/i.test(url))).toEqual([]);
  await open.close();
});
