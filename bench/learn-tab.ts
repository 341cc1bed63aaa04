import { findChromium } from '../tools/browser.mjs';
import { kernel } from '../tools/vite/kernel';
import { launch, openPage } from '../tests/e2e/support/page';
import { startWorkerSite } from '../tests/e2e/support/worker-site';
import type { Search } from '../src/learn/validate/search';

export interface SearchMeasure {
  readonly seconds: number;
  readonly workers: number;
  readonly trials: number;
  /** Mean score of the best trial. */
  readonly best: number;
  /** Frames that the page could draw meanwhile, and the longest time between two in milliseconds. */
  readonly frames: number;
  readonly longestFrame: number;
  /** Tasks of the main thread over 50 ms. */
  readonly longTasks: number;
}

/** A search on a made table of 50,000 × 20 in Chromium, by the product's own workers and bridge; null without Chromium. */
export async function measureSearchInTab(search: Search): Promise<SearchMeasure | null> {
  if (findChromium() === null) return null;
  const browser = await launch();
  const site = await startWorkerSite('learn-page', () => [kernel()]);
  try {
    const open = await openPage(browser, site.url);
    const before = await open.page.evaluate<number>('performance.now()');
    await open.page.evaluate('learn.open(50000)');
    const measured = await open.page.evaluate<Omit<SearchMeasure, 'longTasks'>>(
      `learn.search(${JSON.stringify(search)})`,
    );
    const tasks = (await open.longTasks()).filter((task) => task.start >= before);
    return { ...measured, longTasks: tasks.length };
  } finally {
    await browser.close();
    await site.close();
  }
}
