/** 1 ÷ (1 + e^−z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** ln(p ÷ (1 − p)), kept within ±`limit`. */
export function logit(p: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, Math.log(p / (1 - p))));
}

/** ln(1 + e^z), without overflow. */
export function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}

/** Turns `count` margins from `start` into probabilities, in place. */
export function softmax(z: Float64Array, start: number, count: number): void {
  let most = -Infinity;
  for (let k = start; k < start + count; k++) most = Math.max(most, z[k] ?? 0);
  let sum = 0;
  for (let k = start; k < start + count; k++) sum += z[k] = Math.exp((z[k] ?? 0) - most);
  for (let k = start; k < start + count; k++) z[k] = (z[k] ?? 0) / sum;
}
