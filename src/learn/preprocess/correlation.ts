import type { Target } from '../table';
import type { Known } from './impute';

/** A column that is left out for one that says nearly the same. */
export interface Superseded {
  readonly column: string;
  /** The member of its component that stays, and Pearson's ρ to it. */
  readonly for: string;
  readonly rho: number;
}

/**
 * Columns joined by |ρ| > limit (missing values at their mean), in connected components; of each the one
 * closest to the label stays: largest |ρ| with the number or 0/1 label, with several classes the largest
 * with any class's indicator; ties: the first column.
 * @param report in [0, 1]; called per column; may throw to give up
 */
export function correlatedColumns(
  columns: readonly Known[],
  target: Target,
  limit: number,
  report: (done: number) => void = () => undefined,
): readonly Superseded[] {
  const unit = columns.map((c) => centred(c.values));
  const labels = indicators(target).map(centred);
  const closeness = unit.map((u) => Math.max(...labels.map((l) => Math.abs(dot(u, l)))));
  const parent = columns.map((_, j) => j);
  const root = (j: number): number => {
    let at = j;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  for (let j = 0; j < columns.length; j++) {
    report(j / columns.length);
    for (let k = 0; k < j; k++) {
      const [a, b] = [unit[j], unit[k]];
      // The earlier root stays a root, so that components are numbered by their first column.
      if (a !== undefined && b !== undefined && Math.abs(dot(a, b)) > limit) {
        const [r, s] = [root(j), root(k)];
        parent[Math.max(r, s)] = Math.min(r, s);
      }
    }
  }
  const best = new Map<number, number>();
  columns.forEach((_, j) => {
    const r = root(j);
    const now = best.get(r);
    if (now === undefined || (closeness[j] ?? 0) > (closeness[now] ?? 0)) best.set(r, j);
  });
  return columns.flatMap((c, j) => {
    const stays = best.get(root(j)) ?? j;
    const [a, b, kept] = [unit[j], unit[stays], columns[stays]];
    if (stays === j || a === undefined || b === undefined || kept === undefined) return [];
    return [{ column: c.name, for: kept.name, rho: dot(a, b) }];
  });
}

function indicators(target: Target): Float64Array[] {
  if (target.task === 'regression') return [target.values];
  if (target.task === 'binary') return [Float64Array.from(target.labels)];
  return target.classes.map((_, k) => Float64Array.from(target.labels, (y) => (y === k ? 1 : 0)));
}

/** Centred, of length 1; all 0 for a constant. */
function centred(values: Float64Array): Float64Array {
  let sum = 0;
  let n = 0;
  for (const v of values) {
    if (Number.isNaN(v)) continue;
    sum += v;
    n++;
  }
  const mean = n === 0 ? 0 : sum / n;
  const out = values.map((v) => (Number.isNaN(v) ? 0 : v - mean));
  const length = Math.sqrt(dot(out, out));
  return length > 1e-12 * Math.abs(mean) * Math.sqrt(values.length) ? out.map((v) => v / length) : out.fill(0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
