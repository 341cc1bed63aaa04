import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, openPage, type OpenOptions, type OpenPage } from './page';
import { startSite, type Site } from './site';

/** What the tests of a file share: a browser, the built page behind a server, and an empty folder for files. */
export interface Stage {
  readonly browser: Browser;
  readonly site: Site;
  /** An absolute path. */
  readonly folder: string;
  /** Opens the page in a context of its own. @param hash such as `#demo=shop` */
  open(hash?: string, options?: OpenOptions): Promise<OpenPage>;
}

/** Sets a stage up before the first test of the file that calls it, and clears it after the last. */
export function stage(): Stage {
  let made: { readonly browser: Browser; readonly site: Site; readonly folder: string } | null = null;
  const there = (): NonNullable<typeof made> => {
    if (made === null) throw new Error('The stage stands while tests run, not before or after.');
    return made;
  };
  beforeAll(async () => {
    const site = await startSite();
    made = { browser: await launch(), site, folder: mkdtempSync(join(tmpdir(), 'vitrine-e2e-')) };
  });
  afterAll(async () => {
    const { browser, site, folder } = there();
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true });
    made = null;
  });
  return {
    get browser() {
      return there().browser;
    },
    get site() {
      return there().site;
    },
    get folder() {
      return there().folder;
    },
    open: (hash = '', options) => openPage(there().browser, there().site.url + hash, options),
  };
}
