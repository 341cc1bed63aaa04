import { parse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { rocAuc } from '../../src/learn/judge/scores';
import type { Fitted } from '../../src/learn/pipeline/fitted';
import { fitPipeline } from '../../src/learn/pipeline/fit';
import { fittedFromJson, fittedToJson } from '../../src/learn/pipeline/json';
import { specSchema } from '../../src/learn/pipeline/schema';
import { predictPipeline } from '../../src/learn/pipeline/predict';
import type { LearnerSpec, PipelineSpec, Spec } from '../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../../src/learn/preprocess/spec';
import { everyRow } from '../../src/learn/rows';
import type { Target } from '../../src/learn/table';
import { customers } from './tables';

const linear = (learner: LearnerSpec): PipelineSpec => ({ kind: 'pipeline', preprocess: FOR_LINEAR, learner });
const trees = (learner: LearnerSpec): PipelineSpec => ({ kind: 'pipeline', preprocess: FOR_TREES, learner });
const folds = { by: 'random', folds: 3 } as const;

const logistic = linear({ learner: 'logistic', C: 1 });
const boosting = trees({ learner: 'boosting', rounds: 30, maxDepth: 3, early: { share: 0.2 } });
const ridge = linear({ learner: 'ridge', alpha: 0.001 });

const specs: readonly (readonly [string, Target['task'], Spec])[] = [
  ['constant', 'multiclass', linear({ learner: 'constant' })],
  ['logistic', 'binary', logistic],
  ['lasso logistic', 'multiclass', linear({ learner: 'logistic', C: 0.1, l1Ratio: 1 })],
  ['balanced logistic', 'binary', { ...logistic, classWeights: 'balanced' }],
  ['ridge', 'regression', ridge],
  ['elastic net', 'regression', linear({ learner: 'elastic-net', alpha: 0.01, l1Ratio: 0.5 })],
  ['tree', 'multiclass', trees({ learner: 'tree', maxDepth: 4 })],
  ['forest', 'binary', trees({ learner: 'forest', trees: 10, maxDepth: 6 })],
  ['boosting', 'binary', boosting],
  ['boosting', 'multiclass', boosting],
  ['boosting', 'regression', boosting],
  ['stack', 'binary', { kind: 'stack', bases: [logistic, boosting], C: 1, folds }],
  ['stack', 'multiclass', { kind: 'stack', bases: [logistic, boosting], C: 1, folds }],
  ['stack', 'regression', { kind: 'stack', bases: [ridge, boosting], C: 1000, folds }],
  ['segments by level', 'binary', { kind: 'segments', column: 'city', least: 50, of: logistic }],
  ['segments by cut', 'regression', { kind: 'segments', column: 'age', cuts: [35, 50], least: 50, of: ridge }],
  ['Platt', 'binary', { kind: 'calibrated', by: 'platt', folds, of: boosting }],
  [
    'isotonic stack',
    'binary',
    { kind: 'calibrated', by: 'isotonic', folds, of: { kind: 'segments', column: 'city', least: 50, of: logistic } },
  ],
];

describe.each(specs)('%s, %s', (name, task, spec) => {
  const data = customers(600, task);
  const train = everyRow(400);
  const test200 = everyRow(600).slice(400);

  test('learns, repeats byte for byte, and does not see the order of rows', () => {
    const seen: number[] = [];
    const fitted = fitPipeline(spec, data, train, 7, (done) => seen.push(done));
    expect(fitPipeline(spec, data, train.toReversed(), 7)).toEqual(fitted);
    expect(seen.every((d, i) => d >= (seen[i - 1] ?? 0) - 1e-12 && d <= 1 + 1e-12)).toBe(true);
    expect(fittedFromJson(fittedToJson(fitted))).toEqual(fitted);
    expect(parse(specSchema, spec)).toEqual(spec);
    const answers = predictPipeline(fitted, data.table, test200);
    expect(answers.length).toBe(test200.length * (task === 'multiclass' ? 3 : 1));
    expect(answers.every((v) => Number.isFinite(v) && (task === 'regression' || (v >= 0 && v <= 1)))).toBe(true);
    expect(predictPipeline(fitted, data.table).slice(400 * (answers.length / 200))).toEqual(answers);
    if (name !== 'constant') expect(skill(data.target, answers, test200)).toBeGreaterThan(0.7);
    else expect(skill(data.target, answers, test200)).toBeCloseTo(0.5, 1);
  });
});

/** AUC (of the last class), or of "over the median" for numbers. */
function skill(target: Target, answers: Float64Array, rows: Int32Array): number {
  const width = answers.length / rows.length;
  const scores = Float64Array.from(rows, (_, i) => answers[i * width + width - 1] ?? NaN);
  const values = target.task === 'regression' ? target.values : null;
  const labels = Uint8Array.from(rows, (i) => {
    if (values !== null) return (values[i] ?? 0) > 0.4 ? 1 : 0;
    return target.task !== 'regression' && target.labels[i] === width - (width > 1 ? 1 : 0) ? 1 : 0;
  });
  if (target.task === 'binary') rows.forEach((row, i) => (labels[i] = target.labels[row] ?? 0));
  return rocAuc({ labels, scores });
}

test('a segment that is too small is answered by the model of all rows', () => {
  const data = customers(600, 'binary');
  const fitted = fitPipeline({ kind: 'segments', column: 'city', least: 50, of: logistic }, data, everyRow(600), 1);
  const levels = (f: Fitted): readonly unknown[] => (f.kind === 'segments' ? f.parts.map((p) => p.where) : []);
  expect(levels(fitted)).toEqual([{ level: 'Kazan' }, { level: 'Omsk' }, { level: 'Perm' }]);
  if (fitted.kind !== 'segments') throw new Error(fitted.kind);
  const city = data.table.columns[3];
  const small = everyRow(600).filter((i) => city?.kind === 'category' && (city.codes[i] ?? 0) > 2);
  expect(predictPipeline(fitted, data.table, small)).toEqual(predictPipeline(fitted.rest, data.table, small));
});

test('what cannot be fitted says why', () => {
  const data = customers(100, 'regression');
  const rows = everyRow(100);
  expect(() => fitPipeline(logistic, data, rows, 1)).toThrow('logistic regression is for classes');
  expect(() => fitPipeline(ridge, customers(100, 'binary'), rows, 1)).toThrow('ridge is for numbers');
  expect(() => fitPipeline({ kind: 'calibrated', by: 'platt', folds, of: ridge }, data, rows, 1)).toThrow('binary');
  expect(() => fitPipeline({ kind: 'segments', column: 'age', least: 1, of: ridge }, data, rows, 1)).toThrow('“age”');
  expect(() => fitPipeline(trees({ learner: 'ridge', alpha: 1 }), data, rows, 1)).toThrow('finite');
});

test('a fit is given up where its report throws', () => {
  const stop = (done: number): void => {
    if (done > 0.5) throw new Error('given up');
  };
  const data = customers(200, 'binary');
  expect(() => fitPipeline(boosting, data, everyRow(200), 1, stop)).toThrow('given up');
});

test('a kept model that was tampered with is refused', () => {
  const data = customers(200, 'binary');
  const text = fittedToJson(fitPipeline(boosting, data, everyRow(200), 1));
  expect(() => fittedFromJson(text.replace(/"left":\[\d+/, '"left":[0'))).toThrow('nodes of a tree');
  expect(() => fittedFromJson(text.replace('"version":1', '"version":2'))).toThrow();
  expect(() => fittedFromJson(text.replace('"features":4,', '"features":3,'))).toThrow('do not fit');
  expect(() => fittedFromJson('{}')).toThrow();
});
