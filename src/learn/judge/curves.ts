import { ranking, type Scored } from './scores';

/**
 * What every threshold gives: entry i calls all rows with a score of at least `threshold[i]` positive.
 * Thresholds fall; each distinct score (of a row with weight) is one.
 */
export interface CutCurve {
  readonly threshold: Float64Array;
  /** Weight of the positives and of the negatives at or above the threshold. */
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  /** Of all rows. */
  readonly positives: number;
  readonly negatives: number;
}

export function cutCurve(scored: Scored): CutCurve {
  const { labels, scores, weights } = scored;
  const order = scored.order ?? ranking(scores);
  const threshold: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let positives = 0;
  let negatives = 0;
  for (let at = 0; at < order.length; at++) {
    const i = order[at] ?? 0;
    const w = weights?.[i] ?? 1;
    if (w === 0) continue;
    const score = scores[i] ?? NaN;
    if (labels[i] === 1) positives += w;
    else negatives += w;
    const last = threshold.length - 1;
    if (threshold[last] === score) {
      truePositives[last] = positives;
      falsePositives[last] = negatives;
    } else {
      threshold.push(score);
      truePositives.push(positives);
      falsePositives.push(negatives);
    }
  }
  return {
    threshold: Float64Array.from(threshold),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
    positives,
    negatives,
  };
}

/** A point of a curve; `threshold` is null where nobody is called positive. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly threshold: number | null;
}

function points(c: CutCurve, at: (tp: number, fp: number) => readonly [x: number, y: number]): Point[] {
  return Array.from(c.threshold, (threshold, i) => {
    const [x, y] = at(c.truePositives[i] ?? NaN, c.falsePositives[i] ?? NaN);
    return { x, y, threshold };
  });
}

/** False positive rate (x) and recall (y), from (0, 0) to (1, 1); empty with one class only. */
export function rocCurve(c: CutCurve): readonly Point[] {
  if (c.positives === 0 || c.negatives === 0) return [];
  return [{ x: 0, y: 0, threshold: null }, ...points(c, (tp, fp) => [fp / c.negatives, tp / c.positives])];
}

/** Recall (x) and precision (y), by falling threshold; empty without positives. */
export function precisionRecallCurve(c: CutCurve): readonly Point[] {
  return c.positives === 0 ? [] : points(c, (tp, fp) => [tp / c.positives, tp / (tp + fp)]);
}

/** Share of the rows taken, best scores first (x), and share of all positives among them (y), from (0, 0). */
export function gainCurve(c: CutCurve): readonly Point[] {
  if (c.positives === 0) return [];
  const all = c.positives + c.negatives;
  return [{ x: 0, y: 0, threshold: null }, ...points(c, (tp, fp) => [(tp + fp) / all, tp / c.positives])];
}

/** Share of the rows taken (x), and how many times the overall rate theirs is (y). */
export function liftCurve(c: CutCurve): readonly Point[] {
  if (c.positives === 0) return [];
  const all = c.positives + c.negatives;
  return points(c, (tp, fp) => [(tp + fp) / all, tp / (tp + fp) / (c.positives / all)]);
}

/**
 * At most `most` points of a curve, for drawing: ends stay, and of the others those that come next after each of
 * evenly spaced places along it.
 * @param along what rises from point to point: x when not said. Where a curve also climbs, {@link climb} keeps its
 * steep parts
 */
export function thinned(
  curve: readonly Point[],
  most: number,
  along: (p: Point) => number = (p) => p.x,
): readonly Point[] {
  const [first, last] = [curve[0], curve.at(-1)];
  if (curve.length <= most || first === undefined || last === undefined) return curve;
  const start = along(first);
  const place = (k: number): number => start + (k / (most - 1)) * (along(last) - start);
  const out = [first];
  let next = 1;
  for (const p of curve) {
    if (along(p) >= place(next) && p !== first && out.length < most - 1) {
      out.push(p);
      while (next < most - 1 && along(p) >= place(next)) next++;
    }
  }
  return out.at(-1) === last ? out : [...out, last];
}

/** Way along a curve of which neither x nor y ever falls (ROC, gain). */
export const climb = (p: Point): number => p.x + p.y;

/** One tenth of the rows (or another part), best scores first. */
export interface GainRow {
  /** Weight of its rows and of the positives among them. */
  readonly n: number;
  readonly positives: number;
  readonly rate: number;
  /** Rate ÷ overall rate. */
  readonly lift: number;
  /** Share of all positives in this and the rows above. */
  readonly cumulativeShare: number;
  readonly cumulativeLift: number;
  readonly highest: number;
  readonly lowest: number;
}

/** The decile table: groups of equal weight by falling score; equal scores stay together. Empty without positives. */
export function gainTable(c: CutCurve, count = 10): readonly GainRow[] {
  const all = c.positives + c.negatives;
  if (c.positives === 0) return [];
  const rows: { n: number; positives: number; highest: number; lowest: number; bin: number }[] = [];
  let before = 0;
  let positivesBefore = 0;
  c.threshold.forEach((score, i) => {
    const tp = c.truePositives[i] ?? 0;
    const taken = tp + (c.falsePositives[i] ?? 0);
    const bin = Math.min(Math.floor((count * before) / all), count - 1);
    let row = rows.at(-1);
    if (row?.bin !== bin) rows.push((row = { n: 0, positives: 0, highest: score, lowest: score, bin }));
    row.n += taken - before;
    row.positives += tp - positivesBefore;
    row.lowest = score;
    before = taken;
    positivesBefore = tp;
  });
  let n = 0;
  let positives = 0;
  return rows.map((r) => {
    n += r.n;
    positives += r.positives;
    const overall = c.positives / all;
    return {
      n: r.n,
      positives: r.positives,
      rate: r.positives / r.n,
      lift: r.positives / r.n / overall,
      cumulativeShare: positives / c.positives,
      cumulativeLift: positives / n / overall,
      highest: r.highest,
      lowest: r.lowest,
    };
  });
}
