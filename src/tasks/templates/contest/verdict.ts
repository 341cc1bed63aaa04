import type { CutCurve } from '../../../learn/judge/curves';
import type { Interval } from '../../../stats/rate';
import { cutAt, thresholdFor } from '../../evaluate/cut';

/** A model beside the leader, on the same test rows. */
export interface Rival {
  readonly name: string;
  /** ROC-AUC on the test rows. */
  readonly value: number | null;
  /** What it is better by than the leader; null for the leader itself. */
  readonly difference: number | null;
  /** Of the difference, 95 %, paired; null for the leader, and where it cannot be told. */
  readonly interval: Interval | null;
  readonly f1: HonestF1 | null;
}

/** Best F1 with a cut that was chosen on other rows than those it is measured on. */
export interface HonestF1 {
  /** Mean of the two halves' cuts. */
  readonly threshold: number;
  readonly value: number;
}

/** A model that is made of others (one per part of the customers, or a stack), against the best single one. */
export interface MadeOfOthers {
  readonly kind: 'segments' | 'stack';
  readonly name: string;
  /** ROC-AUC less that of the best single model, on the same test rows; null where it cannot be told. */
  readonly difference: number | null;
  readonly interval: Interval | null;
}

/** How a contest ends. */
export type Outcome =
  /** The leader is ahead of every other by more than chance. */
  | 'leader'
  /** Another is ahead of the leader by more than chance. */
  | 'other'
  /** At least one other cannot be told from the leader. */
  | 'none';

/**
 * The verdict. The leader is the one that cross-validation chose; the test rows only judge it.
 * @param rivals the leader first
 */
export function outcomeOf(rivals: readonly Rival[]): Outcome {
  const others = rivals.slice(1);
  if (others.some((r) => r.interval !== null && r.interval.low > 0)) return 'other';
  return others.length > 0 && others.every((r) => sideOf(r) === 'worse') ? 'leader' : 'none';
}

/** Models that cannot be told from the leader. */
export function levelWith(rivals: readonly Rival[]): readonly Rival[] {
  return rivals.slice(1).filter((r) => sideOf(r) === 'level');
}

/** Models that are behind the leader by more than chance. */
export function behind(rivals: readonly Rival[]): readonly Rival[] {
  return rivals.slice(1).filter((r) => sideOf(r) === 'worse');
}

/** On which side of zero a difference surely lies; `level` where its interval holds zero, or is not known. */
export function sideOf({ interval }: { readonly interval: Interval | null }): 'better' | 'worse' | 'level' {
  if (interval === null) return 'level';
  return interval.low > 0 ? 'better' : interval.high < 0 ? 'worse' : 'level';
}

/**
 * F1 at cuts that saw none of the rows they are measured on: the best cut of each half of the rows is applied to the
 * other half. Null where a half has no positives.
 */
export function honestF1(a: CutCurve, b: CutCurve): HonestF1 | null {
  const none = { gain: 0, cost: 0 };
  const [ta, tb] = [thresholdFor('best-f1', a, none, 0), thresholdFor('best-f1', b, none, 0)];
  const [onB, onA] = [cutAt(b, ta), cutAt(a, tb)];
  if (a.positives === 0 || b.positives === 0) return null;
  const hits = onA.truePositives + onB.truePositives;
  const value = (2 * hits) / (onA.picked + onB.picked + a.positives + b.positives);
  return Number.isFinite(value) ? { threshold: (ta + tb) / 2, value } : null;
}
