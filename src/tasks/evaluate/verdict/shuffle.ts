import type { ShuffleCheck } from '../../../learn/validate/shuffle-check';
import type { Doubt } from './verdict';

/** What the check with labels dealt out at random comes to, in ROC-AUC. */
export interface Shuffled {
  /** Mean over the repeats; about 0.5 where nothing leaks. */
  readonly value: number;
  /** Null where the check gives no reason to believe the model less. */
  readonly doubt: Doubt | null;
}

/**
 * Reads the label-shuffle check of a binary model. It is doubted where one deal of labels at random does as well as
 * the labels themselves, or where the deals do better than a coin toss by more than three standard errors (of a
 * ROC-AUC without anything to learn: (n + 1) ÷ 12 n₁ n₀, Hanley & McNeil 1982), for then the way of judging leaks.
 * Null where it cannot be measured.
 * @param rows it was made on
 * @param rate of the label among them, or near to it
 */
export function shuffledOf(check: ShuffleCheck, rows: number, rate: number): Shuffled | null {
  const deals = check.shuffled.filter((s) => s !== null);
  if (check.score === null || deals.length === 0) return null;
  const value = deals.reduce((a, b) => a + b, 0) / deals.length;
  const error = Math.sqrt((rows + 1) / (12 * rows * rate * rows * (1 - rate)) / deals.length);
  const best = Math.max(...deals);
  if (best >= check.score) return { value, doubt: { doubt: 'shuffled', value: best } };
  return { value, doubt: value > 0.5 + 3 * error ? { doubt: 'shuffled', value } : null };
}
