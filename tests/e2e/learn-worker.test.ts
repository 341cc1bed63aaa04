import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kernel } from '../../tools/vite/kernel';
import type { ModelCard } from '../../src/learn/onnx/export/card';
import type { Spec } from '../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../../src/learn/preprocess/spec';
import type { Search } from '../../src/learn/validate/search';
import { SPACES } from '../../src/learn/validate/spaces';
import { startWorkerSite } from './support/worker-site';
import { foreign, launch, openPage, type OpenPage } from './support/page';
import type { Site } from './support/site';

let browser: Browser;
let site: Site;
let open: OpenPage;
/** Everything that was logged, warnings too. */
const logged: string[] = [];

beforeAll(async () => {
  browser = await launch();
  site = await startWorkerSite('learn-page', () => [kernel()]);
  open = await openPage(browser, site.url);
  open.page.on('console', (message) => logged.push(message.text()));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const call = <T>(verb: string, given: unknown): Promise<T> =>
  open.page.evaluate<T>(`learn.${verb}(...${JSON.stringify(given)})`);

const boosting: Spec = {
  kind: 'pipeline',
  preprocess: FOR_TREES,
  learner: { learner: 'boosting', rounds: 100, maxDepth: 6 },
};
const lasso: Spec = { kind: 'pipeline', preprocess: FOR_LINEAR, learner: { learner: 'logistic', C: 0.1, l1Ratio: 1 } };
const long: Spec = { ...boosting, learner: { learner: 'boosting', rounds: 2000, maxDepth: 6 } };
const search: Search = {
  spec: lasso,
  space: SPACES.logistic,
  folds: { by: 'random', folds: 3 },
  metric: 'roc-auc',
  seed: 1,
  settings: 4,
  random: 3,
  rungs: [1 / 9, 1],
  keep: 3,
};

interface Fit {
  readonly seconds: number;
  readonly told: number;
  readonly hash: string;
  readonly auc: number;
}

test('50,000 × 20 in the built worker: models are fitted, stopped and searched while the page stays free', async () => {
  await call('make', [50_000]);
  const before = await open.page.evaluate<number>('performance.now()');
  expect(await call('open', [])).toBe(50_000);

  const boosted = await call<Fit>('fit', [boosting]);
  expect(boosted.auc).toBeGreaterThan(0.85);
  expect(boosted.told).toBeGreaterThan(50);
  expect((await call<Fit>('fit', [boosting])).hash).toBe(boosted.hash);

  const linear = await call<Fit>('fit', [lasso]);
  expect(linear.auc).toBeGreaterThan(0.7);
  expect(linear.auc).toBeLessThan(boosted.auc);

  const left = await call<{ card: ModelCard; sha256: string }>('leave', [lasso]);
  expect(left.card.file.sha256).toBe(left.sha256);
  expect(left.card.training).toMatchObject({ rows: 50_000, data: expect.stringMatching(/^[0-9a-f]{64}$/) as string });

  const stopped = await call<{ code: string; ms: number }>('stop', [long, 500]);
  expect(stopped.code).toBe('cancelled');
  expect(stopped.ms).toBeLessThan(1000);

  const found = await call<{ trials: number; best: number }>('search', [search]);
  expect(found.trials).toBeGreaterThanOrEqual(5);
  expect(found.best).toBeGreaterThan(0.7);

  // The bridge's part on the page's own thread: messages, no work.
  const tasks = (await open.longTasks()).filter((task) => task.start >= before);
  expect(tasks).toEqual([]);
});

test('the kernel runs as WebAssembly under the policy, nothing is blocked, nothing leaves the page', async () => {
  expect(logged.filter((line) => line.includes('kernel'))).toEqual([]);
  expect(await open.violations()).toEqual([]);
  expect(open.errors).toEqual([]);
  expect(foreign(open, site.url)).toEqual([]);
});
