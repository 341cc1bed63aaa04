import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attacks } from '../learn/onnx/attacks';
import { sharedData } from '../support/shared';
import { foreign, launch, openPage } from './support/page';
import { analyse, goTo, openFiles } from './support/rooms';
import { startSite, type Site } from './support/site';

const retailRocket = sharedData('retailrocket/sample_events.csv');

let browser: Browser;
let site: Site;
let folder: string;

beforeAll(async () => {
  browser = await launch();
  site = await startSite();
  folder = mkdtempSync(join(tmpdir(), 'vitrine-models-'));
});
afterAll(async () => {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
});

test.skipIf(retailRocket === null)(
  'models that mean harm: a clear error each, the page lives, nothing is sent',
  async () => {
    const open = await openPage(browser, site.url);
    await openFiles(open, retailRocket ?? '');
    await analyse(open);
    await goTo(open, 'Predict');
    for (const [k, [, bytes]] of attacks.slice(0, 7).entries()) {
      const name = `attack-${k}.onnx`;
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await open.page.locator('input[accept=".onnx"]').setInputFiles(path);
      const error = open.page.getByText(new RegExp(`${name}” is (refused|not an ONNX model)`)).first();
      await error.waitFor({ timeout: 30_000 });
    }
    expect(await open.page.evaluate('1 + 1')).toBe(2);
    await open.page.getByText('trained on demo data').first().waitFor();
    expect(foreign(open, site.url)).toEqual([]);
    expect(open.errors).toEqual([]);
    await open.close();
  },
);
