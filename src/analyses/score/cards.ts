import * as v from 'valibot';
import propensity from '../../../models/propensity/card.json';
import repurchase from '../../../models/repurchase/card.json';
import { taskNames, type TaskName } from './tasks';

const figure = v.strictObject({
  value: v.number(),
  /** 95 % bootstrap interval over customers. */
  low: v.number(),
  high: v.number(),
  /** The same figure of a model that gives everyone the training rate. */
  baseline: v.number(),
});

/** A model's card: `models/<task>/card.json`. */
export const cardSchema = v.strictObject({
  task: v.picklist(taskNames),
  about: v.string(),
  licence: v.literal('Apache-2.0'),
  /** SHA-256 of model.onnx, and its size. */
  sha256: v.string(),
  bytes: v.number(),
  rebuild: v.string(),
  population: v.string(),
  /** Days of the label's window. */
  days: v.number(),
  features: v.array(
    v.strictObject({
      name: v.string(),
      /** Smallest and largest value in training, and quantiles. */
      min: v.number(),
      p05: v.number(),
      median: v.number(),
      p95: v.number(),
      max: v.number(),
    }),
  ),
  training: v.strictObject({
    data: v.string(),
    sha256: v.string(),
    /** ISO 8601, UTC; features look before each, labels from it on. */
    cutoffs: v.array(v.string()),
    rows: v.number(),
    positives: v.number(),
    C: v.number(),
    iterations: v.number(),
  }),
  test: v.strictObject({
    cutoffs: v.array(v.string()),
    rows: v.number(),
    customers: v.number(),
    positives: v.number(),
    bootstrap: v.strictObject({ draws: v.number(), seed: v.number(), level: v.number() }),
    metrics: v.strictObject({
      rocAuc: figure,
      averagePrecision: figure,
      logLoss: figure,
      brier: figure,
      calibrationError: figure,
      /** Mean probability over share of positives: 1 is right. */
      expectedOverActual: figure,
    }),
    calibration: v.array(v.strictObject({ n: v.number(), predicted: v.number(), actual: v.number() })),
  }),
});
export type Card = v.InferOutput<typeof cardSchema>;

/** The cards of the shipped models. */
export const cards: Readonly<Record<TaskName, Card>> = {
  propensity: v.parse(cardSchema, propensity),
  repurchase: v.parse(cardSchema, repurchase),
};
