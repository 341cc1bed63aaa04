import type { Target } from './table';

/** How much each class counts: `balanced` is rows ÷ (classes × rows of the class), by weight, as scikit-learn. */
export type ClassWeights = 'balanced' | readonly number[];

/**
 * Row weights times class weights; undefined where all are 1. A class without rows has no factor.
 * @throws Error when factors differ in number from the classes, or the target is a number
 */
export function withClassWeights(
  target: Target,
  weights: Float64Array | undefined,
  classWeights: ClassWeights | undefined,
): Float64Array | undefined {
  if (classWeights === undefined) return weights;
  if (target.task === 'regression') throw new Error('class weights are for classes');
  const { labels } = target;
  const classes = target.task === 'binary' ? 2 : target.classes.length;
  const sums = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) sums[labels[i] ?? 0] = (sums[labels[i] ?? 0] ?? 0) + (weights?.[i] ?? 1);
  const total = sums.reduce((n, s) => n + s, 0);
  const factors =
    classWeights === 'balanced' ? Array.from(sums, (s) => (s === 0 ? 0 : total / (classes * s))) : classWeights;
  if (factors.length !== classes) throw new Error(`${factors.length} class weights for ${classes} classes`);
  return Float64Array.from(labels, (y, i) => (weights?.[i] ?? 1) * (factors[y] ?? 0));
}
