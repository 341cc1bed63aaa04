import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { drop, type OpenPage } from './support/page';
import { settled } from './support/rooms';
import { stage } from './support/stage';

/** Orders of a small shop, made here: two columns' worth of choices, a minute of figures. */
const rows = Array.from({ length: 3000 }, (_, i) => {
  const day = String(1 + (i % 28)).padStart(2, '0');
  const month = String(1 + (i % 11)).padStart(2, '0');
  return `c${(i * 7) % 400},2025-${month}-${day} 10:00:00,o${i},${((i * 37) % 900) / 10}`;
});
const header = 'customer,time,order,amount';

const on = stage();
let orders: string;

beforeAll(async () => {
  orders = join(on.folder, 'orders.csv');
  writeFileSync(orders, [header, ...rows, ''].join('\n'));
});

/** A page with a context of its own that waits as long as a machine needs that does much else. */
async function openSite(): Promise<OpenPage> {
  const open = await on.open();
  open.context.setDefaultTimeout(120_000);
  return open;
}

const keepSwitch = (page: Page): Locator => page.getByRole('switch', { name: 'Keep this workspace on this device' });

/** Drops the orders and says that they are in euro: one choice. */
async function begin({ page }: Pick<OpenPage, 'page'>): Promise<void> {
  await drop(page, orders);
  await keepSwitch(page).waitFor();
  await page.getByLabel('Currency').selectOption('EUR');
}

/** Figures of the Overview as they are printed, exact. */
async function figures(page: Page): Promise<readonly (string | null)[]> {
  await page.locator('dd.value').first().waitFor({ timeout: 120_000 });
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
/** What the newest manifest says. */
const manifest = `(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('vitrine');
  const names = [];
  for await (const name of folder.keys()) if (name.startsWith('manifest-')) names.push(name);
  const newest = names.sort((a, b) => Number(a.slice(9)) - Number(b.slice(9))).at(-1);
  return (await (await folder.getFileHandle(newest)).getFile()).text();
})()`;
const left = `(async () => [
  ...(await ${entries}),
  ...(await indexedDB.databases()).map((d) => d.name),
  ...Object.keys(localStorage).filter((k) => k !== 'vitrine.preferences'),
  ...Object.keys(sessionStorage),
])()`;

test('off by default, and off on a full device; kept, closed and opened again it shows the same figures; one tab has it; erased, nothing is left', async () => {
  const open = await openSite();
  const { page, context } = open;
  await begin(open);
  expect(await keepSwitch(page).isChecked()).toBe(false);
  expect(await page.evaluate(entries)).toEqual([]);

  const session = await context.newCDPSession(page);
  const { origin } = new URL(on.site.url);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await keepSwitch(page).click();
  await page
    .getByRole('alert')
    .filter({ hasText: /not enough room|The copy needs/ })
    .waitFor();
  expect(await keepSwitch(page).isChecked()).toBe(false);
  expect(await page.evaluate(entries)).toEqual([]);
  await session.send('Storage.overrideQuotaForOrigin', { origin });

  // Firefox asks the person whether it shall promise not to remove it: nothing waits for the answer.
  await page.evaluate('void (navigator.storage.persist = () => new Promise(() => {}))');
  await keepSwitch(page).check();
  await page.getByText(/^Kept: orders\.csv/).waitFor();
  expect(await page.evaluate(entries)).toEqual(['vitrine']);
  const before = await compute(page);
  expect(before.some((f) => f?.includes('€'))).toBe(true);

  const second = await context.newPage();
  const errors: string[] = [];
  second.on('pageerror', (e) => errors.push(String(e)));
  await second.goto(on.site.url);
  await second.getByText('open in another tab of this browser').waitFor();
  // That figures were asked for is written down once nothing changes any more.
  await expect.poll(() => page.evaluate(manifest)).toContain('"analysed":true');
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

/** Drops a file as a person does, so that the browser knows where it lies. */
async function dropFrom(path: string, { page, context }: OpenPage): Promise<void> {
  const box = await page.getByRole('group', { name: 'Drop your files here' }).boundingBox();
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20, data };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at });
  }
}

test('where it lies can be kept in place of a copy: opened from there, and told when it is another by then', async () => {
  const lies = join(on.folder, 'lies.csv');
  writeFileSync(lies, readFileSync(orders));
  const open = await openSite();
  await dropFrom(lies, open);
  await keepSwitch(open.page).waitFor();
  await open.page.getByLabel('Currency').selectOption('EUR');
  await open.page.getByRole('radio', { name: 'Only where it lies' }).check();
  await keepSwitch(open.page).check();
  await open.page.getByText(/^Kept: where lies\.csv lies/).waitFor();
  const bytes = `(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('vitrine');
    const names = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  })()`;
  expect(await open.page.evaluate(bytes)).toEqual([expect.stringMatching(/^manifest-/)]);

  // Leave to read it lasts while a tab of the page is open; without one the browser asks, and here nobody answers.
  const later = await open.context.newPage();
  await later.goto(on.site.url);
  await open.page.close();
  await later.getByRole('button', { name: 'Open', exact: true }).click();
  await expect.poll(() => later.getByLabel('Currency').inputValue(), { timeout: 120_000 }).toBe('EUR');
  expect(await keepSwitch(later).isChecked()).toBe(true);

  await later.reload();
  writeFileSync(lies, readFileSync(orders, 'utf8').replace('c0,', 'c1,'));
  await later.getByRole('button', { name: 'Open', exact: true }).click();
  await later.getByRole('heading', { name: 'This is another lies.csv than before' }).waitFor();
  expect(await keepSwitch(later).isChecked()).toBe(false);
  expect(open.errors).toEqual([]);
  await open.close();
});

test('not kept, the tab remembers: another file of that name is told, the same goes on as it was; another tab knows nothing', async () => {
  const open = await openSite();
  const { page, context } = open;
  const remembered = (): Promise<string | null> =>
    page.evaluate<string | null>('sessionStorage.getItem("vitrine.journal")');
  await begin(open);
  await expect.poll(remembered).toContain('"currency":"EUR"');
  const again = async (): Promise<void> => {
    await page.reload();
    await page.getByRole('heading', { name: 'Your last workspace: orders.csv, 1 choice' }).waitFor();
  };
  await again();
  for (const value of ['c399', 'o2999', '89.9']) expect(await remembered()).not.toContain(value);
  const other = await context.newPage();
  await other.goto(on.site.url);
  await other.getByText('Drop your files here').waitFor();
  expect(await other.getByText('Your last workspace').count()).toBe(0);
  await other.close();

  const text = [`${header},shop`, ...rows.map((r) => `${r},north`), ''].join('\n');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name: 'This is another orders.csv than before' }).waitFor();
  await page.getByText('New in it: shop.').waitFor();
  const currency = page.getByLabel('Currency');
  expect(await currency.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Use the choices made before' }).click();
  await expect.poll(() => currency.inputValue()).toBe('EUR');

  await expect.poll(remembered).toMatch(/"shop".*"currency":"EUR"/);
  // What is chosen in the moment before the page goes is written down, too.
  await currency.selectOption('USD');
  await again();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect.poll(() => currency.inputValue(), { timeout: 120_000 }).toBe('USD');

  // A private window may give no storage at all: the work goes on.
  await page.evaluate(
    'navigator.storage.getDirectory = () => Promise.reject(new DOMException("denied", "SecurityError"))',
  );
  await keepSwitch(page).click();
  await page.getByRole('alert').filter({ hasText: 'gives the page no storage' }).waitFor();
  expect(await keepSwitch(page).isChecked()).toBe(false);
  expect(await page.getByRole('button', { name: 'Show what is in it' }).isEnabled()).toBe(true);
  expect(open.errors).toEqual([]);
  await open.close();
});

test('nothing of it is loaded by an empty page that has nothing to come back to', async () => {
  const open = await openSite();
  await open.page.waitForTimeout(500);
  // The service worker keeps all files of the build for later; the page itself asked for none of these.
  const own = await open.page.evaluate<string[]>('performance.getEntriesByType("resource").map((e) => e.name)');
  expect(own.filter((url) => /device|WelcomeBack/i.test(url))).toEqual([]);
  await open.close();
});
