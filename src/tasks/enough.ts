import { VitrineError } from '../core/errors';
import type { Warning } from '../core/result';
import type { Part, PreparedPart } from './prepared';

/** Fewer of the rarer class than this teach or prove nothing: the task is refused. */
export const LEAST_TRAIN = 20;
export const LEAST_TEST = 10;
/** Fewer than this to learn from, or half as many to be judged on, are a warning. */
export const WANTED = 100;

/** Rows of the rarer of two classes in a part. */
export function rarer(parts: readonly PreparedPart[], part: Part): number {
  let [rows, positives] = [0, 0];
  for (const p of parts) {
    if (p.part !== part) continue;
    rows += p.rows;
    positives += p.positives ?? 0;
  }
  return Math.min(positives, rows - positives);
}

/**
 * Why two classes cannot be told apart; null where there are enough of both.
 */
export function tooFew(parts: readonly PreparedPart[]): VitrineError<'task.few'> | null {
  const [train, test] = [rarer(parts, 'train'), rarer(parts, 'test')];
  if (train < LEAST_TRAIN) return new VitrineError('task.few', { rows: train, needed: LEAST_TRAIN });
  return test < LEAST_TEST ? new VitrineError('task.few', { rows: test, needed: LEAST_TEST }) : null;
}

/** A doubt where there are enough to go on, but few. */
export function fewWarnings(parts: readonly PreparedPart[]): readonly Warning[] {
  const [train, test] = [rarer(parts, 'train'), rarer(parts, 'test')];
  if (train < WANTED) return [{ code: 'too-few', details: { n: train, enough: WANTED } }];
  return test < WANTED / 2 ? [{ code: 'too-few', details: { n: test, enough: WANTED / 2 } }] : [];
}
