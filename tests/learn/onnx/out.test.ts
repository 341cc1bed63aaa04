import { describe, expect, test } from 'vitest';
import { exportOnnx } from '../../../src/learn/onnx/export/onnx';
import { fitPipeline } from '../../../src/learn/pipeline/fit';
import { predictPipeline } from '../../../src/learn/pipeline/predict';
import type { LearnerSpec, Spec } from '../../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES, type Imputer, type PreprocessSpec } from '../../../src/learn/preprocess/spec';
import type { Task } from '../../../src/learn/table';
import { everyRow } from '../../../src/learn/rows';
import { dataset, strangers } from './tables';
import { difference, feedByName, numbersOf, webScorer } from './runtime';

const signal = new AbortController().signal;
const ROWS = 400;

/** Preprocessing of all kinds: every imputer, with and without logarithm, scaling, flags and pooled levels. */
const imputers: readonly Imputer[] = [
  { by: 'mean' },
  { by: 'median' },
  { by: 'most-frequent' },
  { by: 'constant', value: -7.3 },
  { by: 'linear' },
  { by: 'lasso' },
];
const preprocessings: readonly (readonly [string, PreprocessSpec])[] = [
  ...imputers.map((impute): readonly [string, PreprocessSpec] => [
    `${impute.by}, logarithm, scaled, one-hot with rare levels pooled`,
    {
      numbers: { as: 'number', impute, flag: true, log: true, scale: true },
      categories: { as: 'one-hot', rare: 0.08, most: 5, missing: 'feature' },
      correlation: null,
    },
  ]),
  [
    'median as it is, one-hot with zeros',
    {
      numbers: { as: 'number', impute: { by: 'median' }, flag: false, log: false, scale: false },
      categories: { as: 'one-hot', rare: 0, most: 50, missing: 'zeros' },
      correlation: null,
    },
  ],
  [
    'target order, one-hot of the most frequent, a column dropped',
    {
      ...FOR_LINEAR,
      columns: [
        { name: 'город', treat: { as: 'target', smoothing: 5 } },
        { name: 'plan', treat: { as: 'one-hot', rare: 0, most: 2, missing: 'most-frequent' } },
        { name: 'visits', treat: { as: 'drop' } },
      ],
    },
  ],
];
const forTrees: readonly (readonly [string, PreprocessSpec])[] = [
  ['missing values left', FOR_TREES],
  ...preprocessings.slice(3),
  ['missing values left, logarithm', { ...FOR_TREES, numbers: { ...FOR_TREES.numbers, log: true, flag: true } }],
];

const linear: Readonly<Record<Task, readonly LearnerSpec[]>> = {
  binary: [{ learner: 'logistic', C: 1, l1Ratio: 0.5 }, { learner: 'constant' }],
  multiclass: [{ learner: 'logistic', C: 0.5 }, { learner: 'constant' }],
  regression: [
    { learner: 'ridge', alpha: 0.1 },
    { learner: 'elastic-net', alpha: 0.01 },
    { learner: 'constant', by: 'median' },
  ],
};
const trees: readonly LearnerSpec[] = [
  { learner: 'tree', maxDepth: 4 },
  { learner: 'forest', trees: 30, maxDepth: 6 },
  { learner: 'boosting', rounds: 60, maxDepth: 4 },
];

const one = (preprocess: PreprocessSpec, learner: LearnerSpec): Spec => ({ kind: 'pipeline', preprocess, learner });

/** The largest difference between our predictor and onnxruntime-web on rows that are unlike the training rows. */
async function worst(spec: Spec, task: Task, seed: number, operator: 3 | 5 = 3): Promise<number> {
  const data = dataset(task, ROWS, seed);
  const fitted = fitPipeline(spec, data, everyRow(ROWS), seed);
  const bytes = exportOnnx(fitted, { name: 'test', trees: operator });
  const scorer = webScorer();
  const description = await scorer.add('m', bytes);
  let most = 0;
  for (const table of [data.table, strangers(200, seed)]) {
    const prediction = await scorer.run('m', feedByName(description, table), undefined, signal);
    most = Math.max(most, difference(predictPipeline(fitted, table), numbersOf(prediction, task === 'binary')));
  }
  return most;
}

describe.each(['binary', 'multiclass', 'regression'] as const)(
  '%s: onnxruntime answers what our predictor does',
  (task) => {
    test.each(preprocessings)('linear models on %s', async (_name, preprocess) => {
      for (const [i, learner] of linear[task].entries())
        expect(await worst(one(preprocess, learner), task, 11 + i)).toBeLessThanOrEqual(1e-6);
    });

    test.each(forTrees)('trees on %s', async (_name, preprocess) => {
      for (const [i, learner] of trees.entries()) {
        expect(await worst(one(preprocess, learner), task, 21 + i)).toBeLessThanOrEqual(1e-6);
        expect(await worst(one(preprocess, learner), task, 21 + i, 5)).toBeLessThanOrEqual(1e-6);
      }
    });

    test('a stack', async () => {
      const bases = [
        one(FOR_LINEAR, linear[task][0] ?? { learner: 'constant' }),
        one(FOR_TREES, { learner: 'boosting', rounds: 20 }),
      ];
      expect(await worst({ kind: 'stack', bases, C: 1, folds: FOLDS }, task, 31)).toBeLessThanOrEqual(1e-6);
    });

    test.each([
      ['levels', { column: 'plan' }],
      ['cut points', { column: 'age', cuts: [30, 45] }],
    ] as const)('one model per part, by %s', async (_name, where) => {
      const of = one(FOR_TREES, { learner: 'boosting', rounds: 15 });
      expect(await worst({ kind: 'segments', ...where, least: 20, of }, task, 41)).toBeLessThanOrEqual(1e-6);
    });
  },
);

const FOLDS = { by: 'random', folds: 3 } as const;
