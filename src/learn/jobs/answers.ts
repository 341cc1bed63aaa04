import type { Fitted } from '../pipeline/fitted';
import { outputsOf, predictPipeline } from '../pipeline/predict';
import type { Scored } from '../judge/scores';
import type { Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset } from '../table';

/**
 * Whose answers are judged: a model's, or ones that were made already (by `predict`, or out of folds by
 * `validate`), in the order of the rows, which saves asking the model again.
 */
export type AnsweredBy =
  { readonly fitted: Fitted; readonly answers?: never } | { readonly answers: Float64Array; readonly fitted?: never };

/**
 * Answers for some rows, as `predictPipeline` gives them.
 * @throws Error when ready answers are of another number than the rows ask for
 */
export function answersOf(dataset: Dataset, rows: Int32Array, by: AnsweredBy, report?: Report): Float64Array {
  if (by.fitted !== undefined) return predictPipeline(by.fitted, dataset.table, rows, report);
  const { target } = dataset;
  const expected =
    rows.length * outputsOf({ task: target.task, classes: target.task === 'multiclass' ? target.classes : [] });
  if (by.answers.length !== expected) throw new Error(`${by.answers.length} answers where ${expected} are expected`);
  return by.answers;
}

/**
 * Probabilities of one class beside what is the case, with the rows' weights.
 * @param positive of several classes, the one that is judged against all others
 * @throws Error for numbers, and for several classes of which none is said
 */
export function scoredOf(dataset: Dataset, rows: Int32Array, answers: Float64Array, positive?: number): Scored {
  const weights = weightsOf(dataset, rows);
  const weighted = weights === undefined ? {} : { weights };
  const target = targetOf(dataset.target, rows);
  if (target.task === 'binary') return { labels: target.labels, scores: answers, ...weighted };
  if (target.task === 'regression') throw new Error('probabilities are for classes, not for numbers');
  const classes = target.classes.length;
  if (positive === undefined || target.classes[positive] === undefined)
    throw new Error('one of the several classes has to be said');
  return {
    labels: Uint8Array.from(target.labels, (y) => (y === positive ? 1 : 0)),
    scores: Float64Array.from(target.labels, (_, i) => answers[i * classes + positive] ?? NaN),
    ...weighted,
  };
}

/** Group of each of some rows for the bootstrap; every row its own where there are none. */
export function groupsOf({ groups }: Dataset, rows: Int32Array): Int32Array {
  return groups === undefined ? rows : rows.map((i) => groups[i] ?? 0);
}

/** The number, or null where it is none. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
