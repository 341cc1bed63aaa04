import type { Target } from '../table';
import type { Block, CategorySpec } from './spec';

/**
 * The blocks of a column of categories.
 * @param codes level per training row, −1 where missing
 * @param weights one per training row; shares and means are weighted, 1 each when not said
 */
export function fitLevels(
  spec: CategorySpec,
  column: { readonly name: string; readonly codes: Int32Array; readonly levels: readonly string[] },
  target: Target,
  weights: Float64Array | undefined,
): readonly Block[] {
  return spec.as === 'one-hot' ? oneHot(spec, column, weights) : targetMaps(spec, column, target, weights);
}

type Levels = Parameters<typeof fitLevels>[1];

function oneHot(
  spec: Extract<CategorySpec, { as: 'one-hot' }>,
  { name, codes, levels }: Levels,
  weights: Float64Array | undefined,
): readonly Block[] {
  const count = new Float64Array(levels.length);
  let total = 0;
  let missing = false;
  codes.forEach((code, i) => {
    const w = weights?.[i] ?? 1;
    total += w;
    if (code < 0) missing = true;
    else count[code] = (count[code] ?? 0) + w;
  });
  const seen = levels
    .map((level, code) => ({ level, count: count[code] ?? 0 }))
    .filter((l) => l.count > 0)
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
  const own = seen.filter((l) => l.count >= spec.rare * total).slice(0, spec.most);
  const blocks: Block[] = [
    {
      block: 'one-hot',
      column: name,
      levels: own.map((l) => l.level).sort((a, b) => (a < b ? -1 : 1)),
      // Without rare levels among the training rows, its coefficient would be 0 for ever.
      other: seen.length > own.length,
      fill: spec.missing === 'most-frequent' ? (seen[0]?.level ?? null) : null,
    },
  ];
  if (spec.missing === 'feature' && missing) blocks.push({ block: 'missing', column: name });
  return blocks;
}

/** (Σ w y + smoothing × overall mean) ÷ (Σ w + smoothing) per level; the overall mean for unknown levels. */
function targetMaps(
  spec: Extract<CategorySpec, { as: 'target' }>,
  { name, codes, levels }: Levels,
  target: Target,
  weights: Float64Array | undefined,
): readonly Block[] {
  const map = (value: (row: number) => number, of: string | null): Block => {
    const sums = new Float64Array(levels.length);
    const totals = new Float64Array(levels.length);
    const none = { sum: 0, total: 0 };
    const all = { sum: 0, total: 0 };
    codes.forEach((code, i) => {
      const w = weights?.[i] ?? 1;
      all.sum += w * value(i);
      all.total += w;
      if (code < 0) {
        none.sum += w * value(i);
        none.total += w;
      } else {
        sums[code] = (sums[code] ?? 0) + w * value(i);
        totals[code] = (totals[code] ?? 0) + w;
      }
    });
    const mean = all.total > 0 ? all.sum / all.total : 0;
    const smoothed = (sum: number, total: number): number =>
      total + spec.smoothing > 0 ? (sum + spec.smoothing * mean) / (total + spec.smoothing) : mean;
    const seen = levels.flatMap((level, code) => ((totals[code] ?? 0) > 0 ? [{ level, code }] : []));
    return {
      block: 'map',
      column: name,
      levels: seen.map((l) => l.level),
      values: seen.map((l) => smoothed(sums[l.code] ?? 0, totals[l.code] ?? 0)),
      unknown: mean,
      missing: none.total > 0 ? smoothed(none.sum, none.total) : mean,
      of,
    };
  };
  if (target.task === 'regression') return [map((i) => target.values[i] ?? 0, null)];
  if (target.task === 'binary') return [map((i) => target.labels[i] ?? 0, null)];
  return target.classes.map((c, k) => map((i) => (target.labels[i] === k ? 1 : 0), c));
}
