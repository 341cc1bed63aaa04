import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vitrine } from '../../src/cli/vitrine';
import { sharedData } from '../support/shared';
import { type OpenPage } from './support/page';
import { goTo, openFiles, settled } from './support/rooms';
import { stage } from './support/stage';

const retailRocket = sharedData('retailrocket/sample_events.csv');
const on = stage();

let begun: Promise<OpenPage> | null = null;
/** One page with the file open in the room Behaviour: each test leaves it without filter and segments, or is the last. */
const behaviour = (): Promise<OpenPage> => (begun ??= begin());

async function begin(): Promise<OpenPage> {
  const open = await on.open();
  await openFiles(open, retailRocket ?? '');
  await goTo(open, 'Behaviour');
  await open.page.getByRole('button', { name: 'Show what is in it' }).click();
  await open.page.locator('article.exhibit svg').first().waitFor();
  await settled(open);
  return open;
}

test.skipIf(retailRocket === null)(
  'RetailRocket sample: a step of the funnel is asked by keyboard who stopped there: listed, filtered by, taken back',
  async () => {
    const open = await behaviour();
    const { page } = open;
    const stage = page.locator('article[data-anchor="funnel"] [role=application]');
    const ask = async (what: string): Promise<void> => {
      await stage.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('menuitemradio', { name: /Stopped here/ }).click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await ask('See the list');
    const dialog = page.locator('dialog[open]');
    await dialog.getByText('96 rows').waitFor();
    await page.keyboard.press('Escape');

    await ask('Count only them everywhere');
    await page.getByRole('button', { name: /^Filter: .*Add to cart: stopped here/ }).waitFor();
    await settled(open);
    // Of those who stopped at the second step nobody went on, and all of them came to it.
    await expect.poll(() => stage.locator('svg').textContent()).toMatch(/View.*96.*Add to cart.*96.*100/s);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Filter', exact: true }).waitFor();
    await settled(open);
    await expect.poll(() => stage.locator('svg').textContent()).toContain('4,991');
    expect(open.errors).toEqual([]);
  },
);

test.skipIf(retailRocket === null)(
  'RetailRocket sample: the 17 who fill a cart and are not in the funnel there are told why, and listed',
  async () => {
    const open = await behaviour();
    const { page } = open;
    await page.getByRole('radio', { name: 'Out of order' }).check({ force: true });
    const exhibit = page.locator('article[data-anchor="outOfOrder"]');
    await exhibit.getByText('Of 145 customers with “addtocart”, 17 did not come by the steps before it').waitFor();
    await expect
      .poll(() => exhibit.locator('svg').last().textContent())
      .toMatch(/145 at all · 128 in order.*9.*8.*39 at all/s);
    const stage = exhibit.locator('[role=application]');
    await stage.focus();
    for (const key of ['Home', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('menuitem', { name: 'See the list' }).click();
    await page.locator('dialog[open]').getByText('9 rows').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Steps', exact: true }).check({ force: true });
    await settled(open);

    // A zone is typed, and taken back.
    for (const zone of ['Asia/Tokyo', 'UTC']) {
      await page.getByRole('button', { name: /^Date and zone/ }).click();
      const field = page.locator('dialog[open]').getByLabel('Time zone');
      await field.fill('');
      await field.pressSequentially(zone);
      await page.locator('dialog[open]').getByRole('button', { name: 'Apply' }).click();
      await page.getByRole('button', { name: new RegExp(`^Date and zone.*${zone}`) }).waitFor();
      await settled(open);
    }
    expect(open.errors).toEqual([]);
  },
);

test.skipIf(retailRocket === null)(
  'RetailRocket sample: those who stop at a step become a segment, then the filter, and the recipe says the same',
  async () => {
    const open = await behaviour();
    const { page } = open;
    await page.getByRole('button', { name: 'Save as segment' }).first().click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('Which customers').selectOption({ label: 'Furthest step: 2 · Add to cart (addtocart)' });
    await dialog.getByLabel('Name').fill('Left "the" cart');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);

    await page.getByRole('button', { name: 'Segments', exact: true }).click();
    await dialog.getByRole('button', { name: /What to do with Left "the" cart/ }).click();
    await page.getByRole('menuitem', { name: 'Use as filter' }).click();
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    await goTo(open, 'Overview');
    const customers = Number((await page.locator('dd.value').first().getAttribute('title'))?.replaceAll(',', ''));
    expect(customers).toBeGreaterThan(50);
    expect(customers).toBeLessThan(145);
    await page
      .getByText(/filtered: .* rows and .* customers left out/)
      .first()
      .waitFor();

    // A filter that leaves nothing says so, and what was in force stays.
    await page.getByRole('button', { name: /^Filter:/ }).click();
    await dialog.getByLabel('From', { exact: true }).fill('2030-01-01');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await dialog.getByText(/leaves nothing/).waitFor();
    await page.keyboard.press('Escape');
    await settled(open);
    expect(await page.locator('dd.value').first().getAttribute('title')).toBe(String(customers));

    await goTo(open, 'Data');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the recipe' }).click();
    const recipe = join(on.folder, 'recipe.json');
    await (await downloading).saveAs(recipe);
    copyFileSync(retailRocket ?? '', join(on.folder, 'sample_events.csv'));
    const asked = JSON.parse(readFileSync(recipe, 'utf8')) as { analyses: readonly { kind: string }[] };
    expect(asked).toMatchObject({ filter: { customers: { segment: 'Left "the" cart' } } });
    const out = join(on.folder, 'out');
    let said = '';
    const silent = { write: (text: string) => (said += text) };
    const code = await vitrine(new AbortController().signal, ['run', recipe, '--out', out], {
      out: silent,
      err: silent,
    });
    expect(code, said).toBe(0);
    const overview = JSON.parse(readFileSync(join(out, 'overview.json'), 'utf8')) as {
      receipt: { filter: { customers: number } };
    };
    expect(overview.receipt.filter.customers).toBe(5000 - customers);
    expect(open.errors).toEqual([]);
  },
);
