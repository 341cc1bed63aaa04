import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeModel } from '../../../src/learn/onnx/describe';
import { cardOf, pythonSnippet } from '../../../src/learn/onnx/export/card';
import { exportOnnx } from '../../../src/learn/onnx/export/onnx';
import { readOnnx } from '../../../src/learn/onnx/read';
import { readTrees } from '../../../src/learn/onnx/trees-in';
import { fitPipeline } from '../../../src/learn/pipeline/fit';
import { predictPipeline } from '../../../src/learn/pipeline/predict';
import type { LearnerSpec, Spec } from '../../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES, type Imputer, type PreprocessSpec } from '../../../src/learn/preprocess/spec';
import type { Task } from '../../../src/learn/table';
import { everyRow } from '../../../src/learn/rows';
import { nodeScorer } from './node-runtime';
import { dataset, strangers } from './tables';
import { difference } from './difference';
import { feedByName, numbersOf, webScorer } from './runtime';

const signal = new AbortController().signal;
const ROWS = 200;

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

/** Linear learners take turns: what they leave behind is one kind of model. */
const linear: Readonly<Record<Task, readonly LearnerSpec[]>> = {
  binary: [
    { learner: 'logistic', C: 1, l1Ratio: 0.5 },
    { learner: 'logistic', C: 1 },
  ],
  multiclass: [{ learner: 'logistic', C: 0.5 }],
  regression: [
    { learner: 'ridge', alpha: 0.1 },
    { learner: 'elastic-net', alpha: 0.01 },
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

const TASKS: readonly Task[] = ['binary', 'multiclass', 'regression'];

describe.each(TASKS)('%s: onnxruntime answers what our predictor does', (task) => {
  test.each(preprocessings.map(([name, preprocess], i) => [name, preprocess, i] as const))(
    'a linear model on %s',
    async (_name, preprocess, i) => {
      const learner = linear[task][i % linear[task].length] ?? { learner: 'constant' };
      expect(await worst(one(preprocess, learner), task, 11 + i)).toBeLessThanOrEqual(1e-6);
    },
  );

  test.each(['mean', 'median'] as const)('a constant, the %s', async (by) => {
    expect(await worst(one(FOR_LINEAR, { learner: 'constant', by }), task, 19)).toBeLessThanOrEqual(1e-6);
  });

  // Each kind of trees meets each preprocessing in one of the tasks; both ways of writing trees take turns.
  test.each(forTrees.map(([name, preprocess], i) => [name, preprocess, i] as const))(
    'trees on %s',
    async (_name, preprocess, i) => {
      const learner = trees[(i + TASKS.indexOf(task)) % trees.length] ?? { learner: 'tree' };
      expect(await worst(one(preprocess, learner), task, 21 + i, i % 2 === 0 ? 3 : 5)).toBeLessThanOrEqual(1e-6);
    },
  );

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
});

const FOLDS = { by: 'random', folds: 3 } as const;

test.each(['platt', 'isotonic'] as const)('probabilities corrected by %s', async (by) => {
  for (const learner of [trees[2], linear.binary[0]]) {
    const of = one(learner?.learner === 'boosting' ? FOR_TREES : FOR_LINEAR, learner ?? { learner: 'constant' });
    expect(await worst({ kind: 'calibrated', by, folds: FOLDS, of }, 'binary', 51)).toBeLessThanOrEqual(1e-6);
  }
});

test('both runtimes answer any table alike, whatever its seed', async () => {
  const data = dataset('binary', ROWS, 61);
  const spec: Spec = {
    kind: 'stack',
    bases: [one(FOR_LINEAR, { learner: 'logistic', C: 1 }), one(FOR_TREES, trees[2] ?? { learner: 'tree' })],
    C: 1,
    folds: FOLDS,
  };
  const fitted = fitPipeline(spec, data, everyRow(ROWS), 1);
  const bytes = exportOnnx(fitted, { name: 'test' });
  const [web, node] = [webScorer(), nodeScorer()];
  const description = await web.add('m', bytes);
  await node.add('m', bytes);
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.double(), { minLength: 1, maxLength: 8 }),
      async (seed, rows, extremes) => {
        const table = strangers(rows, seed, extremes);
        const expected = predictPipeline(fitted, table);
        for (const scorer of [web, node]) {
          const answer = numbersOf(await scorer.run('m', feedByName(description, table)), true);
          expect(difference(expected, answer)).toBeLessThanOrEqual(1e-6);
        }
      },
    ),
    { numRuns: 25, seed: 2026 },
  );
});

test('a written model reads back: trees with their covers, inputs, classes, card and program', () => {
  const data = dataset('binary', ROWS, 71);
  const fitted = fitPipeline(one(FOR_TREES, trees[2] ?? { learner: 'tree' }), data, everyRow(ROWS), 1);
  if (fitted.kind !== 'pipeline' || fitted.model.kind !== 'trees') throw new Error('no trees');
  const options = {
    name: 'churn',
    labels: ['stays', 'leaves'],
    threshold: 0.3,
    details: { metrics: { rocAuc: 0.8 }, question: { question: 'churn', window: 30 } },
  } as const;
  const bytes = exportOnnx(fitted, options);
  expect(exportOnnx(fitted, options)).toEqual(bytes);
  const [read] = readTrees(readOnnx(bytes));
  expect(read?.trees.length).toBe(fitted.model.trees.length);
  fitted.model.trees.forEach((tree, k) => {
    const back = read?.trees[k];
    const splits = (i: number): boolean => (tree.feature[i] ?? -1) >= 0;
    expect(back?.feature).toEqual(tree.feature);
    expect(back?.value.filter((_, i) => !splits(i))).toEqual(tree.value.filter((_, i) => !splits(i)));
    expect(back?.threshold.filter((_, i) => splits(i))).toEqual(tree.threshold.filter((_, i) => splits(i)));
    expect(back?.cover).toEqual(Float64Array.from(tree.cover, Math.fround));
  });
  const description = describeModel('churn.onnx', bytes);
  expect(description.inputs.map((i) => [i.name, i.type])).toEqual([
    ['age', 'float'],
    ['plan', 'string'],
    ['spent, ₽', 'float'],
    ['visits', 'float'],
    ['город', 'string'],
  ]);
  expect(description.metadata).toContainEqual(['vitrine.question', '{"question":"churn","window":30}']);
  expect(description.outputs).toEqual({
    is: 'classes',
    label: 'label',
    probabilities: ['probabilities'],
    classes: ['stays', 'leaves'],
  });
  const card = cardOf(fitted, options, { name: 'churn.onnx', sha256: '0'.repeat(64), bytes: bytes.length });
  expect(card).toMatchObject({
    task: 'binary',
    threshold: 0.3,
    classes: ['stays', 'leaves'],
    metrics: { rocAuc: 0.8 },
  });
  expect(pythonSnippet(card)).toContain('"spent, ₽": "spent, ₽"');
});
