import { fitPipeline } from '../pipeline/fit';
import { predictPipeline } from '../pipeline/predict';
import { ReusedFolds } from '../pipeline/reused';
import { sfc32 } from '../random';
import type { Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset } from '../table';
import { foldsOf, shuffled, type Fold } from './folds';
import { metricOf } from './metric';
import type { Search, Suggestion } from './search';
import { withValues } from './space';

/** One fold of a suggestion that is evaluated: folds can be measured side by side. */
export interface FoldAsk {
  readonly search: Search;
  readonly suggestion: Suggestion;
  /** From 0. */
  readonly fold: number;
}

/** What came of it. */
export interface FoldScore {
  /** The metric; NaN where it failed or cannot be measured. */
  readonly score: number;
  readonly seconds: number;
  /** Why it failed, in English; null where it did not. */
  readonly failed: string | null;
}

/**
 * Fits a suggestion on its rung's share of a fold's training rows, and judges it on the test rows.
 * @param now a clock in seconds
 * @returns a failed score for a setting that cannot be fitted
 * @throws what `report` throws
 */
export function scoreFold(
  { search, suggestion, fold: k }: FoldAsk,
  dataset: Dataset,
  rows: Int32Array,
  now: () => number,
  report: Report = () => undefined,
): FoldScore {
  const start = now();
  let givenUp = false;
  const watched: Report = (done) => {
    try {
      report(done);
    } catch (error) {
      givenUp = true;
      throw error;
    }
  };
  const { metric, seed } = search;
  const { folds, shares, reused } = splitOf(search, dataset, rows);
  try {
    const fold = folds[k];
    if (fold === undefined) throw new Error(`there is no fold ${k} of ${folds.length}`);
    const share = search.rungs[suggestion.rung] ?? 1;
    const name = `${k} ${share}`;
    const train = shares.get(name) ?? someOf(fold.train, share, seed, k);
    shares.set(name, train);
    const { test } = fold;
    const spec = withValues(search.spec, search.space, suggestion.values);
    const values =
      reused.answers(spec, dataset, { name, train, test }, seed, watched) ??
      predictPipeline(fitPipeline(spec, dataset, train, seed, watched), dataset.table, test);
    const score = metricOf(metric, targetOf(dataset.target, test), values, weightsOf(dataset, test));
    return { score, seconds: now() - start, failed: null };
  } catch (error) {
    if (givenUp) throw error;
    const failed = error instanceof Error ? error.message : String(error);
    return { score: NaN, seconds: now() - start, failed };
  }
}

interface Split {
  readonly key: string;
  readonly rows: Int32Array;
  readonly folds: readonly Fold[];
  /** Training rows by fold and share. */
  readonly shares: Map<string, Int32Array>;
  readonly reused: ReusedFolds;
}

/** The split of the latest search of a dataset: all its trials have the same, and dealing groups out takes a while. */
const known = new WeakMap<Dataset, Split>();

function splitOf({ folds: spec, seed }: Search, dataset: Dataset, rows: Int32Array): Split {
  const key = `${JSON.stringify(spec)} ${seed}`;
  const last = known.get(dataset);
  if (last?.key === key && same(last.rows, rows)) return last;
  const folds = foldsOf(spec, dataset, rows, seed);
  const split: Split = { key, rows, folds, shares: new Map(), reused: new ReusedFolds() };
  known.set(dataset, split);
  return split;
}

function same(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A share of the rows, at random but the same for every trial, larger ones holding smaller; all of them for 1. */
export function someOf(rows: Int32Array, share: number, seed: number, fold: number): Int32Array {
  if (share >= 1) return rows;
  const order = shuffled(rows.length, sfc32(seed, 0x72756e67, fold).below);
  return order
    .subarray(0, Math.max(1, Math.round(share * rows.length)))
    .map((i) => rows[i] ?? 0)
    .sort();
}
