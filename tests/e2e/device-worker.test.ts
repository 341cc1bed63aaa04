import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './support/page';
import type { Site } from './support/site';
import { startWorkerSite } from './support/worker-site';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  browser = await launch();
  site = await startWorkerSite('device-page', () => []);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Bytes of a made file: six pieces, so that it can be killed between them. */
const BYTES = 6 * 1024 * 1024;

interface Tab {
  readonly page: Page;
  call<T>(verb: string, ...given: readonly unknown[]): Promise<T>;
}

async function tab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction('"device" in globalThis');
  return { page, call: (verb, ...given) => page.evaluate(`device.${verb}(...${JSON.stringify(given)})`) };
}

/**
 * What lies in the private file system after the next starts. One that follows a killed writer at once may find its file
 * still held, and leaves it to the start after.
 */
async function left({ call }: Tab): Promise<readonly string[]> {
  await call('look');
  return call('files');
}

/** Keeps a file in a tab whose renderer is killed when a step is reached. */
async function killed(context: BrowserContext, seed: number, step: string): Promise<void> {
  const { page, call } = await tab(context);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Never answered: there is nobody left to answer.
  await page.exposeBinding('kill', () => void session.send('Page.crash').catch(() => undefined));
  await call('killAt', step);
  call('keep', seed, BYTES).catch(() => undefined);
  await crashed;
  await page.close();
}

const steps = ['start', '17 %', '33 %', '50 %', '67 %', '83 %', '100 %', 'copied', 'committing', 'committed'];

describe('a tab is killed while it keeps a file', () => {
  let context: BrowserContext;
  /** Looks as the next start does. */
  let next: Tab;

  beforeAll(async () => {
    context = await browser.newContext();
    next = await tab(context);
  });
  afterAll(() => context.close());

  test('at ten moments: the file is there byte for byte, or nothing is', async () => {
    const found = new Map<string, unknown>();
    for (const [i, step] of steps.entries()) {
      await killed(context, i + 1, step);
      const seen = await next.call<{ readonly seed?: number }>('look');
      found.set(step, seen.seed);
      if (seen.seed === undefined) {
        expect(seen, step).toMatchObject({ is: 'nothing' });
        await expect.poll(() => left(next), { message: step }).toEqual([]);
      } else {
        expect(seen, step).toEqual({ seed: i + 1, name: `made ${i + 1}.csv`, size: BYTES });
        await expect
          .poll(() => left(next), { message: step })
          .toEqual([`vitrine/file ${BYTES}`, expect.stringMatching(/^vitrine\/manifest-\d+ \d+$/)]);
      }
      expect(await next.call('erase'), step).toBeNull();
    }
    // The moments are told apart: before the manifest is asked for nothing is found, in the end the file.
    for (const step of steps.slice(0, -2)) expect(found.get(step), step).toBeUndefined();
    expect(found.get('committed')).toBe(10);
  });

  test('while another is kept: one or the other is there byte for byte, and no litter', async () => {
    expect(await next.call('keep', 100, BYTES)).toBeNull();
    let last = 100;
    for (const [i, step] of ['17 %', '67 %', 'copied', 'committing', 'committed'].entries()) {
      await killed(context, i + 1, step);
      const { seed } = await next.call<{ readonly seed: number }>('look');
      expect([last, i + 1], step).toContain(seed);
      if (!step.startsWith('committ')) expect(seed, step).toBe(last);
      if (step === 'committed') expect(seed).toBe(i + 1);
      last = seed;
      await expect.poll(() => left(next), { message: step }).toHaveLength(2);
    }
  });
});

test('its worker is ended at forty moments around the manifest: one or the other is there, and no litter', async () => {
  const context = await browser.newContext();
  const open = await tab(context);
  const { call } = open;
  expect(await call('keep', 1000, 4096)).toBeNull();
  let last = 1000;
  const changed: boolean[] = [];
  for (let i = 0; i < 40; i++) {
    // The first is too early for the new one and the last is not, on any machine.
    const step = i === 0 ? 'copied' : i === 39 ? 'committed' : 'committing';
    const ms = (i % 20) ** 2 / 10;
    const { seed } = await call<{ readonly seed?: number }>('endAfter', i + 1, 4096, step, ms);
    expect([last, i + 1], `${ms} ms after ${step}`).toContain(seed);
    changed.push(seed !== last);
    last = seed ?? last;
    await expect.poll(() => left(open)).toHaveLength(2);
  }
  expect([changed.at(0), changed.at(-1)]).toEqual([false, true]);
  await context.close();
});

describe('what goes wrong is told, and nothing half is shown', () => {
  let context: BrowserContext;
  let open: Tab;
  const small = 64 * 1024;

  beforeAll(async () => {
    context = await browser.newContext();
    open = await tab(context);
  });
  afterAll(() => context.close());

  test('a copy that is stopped leaves nothing behind', async () => {
    expect(await open.call('keep', 1, BYTES, 0.3)).toEqual({ is: 'stopped' });
    expect(await open.call('files')).toEqual([]);
  });

  test('a full device says what was needed, and what was kept before stays', async () => {
    expect(await open.call('keep', 1, small)).toBeNull();
    const session = await context.newCDPSession(open.page);
    const { origin } = new URL(site.url);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
    expect(await open.call('keep', 2, BYTES)).toEqual({ is: 'full', needed: BYTES, free: null });
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await open.call('look')).toMatchObject({ seed: 1 });
    expect(await open.call('files')).toHaveLength(2);
  });

  test('a copy of which one byte has changed is refused', async () => {
    await open.call('keep', 3, small);
    await open.call('tamper', 'file-', 'flip');
    expect(await open.call('look')).toEqual({ is: 'damaged', file: 'made 3.csv' });
  });

  test('one that was cut off counts for nothing and is removed', async () => {
    await open.call('keep', 4, small);
    await open.call('tamper', 'file-', 'cut');
    expect(await open.call('look')).toEqual({ is: 'nothing', removed: small / 2 });
    expect(await open.call('files')).toEqual([]);
  });

  test.each(['cut', 'flip'])(
    'a manifest that is damaged (%s) counts for nothing, and what it named is removed',
    async (how) => {
      await open.call('keep', 5, small);
      await open.call('tamper', 'manifest-', how);
      expect(await open.call('look')).toEqual({ is: 'nothing', removed: small });
      expect(await open.call('files')).toEqual([]);
    },
  );

  test('what a newer version kept is left as it is', async () => {
    await open.call('keep', 6, small);
    await open.call('tamper', 'manifest-', 'newer');
    const before = await open.call('files');
    expect(await open.call('look')).toMatchObject({ is: 'newer' });
    expect(await open.call('files')).toEqual(before);
    expect(await open.call('erase')).toBeNull();
    expect(await open.call('files')).toEqual([]);
  });

  test('where the browser gives no storage, that is said', async () => {
    await open.page.evaluate(
      'navigator.storage.getDirectory = () => Promise.reject(new DOMException("not here", "SecurityError"))',
    );
    expect(await open.call('look')).toEqual({ is: 'denied', reason: 'not here' });
  });
});
