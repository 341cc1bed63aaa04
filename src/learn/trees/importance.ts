import type { TreeModel } from '../model';

/**
 * Gain importance: the share of all splits' gain that each feature's splits have. All 0 for a model without
 * splits. A multiclass forest's trees, kept once per class, count once per class.
 */
export function gainImportance({ trees, features }: TreeModel): Float64Array {
  const gains = new Float64Array(features);
  for (const { feature, gain } of trees) {
    feature.forEach((f, node) => {
      if (f >= 0) gains[f] = (gains[f] ?? 0) + (gain[node] ?? 0);
    });
  }
  const total = gains.reduce((sum, g) => sum + g, 0);
  return total > 0 ? gains.map((g) => g / total) : gains;
}
