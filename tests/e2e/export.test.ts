import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { NativeDuckDB, pathSource } from '../../src/engines/native/duckdb';
import { openSource } from '../../src/data/open';
import { foreign } from './support/page';
import { openFiles } from './support/rooms';
import { stage } from './support/stage';

const orders = [
  'customer,ordered_at,amount,note',
  'a,2020-01-01 10:00:00,10.5,=1+1',
  'b,2020-01-02 11:30:00,20,"строка, <b>"',
  'a,2020-02-01 09:15:00,30.25,',
].join('\n');

const on = stage();

test('an open table is downloaded in every format and copied for a spreadsheet, without a request', async () => {
  const file = join(on.folder, 'orders.csv');
  writeFileSync(file, orders);
  const open = await on.open();
  const { page, context } = open;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFiles(open, [file]);
  const choose = async (format: string): Promise<void> => {
    await page.getByRole('button', { name: 'Download: orders.csv' }).click();
    await page.getByRole('menuitem', { name: format, exact: true }).click();
  };
  const saved = async (format: string): Promise<string> => {
    const downloading = page.waitForEvent('download');
    await choose(format);
    const download = await downloading;
    const path = join(on.folder, `back-${download.suggestedFilename()}`);
    await download.saveAs(path);
    return path;
  };

  const csv = readFileSync(await saved('CSV'), 'utf8');
  expect(csv.split('\r\n')[1]).toBe("a,2020-01-01 10:00:00,10.5,'=1+1");
  const objects = JSON.parse(readFileSync(await saved('JSON'), 'utf8')) as readonly object[];
  expect(objects[1]).toEqual({ customer: 'b', ordered_at: '2020-01-02T11:30:00', amount: 20, note: 'строка, <b>' });
  const lines = readFileSync(await saved('NDJSON, one row a line'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual(objects);
  expect(tableFromIPC(readFileSync(await saved('Arrow (Feather)'))).numRows).toBe(3);

  const engine = await NativeDuckDB.open();
  try {
    for (const format of ['Excel (.xlsx)', 'Parquet']) {
      const { signal } = new AbortController();
      const back = await openSource(signal, engine, await pathSource(await saved(format)), 'back');
      expect(back.rows, format).toBe(3);
      const sum = await engine.query(signal, { text: `SELECT sum(amount) AS s FROM "${back.table}"`, values: [] });
      expect(sum.columns[0]?.values[0], format).toBe(60.75);
    }
  } finally {
    await engine.close();
  }

  await choose('Copy for a spreadsheet');
  await page.getByText('Copied').first().waitFor();
  const copied = await page.evaluate('navigator.clipboard.readText()');
  expect(String(copied).replaceAll('\r', '').split('\n')).toEqual([
    'customer\tordered_at\tamount\tnote',
    "a\t2020-01-01 10:00:00\t10.5\t'=1+1",
    'b\t2020-01-02 11:30:00\t20.0\tстрока, <b>',
    'a\t2020-02-01 09:15:00\t30.25\t',
  ]);
  expect(foreign(open, on.site.url)).toEqual([]);
  expect(open.errors).toEqual([]);
  expect(await open.violations()).toEqual([]);
  await open.close();
});
