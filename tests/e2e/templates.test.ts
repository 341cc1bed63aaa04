import { expect, test } from 'vitest';
import { sharedData } from '../support/shared';
import { foreign } from './support/page';
import { goTo, openFiles } from './support/rooms';
import { stage } from './support/stage';

const files = ['money', 'market_time', 'market_file', 'market_money'].map((name) =>
  sharedData(`yandex-one-click/${name}.csv`),
);
const LONG = 150_000;

const on = stage();

test.skipIf(files.includes(null))(
  'one-click shop: four files become a table, a template one click, the model an explanation and a list of customers',
  async () => {
    const open = await on.open();
    const { page } = open;
    await openFiles(
      open,
      files.flatMap((f) => f ?? []),
    );
    const panel = page.getByRole('region', { name: 'Combine files' });
    const make = panel.getByRole('button', { name: 'Make the table' });
    await expect.poll(() => make.isEnabled().catch(() => false), { timeout: LONG }).toBe(true);
    await make.click();
    await page.getByRole('heading', { name: 'Made of 4 files' }).waitFor({ timeout: LONG });
    await goTo(open, 'Predict');

    const gallery = page.getByRole('region', { name: 'Start from a template' });
    const decline = gallery.getByRole('listitem').filter({ hasText: 'Falling activity' });
    await decline.getByText('Fits: 1,040 rows to learn from').waitFor({ timeout: LONG });
    // The table is no log, and says nothing of offers: both are said, and neither is a dead end.
    const upsell = gallery.getByRole('listitem').filter({ hasText: 'Additional offer' });
    expect(await upsell.innerText()).toContain('has_done_upselling');
    await decline.getByRole('button', { name: 'Open' }).click();

    await page.getByRole('heading', { name: /^What sets those picked apart: .*минут/ }).waitFor({ timeout: LONG });
    await page.getByRole('heading', { name: /^No single winner|ahead of every other/ }).waitFor({ timeout: LONG });
    // Who only waits is led to what came of it; this template is read from its linear model.
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Result');
    expect(await page.getByRole('radio', { name: 'Look at Logistic regression (L1)' }).isChecked()).toBe(true);
    // Reasons by name, and the list to act on.
    await page.getByRole('heading', { name: /% ?, and why$/ }).waitFor({ timeout: LONG });
    const list = page.getByRole('region', { name: 'Everybody with a score' });
    await list.getByRole('row').nth(1).waitFor({ timeout: LONG });
    const download = page.waitForEvent('download');
    await list.getByRole('button', { name: 'Download: Everybody with a score' }).click();
    await page.getByRole('menuitem', { name: 'CSV', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('scores.csv');

    expect(foreign(open, on.site.url)).toEqual([]);
    expect(await open.violations()).toEqual([]);
    expect(open.errors).toEqual([]);
    await open.close();
  },
);
