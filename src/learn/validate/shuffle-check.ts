import type { Spec } from '../pipeline/spec';
import { sfc32 } from '../random';
import { partOf, type Report } from '../report';
import type { Dataset, Target } from '../table';
import { crossValidate, spread } from './evaluate';
import { foldsOf, shuffled, type FoldSpec } from './folds';
import { isLoss, type Metric } from './metric';

/** A model beside models that were given labels at random. */
export interface ShuffleCheck {
  /** Mean of the metric over the folds; null where it cannot be measured. */
  readonly score: number | null;
  /** The same with the labels dealt out anew, once per repeat. */
  readonly shuffled: readonly (number | null)[];
  /** (1 + repeats that did as well) ÷ (1 + repeats): chance of so good a score without anything to learn. */
  readonly p: number;
}

/**
 * The label-shuffle check (permutation test of Ojala & Garriga 2010, test 1): labels are dealt out at random among
 * the rows, and the whole way of making and judging a model is gone again. What is then still better than chance
 * is a leak in that way; a true score that is no better than these has learnt nothing.
 * @throws Error what a fit throws, and what `report` throws
 */
export function shuffleCheck(
  spec: Spec,
  split: FoldSpec,
  dataset: Dataset,
  rows: Int32Array,
  { metric, seed, repeats }: { readonly metric: Metric; readonly seed: number; readonly repeats: number },
  report: Report = () => undefined,
): ShuffleCheck {
  const score = (of: Dataset, k: number): number | null => {
    const folds = foldsOf(split, of, rows, seed);
    const own = partOf(report, k / (repeats + 1), (k + 1) / (repeats + 1));
    return spread(crossValidate(spec, folds, of, metric, seed, own).scores).mean;
  };
  const real = score(dataset, 0);
  const all = Array.from({ length: repeats }, (_, r) => {
    const order = shuffled(rows.length, sfc32(seed, 0x6c61626c, r).below);
    return score({ ...dataset, target: dealt(dataset.target, rows, order) }, r + 1);
  });
  const sign = isLoss(metric) ? -1 : 1;
  const asGood = all.filter((s) => s === null || real === null || sign * s >= sign * real).length;
  return { score: real, shuffled: all, p: (1 + asGood) / (1 + repeats) };
}

/** The target with the labels of some rows in another order among them. */
function dealt(target: Target, rows: Int32Array, order: Int32Array): Target {
  const put = <A extends Uint8Array | Int32Array | Float64Array>(from: A, to: A): A => {
    rows.forEach((row, i) => (to[row] = from[rows[order[i] ?? 0] ?? 0] ?? 0));
    return to;
  };
  switch (target.task) {
    case 'regression':
      return { ...target, values: put(target.values, target.values.slice()) };
    case 'binary':
      return { ...target, labels: put(target.labels, target.labels.slice()) };
    case 'multiclass':
      return { ...target, labels: put(target.labels, target.labels.slice()) };
  }
}
