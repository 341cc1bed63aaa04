import { beforeAll, describe, expect, test } from 'vitest';
import { countAt } from '../../src/core/frame';
import { NativeDuckDB, pathSource } from '../../src/engines/native/duckdb';
import { sql } from '../../src/sql/sql';
import { sharedData } from '../support/shared';
import { foreign, type OpenPage } from './support/page';
import { goTo, openFiles, settled } from './support/rooms';
import { stage } from './support/stage';

const cdnow = sharedData('cdnow/CDNOW_master.txt');
const onlineRetail = sharedData('online-retail/online_retail_2010-12_2011-12.parquet');

const on = stage();
/** One page for both files: the second takes the place of the first. */
let open: OpenPage;
beforeAll(async () => {
  open = await on.open();
});

/**
 * What the exhibits of the room Customers say of a file, one headline each; everything is computed by then, and
 * nothing that the room does not show.
 */
async function findings(open: OpenPage, path: string): Promise<readonly string[]> {
  await goTo(open, 'Data');
  await openFiles(open, path);
  await goTo(open, 'Customers');
  await open.page.getByRole('button', { name: 'Show what is in it' }).click();
  await open.page.locator('article.exhibit svg').first().waitFor();
  await settled(open);
  const headlines = await open.page.locator('article.exhibit h2, article.exhibit h3').allInnerTexts();
  return headlines.map((text) => text.replace(/\s+/g, ' '));
}

/** Different customers of the file, counted by the database and nothing of ours. */
async function customersOf(path: string): Promise<number> {
  const signal = new AbortController().signal;
  const engine = await NativeDuckDB.open();
  try {
    await engine.import(signal, await pathSource(path), { format: 'parquet' }, 'retail');
    return countAt(await engine.query(signal, sql`SELECT count(DISTINCT "CustomerID") AS n FROM retail`), 'n');
  } finally {
    await engine.close();
  }
}

async function expectQuiet(): Promise<void> {
  expect(foreign(open, on.site.url)).toEqual([]);
  expect(await open.violations()).toEqual([]);
  expect(open.errors).toEqual([]);
}

describe('the room Customers, from the file to every finding', () => {
  test.skipIf(cdnow === null)('CDNOW master', async () => {
    const said = await findings(open, cdnow ?? '');
    expect(said).toHaveLength(23);
    // Held in tests/analyses by sums and loops over the file; here they arrive on the page.
    expect(said).toEqual(
      expect.arrayContaining([
        '31 % of buyers, champions and loyal, bring 74 % of revenue',
        '24 % of the champions of 1 Apr 1998 are champions no more, most often “Loyal” now',
        '467 customers slid and 853 rose since 1 Apr 1998',
        'After a year cohorts have brought between 87.01 and 92.28 per customer',
      ]),
    );
    await expectQuiet();
  });

  test.skipIf(onlineRetail === null)('Online Retail', async () => {
    const said = await findings(open, onlineRetail ?? '');
    expect(said).toHaveLength(23);
    const matrix = open.page.locator('article.exhibit', { hasText: 'are champions no more' });
    await matrix.getByText(`${(await customersOf(onlineRetail ?? '')).toLocaleString('en-GB')} customers`).waitFor();
    await expectQuiet();
  });
});
