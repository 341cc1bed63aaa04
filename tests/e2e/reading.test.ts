import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encode } from '../data/formats/made';
import { foreign } from './support/page';
import { openFiles } from './support/rooms';
import { stage } from './support/stage';

/** Days that may be months, and one text that windows-1251 and KOI8-R read differently. */
const orders = [
  'клиент;дата;сумма;город',
  'а;03/04/2024;10;Омск',
  'б;05/06/2024;20;Уфа',
  'а;07/08/2024;x;Омск',
  'в;01/02',
]
  .join('\n')
  .concat('\n');

const on = stage();

test('a character set, the order of days, and a type are chosen on the page, and the file is read again each time', async () => {
  const file = join(on.folder, 'заказы.csv.gz');
  const bytes = encode(orders, 'windows-1251');
  // Two members, as of two logs put together.
  writeFileSync(file, Buffer.concat([gzipSync(bytes.subarray(0, 60)), gzipSync(bytes.subarray(60))]));
  const open = await on.open();
  const { page } = open;
  await openFiles(open, [file]);
  const columns = page.getByRole('region', { name: 'Columns' });
  const row = (name: string) => columns.getByRole('row', { name });
  await row('город').getByText('Омск').first().waitFor();

  await page.getByLabel('Read as', { exact: true }).selectOption('koi8-r');
  await row('ЦНПНД').waitFor();
  await page.getByLabel('Read as', { exact: true }).selectOption('windows-1251');
  await row('город').getByText('Омск').first().waitFor();

  const dates = page.getByLabel('Which comes first?');
  await dates.selectOption('day-first');
  await row('дата').getByText('3 Apr 2024 – 7 Aug 2024').waitFor();
  await dates.selectOption('month-first');
  await row('дата').getByText('4 Mar 2024 – 8 Jul 2024').waitFor();

  await page.getByRole('button', { name: 'Read a column as another type' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Column', { exact: true }).selectOption('сумма');
  await dialog.getByLabel('Type', { exact: true }).selectOption('integer');
  await dialog.getByText('1 of 3 values does not fit, such as “x”.').waitFor();
  await dialog.getByLabel('Values that do not fit').selectOption('drop');
  await dialog.getByRole('button', { name: 'Read the file so' }).click();
  await page.getByText('4 rows in the file = 2 read + 2 set apart').waitFor();
  await page.locator('summary', { hasText: 'Rows that could not be read: 2' }).click();
  await page.getByText('too few columns: 1').waitFor();
  await page.getByText('not a whole number: 1').waitFor();
  expect(foreign(open, on.site.url)).toEqual([]);
  expect(open.errors).toEqual([]);
  await open.close();
});
