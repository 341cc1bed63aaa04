import * as v from 'valibot';
import type { NumberSpec, CategorySpec, PreprocessSpec } from '../preprocess/spec';
import type { FoldSpec } from '../validate/folds';
import type { LearnerSpec, Spec } from './spec';

/* What may be asked for, checked: specs come from recipes, links and searches. */

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const above0 = v.pipe(v.number(), v.gtValue(0), v.finite());
const from0 = v.pipe(v.number(), v.minValue(0), v.finite());
const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const optional = v.exactOptional;

const imputer = v.variant('by', [
  v.strictObject({ by: v.picklist(['mean', 'median', 'most-frequent', 'linear', 'lasso']) }),
  v.strictObject({ by: v.literal('constant'), value: v.pipe(v.number(), v.finite()) }),
  v.strictObject({ by: v.literal('none') }),
]);

const numberEntries = {
  as: v.literal('number'),
  impute: imputer,
  flag: v.boolean(),
  log: v.boolean(),
  scale: v.boolean(),
};
const number: v.GenericSchema<unknown, NumberSpec> = v.strictObject(numberEntries);

const oneHot = v.strictObject({
  as: v.literal('one-hot'),
  rare: share,
  most: whole,
  missing: v.picklist(['feature', 'most-frequent', 'zeros']),
});
const target = v.strictObject({ as: v.literal('target'), smoothing: from0 });
const category: v.GenericSchema<unknown, CategorySpec> = v.variant('as', [oneHot, target]);

/** Schema of {@link PreprocessSpec}. */
export const preprocessSchema: v.GenericSchema<unknown, PreprocessSpec> = v.strictObject({
  numbers: number,
  categories: category,
  columns: optional(
    v.array(
      v.strictObject({
        name,
        treat: v.variant('as', [
          v.strictObject(numberEntries),
          oneHot,
          target,
          v.strictObject({ as: v.literal('drop') }),
        ]),
      }),
    ),
  ),
  correlation: v.nullable(share),
});

/** Schema of {@link LearnerSpec}. */
export const learnerSchema: v.GenericSchema<unknown, LearnerSpec> = v.variant('learner', [
  v.strictObject({ learner: v.literal('constant'), by: optional(v.picklist(['mean', 'median'])) }),
  v.strictObject({ learner: v.literal('logistic'), C: above0, l1Ratio: optional(share) }),
  v.strictObject({ learner: v.literal('ridge'), alpha: from0 }),
  v.strictObject({
    learner: v.literal('elastic-net'),
    alpha: above0,
    l1Ratio: optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  }),
  v.strictObject({
    learner: v.literal('tree'),
    maxDepth: optional(whole),
    maxLeaves: optional(whole),
    minLeaf: optional(from0),
  }),
  v.strictObject({
    learner: v.literal('forest'),
    trees: optional(whole),
    maxDepth: optional(whole),
    minLeaf: optional(from0),
    maxFeatures: optional(v.union([v.picklist(['root', 'all']), above0])),
  }),
  v.strictObject({
    learner: v.literal('boosting'),
    rounds: optional(whole),
    learningRate: optional(above0),
    maxDepth: optional(whole),
    maxLeaves: optional(whole),
    minChildWeight: optional(from0),
    l2: optional(from0),
    minGain: optional(from0),
    growth: optional(v.picklist(['depth', 'leaf'])),
    subsample: optional(above0),
    columns: optional(above0),
    quantile: optional(share),
    early: optional(v.strictObject({ share: above0, patience: optional(whole) })),
    monotone: optional(v.array(v.strictObject({ column: name, sign: v.picklist([1, -1]) }))),
  }),
]);

const folds: v.GenericSchema<unknown, FoldSpec> = v.variant('by', [
  v.strictObject({ by: v.literal('random'), folds: whole }),
  v.strictObject({ by: v.literal('time'), folds: whole, gap: from0 }),
]);

/** Schema of {@link Spec}. */
export const specSchema: v.GenericSchema<unknown, Spec> = v.lazy(() =>
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('pipeline'),
      preprocess: preprocessSchema,
      learner: learnerSchema,
      classWeights: optional(v.union([v.literal('balanced'), v.array(from0)])),
    }),
    v.strictObject({
      kind: v.literal('stack'),
      bases: v.pipe(v.array(specSchema), v.minLength(1), v.maxLength(20)),
      C: above0,
      folds,
    }),
    v.strictObject({
      kind: v.literal('segments'),
      column: name,
      cuts: optional(v.array(v.pipe(v.number(), v.finite()))),
      least: whole,
      of: specSchema,
    }),
    v.strictObject({ kind: v.literal('calibrated'), by: v.picklist(['platt', 'isotonic']), folds, of: specSchema }),
  ]),
);
