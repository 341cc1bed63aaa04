/**
 * `npm run bench -- --learn`: trees here against xgboost (hist, one thread) and scikit-learn (one job), in turn
 * in one run where Debian's python3 has them; CPU seconds. Otherwise ours alone. Where Chromium is found, a search too,
 * in workers of a real tab.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { plainKernel } from '../src/learn/kernel/plain';
import { rocAuc } from '../src/learn/judge/scores';
import { fitPipeline } from '../src/learn/pipeline/fit';
import { predictPipeline } from '../src/learn/pipeline/predict';
import type { LearnerSpec, Spec } from '../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../src/learn/preprocess/spec';
import { everyRow } from '../src/learn/rows';
import { fitBoosting } from '../src/learn/trees/boosting';
import { fitForest } from '../src/learn/trees/forest';
import { predictTrees } from '../src/learn/trees/predict';
import { treeShap } from '../src/learn/trees/shap';
import { runSearch } from '../src/learn/validate/evaluate';
import { bestTrial, USUAL_SEARCH, type Search } from '../src/learn/validate/search';
import { SPACES } from '../src/learn/validate/spaces';
import { learnData, learnDataset } from './learn-data';
import { measureSearchInTab } from './learn-tab';

const kinds = ['boost', 'forest', 'ridge', 'lasso'] as const;
type Measures = Readonly<Record<(typeof kinds)[number], Measured[]>>;

interface Measured {
  readonly seconds: number;
  readonly auc: number;
}

/** CPU seconds of a piece of work, and what it answers. */
function timed<T>(work: () => T): { readonly seconds: number; readonly answer: T } {
  const start = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, answer };
}

/** Prints the table. @param rounds rounds of each; medians are printed */
export async function reportLearn(rounds: number): Promise<void> {
  const small = learnData(50_000);
  const target = { task: 'binary', labels: small.labels } as const;
  const boost = (kernel?: typeof plainKernel): Measured => {
    const options = { rounds: 200, maxDepth: 6, learningRate: 0.1, seed: 1, ...(kernel && { kernel }) };
    const { seconds, answer } = timed(() => fitBoosting(small.x, target, options));
    return { seconds, auc: rocAuc({ labels: small.labels, scores: predictTrees(answer.model, small.x) }) };
  };
  const forest = (): Measured => {
    const { seconds, answer } = timed(() => fitForest(small.x, target, { trees: 100, maxDepth: 12, seed: 1 }));
    return { seconds, auc: rocAuc({ labels: small.labels, scores: predictTrees(answer.model, small.x) }) };
  };
  const dataset = learnDataset(small);
  const rows = everyRow(dataset.table.rows);
  const linear = (learner: LearnerSpec): Measured => {
    const spec: Spec = { kind: 'pipeline', preprocess: FOR_LINEAR, learner };
    const { seconds, answer } = timed(() => fitPipeline(spec, dataset, rows, 1));
    return { seconds, auc: rocAuc({ labels: small.labels, scores: predictPipeline(answer, dataset.table) }) };
  };
  const work = {
    boost: () => boost(),
    forest,
    ridge: () => linear({ learner: 'logistic', C: 1 }),
    lasso: () => linear({ learner: 'logistic', C: 0.1, l1Ratio: 1 }),
  } as const;
  const ours: Measures = { boost: [], forest: [], ridge: [], lasso: [] };
  const theirs: Measures = { boost: [], forest: [], ridge: [], lasso: [] };
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) ours[kind].push(work[kind]());
    const reference = measureReference();
    if (reference !== null) for (const kind of kinds) theirs[kind].push(reference[kind]);
    console.error(`round ${round + 1} of ${rounds} done`);
  }
  console.log(`CPU seconds, medians of ${rounds} rounds; AUC on the training rows`);
  console.log('| work | ours | AUC | reference | AUC | ratio |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const [name, key] of [
    ['boosting 50 k × 20, 200 trees of depth 6 (xgboost hist)', 'boost'],
    ['forest 50 k × 20, 100 trees of depth 12 (scikit-learn)', 'forest'],
    ['logistic L2 50 k × 20 with medians, flags, scales: 40 features (scikit-learn, lbfgs)', 'ridge'],
    ['logistic L1, likewise (scikit-learn, liblinear)', 'lasso'],
  ] as const) {
    const [a, b] = [middle(ours[key]), theirs[key].length > 0 ? middle(theirs[key]) : null];
    const last =
      b === null
        ? '– | – | –'
        : `${b.seconds.toFixed(2)} | ${b.auc.toFixed(4)} | ${(a.seconds / b.seconds).toFixed(2)}`;
    console.log(`| ${name} | ${a.seconds.toFixed(2)} | ${a.auc.toFixed(4)} | ${last} |`);
  }
  const plain = boost(plainKernel);
  console.log(
    `| the same boosting without WebAssembly | ${plain.seconds.toFixed(2)} | ${plain.auc.toFixed(4)} | | | |`,
  );
  const { model } = fitBoosting(small.x, target, { rounds: 200, seed: 1 });
  const some = { ...small.x, rows: 1000, values: small.x.values.slice(0, 1000 * small.x.columns) };
  console.log(
    `| TreeSHAP of 1,000 rows, 200 trees | ${timed(() => treeShap(model, some)).seconds.toFixed(2)} | | | | |`,
  );
  const large = learnData(1_000_000);
  const start = performance.now();
  const { seconds, answer } = timed(() =>
    fitBoosting(large.x, { task: 'binary', labels: large.labels }, { rounds: 100, seed: 1 }),
  );
  const wall = ((performance.now() - start) / 1000).toFixed(1);
  const memory = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  console.log(`| boosting 1 M × 20, 100 trees of depth 6 | ${seconds.toFixed(2)} | | | | |`);
  console.log(
    `| prediction of 1 M × 20 by it | ${timed(() => predictTrees(answer.model, large.x)).seconds.toFixed(2)} | | | | |`,
  );
  console.log(`\nthe large one took ${wall} s by the clock; the process held ${memory} MB at most, its data among it`);
  const tuned = timed(() => runSearch(tuning, dataset, rows, () => performance.now() / 1000));
  console.log(
    `30 settings of boosting on 50 k × 20 (${tuned.answer.length} trials of 3 folds), one thread: ` +
      `${tuned.seconds.toFixed(0)} CPU s, AUC ${(bestTrial('roc-auc', tuned.answer)?.mean ?? NaN).toFixed(4)}`,
  );
  const tab = await measureSearchInTab(tuning);
  if (tab === null) return;
  console.log(
    `the same in a tab with ${tab.workers} workers: ${tab.seconds.toFixed(0)} s, ${tab.trials} trials, AUC ` +
      `${tab.best.toFixed(4)}; meanwhile ${(tab.frames / tab.seconds).toFixed(0)} frames a second, the longest after ` +
      `${tab.longestFrame.toFixed(0)} ms; ${tab.longTasks} long tasks`,
  );
}

/** What a person's usual search of boosting is: 30 settings, halving, three folds; no early end. */
const tuning: Search = {
  spec: {
    kind: 'pipeline',
    preprocess: FOR_TREES,
    learner: { learner: 'boosting', rounds: 200 },
  },
  space: SPACES.boosting,
  folds: { by: 'random', folds: 3 },
  metric: 'roc-auc',
  seed: 1,
  ...USUAL_SEARCH,
};

function middle(of: readonly Measured[]): Measured {
  const sorted = [...of].sort((a, b) => a.seconds - b.seconds);
  return sorted[sorted.length >> 1] ?? { seconds: NaN, auc: NaN };
}

/** The references on the same data; null where Python or a package is absent. */
function measureReference(): Readonly<Record<(typeof kinds)[number], Measured>> | null {
  const script = fileURLToPath(new URL('learn.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [script], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as Readonly<Record<(typeof kinds)[number], Measured>>;
  console.error(`no reference: ${(stderr ?? '').trim().split('\n').at(-1) ?? 'no python3'}`);
  return null;
}
