/** Nodes in (0, 1), rising, and their weights, which sum to 1. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre quadrature over [0, 1] with `n` ≥ 1 nodes: exact for polynomials up to degree 2n − 1. Nodes
 * by Newton's method on the Legendre polynomial; Press et al. 2007, "Numerical Recipes", 4.6.1.
 */
export function gaussLegendre(n: number): Quadrature {
  const [nodes, weights] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step++) {
      let [before, now] = [0, 1];
      for (let k = 0; k < n; k++) [before, now] = [now, ((2 * k + 1) * z * now - k * before) / (k + 1)];
      slope = (n * (z * now - before)) / (z * z - 1);
      const moved = now / slope;
      z -= moved;
      if (Math.abs(moved) < 1e-15) break;
    }
    nodes[n - 1 - i] = (1 + z) / 2;
    weights[n - 1 - i] = 1 / ((1 - z * z) * slope * slope);
  }
  return { nodes, weights };
}
