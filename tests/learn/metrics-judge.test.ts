import { describe, expect, test } from 'vitest';
import { bootstrap } from '../../src/learn/bootstrap';
import { agreementMatrix } from '../../src/learn/judge/agreement';
import { bySegment, riskBands, scoredRows } from '../../src/learn/judge/bands';
import { confusionAt, decisionFigures, scoreFigures } from '../../src/learn/judge/binary';
import { calibrate, fitIsotonic, fitPlatt } from '../../src/learn/judge/calibration';
import {
  cutCurve,
  gainCurve,
  gainTable,
  liftCurve,
  precisionRecallCurve,
  rocCurve,
  thinned,
} from '../../src/learn/judge/curves';
import { binaryIntervals } from '../../src/learn/judge/intervals';
import { calledClasses, confusionMatrix, multiclassFigures } from '../../src/learn/judge/multiclass';
import { predictionBins, regressionFigures } from '../../src/learn/judge/regression';
import { countsByDecile, stability } from '../../src/learn/judge/stability';
import { averagePrecision, ranking, rocAuc } from '../../src/learn/judge/scores';
import { profitCurve, thresholdBy } from '../../src/learn/judge/thresholds';
import { sfc32 } from '../../src/learn/random';
import reference from '../fixtures/learn/metrics/metrics.json';

const weights = Float64Array.from(reference.weights);
const binary = {
  labels: Uint8Array.from(reference.binary.labels),
  scores: Float64Array.from(reference.binary.scores),
};
const several = {
  labels: Int32Array.from(reference.multiclass.labels),
  scores: Float64Array.from(reference.multiclass.scores.flat()),
  classes: 3,
};
const numbers = {
  actual: Float64Array.from(reference.regression.values),
  predicted: Float64Array.from(reference.regression.predictions),
};

describe.each([
  ['plain', {}],
  ['weighted', { weights }],
] as const)('equal to scikit-learn 1.2.1, %s:', (kind, more) => {
  test('binary figures, with ties and scores of 0 and 1', () => {
    const wanted = reference.binary[kind];
    const scored = { ...binary, ...more };
    const c = confusionAt(scored, 0.5);
    expect([
      [c.trueNegatives, c.falsePositives],
      [c.falseNegatives, c.truePositives],
    ]).toEqual(wanted.confusion);
    const { fBeta, ...figures } = { ...decisionFigures(c, 2), ...scoreFigures(scored) };
    expect(fBeta.value).toBeCloseTo(wanted.f2, 12);
    for (const name of [
      'accuracy',
      'balancedAccuracy',
      'precision',
      'recall',
      'f1',
      'rocAuc',
      'averagePrecision',
      'logLoss',
      'brier',
    ] as const) {
      expect(figures[name].value, name).toBeCloseTo(wanted[name], 12);
    }
  });

  test('the ROC and precision–recall curves, point by point', () => {
    const { roc, pr } = reference.binary[kind];
    const curve = cutCurve({ ...binary, ...more });
    const points = rocCurve(curve).slice(1);
    const near = (got: readonly number[], wanted: readonly number[]): void => {
      expect(got.length).toBe(wanted.length);
      wanted.forEach((w, i) => expect(got[i]).toBeCloseTo(w, 12));
    };
    near(
      points.map((p) => p.x),
      roc.fpr,
    );
    near(
      points.map((p) => p.y),
      roc.tpr,
    );
    near(
      points.map((p) => p.threshold ?? NaN),
      roc.threshold,
    );
    const precision = precisionRecallCurve(curve).toReversed();
    near(
      precision.map((p) => p.y),
      pr.precision,
    );
    near(
      precision.map((p) => p.x),
      pr.recall,
    );
  });

  test('isotonic calibration', () => {
    const { at, to } = reference.binary[kind].isotonic;
    const by = fitIsotonic(binary.labels, binary.scores, 'weights' in more ? more.weights : undefined);
    at.forEach((p, i) => expect(calibrate(by, p)).toBeCloseTo(to[i] ?? NaN, 12));
  });

  test('figures of several classes', () => {
    const wanted = reference.multiclass[kind];
    const got = multiclassFigures({ ...several, ...more });
    for (const name of [
      'accuracy',
      'balancedAccuracy',
      'macroPrecision',
      'macroRecall',
      'macroF1',
      'weightedF1',
      'rocAuc',
      'averagePrecision',
      'logLoss',
      'brier',
    ] as const) {
      expect(got[name].value, name).toBeCloseTo(wanted[name], 12);
    }
    const called = calledClasses(several);
    expect([...confusionMatrix(several.labels, called, 3, 'weights' in more ? more.weights : undefined)]).toEqual(
      wanted.confusion.flat(),
    );
  });

  test('figures of numbers; zeros are left out of MAPE and counted', () => {
    const wanted = reference.regression[kind];
    const got = regressionFigures({ ...numbers, ...more });
    for (const name of ['rmse', 'mae', 'r2', 'mape'] as const)
      expect(got[name].value, name).toBeCloseTo(wanted[name], 12);
    expect(got.zeros).toBe(wanted.zeros);
  });
});

test('what cannot be measured is null with its reason', () => {
  const one = { labels: new Uint8Array(3), scores: Float64Array.of(0.1, 0.2, 0.3) };
  expect(scoreFigures(one).rocAuc).toEqual({ value: null, because: 'one-class' });
  expect(scoreFigures(one).averagePrecision).toEqual({ value: null, because: 'no-positives' });
  expect(scoreFigures(one).brier.value).toBeCloseTo(0.14 / 3, 12);
  const { precision, recall, balancedAccuracy, accuracy, f1 } = decisionFigures(confusionAt(one, 0.5));
  expect([precision, recall, balancedAccuracy, f1].map((f) => f.because)).toEqual([
    'none-predicted',
    'no-positives',
    'one-class',
    'no-positives',
  ]);
  expect(accuracy.value).toBe(1);
  const none = { labels: new Uint8Array(), scores: new Float64Array() };
  expect(scoreFigures(none).logLoss.because).toBe('no-rows');
  expect(decisionFigures(confusionAt(none, 0.5)).accuracy.because).toBe('no-rows');
  const flat = regressionFigures({ actual: Float64Array.of(0, 0), predicted: Float64Array.of(1, 2) });
  expect([flat.r2.because, flat.mape.because, flat.zeros]).toEqual(['no-variation', 'all-zero', 2]);
  expect(multiclassFigures({ ...several, labels: several.labels.map(() => 1) }).rocAuc.because).toBe('one-class');
});

test('gain, lift and deciles add up', () => {
  const curve = cutCurve(binary);
  const gain = gainCurve(curve);
  expect([gain[0], gain.at(-1)].map((p) => [p?.x, p?.y])).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(liftCurve(curve).at(-1)?.y).toBeCloseTo(1, 12);
  const table = gainTable(curve);
  expect(table.reduce((n, r) => n + r.n, 0)).toBe(binary.labels.length);
  expect(table.at(-1)).toMatchObject({ cumulativeShare: 1, cumulativeLift: 1 });
  expect(table.length).toBe(10);
  for (const [i, row] of table.entries()) if (i > 0) expect(row.highest).toBeLessThan(table[i - 1]?.lowest ?? NaN);
  const thin = thinned(gain, 20);
  expect(thin.length).toBeLessThanOrEqual(20);
  expect([thin[0], thin.at(-1)]).toEqual([gain[0], gain.at(-1)]);
});

test('thresholds: the best F1, money and capacity are what a search over all scores finds', () => {
  const curve = cutCurve(binary);
  const money = { truePositive: 90, falsePositive: -10, falseNegative: -5, trueNegative: 0 };
  const at = (t: number) => confusionAt(binary, t);
  const f1 = (t: number): number => decisionFigures(at(t)).f1.value ?? 0;
  const profit = (t: number): number => {
    const c = at(t);
    return c.truePositives * 90 - c.falsePositives * 10 - c.falseNegatives * 5;
  };
  const all = [...new Set(binary.scores), Infinity];
  const byF1 = thresholdBy({ by: 'best-f1' }, curve);
  expect(byF1.best).toBe(Math.max(...all.map(f1)));
  expect(f1(byF1.threshold)).toBe(byF1.best);
  const byMoney = thresholdBy({ by: 'profit', money }, curve);
  expect(byMoney.best).toBe(Math.max(...all.map(profit)));
  expect(profit(byMoney.threshold)).toBe(byMoney.best);
  const { threshold } = thresholdBy({ by: 'capacity', rows: 25 }, curve);
  const called = (t: number): number => binary.scores.filter((s) => s >= t).length;
  expect(called(threshold)).toBeLessThanOrEqual(25);
  expect(called(Math.max(...binary.scores.filter((s) => s < threshold)))).toBeGreaterThan(25);
  const loss = { truePositive: -1, falsePositive: -1, falseNegative: 0, trueNegative: 0 };
  expect(thresholdBy({ by: 'profit', money: loss }, curve)).toEqual({ threshold: Infinity, best: 0 });

  const profits = profitCurve(binary, money, { seed: 1, draws: 100, steps: 50 });
  expect(profits.length).toBe(51);
  const positives = binary.labels.reduce((n, y) => n + y, 0);
  expect(profits[0]?.profit).toBe(-5 * positives);
  expect(profits.at(-1)?.profit).toBeCloseTo(90 * positives - 10 * (200 - positives), 8);
  expect(profits.every((p) => p.low <= p.profit + 1e-9 && p.profit <= p.high + 1e-9)).toBe(true);
  // At the share of an actual threshold it is the money of that threshold.
  const share = called(byMoney.threshold) / 200;
  const fine = profitCurve(binary, money, { seed: 1, draws: 1, steps: 200 });
  expect(fine[Math.round(share * 200)]?.profit).toBeCloseTo(byMoney.best ?? NaN, 8);
});

test('Platt calibration gives back probabilities that were squeezed', () => {
  const random = sfc32(4);
  const truth = Float64Array.from({ length: 4000 }, () => random.uniform());
  const labels = Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0));
  const squeezed = truth.map((p) => 1 / (1 + Math.exp(-(0.5 * Math.log(p / (1 - p)) + 0.3))));
  const by = fitPlatt(labels, squeezed);
  expect(calibrate(by, squeezed[7] ?? NaN)).toBeCloseTo(truth[7] ?? NaN, 1);
  expect(by.by === 'platt' ? by.slope : NaN).toBeCloseTo(2, 0);
  expect([0, 1].map((p) => calibrate(by, p)).every(Number.isFinite)).toBe(true);
});

test('risk bands hold every row once, with actual rates', () => {
  const bands = riskBands(binary);
  expect(bands.map((b) => [b.low, b.high])).toEqual([
    [null, 0.3],
    [0.3, 0.7],
    [0.7, null],
  ]);
  expect(bands.reduce((n, b) => n + b.actual.of, 0)).toBe(200);
  expect(bands[2]?.actual.share).toBeGreaterThan(bands[0]?.actual.share ?? NaN);
});

test('segments are judged by their own rows', () => {
  const codes = Int32Array.from(binary.labels, (_, i) => (i % 5) - 1);
  const parts = bySegment(codes, 4);
  expect(parts.map((p) => p.length)).toEqual([40, 40, 40, 40]);
  expect(scoredRows({ ...binary, weights }, parts[1] ?? new Int32Array()).scores[0]).toBe(binary.scores[2]);
});

test('agreement of two models: the share and Cohen’s κ of scikit-learn', () => {
  const called = binary.scores.map((s) => (s >= 0.5 ? 1 : 0));
  const second = reference.agreement.second;
  const [[own, other] = []] = agreementMatrix([called, second], 2);
  expect(own).toEqual({ share: 1, kappa: 1 });
  expect(other?.kappa).toBeCloseTo(reference.agreement.kappa, 12);
});

test('numbers by rising prediction keep equal ones together', () => {
  const bins = predictionBins(numbers, 10);
  expect(bins.reduce((n, b) => n + b.n, 0)).toBe(200);
  bins.forEach((b, i) => expect(b.low).toBeGreaterThan(bins[i - 1]?.high ?? -Infinity));
});

test('the stability index of one distribution stays under its limit, a shifted one does not', () => {
  const random = sfc32(9);
  const draw = (n: number, shift: number) => Float64Array.from({ length: n }, () => random.normal() + shift);
  let over = 0;
  for (let i = 0; i < 40; i++) {
    const { expected, actual } = countsByDecile(draw(500, 0), draw(300, 0));
    const { psi, nullHigh } = stability(expected, actual, { seed: i, draws: 200 });
    if (psi > nullHigh) over++;
  }
  // 5 % of 40 is 2; more than 8 happens once in 10,000 times.
  expect(over).toBeLessThan(8);
  const { expected, actual } = countsByDecile(draw(500, 0), draw(300, 0.5));
  const shifted = stability(expected, actual, { seed: 1 });
  expect(shifted.psi).toBeGreaterThan(2 * shifted.nullHigh);
  const gaps = countsByDecile(Float64Array.of(1, 2, 3, NaN), Float64Array.of(1, NaN), 2);
  expect(gaps).toEqual({ expected: [2, 1, 1], actual: [1, 0, 1], cuts: [2] });
});

test('intervals of all figures hold them, are those of the single figures, and end where told', () => {
  const groups = Int32Array.from(binary.labels, (_, i) => i);
  const options = { seed: 3, draws: 200, groups };
  const intervals = binaryIntervals({ ...binary, weights }, 0.5, options);
  const figures = {
    ...scoreFigures({ ...binary, weights }),
    ...decisionFigures(confusionAt({ ...binary, weights }, 0.5)),
  };
  for (const [name, interval] of Object.entries(intervals)) {
    const value = Object.entries(figures).find(([n]) => n === name)?.[1].value ?? NaN;
    expect(interval?.low, name).toBeLessThan(value);
    expect(interval?.high, name).toBeGreaterThan(value);
  }
  // In the order of the scores the same draws fall on the same rows.
  const order = ranking(binary.scores);
  const sorted = {
    labels: binary.labels.map((_, i) => binary.labels[order[i] ?? 0] ?? 0),
    scores: binary.scores.map((_, i) => binary.scores[order[i] ?? 0] ?? 0),
  };
  const [auc, precision] = bootstrap(
    groups,
    (w) => [rocAuc({ ...sorted, weights: w }), averagePrecision({ ...sorted, weights: w })],
    options,
  );
  const plain = binaryIntervals(binary, 0.5, options);
  expect(plain.rocAuc?.low).toBeCloseTo(auc?.low ?? NaN, 12);
  expect(plain.averagePrecision?.high).toBeCloseTo(precision?.high ?? NaN, 12);
  const none = binaryIntervals({ labels: new Uint8Array(5), scores: new Float64Array(5) }, 0.5, { seed: 1, draws: 5 });
  expect([none.rocAuc, none.precision]).toEqual([null, null]);
  expect(none.accuracy).toEqual({ low: 1, high: 1 });
  const stop = (): never => {
    throw new Error('given up');
  };
  expect(() => binaryIntervals(binary, 0.5, options, stop)).toThrow('given up');
});
