import { fitIsotonic, fitPlatt } from '../judge/calibration';
import { fitLogistic } from '../linear/logistic';
import { fitRidge } from '../linear/least-squares';
import type { Preprocessing } from '../preprocess/spec';
import { partOf, type Report } from '../report';
import { categoryColumn, numberColumn, targetOf, weightsOf } from '../rows';
import type { Dataset, Target } from '../table';
import { foldsOf } from '../validate/folds';
import { outOfFold } from '../validate/out-of-fold';
import { keptBack } from './early';
import type { Fitted, FittedCalibrated, FittedPipeline, FittedSegments, FittedStack, Part } from './fitted';
import { fitRows, learnersRows } from './fit-rows';
import { fitLearner } from './learners';
import { metaFeatures, placeRows, predictPipeline } from './predict';
import type { CalibratedSpec, PipelineSpec, SegmentsSpec, Spec, StackSpec } from './spec';

/**
 * Fits preprocessing and learner, or a stack, segments or calibration of them, on some rows and nothing
 * else. Same spec, data, rows and seed: the same model, byte for byte.
 * @param rows training rows; sorted by the fit, so that their order does not matter
 * @param seed whole number
 * @throws Error when the spec does not fit the data (see each part), and what `report` throws
 */
export function fitPipeline(
  spec: Spec,
  dataset: Dataset,
  rows: Int32Array,
  seed: number,
  report: Report = () => undefined,
): Fitted {
  const sorted = rows.toSorted();
  switch (spec.kind) {
    case 'pipeline':
      return fitOne(spec, dataset, sorted, seed, report);
    case 'stack':
      return fitStack(spec, dataset, sorted, seed, report);
    case 'segments':
      return fitSegments(spec, dataset, sorted, seed, report);
    case 'calibrated':
      return fitCalibrated(spec, dataset, sorted, seed, report);
  }
}

const about = (target: Target) =>
  ({ version: 1, task: target.task, classes: target.task === 'multiclass' ? target.classes : [] }) as const;

function fitOne(spec: PipelineSpec, dataset: Dataset, rows: Int32Array, seed: number, report: Report): FittedPipeline {
  const { learner } = spec;
  const early = learner.learner === 'boosting' ? learner.early : undefined;
  const split = early === undefined ? { train: rows, test: null } : keptBack(dataset, rows, early.share, seed);
  const { preprocessing, rows: learnt } = fitRows(spec, dataset, split.train, partOf(report, 0, 0.1));
  const monotone = learner.learner === 'boosting' ? signs(learner.monotone, preprocessing) : undefined;
  const model = fitLearner(learner, learnt, {
    seed,
    report: partOf(report, 0.1, 1),
    ...(split.test === null ? {} : { validation: learnersRows(preprocessing, spec, dataset, split.test) }),
    ...(monotone === undefined ? {} : { monotone }),
  });
  return { kind: 'pipeline', ...about(dataset.target), preprocessing, model };
}

function signs(
  wanted: readonly { readonly column: string; readonly sign: 1 | -1 }[] | undefined,
  { features }: Preprocessing,
): readonly (-1 | 0 | 1)[] | undefined {
  if (wanted === undefined || wanted.length === 0) return undefined;
  return features.map((f) => (f.says === 'value' ? (wanted.find((w) => w.column === f.column)?.sign ?? 0) : 0));
}

function fitStack(spec: StackSpec, dataset: Dataset, rows: Int32Array, seed: number, report: Report): FittedStack {
  if (spec.bases.length === 0) throw new Error('a stack needs base models');
  const folds = foldsOf(spec.folds, dataset, rows, seed);
  const share = 1 / (spec.bases.length * (folds.length + 1));
  const answers = spec.bases.map((base, b) => {
    const from = b * folds.length * share;
    return outOfFold(folds, (fold, k) => {
      const own = partOf(report, from + k * share, from + (k + 1) * share);
      return predictPipeline(fitPipeline(base, dataset, fold.train, seed, own), dataset.table, fold.test);
    });
  });
  const tested = answers[0]?.rows ?? rows;
  const target = targetOf(dataset.target, tested);
  const weights = weightsOf(dataset, tested);
  const x = metaFeatures(
    target.task,
    answers.map((a) => a.values),
    tested.length,
  );
  const weighted = weights === undefined ? {} : { weights };
  const meta =
    target.task === 'regression'
      ? fitRidge(x, target.values, { alpha: tested.length / spec.C, ...weighted }).model
      : fitLogistic(x, target, { C: spec.C, ...weighted }).model;
  const bases = spec.bases.map((base, b) => {
    const from = 1 - (spec.bases.length - b) * share;
    return fitPipeline(base, dataset, rows, seed, partOf(report, from, from + share));
  });
  return { kind: 'stack', ...about(dataset.target), bases, meta };
}

function fitSegments(
  spec: SegmentsSpec,
  dataset: Dataset,
  rows: Int32Array,
  seed: number,
  report: Report,
): FittedSegments {
  const wanted = partsOf(spec, dataset, rows);
  const places = placeRows(wanted, spec.column, dataset.table, rows);
  const share = 1 / (wanted.length + 1);
  const parts = wanted.flatMap((where, k) => {
    const own = rows.filter((_, i) => places[i] === k);
    if (!enough(dataset.target, own, spec.least)) return [];
    return [{ where, model: fitPipeline(spec.of, dataset, own, seed, partOf(report, k * share, (k + 1) * share)) }];
  });
  const rest = fitPipeline(spec.of, dataset, rows, seed, partOf(report, 1 - share, 1));
  return { kind: 'segments', ...about(dataset.target), column: spec.column, parts, rest };
}

function partsOf({ column, cuts }: SegmentsSpec, { table }: Dataset, rows: Int32Array): readonly Part[] {
  if (cuts !== undefined) {
    numberColumn(table, column);
    const ends = cuts.map(Math.fround);
    if (!ends.every((c, i) => Number.isFinite(c) && (i === 0 || c > (ends[i - 1] ?? c))))
      throw new Error('the cut points do not rise');
    return [null, ...ends].map((low, i) => ({ range: { low, high: ends[i] ?? null } }));
  }
  const { codes, levels } = categoryColumn(table, column);
  const seen = new Set(Array.from(rows, (i) => codes[i] ?? -1));
  return levels.filter((level, code) => seen.has(code) && level !== '').map((level) => ({ level }));
}

function enough(target: Target, rows: Int32Array, least: number): boolean {
  if (rows.length < Math.max(least, 1)) return false;
  if (target.task === 'regression') return true;
  const counts = new Float64Array(target.task === 'binary' ? 2 : target.classes.length);
  for (const i of rows) counts[target.labels[i] ?? 0] = (counts[target.labels[i] ?? 0] ?? 0) + 1;
  return counts.every((n) => n >= Math.max(1, least / 10));
}

function fitCalibrated(
  spec: CalibratedSpec,
  dataset: Dataset,
  rows: Int32Array,
  seed: number,
  report: Report,
): FittedCalibrated {
  const { target } = dataset;
  if (target.task !== 'binary') throw new Error('only a binary model is calibrated');
  const folds = foldsOf(spec.folds, dataset, rows, seed);
  const share = 1 / (folds.length + 1);
  const answers = outOfFold(folds, (fold, k) => {
    const own = partOf(report, k * share, (k + 1) * share);
    return predictPipeline(fitPipeline(spec.of, dataset, fold.train, seed, own), dataset.table, fold.test);
  });
  const labels = Uint8Array.from(answers.rows, (i) => target.labels[i] ?? 0);
  const fit = spec.by === 'platt' ? fitPlatt : fitIsotonic;
  const by = fit(labels, answers.values, weightsOf(dataset, answers.rows));
  const model = fitPipeline(spec.of, dataset, rows, seed, partOf(report, 1 - share, 1));
  return { kind: 'calibrated', ...about(target), model, by };
}
