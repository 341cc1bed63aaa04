import { figure, unmeasured, type Figure } from './figure';
import { averagePrecision, rocAuc } from './scores';

/** Probabilities of several classes. */
export interface ScoredClasses {
  /** Class number per row. */
  readonly labels: Int32Array;
  /** Rows × classes, row after row. */
  readonly scores: Float64Array;
  readonly classes: number;
  readonly weights?: Float64Array;
}

/** The most probable class per row; of equal ones the first. */
export function calledClasses({ labels, scores, classes }: ScoredClasses): Int32Array {
  return labels.map((_, i) => {
    let best = 0;
    for (let k = 1; k < classes; k++) if ((scores[i * classes + k] ?? 0) > (scores[i * classes + best] ?? 0)) best = k;
    return best;
  });
}

/** Weight of the rows by actual class (rows) and called class (columns): classes × classes. */
export function confusionMatrix(
  actual: Int32Array,
  called: Int32Array,
  classes: number,
  weights?: Float64Array,
): Float64Array {
  const out = new Float64Array(classes * classes);
  actual.forEach((y, i) => {
    const at = y * classes + (called[i] ?? 0);
    out[at] = (out[at] ?? 0) + (weights?.[i] ?? 1);
  });
  return out;
}

export interface ClassFigures {
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
  /** Of this class against all others. */
  readonly rocAuc: Figure;
  readonly averagePrecision: Figure;
  /** Weight of its rows. */
  readonly n: number;
}

export interface MulticlassFigures {
  readonly accuracy: Figure;
  readonly balancedAccuracy: Figure;
  /** Means over the classes; a class that is never called counts as precision 0, as in scikit-learn. */
  readonly macroPrecision: Figure;
  readonly macroRecall: Figure;
  readonly macroF1: Figure;
  /** Mean over the classes by their rows. */
  readonly weightedF1: Figure;
  /** Means of each class against the rest. */
  readonly rocAuc: Figure;
  readonly averagePrecision: Figure;
  readonly logLoss: Figure;
  /** Mean over rows of the squared differences summed over the classes, in [0, 2]. */
  readonly brier: Figure;
  readonly byClass: readonly ClassFigures[];
}

/** Means over classes are over those that have rows; null with fewer than two of them where ranks are judged. */
export function multiclassFigures(scored: ScoredClasses): MulticlassFigures {
  const { labels, scores, classes, weights } = scored;
  const matrix = confusionMatrix(labels, calledClasses(scored), classes, weights);
  const byClass = Array.from({ length: classes }, (_, k): ClassFigures => {
    let n = 0;
    let called = 0;
    for (let l = 0; l < classes; l++) {
      n += matrix[k * classes + l] ?? 0;
      called += matrix[l * classes + k] ?? 0;
    }
    const hit = matrix[k * classes + k] ?? 0;
    const one = {
      labels: Uint8Array.from(labels, (y) => (y === k ? 1 : 0)),
      scores: Float64Array.from(labels, (_y, i) => scores[i * classes + k] ?? NaN),
      ...(weights === undefined ? {} : { weights }),
    };
    return {
      precision: figure(hit / called, 'none-predicted'),
      recall: figure(hit / n, 'no-positives'),
      f1: figure((2 * hit) / (n + called), 'no-positives'),
      rocAuc: figure(rocAuc(one), 'one-class'),
      averagePrecision: figure(averagePrecision(one), 'no-positives'),
      n,
    };
  });
  const total = byClass.reduce((sum, c) => sum + c.n, 0);
  const seen = byClass.filter((c) => c.n > 0);
  const mean = (of: (c: ClassFigures) => number): Figure =>
    seen.length === 0
      ? unmeasured('no-rows')
      : figure(seen.reduce((sum, c) => sum + of(c), 0) / seen.length, 'one-class');
  const hits = byClass.reduce((sum, _, k) => sum + (matrix[k * classes + k] ?? 0), 0);
  return {
    accuracy: figure(hits / total, 'no-rows'),
    balancedAccuracy: mean((c) => c.recall.value ?? 0),
    macroPrecision: mean((c) => c.precision.value ?? 0),
    macroRecall: mean((c) => c.recall.value ?? 0),
    macroF1: mean((c) => c.f1.value ?? 0),
    weightedF1: figure(seen.reduce((sum, c) => sum + c.n * (c.f1.value ?? 0), 0) / total, 'no-rows'),
    rocAuc: mean((c) => c.rocAuc.value ?? NaN),
    averagePrecision: mean((c) => c.averagePrecision.value ?? NaN),
    logLoss: figure(multiclassLogLoss(scored), 'no-rows'),
    brier: figure(multiclassBrier(scored), 'no-rows'),
    byClass,
  };
}

/** Mean of −ln of the probability of the actual class, kept 2⁻⁵² off 0 and 1; NaN without rows. */
export function multiclassLogLoss({ labels, scores, classes, weights }: ScoredClasses): number {
  let sum = 0;
  let total = 0;
  labels.forEach((y, i) => {
    const w = weights?.[i] ?? 1;
    let all = 0;
    const kept = (k: number): number =>
      Math.min(Math.max(scores[i * classes + k] ?? NaN, Number.EPSILON), 1 - Number.EPSILON);
    for (let k = 0; k < classes; k++) all += kept(k);
    sum -= w * Math.log(kept(y) / all);
    total += w;
  });
  return sum / total;
}

function multiclassBrier({ labels, scores, classes, weights }: ScoredClasses): number {
  let sum = 0;
  let total = 0;
  labels.forEach((y, i) => {
    const w = weights?.[i] ?? 1;
    for (let k = 0; k < classes; k++) sum += w * ((scores[i * classes + k] ?? NaN) - (k === y ? 1 : 0)) ** 2;
    total += w;
  });
  return sum / total;
}
