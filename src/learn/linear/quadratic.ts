import { solvePositive } from '../matrix';

/**
 * The step d that minimises gᵀd + ½ dᵀH d + Σ l1ⱼ |wⱼ + dⱼ|. Without any l1 by Cholesky, else by cyclic
 * coordinate descent, which leaves weights exactly 0 where the penalty holds them there.
 * @param h symmetric, n × n, row after row; where its diagonal is 0, a penalised weight goes to 0
 * @param l1 one per weight, ≥ 0
 * @param tolerance coordinate descent ends when no weight moves by more
 */
export function penalisedStep(
  h: Float64Array,
  g: Float64Array,
  w: Float64Array,
  l1: Float64Array,
  tolerance: number,
): Float64Array {
  const n = g.length;
  if (l1.every((l) => l === 0)) return solvePositive(h, g).map((s) => -s);
  const d = new Float64Array(n);
  // H d, kept up to date.
  const hd = new Float64Array(n);
  // Collinear features take thousands of sweeps: all indexes lie within n.
  const sweep = (indices: Int32Array): number => {
    let largest = 0;
    for (let i = 0; i < indices.length; i++) {
      const j = indices[i] as number;
      const row = j * n;
      const curvature = h[row + j] as number;
      const from = (w[j] as number) + (d[j] as number);
      const slope = (g[j] as number) + (hd[j] as number);
      const held = l1[j] as number;
      const to = curvature > 0 ? shrunk(from - slope / curvature, held / curvature) : held === 0 ? from : 0;
      const change = to - from;
      if (change === 0) continue;
      d[j] = to - (w[j] as number);
      for (let k = 0; k < n; k++) hd[k] = (hd[k] as number) + change * (h[row + k] as number);
      largest = Math.max(largest, Math.abs(change));
    }
    return largest;
  };
  const all = Int32Array.from({ length: n }, (_, j) => j);
  for (let round = 0; round < MOST_SWEEPS; round++) {
    if (sweep(all) <= tolerance) break;
    const active = all.filter((j) => l1[j] === 0 || (w[j] ?? 0) + (d[j] ?? 0) !== 0);
    for (let inner = 0; inner < MOST_SWEEPS && sweep(active) > tolerance; inner++);
  }
  return d;
}

const MOST_SWEEPS = 1000;

/** Soft thresholding: z moved towards 0 by `by`, not beyond. */
export function shrunk(z: number, by: number): number {
  return z > by ? z - by : z < -by ? z + by : 0;
}
