import * as v from 'valibot';
import { VitrineError } from '../../core/errors';
import type { Fitted } from '../../learn/pipeline/fitted';
import { fittedFromJson } from '../../learn/pipeline/json';
import { specSchema } from '../../learn/pipeline/schema';
import { taskSchema } from '../../tasks/spec';
import { learnerNames } from './settings';

const metrics = [
  'roc-auc',
  'average-precision',
  'log-loss',
  'brier',
  'accuracy',
  'balanced-accuracy',
  'f1',
  'rmse',
  'mae',
  'r2',
] as const;

const isBytes = (value: unknown): boolean => value instanceof Uint8Array;

/** A model as it is kept on the device: with its question, how it did, and what it was made of. */
export const keptSchema = v.object({
  format: v.literal(1),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.picklist(['constant', ...learnerNames, 'stack', 'segments']),
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Of models with the same title, from 1. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Epoch ms. */
  keptAt: v.number(),
  /** The file it learnt from, and its fingerprint. */
  source: v.strictObject({ file: v.string(), fingerprint: v.string() }),
  task: taskSchema,
  spec: specSchema,
  /** See `pipeline/json`; checked when it is used. */
  fitted: v.string(),
  threshold: v.number(),
  /** The threshold with how it was chosen; null in what was kept before that was told, and where nobody chose. */
  cut: v.optional(
    v.nullable(
      v.strictObject({
        threshold: v.number(),
        rule: v.picklist(['half', 'best-f1', 'profit', 'capacity', 'own']),
        costs: v.strictObject({ gain: v.number(), cost: v.number() }),
        capacity: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      }),
    ),
    null,
  ),
  seconds: v.number(),
  cv: v.nullable(
    v.strictObject({
      metric: v.picklist(metrics),
      scores: v.array(v.number()),
      mean: v.nullable(v.number()),
      sd: v.nullable(v.number()),
    }),
  ),
  /** What it was judged by, on the rows it was tested on. */
  test: v.nullable(
    v.strictObject({
      value: v.number(),
      low: v.nullable(v.number()),
      high: v.nullable(v.number()),
      baseline: v.nullable(v.number()),
      rows: v.number(),
    }),
  ),
  rows: v.number(),
  /** Columns that it reads. */
  inputs: v.array(v.string()),
  /** The file that segments score with, by its SHA-256; null where there is none. */
  onnx: v.optional(
    v.nullable(v.strictObject({ sha256: v.string(), bytes: v.custom<Uint8Array<ArrayBuffer>>(isBytes) })),
    null,
  ),
});
export type KeptModel = v.InferOutput<typeof keptSchema>;

/** A model of any maker as it is kept on the device: the file alone, under its SHA-256. */
export const broughtSchema = v.object({
  format: v.literal('file'),
  /** SHA-256 of the file. */
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** The file's name. */
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Epoch ms. */
  keptAt: v.number(),
  bytes: v.custom<Uint8Array<ArrayBuffer>>(isBytes),
});
export type BroughtModel = v.InferOutput<typeof broughtSchema>;

/**
 * The model in a kept record, checked.
 * @throws VitrineError `model.refused` when what is kept is no model any more
 */
export function fittedOf({ title, fitted }: Pick<KeptModel, 'title' | 'fitted'>): Fitted {
  try {
    return fittedFromJson(fitted);
  } catch (cause) {
    throw new VitrineError('model.refused', { model: title, reason: 'it cannot be read any more' }, { cause });
  }
}
