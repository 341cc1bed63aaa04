import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vitrine } from '../../src/cli/vitrine';
import { root } from '../../tools/install.mjs';
import { foreign } from './support/page';
import { analyse, goTo, openFiles } from './support/rooms';
import { stage } from './support/stage';

const on = stage();

test('three columns and a tenth of the customers of a file: the same figures on the page and on the command line', async () => {
  const file = join(on.folder, 'visits.parquet');
  copyFileSync(join(root, 'static/demo/shop-events.parquet'), file);
  const open = await on.open();
  const { page } = open;
  await openFiles(open, file);
  const rows = async (): Promise<number> =>
    Number((await page.getByRole('heading', { level: 1 }).innerText()).split(' ')[0]?.replaceAll(',', ''));
  const all = await rows();

  await page.getByRole('region', { name: 'What was read' }).getByRole('button', { name: 'Choose columns…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What to read of visits.parquet' });
  await dialog.locator('label', { hasText: 'Some customers' }).click();
  expect(await dialog.getByRole('combobox', { name: 'How many' }).inputValue()).toBe('0.1');
  expect(await dialog.getByRole('combobox', { name: 'Customer' }).inputValue()).toBe('customer');
  for (const box of await dialog.getByRole('checkbox').all()) {
    const row = await box.locator('xpath=..').innerText();
    if (!/^(?:customer|time|event)\b/.test(row)) await box.uncheck();
  }
  expect(await dialog.innerText()).toContain('Columns: 3 of 9');
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect
    .poll(() => page.getByRole('heading', { level: 1 }).innerText(), { timeout: 60_000 })
    .toMatch(/ rows, 3 columns$/);
  const taken = await rows();
  expect(taken / all).toBeGreaterThan(0.08);
  expect(taken / all).toBeLessThan(0.12);

  await analyse(open);
  const plate = page.locator('article.exhibit footer.plate').first();
  expect((await plate.innerText()).replace(/\s+/g, ' ')).toContain(
    'from a 10 % sample of customers: counts are of the sample',
  );
  const customers = await page.locator('dd.value').first().innerText();
  await goTo(open, 'Data');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the recipe' }).click();
  const recipe = join(on.folder, 'recipe.json');
  await (await downloading).saveAs(recipe);
  const said = JSON.parse(readFileSync(recipe, 'utf8')) as { sources: readonly { read?: unknown }[] };
  expect(said.sources[0]?.read).toEqual({
    columns: ['customer', 'time', 'event'],
    sample: { of: 'customers', column: 'customer', share: 0.1 },
  });

  const out = join(on.folder, 'out');
  const silent = { write: () => true };
  expect(await vitrine(new AbortController().signal, ['run', recipe, '--out', out], { out: silent, err: silent })).toBe(
    0,
  );
  const overview = JSON.parse(readFileSync(join(out, 'overview.json'), 'utf8')) as {
    figures: { customers: { value: number } };
    receipt: { source: { rows: number; file: { sample: unknown } } };
  };
  expect(overview.receipt.source).toMatchObject({
    rows: taken,
    file: { sample: { of: 'customers', column: 'customer', share: 0.1 } },
  });
  expect(Number(customers.replaceAll(',', ''))).toBe(overview.figures.customers.value);
  expect(foreign(open, on.site.url)).toEqual([]);
  expect(await open.violations()).toEqual([]);
  expect(open.errors).toEqual([]);
  await open.close();
});
