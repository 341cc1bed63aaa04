import { describe, expect, test } from 'vitest';
import { confusionAt, decisionFigures } from '../../../src/learn/judge/binary';
import { cutCurve } from '../../../src/learn/judge/curves';
import {
  cutAt,
  foundIn,
  moneyOf,
  placeOf,
  profitOf,
  startRule,
  thresholdFor,
  thresholdOfShare,
  USUAL_CAPACITY,
} from '../../../src/tasks/evaluate/cut';
import { profitOf as profitJob } from '../../../src/learn/jobs/thresholds';
import { cuts, scored } from './sample';

const small = cutCurve({ scores: Float64Array.of(0.9, 0.8, 0.8, 0.4, 0.1), labels: Uint8Array.of(1, 1, 0, 0, 1) });

describe('a cut', () => {
  test('counts by hand: five rows, threshold 0.8', () => {
    const cut = cutAt(small, 0.8);
    expect(cut).toMatchObject({
      truePositives: 2,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
      picked: 3,
      share: 0.6,
    });
    expect(cut.precision).toBeCloseTo(2 / 3, 12);
    expect(cut.recall).toBeCloseTo(2 / 3, 12);
    expect(cut.lift).toBeCloseTo(2 / 3 / 0.6, 12);
    expect(cut.falsePositiveRate).toBe(0.5);
  });

  test('equals a count of the rows themselves at every kind of threshold', () => {
    for (const threshold of [-1, 0, 0.0005, 0.1, 0.5, 0.7004, 1, 2, Infinity]) {
      const cut = cutAt(cuts, threshold);
      const counted = confusionAt(scored, threshold);
      const { truePositives, falsePositives, falseNegatives, trueNegatives } = cut;
      expect({ truePositives, falsePositives, falseNegatives, trueNegatives }).toEqual(counted);
      const figures = decisionFigures(counted);
      expect([cut.precision, cut.recall, cut.f1]).toEqual([
        figures.precision.value,
        figures.recall.value,
        figures.f1.value,
      ]);
    }
  });

  test('that picks nobody has no precision, and no lift', () => {
    const cut = cutAt(cuts, Infinity);
    expect([cut.picked, cut.precision, cut.lift, cut.precisionInterval]).toEqual([0, null, null, null]);
    expect(placeOf(cuts, Infinity)).toBe(-1);
  });
});

describe('a threshold', () => {
  test('by capacity never picks more than can be reached, and no fewer than ties force', () => {
    for (const share of [0, 0.01, 0.2, 0.5, 1]) {
      const cut = cutAt(cuts, thresholdOfShare(cuts, share));
      expect(cut.share).toBeLessThanOrEqual(share + 1e-9);
      const next = cuts.threshold[placeOf(cuts, cut.threshold) + 1];
      if (next !== undefined) expect(cutAt(cuts, next).share).toBeGreaterThan(share);
    }
    expect(cutAt(small, thresholdOfShare(small, 0.5)).picked).toBe(1);
  });
  test('by money is nowhere beaten by another', () => {
    const costs = { gain: 10, cost: 3 };
    const best = profitOf(cutAt(cuts, thresholdFor('profit', cuts, costs, 0)), costs);
    for (const t of cuts.threshold) expect(profitOf(cutAt(cuts, t), costs)).toBeLessThanOrEqual(best + 1e-9);
    // Calibrated scores: picking pays where the probability is above cost ÷ gain.
    expect(thresholdFor('profit', cuts, costs, 0)).toBeGreaterThan(0.2);
    expect(thresholdFor('profit', cuts, costs, 0)).toBeLessThan(0.4);
  });
  test('picks nobody where reaching out never pays', () => {
    expect(thresholdFor('profit', cuts, { gain: 1, cost: 5 }, 0)).toBe(Infinity);
  });
  test('by F1 and at a half', () => {
    expect(thresholdFor('half', cuts, { gain: 1, cost: 1 }, 0)).toBe(0.5);
    const best = cutAt(cuts, thresholdFor('best-f1', cuts, { gain: 1, cost: 1 }, 0)).f1 ?? 0;
    for (const t of cuts.threshold) expect(cutAt(cuts, t).f1 ?? 0).toBeLessThanOrEqual(best + 1e-12);
  });
  test('earns on the page what the profit job says of its best cut', () => {
    const costs = { gain: 10, cost: 3 };
    const groups = Int32Array.from(scored.scores, (_, i) => i);
    const { best } = profitJob(scored, moneyOf(costs), { seed: 1, draws: 0, groups });
    expect(profitOf(cutAt(cuts, thresholdFor('profit', cuts, costs, 0)), costs)).toBeCloseTo(best.profit, 6);
  });
});

describe('the share found', () => {
  test('takes rows of one score in proportion', () => {
    // Two of five rows: the first, and one of two that tie with one hit between them.
    expect(foundIn(small, 0.4)).toBeCloseTo(1.5 / 3, 12);
    expect(foundIn(small, 1)).toBe(1);
    expect(foundIn(small, 0)).toBe(0);
  });
  test('is unknown without any in question', () => {
    expect(foundIn(cutCurve({ scores: Float64Array.of(0.5), labels: Uint8Array.of(0) }), 0.2)).toBeNull();
  });
});

describe('the start of a cut', () => {
  /** Of 1,000 rows, `many` score 0.6, the others below 0.2. */
  const reaching = (many: number) =>
    cutCurve({
      scores: Float64Array.from({ length: 1000 }, (_, i) => (i < many ? 0.6 : (1000 - i) / 6000)),
      labels: Uint8Array.from({ length: 1000 }, (_, i) => (i < 70 ? 1 : 0)),
    });
  test('is the top fifth of a rare class that hardly anybody reaches one half of', () => {
    const rare = reaching(9);
    expect(startRule(rare, 0.07)).toBe('capacity');
    expect(cutAt(rare, thresholdFor('capacity', rare, { gain: 1, cost: 1 }, USUAL_CAPACITY)).picked).toBe(200);
  });
  test('is one half where the class is not rare, where enough reach it, and where the rate is unknown', () => {
    expect(startRule(reaching(9), 0.2)).toBe('half');
    expect(startRule(reaching(10), 0.07)).toBe('half');
    expect(startRule(reaching(9), null)).toBe('half');
  });
});
