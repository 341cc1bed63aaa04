import type { Dataset } from '../table';
import { foldsOf, type Fold } from '../validate/folds';

/**
 * Training rows with a share kept back that ends boosting early: the latest times (at least one of them)
 * where rows have several, else whole groups or random rows by class.
 * @throws Error when the share leaves one side empty
 */
export function keptBack(dataset: Dataset, rows: Int32Array, share: number, seed: number): Fold {
  if (!(share > 0 && share <= 0.5)) throw new Error(`a share of ${share} cannot be kept back`);
  const { times } = dataset;
  const distinct = times === undefined ? [] : [...new Set(Array.from(rows, (i) => times[i] ?? NaN))];
  if (times !== undefined && distinct.length > 1) {
    const order = rows.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
    const first = times[order[Math.floor((1 - share) * order.length)] ?? 0] ?? NaN;
    const earliest = Math.min(...distinct);
    const start = first > earliest ? first : Math.min(...distinct.filter((t) => t > earliest));
    return {
      train: rows.filter((i) => (times[i] ?? NaN) < start),
      test: rows.filter((i) => (times[i] ?? NaN) >= start),
    };
  }
  const [fold] = foldsOf({ by: 'random', folds: Math.max(2, Math.round(1 / share)) }, dataset, rows, seed);
  if (fold === undefined) throw new Error('no rows could be kept back');
  return fold;
}
