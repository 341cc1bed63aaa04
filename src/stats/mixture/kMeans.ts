import { totalWeight, type Report, type Uniform, type WeightedRows } from './rows';

/** k groups, each the rows nearest to its centre. */
export interface KMeans {
  readonly k: number;
  /** k × columns, row after row. */
  readonly centres: Float64Array;
  /** Nearest centre per row; the first of equals. */
  readonly labels: Int32Array;
  /** Sum of weighted squared distances to the centres. */
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface KMeansOptions {
  /** The centres' squared shift below which the search ends, in mean variances of the columns; 1e-4. */
  readonly tolerance?: number;
  /** 300 when not said. */
  readonly maxIterations?: number;
  readonly report?: Report;
}

/** Squared distance of the row at `at` from the centre at `c`. */
function squared(values: Float64Array, at: number, centres: Float64Array, c: number, columns: number): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    const by = (values[at + j] ?? 0) - (centres[c + j] ?? 0);
    sum += by * by;
  }
  return sum;
}

/**
 * k centres to start from, by k-means++ (Arthur & Vassilvitskii 2007): each next one is drawn by its squared
 * distance from those before, the best of 2 + ⌊ln k⌋ draws, as scikit-learn does.
 * @returns k × columns; fewer distinct rows than k repeat some
 */
export function plusPlus(data: WeightedRows, k: number, random: Uniform): Float64Array {
  const { rows, columns, values, weights } = data;
  const centres = new Float64Array(k * columns);
  const put = (c: number, row: number): void =>
    centres.set(values.subarray(row * columns, (row + 1) * columns), c * columns);
  put(0, draw(weights, totalWeight(data), random));
  let nearest = Float64Array.from(weights, (_, i) => squared(values, i * columns, centres, 0, columns));
  const trials = 2 + Math.floor(Math.log(k));
  for (let c = 1; c < k; c++) {
    const chances = nearest.map((d, i) => d * (weights[i] ?? 0));
    const total = chances.reduce((sum, x) => sum + x, 0);
    let best = { row: 0, potential: Infinity, nearest };
    for (let t = 0; t < trials; t++) {
      const row = draw(chances, total, random);
      const closer = new Float64Array(rows);
      let potential = 0;
      for (let i = 0; i < rows; i++) {
        const d = Math.min(nearest[i] ?? 0, squared(values, i * columns, values, row * columns, columns));
        closer[i] = d;
        potential += d * (weights[i] ?? 0);
      }
      if (potential < best.potential) best = { row, potential, nearest: closer };
    }
    put(c, best.row);
    nearest = best.nearest;
  }
  return centres;
}

/** An index drawn by its chance; the last with any where rounding runs over the end. */
function draw(chances: Float64Array, total: number, random: Uniform): number {
  let left = random() * total;
  let last = 0;
  for (let i = 0; i < chances.length; i++) {
    const chance = chances[i] ?? 0;
    if (chance <= 0) continue;
    last = i;
    left -= chance;
    if (left < 0) return i;
  }
  return last;
}

/**
 * Lloyd's k-means from given centres; the stopping rule is scikit-learn's KMeans. A centre that loses all its
 * rows moves to the row that lies farthest from its own.
 */
export function kMeans(data: WeightedRows, start: Float64Array, options: KMeansOptions = {}): KMeans {
  const { rows, columns, weights } = data;
  const { tolerance = 1e-4, maxIterations = 300, report = () => undefined } = options;
  const k = start.length / columns;
  const limit = tolerance * meanVariance(data);
  const labels = new Int32Array(rows).fill(-1);
  let centres = Float64Array.from(start);
  let iterations = 0;
  let converged = false;
  for (; iterations < maxIterations && !converged; iterations++) {
    report(iterations / maxIterations);
    const changed = assign(data, centres, labels) > 0;
    const sums = new Float64Array(k * columns);
    const counts = new Float64Array(k);
    for (let i = 0; i < rows; i++) {
      const c = labels[i] ?? 0;
      const w = weights[i] ?? 0;
      counts[c] = (counts[c] ?? 0) + w;
      for (let j = 0; j < columns; j++) {
        sums[c * columns + j] = (sums[c * columns + j] ?? 0) + w * (data.values[i * columns + j] ?? 0);
      }
    }
    const far = [...counts].some((n) => n === 0) ? farthest(data, centres, labels) : [];
    const next = new Float64Array(k * columns);
    for (let c = 0; c < k; c++) {
      const n = counts[c] ?? 0;
      const row = n === 0 ? (far.shift() ?? 0) : 0;
      for (let j = 0; j < columns; j++) {
        next[c * columns + j] = n === 0 ? (data.values[row * columns + j] ?? 0) : (sums[c * columns + j] ?? 0) / n;
      }
    }
    let shift = 0;
    for (let c = 0; c < k; c++) shift += squared(next, c * columns, centres, c * columns, columns);
    centres = next;
    converged = !changed || shift <= limit;
  }
  assign(data, centres, labels);
  let inertia = 0;
  for (let i = 0; i < rows; i++) {
    inertia += (weights[i] ?? 0) * squared(data.values, i * columns, centres, (labels[i] ?? 0) * columns, columns);
  }
  return { k, centres, labels, inertia, iterations, converged };
}

/** Writes each row's nearest centre; how many changed. */
function assign({ rows, columns, values }: WeightedRows, centres: Float64Array, labels: Int32Array): number {
  const k = centres.length / columns;
  let changed = 0;
  for (let i = 0; i < rows; i++) {
    let best = 0;
    let least = Infinity;
    for (let c = 0; c < k; c++) {
      const d = squared(values, i * columns, centres, c * columns, columns);
      if (d < least) {
        least = d;
        best = c;
      }
    }
    if (labels[i] !== best) changed++;
    labels[i] = best;
  }
  return changed;
}

/** Rows by falling distance from their centre. */
function farthest({ rows, columns, values }: WeightedRows, centres: Float64Array, labels: Int32Array): number[] {
  const distance = Float64Array.from({ length: rows }, (_, i) =>
    squared(values, i * columns, centres, (labels[i] ?? 0) * columns, columns),
  );
  return Array.from({ length: rows }, (_, i) => i)
    .sort((a, b) => (distance[b] ?? 0) - (distance[a] ?? 0) || a - b)
    .slice(0, centres.length / columns);
}

function meanVariance(data: WeightedRows): number {
  const { rows, columns, values, weights } = data;
  const total = totalWeight(data);
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += ((weights[i] ?? 0) * (values[i * columns + j] ?? 0)) / total;
    for (let i = 0; i < rows; i++) sum += ((weights[i] ?? 0) * ((values[i * columns + j] ?? 0) - mean) ** 2) / total;
  }
  return sum / columns;
}
