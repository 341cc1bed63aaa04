import * as v from 'valibot';
import type { Model, Tree } from '../model';
import type { Fitted } from './fitted';

/*
 * Fitted models as JSON, to be kept or sent: typed arrays become arrays of numbers, in which NaN and the
 * infinities are texts. What is read back is checked: a tree that points outside of itself would end in an
 * endless loop.
 */

/** A fitted model as JSON text; every number comes back as it was. */
export function fittedToJson(fitted: Fitted): string {
  return JSON.stringify(fitted, (_key, value: unknown) => {
    if (value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array) {
      return Array.from(value, (x) => (Object.is(x, -0) ? '-0' : Number.isFinite(x) ? x : String(x)));
    }
    return value;
  });
}

/**
 * The fitted model in a JSON text.
 * @throws Error when the text is no model of version 1 that can be run safely
 */
export function fittedFromJson(text: string): Fitted {
  return v.parse(fittedSchema, JSON.parse(text));
}

const number = v.pipe(v.number(), v.finite());
const numeral = v.union([
  v.number(),
  v.pipe(
    v.picklist(['NaN', 'Infinity', '-Infinity', '-0']),
    v.transform((s) => Number(s)),
  ),
]);
const floats = v.pipe(
  v.array(numeral),
  v.transform((a) => Float64Array.from(a)),
);
const integers = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(2 ** 31 - 1))),
  v.transform((a) => Int32Array.from(a)),
);
const bytes = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
  v.transform((a) => Uint8Array.from(a)),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const task = v.picklist(['binary', 'multiclass', 'regression']);
const link = v.picklist(['identity', 'logistic', 'softmax']);
const about = { version: v.literal(1), task, classes: v.array(v.string()) };

const tree: v.GenericSchema<unknown, Tree> = v.pipe(
  v.strictObject({
    feature: integers,
    threshold: floats,
    missingLeft: bytes,
    left: integers,
    right: integers,
    value: floats,
    cover: floats,
    gain: floats,
  }),
  v.check((t) => isTree(t), 'the nodes of a tree do not fit together'),
);

/** Children come after their parents, so that no walk can go round; all arrays are of one length. */
function isTree({ feature, ...rest }: Tree): boolean {
  const n = feature.length;
  const child = (c: number | undefined, node: number): boolean => c !== undefined && c > node && c < n;
  return (
    n > 0 &&
    Object.values(rest).every((a: ArrayLike<number>) => a.length === n) &&
    feature.every((f, i) => f < 0 || (child(rest.left[i], i) && child(rest.right[i], i)))
  );
}

const linear = v.pipe(
  v.strictObject({
    kind: v.literal('linear'),
    task,
    link,
    features: count,
    coefficients: floats,
    intercepts: floats,
  }),
  v.check((m) => m.coefficients.length === m.features * m.intercepts.length, 'coefficients do not fit the features'),
);

const model: v.GenericSchema<unknown, Model> = v.union([
  linear,
  v.strictObject({ kind: v.literal('constant'), task, features: count, values: floats }),
  v.pipe(
    v.strictObject({
      kind: v.literal('trees'),
      task,
      link,
      features: count,
      base: floats,
      trees: v.array(tree),
      outputs: integers,
    }),
    v.check(
      (m) =>
        m.trees.length === m.outputs.length &&
        m.outputs.every((o) => o >= 0 && o < m.base.length) &&
        m.trees.every((t) => t.feature.every((f) => f < m.features)),
      'the trees do not fit the features or outputs',
    ),
  ),
]);

const fill = v.variant('by', [
  v.strictObject({ by: v.literal('value'), value: number }),
  v.strictObject({
    by: v.literal('linear'),
    intercept: number,
    terms: v.array(
      v.strictObject({ column: v.string(), fill: number, mean: number, scale: number, coefficient: number }),
    ),
    low: number,
    high: number,
  }),
]);

const block = v.variant('block', [
  v.strictObject({
    block: v.literal('number'),
    column: v.string(),
    fill: v.nullable(fill),
    log: v.boolean(),
    scale: v.nullable(v.strictObject({ mean: number, scale: number })),
  }),
  v.strictObject({ block: v.literal('missing'), column: v.string() }),
  v.strictObject({
    block: v.literal('one-hot'),
    column: v.string(),
    levels: v.array(v.string()),
    other: v.boolean(),
    fill: v.nullable(v.string()),
  }),
  v.strictObject({
    block: v.literal('map'),
    column: v.string(),
    levels: v.array(v.string()),
    values: v.array(number),
    unknown: number,
    missing: v.nullable(number),
    of: v.nullable(v.string()),
  }),
]);

const preprocessing = v.strictObject({
  version: v.literal(1),
  inputs: v.array(v.strictObject({ name: v.string(), kind: v.picklist(['number', 'category']) })),
  blocks: v.array(block),
  features: v.array(
    v.strictObject({
      name: v.string(),
      column: v.string(),
      says: v.picklist(['value', 'missing', 'level', 'other', 'target']),
      level: v.nullable(v.string()),
    }),
  ),
  dropped: v.array(
    v.strictObject({
      column: v.string(),
      because: v.picklist(['asked', 'constant', 'empty', 'correlated']),
      for: v.exactOptional(v.string()),
      rho: v.exactOptional(number),
    }),
  ),
});

const calibration = v.variant('by', [
  v.strictObject({ by: v.literal('platt'), slope: number, intercept: number }),
  v.strictObject({ by: v.literal('isotonic'), at: v.array(number), to: v.array(number) }),
]);

const part = v.union([
  v.strictObject({ level: v.string() }),
  v.strictObject({ range: v.strictObject({ low: v.nullable(number), high: v.nullable(number) }) }),
]);

const fittedSchema: v.GenericSchema<unknown, Fitted> = v.lazy(() =>
  v.variant('kind', [
    v.pipe(
      v.strictObject({ kind: v.literal('pipeline'), ...about, preprocessing, model }),
      v.check((p) => p.model.features === p.preprocessing.features.length, 'the model does not fit its features'),
    ),
    v.strictObject({ kind: v.literal('stack'), ...about, bases: v.array(fittedSchema), meta: linear }),
    v.strictObject({
      kind: v.literal('segments'),
      ...about,
      column: v.string(),
      parts: v.array(v.strictObject({ where: part, model: fittedSchema })),
      rest: fittedSchema,
    }),
    v.strictObject({ kind: v.literal('calibrated'), ...about, model: fittedSchema, by: calibration }),
  ]),
);
