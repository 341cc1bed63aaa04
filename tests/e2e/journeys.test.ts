import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../tools/install.mjs';
import { sharedData } from '../support/shared';
import { vitrine } from '../../src/cli/vitrine';
import { startCanary, type Canary } from './support/canary';
import { foreign, type OpenPage } from './support/page';
import { analyse, goTo, openFiles, settled } from './support/rooms';
import { stage } from './support/stage';

const retailRocket = sharedData('retailrocket/sample_events.csv');
const cdnow = sharedData('cdnow/CDNOW_master.txt');
const rees46 = sharedData('rees46/2019-Oct.csv');

const on = stage();
let canary: Canary;

beforeAll(async () => {
  canary = await startCanary();
});
afterAll(async () => {
  await canary.close();
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(on.folder, name);
  writeFileSync(path, content);
  return path;
}

/** Nothing left the page, nothing was blocked, nothing was thrown. */
async function expectQuiet(open: OpenPage): Promise<void> {
  expect(foreign(open, on.site.url)).toEqual([]);
  expect(await open.violations()).toEqual([]);
  expect(open.errors).toEqual([]);
  expect(canary.hits).toEqual([]);
  await open.page
    .getByText(/^0 requests/)
    .first()
    .waitFor();
}

/** The cells of the funnel's table; the page is in the room Behaviour. */
async function funnelTable({ page }: OpenPage): Promise<readonly (readonly string[])[]> {
  const exhibit = page.locator('article.exhibit').first();
  await exhibit.getByRole('button', { name: 'Show as table' }).click();
  const rows = exhibit.locator('tbody tr');
  return Promise.all((await rows.all()).map((row) => row.locator('th, td').allInnerTexts()));
}

describe('a person drops a file', () => {
  test.skipIf(retailRocket === null)(
    'RetailRocket sample: 4,991 / 128 / 32 in order, 4,991 / 145 / 39 whatever the order, and its recipe the same on the command line',
    async () => {
      const open = await on.open();
      await openFiles(open, retailRocket ?? '');
      await analyse(open);
      await goTo(open, 'Behaviour');
      const ordered = await funnelTable(open);
      expect(ordered.map((cells) => cells[1])).toEqual(['4,991', '128', '32']);
      await open.page.getByRole('radio', { name: 'Independent' }).check();
      await settled(open);
      await expect
        .poll(async () =>
          Promise.all(
            (await open.page.locator('article.exhibit').first().locator('tbody tr').all()).map((r) =>
              r.locator('th, td').nth(1).innerText(),
            ),
          ),
        )
        .toEqual(['4,991', '145', '39']);
      await goTo(open, 'Customers');
      await goTo(open, 'Predict');
      await open.page.getByText('trained on demo data').first().waitFor();
      await expectQuiet(open);

      await goTo(open, 'Data');
      const downloading = open.page.waitForEvent('download');
      await open.page.getByRole('button', { name: 'Download the recipe' }).click();
      const recipe = join(on.folder, 'recipe.json');
      await (await downloading).saveAs(recipe);
      await open.close();
      copyFileSync(retailRocket ?? '', join(on.folder, 'sample_events.csv'));
      const out = join(on.folder, 'out');
      const silent = { write: () => true };
      const ran = ['run', recipe, '--out', out];
      expect(await vitrine(new AbortController().signal, ran, { out: silent, err: silent })).toBe(0);
      const funnel = JSON.parse(readFileSync(join(out, 'funnel.json'), 'utf8')) as {
        figures: { steps: { customers: number }[] };
      };
      // As it was chosen last.
      expect(funnel.figures.steps.map((s) => s.customers)).toEqual([4991, 145, 39]);
    },
  );

  test.skipIf(rees46 === null)('rees46 sample: the row that is cut off is set apart and shown', async () => {
    const open = await on.open();
    await openFiles(open, rees46 ?? '');
    await open.page.locator('summary', { hasText: 'Rows that could not be read: 1' }).waitFor();
    await analyse(open);
    await expectQuiet(open);
    await open.close();
  });

  test.skipIf(retailRocket === null || cdnow === null)(
    'two files at once stay apart: CDNOW master has 69,659 purchases of 23,570 customers, 48.9 % bought again',
    async () => {
      const open = await on.open();
      await openFiles(open, [retailRocket ?? '', cdnow ?? '']);
      await analyse(open);
      const figures = open.page.locator('dd.value');
      expect(await figures.evaluateAll((all) => all.map((v) => v.getAttribute('title')))).toEqual(
        expect.arrayContaining(['23,570', '69,659', '2,500,315.63']),
      );
      expect(await figures.allInnerTexts()).toContain('48.9\u00a0%');
      await goTo(open, 'Data');
      await open.page
        .getByRole('button', { name: /sample_events\.csv/ })
        .first()
        .click();
      await analyse(open);
      expect(await open.page.locator('dd.value').first().getAttribute('title')).toBe('5,000');
      await expectQuiet(open);
      await open.close();
    },
  );
});

test.skipIf(cdnow === null)(
  'a model that is none is refused; the money of one file does not stick to the next',
  async () => {
    const open = await on.open('#demo=shop');
    await open.page.locator('article.exhibit svg').first().waitFor({ timeout: 120_000 });
    await settled(open);
    expect((await open.page.locator('dd.value').allInnerTexts()).join()).toContain('€');

    await goTo(open, 'Predict');
    const scores = open.page.locator('article.exhibit h2').first();
    const before = await scores.innerText();
    await open.page.locator('input[accept=".onnx"]').setInputFiles(file('model.onnx', 'this is no model'));
    await expect.poll(() => open.page.getByText(/is not an ONNX model/).count(), { timeout: 60_000 }).toBe(1);
    expect(await scores.innerText()).toBe(before);
    await expectQuiet(open);

    await goTo(open, 'Data');
    await openFiles(open, cdnow ?? '');
    await analyse(open);
    const figures = (await open.page.locator('dd.value').allInnerTexts()).join();
    expect(figures).toContain('2.50');
    expect(figures).not.toContain('€');
    await open.close();
  },
);

describe('a file that is wrong is a clear error, and the session stays usable', () => {
  const good =
    'customer,time,event\na,2024-01-01 10:00:00,view\na,2024-01-01 10:05:00,purchase\nb,2024-01-02 11:00:00,view\n';

  test('one after the other in one session', async () => {
    const open = await on.open();
    const parquet = readFileSync(join(root, 'static/demo/shop-orders.parquet'));
    const bad: readonly (readonly [string, RegExp])[] = [
      [file('empty.csv', ''), /is empty/],
      [file('header.csv', 'customer,time,event\n'), /no rows/],
      [file('photo.csv', Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex')), /not a text table/],
      [file('cut.parquet', parquet.subarray(0, parquet.length >> 1)), /not a whole Parquet file/],
      [file('recipe.json', '{ "vitrine": 1, "sorces": [] }'), /unknown key|expected/],
    ];
    for (const [path, says] of bad) {
      await openFiles(open, path);
      await open.page.getByRole('alert').getByText(says).first().waitFor();
    }
    await openFiles(open, file('no-roles.csv', 'colour,size\nred,1\nblue,2\n'));
    await open.page.getByText('This table has no times').waitFor();
    expect(await open.page.getByRole('button', { name: 'Predict something from it' }).isEnabled()).toBe(true);
    await openFiles(open, file("customer's.csv", good));
    await analyse(open);
    expect(await open.page.locator('dd.value').first().getAttribute('title')).toBe('2');
    await expectQuiet(open);
    await open.close();
  });

  test('columns called "; drop table x; -- and __proto__ are ordinary columns', async () => {
    const open = await on.open();
    const evil =
      '"""; drop table x; --",__proto__,what\na,2024-01-01 10:00:00,view\na,2024-01-01 10:05:00,purchase\nb,2024-01-02 11:00:00,view\n';
    await openFiles(open, file('evil.csv', evil));
    await open.page.getByLabel('Customer', { exact: true }).selectOption('"; drop table x; --');
    await expect.poll(() => open.page.locator('.opening').count()).toBe(0);
    await open.page.getByLabel('Time', { exact: true }).selectOption('__proto__');
    await expect.poll(() => open.page.locator('.opening').count()).toBe(0);
    await open.page.getByLabel('Event', { exact: true }).selectOption('what');
    await expect.poll(() => open.page.locator('.opening').count()).toBe(0);
    await analyse(open);
    expect(await open.page.locator('dd.value').first().getAttribute('title')).toBe('2');
    await expectQuiet(open);
    await open.close();
  });

  test('cells that look like markup stay text', async () => {
    const open = await on.open();
    const evil = '<img src=x onerror=alert(1)>';
    const rows = Array.from(
      { length: 40 },
      (_, i) => `"${evil}${i}",2024-01-0${1 + (i % 9)} 10:00:00,${i % 2 === 0 ? `"${evil}"` : 'purchase'}`,
    );
    await openFiles(open, file(`${'<b>'}.csv`.replace(/[<>]/g, '_'), `customer,time,event\n${rows.join('\n')}\n`));
    await analyse(open);
    for (const room of ['Behaviour', 'Customers', 'Data']) await goTo(open, room);
    expect(await open.page.locator('img').count()).toBe(0);
    await expectQuiet(open);
    await open.close();
  });
});

describe('by keyboard and on a phone', () => {
  test('from the sample card to a value in the funnel without a mouse', async () => {
    const open = await on.open();
    const { page } = open;
    await page.getByRole('button', { name: /online shop’s events/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('article.exhibit svg').first().waitFor({ timeout: 120_000 });
    await settled(open);
    await page.keyboard.press(']');
    expect(await page.title()).toMatch(/^Behaviour/);
    const chart = page.locator('[role=application]').first();
    await chart.focus();
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.locator('[aria-live=polite]').allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringMatching(/customers/)]));
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Customers');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.title()).toMatch(/^Customers/);
    await open.close();
  });

  test('no room scrolls sideways at 360, 390 and 768 px', async () => {
    const open = await on.open('#demo=shop', { viewport: { width: 360, height: 800 } });
    await open.page.locator('article.exhibit svg').first().waitFor({ timeout: 120_000 });
    await settled(open);
    const widths = [360, 390, 768];
    for (const room of ['Data', 'Overview', 'Behaviour', 'Customers', 'Predict', 'SQL']) {
      await goTo(open, room);
      for (const width of widths) {
        await open.page.setViewportSize({ width, height: 800 });
        // Charts follow the width of their frame in the next frames.
        await open.page.evaluate('new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))');
        await settled(open);
        const overflow = await open.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        expect(overflow, `${room} at ${width} px`).toBeLessThanOrEqual(0);
      }
      // The next room begins at the width that this one ended at.
      widths.reverse();
    }
    await open.close();
  });
});
