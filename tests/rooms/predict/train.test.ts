import { describe, expect, test } from 'vitest';
import { Formatter } from '../../../src/core/format';
import { locales } from '../../../src/core/words';
import type { Judged } from '../../../src/learn/jobs/judge';
import type { LearningPoint } from '../../../src/learn/validate/learning-curve';
import type { Search, Trial } from '../../../src/learn/validate/search';
import { boardScale, boardTable, boardText, type BoardAbout } from '../../../src/rooms/predict/train/board';
import { learningCurveChart, stillLearning } from '../../../src/rooms/predict/train/curve-chart';
import { settingsOf, trialsChart } from '../../../src/rooms/predict/train/trials-chart';
import { CONSTANT, pipelineOf, searchOf } from '../../../src/state/predict/candidates';
import { crossValidated, isTrained, leaderOf, type Contender } from '../../../src/state/predict/contender';
import { usualSettings } from '../../../src/state/predict/settings';
import { expectToFit } from '../../support/layout';

const settings = usualSettings('binary', 5000, true);
const spec = pipelineOf('boosting', settings);
const search: Search | null = searchOf('boosting', spec, settings, { by: 'random', folds: 3 }, 5000);
if (search === null) throw new Error('the usual settings search');
const trial = (setting: number, rung: number, mean: number | null): Trial => ({
  setting,
  rung,
  places: search.space.map((_, i) => ((setting + 1) * (i + 1) * 0.13) % 1),
  values: search.space.map(() => 1),
  scores: mean === null ? [] : [mean, mean],
  mean,
  sd: mean === null ? null : 0.01,
  seconds: 1,
  failed: mean === null ? 'no' : null,
});
const trials = [trial(0, 0, 0.7), trial(1, 0, 0.75), trial(2, 0, null), trial(1, 1, 0.78), trial(3, 0, 0.72)];

const judged = (value: number, low: number, high: number, baseline = 0.5): Judged => ({
  figure: { value },
  interval: { low, high },
  baseline: { value: baseline },
});
const contender = (id: string, name: Contender['name'], mean: number | null, figure: Judged | null): Contender => ({
  id,
  name,
  title: null,
  spec: CONSTANT,
  state: 'done',
  // Only whether it is there is looked at.
  fitted: {
    kind: 'pipeline',
    version: 1,
    task: 'binary',
    classes: [],
    preprocessing: { version: 1, inputs: [], blocks: [], features: [], dropped: [] },
    model: { kind: 'constant', task: 'binary', features: 0, values: Float64Array.of(0.5) },
  },
  cv: mean === null ? null : crossValidated('roc-auc', [mean - 0.01, mean + 0.01]),
  test: figure === null ? null : { rows: 100, figures: { rocAuc: figure }, confusion: null },
  search: null,
  trials: [],
  seconds: 1.25,
  error: null,
});
const none = contender('a', 'constant', null, judged(0.5, 0.5, 0.5));
const linear = contender('b', 'logistic', 0.8, judged(0.82, 0.8, 0.84));
const trees = contender('c', 'boosting', 0.79, judged(0.85, 0.83, 0.87));
const about: BoardAbout = {
  metric: 'roc-auc',
  several: false,
  money: false,
  train: 5000,
  test: 1200,
  later: true,
  seed: 1,
};
const english = new Formatter('en');

test('cross-validation chooses the leader, not the test rows; the model that knows nothing never leads', () => {
  expect(leaderOf([none, linear, trees], 'roc-auc')?.id).toBe('b');
  expect(leaderOf([none], 'roc-auc')).toBeNull();
});

test('of a loss the least leads', () => {
  const loss = (c: Contender, mean: number): Contender => ({ ...c, cv: crossValidated('rmse', [mean, mean]) });
  expect(leaderOf([loss(linear, 3), loss(trees, 2)], 'rmse')?.id).toBe('c');
});

test('mean and standard deviation of the folds have the divisor n − 1, and a fold that failed leaves none', () => {
  expect(crossValidated('roc-auc', [0.7, 0.8, 0.9])).toMatchObject({
    mean: expect.closeTo(0.8, 12),
    sd: expect.closeTo(0.1, 12),
  });
  expect(crossValidated('roc-auc', [0.7, NaN]).mean).toBeNull();
});

describe('the board says what it found', () => {
  const leader = isTrained(linear) ? linear : null;
  test('with the figure on test rows and what no model has', () => {
    const { headline } = boardText([none, linear, trees], leader, false, about, english);
    expect(headline).toContain('0.820');
    expect(headline).toContain('0.500');
  });
  test('and that nothing is sure where the interval includes no model', () => {
    const weak = contender('b', 'logistic', 0.52, judged(0.52, 0.49, 0.55));
    const text = boardText([none, weak], isTrained(weak) ? weak : null, false, about, english);
    expect(text.headline).toContain('No model is surely better than none');
  });
  test('its table has every model with its figures, its scale holds every interval', () => {
    expect(boardTable([none, linear, trees], about, english).rows[1]).toEqual([
      'Logistic regression (L1)',
      0.8,
      expect.closeTo(0.01414, 5),
      0.82,
      0.8,
      0.84,
      0.5,
      1.25,
      'trained',
    ]);
    const scale = boardScale([none, linear, trees], about);
    expect(scale?.at(0.5)).toBeGreaterThan(0);
    expect(scale?.at(0.87)).toBeLessThan(1);
    expect(boardScale([contender('d', 'tree', null, null)], about)).toBeNull();
  });
});

test('of each setting the trial on most rows is drawn, failed ones are not', () => {
  expect(settingsOf(trials).map((t) => [t.setting, t.rung])).toEqual([
    [0, 0],
    [1, 1],
    [3, 0],
  ]);
});

const point = (rows: number, mean: number, onTraining: number): LearningPoint => ({
  share: rows / 1000,
  rows,
  scores: [mean],
  mean,
  sd: 0.01,
  onTraining,
});
const points = [point(100, 0.7, 0.95), point(500, 0.78, 0.9), point(1000, 0.8, 0.88)];

test('a model still learns where the last rows brought more than half of what folds differ by', () => {
  expect(stillLearning(points, 'roc-auc')).toBe(true);
  expect(stillLearning([...points, point(1200, 0.802, 0.87)], 'roc-auc')).toBe(false);
  expect(stillLearning([point(1, 5, 1), point(2, 4, 1)], 'rmse')).toBe(true);
});

describe.each(locales)('pictures in %s', (locale) => {
  const format = new Formatter(locale);
  test.each([240, 390, 760])('fit %i px', (width) => {
    const g = trialsChart(search, trials, false, width, format);
    expectToFit(g);
    expect(g.lines).toHaveLength(3);
    expect(g.lines.at(-1)?.strong).toBe(true);
    // Names stand beside the lines, which would strike them through.
    const beside = Math.min(...g.lines.flatMap((l) => l.points.map((p) => p.x)));
    for (const label of g.labels) expect(label.x + Math.min(label.maxWidth ?? 0, width)).toBeLessThan(beside);
    // The best stands rightmost.
    expect(Math.max(...g.dots.map((d) => d.x))).toBe(g.dots.at(-1)?.x);
    expectToFit(learningCurveChart(points, 'roc-auc', false, width, format));
  });
});
