import { agreementMatrix } from '../judge/agreement';
import { calledClasses } from '../judge/multiclass';
import { spearman } from '../judge/rank';
import type { Target } from '../table';
import { finite } from './answers';

/** How far two models say the same of the same rows. */
export interface PairAgreement {
  /** Share of the rows that both call the same; null for numbers, and without rows. */
  readonly share: number | null;
  /** Cohen's κ of these calls: 0 as by chance, 1 always; null for numbers and where both call all rows one class. */
  readonly kappa: number | null;
  /** Spearman's ρ of their scores; null with several classes, and where a model answers one number always. */
  readonly rank: number | null;
}

/**
 * Every model with every other, models × models.
 * @param answers per model, of the same rows
 * @param thresholds per model, of a binary one; 0.5 where not said
 */
export function agreementOf(
  target: Target,
  answers: readonly Float64Array[],
  thresholds: readonly number[],
): readonly (readonly PairAgreement[])[] {
  const called = calls(target, answers, thresholds);
  const classes = target.task === 'multiclass' ? target.classes.length : 2;
  const same = called === null ? null : agreementMatrix(called, classes);
  return answers.map((a, i) =>
    answers.map((b, j): PairAgreement => {
      const pair = same?.[i]?.[j];
      return {
        share: pair === undefined ? null : finite(pair.share),
        kappa: pair === undefined ? null : finite(pair.kappa),
        rank: target.task === 'multiclass' ? null : finite(spearman(a, b)),
      };
    }),
  );
}

function calls(
  target: Target,
  answers: readonly Float64Array[],
  thresholds: readonly number[],
): readonly ArrayLike<number>[] | null {
  if (target.task === 'regression') return null;
  if (target.task === 'binary')
    return answers.map((a, k) => Uint8Array.from(a, (p) => (p >= (thresholds[k] ?? 0.5) ? 1 : 0)));
  const { labels, classes } = target;
  return answers.map((scores) => calledClasses({ labels, scores, classes: classes.length }));
}
