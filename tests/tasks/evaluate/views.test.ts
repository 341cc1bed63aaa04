import { describe, expect, test } from 'vitest';
import type { Judged } from '../../../src/learn/jobs/judge';
import { profitOf } from '../../../src/learn/jobs/thresholds';
import { regressionViews } from '../../../src/learn/jobs/regression';
import { riskBands } from '../../../src/learn/judge/bands';
import { sfc32 } from '../../../src/learn/random';
import { agreementChart, agreementExhibit } from '../../../src/tasks/evaluate/agreement/chart';
import { bandCuts, bandsChart, bandsExhibit, bandsPicked, bandsTable } from '../../../src/tasks/evaluate/bands/chart';
import { reliabilityChart, reliabilityExhibit, reliabilityOf } from '../../../src/tasks/evaluate/calibration/chart';
import { curvesOf } from '../../../src/learn/jobs/curves';
import { curveChart, curveKinds, cutOn } from '../../../src/tasks/evaluate/curves/chart';
import { curveExhibit, curveFindings, curveTable } from '../../../src/tasks/evaluate/curves/exhibit';
import { cutAt, moneyOf } from '../../../src/tasks/evaluate/cut';
import { agesByNature, driftChart, driftExhibit, driftTable, movedOf } from '../../../src/tasks/evaluate/drift/chart';
import { matrixChart } from '../../../src/tasks/evaluate/matrix/chart';
import { partsChart, partsExhibit } from '../../../src/tasks/evaluate/parts/chart';
import { profitChart, profitExhibit, profitFrom } from '../../../src/tasks/evaluate/profit/chart';
import {
  moneyTenthsChart,
  regressionExhibit,
  regressionTable,
  residualChart,
  scatterChart,
} from '../../../src/tasks/evaluate/regression/chart';
import { scoredChart, scoredExhibit, scoredNow } from '../../../src/tasks/evaluate/score/chart';
import { spreadChart, spreadExhibit, spreadOf } from '../../../src/tasks/evaluate/spread/chart';
import { fraction } from '../../../src/tasks/evaluate/subject.words';
import { tenthsChart, tenthsExhibit, tenthsTable } from '../../../src/tasks/evaluate/tenths/chart';
import { verdictChart } from '../../../src/tasks/evaluate/verdict/chart';
import { verdictExhibit, verdictTable } from '../../../src/tasks/evaluate/verdict/exhibit';
import { shuffledOf } from '../../../src/tasks/evaluate/verdict/shuffle';
import { verdictOf } from '../../../src/tasks/evaluate/verdict/verdict';
import { rocAuc } from '../../../src/learn/judge/scores';
import { expectToFit } from '../../support/layout';
import { churn, curves, cuts, en, formats, plain, scored, subjects, value, widths } from './sample';

/** Every sentence is whole, in both languages. */
function expectSaid(text: {
  readonly headline: string;
  readonly sub: string;
  readonly plate: readonly { text: string }[];
}) {
  for (const line of [text.headline, text.sub, ...text.plate.map((p) => p.text)]) {
    expect(line).toMatch(/^(?!.*(undefined|null|NaN|Infinity|\[object)).+$/);
  }
}
const judged = (v: number, low: number, high: number, baseline: number): Judged => ({
  figure: { value: v },
  interval: { low, high },
  baseline: { value: baseline },
});
const figures = {
  rocAuc: judged(0.8, 0.78, 0.82, 0.5),
  averagePrecision: judged(0.6, 0.55, 0.65, 0.25),
  precision: judged(0.7, 0.6, 0.8, 0),
  recall: judged(0.5, 0.4, 0.6, 0),
  f1: judged(0.58, 0.5, 0.65, 0),
  brier: judged(0.1, 0.09, 0.11, 0.18),
  accuracy: judged(0.8, 0.78, 0.82, 0.75),
};
const about = { subject: churn, model: 'Boosted trees', trained: 9000, cutoff: Date.UTC(1998, 2, 1), threshold: 0.5 };

describe('the verdict', () => {
  const verdict = verdictOf(about, { rows: 3000, figures, confusion: null }, cuts, []);
  test('says what a marketer gets: how many of the top fifth, against one of five', () => {
    const { headline } = verdictExhibit(verdict, en);
    expect(headline).toMatch(
      /^Finds .+ customers who left in the top fifth of customers; without a model it would be 1.of.5$/,
    );
    expect(verdict.doubts).toEqual([]);
  });
  test('says so where the model does no better than guessing', () => {
    const weak = { ...figures, rocAuc: judged(0.51, 0.48, 0.54, 0.5) };
    const v = verdictOf(about, { rows: 3000, figures: weak, confusion: null }, cuts, []);
    expect(v.doubts).toEqual([{ doubt: 'no-better' }]);
    expect(verdictExhibit(v, en).headline).toContain('no better than guessing');
  });
  test('doubts what is too good, and what rests on few', () => {
    const high = { ...figures, rocAuc: judged(0.995, 0.99, 1, 0.5) };
    const few = { ...cuts, positives: 12 };
    const v = verdictOf(about, { rows: 40, figures: high, confusion: null }, few, []);
    expect(v.doubts.map((d) => d.doubt)).toEqual(['too-few', 'too-good']);
  });
  test('of a number compares the error with expecting the same of everybody', () => {
    const of = { mae: judged(12, 11, 13, 20), rmse: judged(40, 35, 45, 50) };
    const v = verdictOf(
      { ...about, subject: value, threshold: null },
      { rows: 900, figures: of, confusion: null },
      null,
      [],
    );
    expect(plain(verdictExhibit(v, en).headline)).toBe(
      'Expects spend within 90 days to within $12.00 on average; expecting the same of everybody misses by $20.00',
    );
    for (const format of formats) for (const width of widths) expectToFit(verdictChart(v, width, format));
  });
  test('is said and drawn for every question, language and width', () => {
    for (const format of formats) {
      for (const subject of subjects) {
        const v = verdictOf({ ...about, subject }, { rows: 3000, figures, confusion: null }, cuts, [
          { doubt: 'drift', n: 2 },
          { doubt: 'suspicious', columns: ['a', 'b'] },
          { doubt: 'shuffled', value: 0.6 },
        ]);
        expectSaid(verdictExhibit(v, format));
        for (const width of widths) expectToFit(verdictChart(v, width, format));
      }
      expect(verdictTable(verdict, format).rows).toHaveLength(7);
    }
  });
  test('speaks in small fractions where one is near', () => {
    expect(fraction(0.61)).toEqual({ count: 3, of: 5 });
    expect(fraction(0.5)).toEqual({ count: 1, of: 2 });
    expect(fraction(0.97)).toBeNull();
    expect(fraction(0.005)).toBeNull();
  });
});

describe('the check with shuffled labels', () => {
  const said = (shuffled: number[], score: number | null = 0.7) => shuffledOf({ score, shuffled, p: 0.2 }, 3000, 0.1);
  test('passes where random labels teach nothing', () => {
    expect(said([0.49, 0.51, 0.5, 0.52])).toEqual({ value: 0.505, doubt: null });
    expect(said([0.5], null)).toBeNull();
  });
  test('doubts what does no better than a deal of labels, and a way of judging that leaks', () => {
    expect(said([0.49, 0.53, 0.5, 0.5], 0.52)?.doubt).toEqual({ doubt: 'shuffled', value: 0.53 });
    // Standard error of four deals: 0.0096.
    expect(said([0.52, 0.52, 0.52, 0.52])?.doubt).toBeNull();
    expect(said([0.54, 0.54, 0.54, 0.54])?.doubt).toMatchObject({ doubt: 'shuffled' });
  });
});

describe('curves', () => {
  test.each(curveKinds)('%s: drawn at every width, said in both languages', (kind) => {
    for (const format of formats) {
      for (const subject of subjects) expectSaid(curveExhibit(kind, cuts, subject, format));
      for (const width of widths) expectToFit(curveChart(kind, curves, churn, width, format));
      expect(curveTable(kind, curves, churn, format).rows.length).toBeGreaterThan(50);
    }
  });
  test('agree with the figures: area, and where the cut stands', () => {
    expect(curveFindings(cuts).auc).toBeCloseTo(rocAuc(scored), 9);
    const cut = cutAt(cuts, 0.5);
    const g = curveChart('roc', curves, churn, 560, en);
    const at = cutOn('roc', cut);
    // The ring lies on the line: within a pixel of the nearest point drawn.
    const away = Math.min(...g.line.map((p) => Math.hypot(p.x - g.x(at?.x ?? 0), (p.y ?? 0) - g.y(at?.y ?? 0))));
    expect(away).toBeLessThan(1.5);
    expect([g.line[0], g.line.at(-1)]).toEqual([
      { x: g.left, y: g.bottom },
      { x: g.right, y: g.top },
    ]);
    expect(cutOn('precisionRecall', cutAt(cuts, Infinity))).toBeNull();
  });
  test.each(['lift', 'precisionRecall'] as const)(
    '%s: begins where ten rows are picked, not with the luck of the first',
    (kind) => {
      // The first row of the list is a negative: from there both curves would rise from the floor.
      const best = Math.max(...scored.scores);
      const labels = scored.labels.map((label, i) => (scored.scores[i] === best ? 0 : label));
      const unlucky = curvesOf({ ...scored, labels });
      expect(unlucky[kind][0]?.y).toBe(0);
      const { line, bottom } = curveChart(kind, unlucky, churn, 560, en);
      expect(line[0]?.y).toBeLessThan(bottom - 40);
    },
  );
});

describe('views of probabilities', () => {
  const bands = riskBands(scored);
  test('fit, and say something, in every language and width', () => {
    const reliability = reliabilityOf(curves);
    const spread = spreadOf(curves);
    const curve = profitOf(scored, moneyOf({ gain: 10, cost: 3 }), {
      seed: 1,
      draws: 20,
      groups: Int32Array.from(scored.scores, (_, i) => i),
    });
    const profits = [0.3, 0, null].map((share) => profitFrom(curve, { gain: 10, cost: 3 }, 3000, share));
    const [profit] = profits;
    for (const format of formats) {
      for (const subject of subjects) {
        for (const text of [
          tenthsExhibit(curves, subject, format),
          reliabilityExhibit(reliability, subject, format),
          spreadExhibit(spread, subject, format),
          bandsExhibit(bands, subject, format),
          ...profits.map((p) => profitExhibit(p, subject, format)),
        ])
          expectSaid(text);
        for (const width of widths) {
          expectToFit(tenthsChart(curves, subject, width, format));
          expectToFit(reliabilityChart(reliability, subject, width, format));
          expectToFit(spreadChart(spread, subject, width, format));
          expectToFit(bandsChart(bands, subject, width, format));
          // What is recommended moves a label, whatever is picked by it.
          for (const p of subject === churn ? profits : profits.slice(0, 1))
            expectToFit(profitChart(p, subject, width, format));
          expectToFit(matrixChart(cutAt(cuts, 0.5), subject, width, format));
        }
      }
    }
    // The label of a peak stands under it where it would meet the name of the axis, which begins on the left.
    const peak = profitFrom(
      { ...curve, points: curve.points.map((q) => ({ ...q, high: 1e4 * (q.share === 0.3 ? 1 : 0.5) })) },
      { gain: 10, cost: 3 },
      3000,
      0.3,
    );
    const narrow = profitChart(peak, churn, 300, en);
    expect(narrow.labels[0]?.y).toBeGreaterThan(narrow.bestAt?.y ?? Infinity);
    // What is recommended was found elsewhere, and is worth what the curve says at its share.
    expect(profit?.best).toEqual(curve.points.find((p) => p.share === 0.3));
    expect(profits.map((p) => profitExhibit(p, churn, en).headline.slice(0, 26))).toEqual([
      'It pays to pick the best 3',
      'At these costs reaching ou',
      'What picking more or fewer',
    ]);
  });
  test('what a cut picks of each band is said', () => {
    const three = [null, 0.3, 0.7].map((low, i) => ({ low, high: [0.3, 0.7, null][i] ?? null }));
    const scores = Float64Array.of(0.1, 0.2, 0.3, 0.5, 0.6, 0.65, 0.7, 0.9);
    const said = (at: number): string => plain(bandsPicked(three, scores, at, en));
    expect(said(0.6)).toBe('the chosen cut picks 100 % of “70 % and more” and 50 % of “30–70 %”');
    expect(said(Infinity)).toBe('the chosen cut picks nobody');
  });
  test('calibrated scores are told to be', () => {
    const found = reliabilityOf(curves);
    expect(found.expectedActual).toBeCloseTo(1, 1);
    expect(reliabilityExhibit(found, churn, en).headline).toContain('can be taken at their word');
    expect(plain(reliabilityExhibit({ ...found, expectedActual: 1.5 }, churn, en).headline)).toBe(
      'Probabilities promise too much: 50 % more than happened',
    );
  });
  test('the decile table and the bands count every row once', () => {
    expect(tenthsTable(curves, churn, en).rows.reduce((n, r) => n + Number(r[1]), 0)).toBe(3000);
    expect(bandsTable(bands, churn, en).rows.reduce((n, r) => n + Number(r[1]), 0)).toBe(3000);
  });
});

describe('bands of a rare class', () => {
  const low = Float64Array.from(scored.scores, (s) => s * 0.25);
  test('end at half and twice the label rate, and say so', () => {
    expect(bandCuts(low, 0.071)).toEqual([0.035, 0.14]);
    const bands = riskBands({ ...scored, scores: low }, bandCuts(low, 0.071));
    expect(bands.map((b) => b.actual.of > 0)).toEqual([true, true, true]);
    const text = bandsExhibit(bands, churn, en, 0.071);
    expect(plain(text.headline)).toContain('14 % or more');
    expect(text.plate.map((p) => plain(p.text)).join()).toMatch(/7\.1 % .*half and twice that/);
    expect(bandsTable(bands, churn, en).rows.map((r) => plain(String(r[0])))).toEqual([
      'Below 3.5 %',
      '3.5–14.0 %',
      '14 % and more',
    ]);
    for (const format of formats) {
      expectSaid(bandsExhibit(bands, churn, format, 0.071));
      for (const width of widths) expectToFit(bandsChart(bands, churn, width, format));
    }
  });
  test('are 30 % and 70 % where these leave none empty, and where the class is not rare', () => {
    expect(bandCuts(scored.scores, 0.07)).toEqual([0.3, 0.7]);
    expect(bandCuts(low, 0.4)).toEqual([0.3, 0.7]);
    expect(bandCuts(low, null)).toEqual([0.3, 0.7]);
    expect(bandsExhibit(riskBands(scored), churn, en, 0.25).plate).toEqual([]);
  });
  test('stay two cuts however rare the class', () => {
    expect(bandCuts(low, 0.0001)).toEqual([0.005, 0.01]);
  });
});

describe('views of numbers', () => {
  const random = sfc32(3);
  const predicted = Float64Array.from({ length: 1200 }, () => random.exponential() * 40);
  const actual = predicted.map((p) => (random.uniform() < 0.5 ? 0 : p * 2 * random.uniform() * 2));
  const views = regressionViews(Int32Array.from(predicted.keys()), { actual, predicted }, { seed: 1 });
  test('fit, and say something', () => {
    for (const format of formats) {
      for (const view of ['scatter', 'tenths', 'residuals'] as const) {
        expectSaid(regressionExhibit(view, views, value, format));
        expect(regressionTable(view, views, value, format).rows.length).toBeGreaterThan(5);
      }
      for (const width of widths) {
        expectToFit(scatterChart(views, value, width, format));
        expectToFit(moneyTenthsChart(views, value, width, format));
        expectToFit(residualChart(views, value, width, format));
      }
    }
  });
  test('tenths are drawn in proportion, the largest forecasts first', () => {
    const g = moneyTenthsChart(views, value, 700, en);
    const bars = g.bars.slice(2).filter((b) => b.tone === 'second');
    const means = views.deciles.toReversed().map((d) => d.predicted);
    bars.forEach((b, i) => expect(b.height / (bars[0]?.height ?? 1)).toBeCloseTo((means[i] ?? 0) / (means[0] ?? 1), 6));
  });
});

describe('drift, parts, agreement', () => {
  const names = { label: (c: string) => c, unit: () => 'none' as const };
  const drift = [
    { column: null, psi: 0.02, nullHigh: 0.03, groups: [] },
    { column: 'days since purchase', psi: 0.31, nullHigh: 0.02, groups: [] },
    { column: 'visits', psi: 0.12, nullHigh: 0.2, groups: [] },
  ];
  const none = new Set<string>();
  test('only what passes chance and matters has moved', () => {
    expect(movedOf(drift, none).map((d) => d.column)).toEqual(['days since purchase']);
    expect(driftExhibit(drift, names, none, en).headline).toContain('days since purchase has moved');
    for (const format of formats) {
      expectSaid(driftExhibit(drift, names, none, format));
      for (const width of widths) expectToFit(driftChart(drift, names, none, width, format));
    }
  });
  test('days since something that grew with time are told apart, and are no alarm', () => {
    expect(agesByNature({ group: 'tenure', unit: 'days' })).toBe(true);
    expect(agesByNature({ group: 'gaps', unit: 'days' })).toBe(false);
    const ageing = new Set(['days since purchase']);
    expect(movedOf(drift, ageing)).toEqual([]);
    for (const format of formats) {
      const text = driftExhibit(drift, names, ageing, format);
      expectSaid(text);
      expect(text.headline).not.toContain('days since purchase');
      expect(text.plate.map((p) => p.text).join()).toContain('1');
      expect(text.plate.some((p) => p.doubt === true)).toBe(false);
      for (const width of widths) expectToFit(driftChart(drift, names, ageing, width, format));
    }
    expect(driftChart(drift, names, ageing, 560, en).bars.map((b) => b.tone)).not.toContain('bad');
    expect(driftChart(drift, names, none, 560, en).bars.map((b) => b.tone)).toContain('bad');
    // Nor does it set the scale that others are read on.
    const grown = drift.map((d) => (ageing.has(d.column ?? '') ? { ...d, psi: 9 } : d));
    expect(driftChart(grown, names, ageing, 560, en).across).toEqual(driftChart(drift, names, ageing, 560, en).across);
    expect(driftChart(grown, names, ageing, 560, en).labels.map((l) => l.text)).toContain(
      'grows with time; off the axis',
    );
    expect(driftTable(drift, names, ageing, en).rows.map((r) => r[3])).toEqual([null, 'grows as time passes', null]);
  });
  test('a part is called weaker only where its whole interval is', () => {
    const part = (level: string, low: number, high: number) => ({
      part: { level },
      judgement: { rows: 400, figures: { rocAuc: judged((low + high) / 2, low, high, 0.5) }, confusion: null },
    });
    const parts = [part('Fiber', 0.6, 0.75), part('DSL', 0.75, 0.9)];
    const text = partsExhibit(parts, 0.8, 'Internet', churn, 'none', en);
    expect(text.headline).toBe('The model is weaker where “Internet” is Fiber (0.800 overall)');
    for (const format of formats) {
      expectSaid(partsExhibit(parts, 0.8, 'Internet', churn, 'none', format));
      for (const width of widths) expectToFit(partsChart(parts, churn, 'none', width, format));
    }
  });
  test('the pair that agrees least is named', () => {
    const pair = (share: number) => ({ share, kappa: 0.5, rank: 0.9 });
    const agreed = {
      models: ['Logistic', 'Boosted', 'Forest'],
      pairs: [
        [pair(1), pair(0.9), pair(0.8)],
        [pair(0.9), pair(1), pair(0.95)],
        [pair(0.8), pair(0.95), pair(1)],
      ],
      by: 'share' as const,
      cut: true,
    };
    expect(agreementExhibit(agreed, en).sub).toContain('threshold');
    // Of several classes the likeliest counts: there is none.
    expect(agreementExhibit({ ...agreed, cut: false }, en).sub).not.toContain('threshold');
    expect(plain(agreementExhibit(agreed, en).headline)).toBe(
      'Logistic and Forest differ most: they call 80 % of rows the same',
    );
    expect(plain(agreementExhibit({ ...agreed, by: 'rank' }, en).headline)).toMatch(
      /differ most, and put rows in nearly the same order: 0\.90 of 1$/,
    );
    for (const format of formats) for (const width of widths) expectToFit(agreementChart(agreed, width, format));
  });
});

describe('scores of those without an answer', () => {
  test('add up by band, and are drawn at every width', () => {
    const now = scoredNow(scored.scores, [0.3, 0.7], false, null);
    expect(now.bands.reduce((n, b) => n + b.rows, 0)).toBe(3000);
    expect(now.bins.reduce((n, b) => n + b.rows, 0)).toBe(3000);
    expect(now.expected).toBeCloseTo(
      now.bands.reduce((n, b) => n + b.expected, 0),
      6,
    );
    for (const format of formats) {
      for (const subject of subjects) {
        expectSaid(scoredExhibit(now, subject, format));
        for (const width of widths) expectToFit(scoredChart(now, subject, width, format));
      }
      const money = scoredNow(
        scored.scores.map((s) => s * 100),
        [],
        true,
        0,
      );
      expectSaid(scoredExhibit(money, value, format));
      for (const width of widths) expectToFit(scoredChart(money, value, width, format));
    }
  });
});
