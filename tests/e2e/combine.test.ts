import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../support/shared';
import { foreign } from './support/page';
import { openFiles } from './support/rooms';
import { stage } from './support/stage';

const files = ['market_file', 'market_money', 'market_time', 'money'].map((name) =>
  sharedData(`yandex-one-click/${name}.csv`),
);

const on = stage();

describe('several files become one table on the page', () => {
  test.skipIf(files.includes(null))(
    'one-click shop: from the drop to 1,300 customers by two confirmations',
    async () => {
      const open = await on.open();
      const { page } = open;
      await openFiles(
        open,
        files.flatMap((f) => f ?? []),
      );
      const panel = page.getByRole('region', { name: 'Combine files' });
      const make = panel.getByRole('button', { name: 'Make the table' });
      const ready = (): Promise<void> =>
        expect.poll(() => make.isEnabled().catch(() => false), { timeout: 60_000 }).toBe(true);
      await ready();
      const text = async (): Promise<string> => (await panel.innerText()).replace(/\s+/g, ' ');
      expect(await text()).toContain('4 files fit together: one table of 1,300 rows and 19 columns');
      expect(await text()).toContain('joined as they are, 1,300 rows would become 3,900');
      expect(await text()).toMatch(/Прежний уровень 802 62 % Снизилась 498 38 %/);
      // Nothing is merged before a person says so.
      expect(await text()).toContain('2 spellings are left as they are.');
      expect(await text()).toContain('Leave out those with a gap or a zero (3)');
      await panel.getByRole('button', { name: 'Merge all 2' }).click();
      await expect.poll(text, { timeout: 60_000 }).toContain('“минут: предыдущий месяц”');
      await ready();
      await make.click();
      await page.getByRole('heading', { name: 'Made of 4 files' }).waitFor();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('1,300 rows, 19 columns');

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download the recipe' }).click();
      const recipe = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
        sources: readonly { name: string; combine?: { label?: string; tables: readonly object[] } }[];
      };
      expect(recipe.sources.map((s) => s.name)).toEqual([
        'market_file',
        'market_money',
        'market_time',
        'money',
        'combined',
      ]);
      expect(recipe.sources[4]?.combine).toMatchObject({ label: 'Покупательская активность' });

      await page.getByRole('button', { name: 'Change how it is made' }).click();
      await panel.getByRole('radio', { name: 'Leave out those with a gap or a zero (3)' }).check({ force: true });
      await expect.poll(text, { timeout: 60_000 }).toContain('3 incomplete customers are left out.');
      await ready();
      await make.click();
      await expect
        .poll(() => page.getByRole('heading', { level: 1 }).innerText(), { timeout: 60_000 })
        .toBe('1,297 rows, 19 columns');
      expect(foreign(open, on.site.url)).toEqual([]);
      expect(await open.violations()).toEqual([]);
      expect(open.errors).toEqual([]);
      await open.close();
    },
  );
});
