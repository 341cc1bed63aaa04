import type { ConstantModel } from '../model';
import type { Target } from '../table';

/**
 * The baseline that knows no feature: the classes' shares, or the mean or median of the values.
 * @param by what stands for numbers; classes are always answered by their shares
 * @param weights one per row, ≥ 0; the median is the least value with half of the weight at or below it,
 * the mean of the two where a half ends exactly between them
 * @throws Error without rows of a weight above 0
 */
export function fitConstant(
  features: number,
  target: Target,
  { by = 'mean', weights }: { readonly by?: 'mean' | 'median'; readonly weights?: Float64Array } = {},
): ConstantModel {
  const model = (values: Float64Array): ConstantModel => {
    if (!values.every(Number.isFinite)) throw new Error('there are no rows to learn from');
    return { kind: 'constant', task: target.task, features, values };
  };
  if (target.task === 'regression') {
    return model(Float64Array.of(by === 'mean' ? mean(target.values, weights) : median(target.values, weights)));
  }
  if (target.task === 'binary') return model(Float64Array.of(mean(target.labels, weights)));
  return model(
    Float64Array.from(target.classes, (_, k) =>
      mean(
        target.labels.map((y) => (y === k ? 1 : 0)),
        weights,
      ),
    ),
  );
}

function mean(values: ArrayLike<number>, weights: Float64Array | undefined): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weights?.[i] ?? 1;
    sum += w * (values[i] ?? 0);
    total += w;
  }
  return sum / total;
}

function median(values: Float64Array, weights: Float64Array | undefined): number {
  const order = Array.from(values.keys())
    .filter((i) => (weights?.[i] ?? 1) > 0)
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const half = order.reduce((sum, i) => sum + (weights?.[i] ?? 1), 0) / 2;
  let below = 0;
  for (const [at, i] of order.entries()) {
    below += weights?.[i] ?? 1;
    if (below > half) return values[i] ?? NaN;
    if (below === half) return ((values[i] ?? NaN) + (values[order[at + 1] ?? i] ?? NaN)) / 2;
  }
  return NaN;
}
