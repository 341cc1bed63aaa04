import { describe, expect, test } from 'vitest';
import type { Spec } from '../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../../src/learn/preprocess/spec';
import { sfc32 } from '../../src/learn/random';
import { everyRow } from '../../src/learn/rows';
import type { Dataset } from '../../src/learn/table';
import { crossValidate, evaluate, runSearch } from '../../src/learn/validate/evaluate';
import { foldsOf, holdOut, type Fold } from '../../src/learn/validate/folds';
import { metricOf } from '../../src/learn/validate/metric';
import { bestTrial, suggest, type Search, type Suggestion, type Trial } from '../../src/learn/validate/search';
import { valueAt, withValues, type Space } from '../../src/learn/validate/space';
import { SPACES } from '../../src/learn/validate/spaces';
import { customers } from './tables';

const data = customers(600, 'binary');
const labels = data.target.task === 'binary' ? data.target.labels : new Uint8Array();
const rows = everyRow(600);
const share = (of: Int32Array): number => of.reduce((n, i) => n + (labels[i] ?? 0), 0) / of.length;

function expectApart(folds: readonly Fold[]): void {
  for (const { train, test } of folds) {
    const learnt = new Set(train);
    expect(test.some((i) => learnt.has(i))).toBe(false);
    expect([train, test].every((side) => side.every((row, i) => i === 0 || row > (side[i - 1] ?? row)))).toBe(true);
  }
}

describe('random folds', () => {
  test('test every row once, with the classes in equal shares, by the seed', () => {
    const folds = foldsOf({ by: 'random', folds: 5 }, data, rows, 3);
    expectApart(folds);
    expect(folds.flatMap((f) => [...f.test]).sort((a, b) => a - b)).toEqual([...rows]);
    for (const f of folds) expect(Math.abs(share(f.test) - share(rows))).toBeLessThan(0.01);
    expect(foldsOf({ by: 'random', folds: 5 }, data, rows, 3)).toEqual(folds);
    expect(foldsOf({ by: 'random', folds: 5 }, data, rows, 4)).not.toEqual(folds);
  });

  test('keep groups together, and the classes nearly even', () => {
    const groups = Int32Array.from(rows, (i) => Math.floor(i / 7) * 10);
    const folds = foldsOf({ by: 'random', folds: 4 }, { ...data, groups }, rows, 1);
    expectApart(folds);
    for (const f of folds) {
      const learnt = new Set(Array.from(f.train, (i) => groups[i]));
      expect(f.test.some((i) => learnt.has(groups[i]))).toBe(false);
      expect(Math.abs(share(f.test) - share(rows))).toBeLessThan(0.05);
      expect(Math.abs(f.test.length - 150)).toBeLessThan(20);
    }
  });

  test('spread groups of each make-up evenly: those always, sometimes and never of a class', () => {
    const labels = Uint8Array.from(rows, (i) => [0, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0][i % 12] ?? 0);
    const groups = Int32Array.from(rows, (i) => Math.floor(i / 3));
    const known: Dataset = { ...data, target: { task: 'binary', labels }, groups };
    for (const { test: tested } of foldsOf({ by: 'random', folds: 4 }, known, rows, 1)) {
      const bought = new Map<number, number>();
      for (const i of tested) bought.set(groups[i] ?? 0, (bought.get(groups[i] ?? 0) ?? 0) + (labels[i] ?? 0));
      const madeUp = [0, 1, 2, 3].map((n) => [...bought.values()].filter((b) => b === n).length);
      const all = rows.length / 12 / 4;
      expect(Math.abs((madeUp[3] ?? 0) - all)).toBeLessThan(1);
      expect(Math.abs((madeUp[1] ?? 0) - all)).toBeLessThan(1);
      expect(Math.abs((madeUp[0] ?? 0) - 2 * all)).toBeLessThan(1);
    }
  });

  test('of numbers spread the large and the small', () => {
    const values = Float64Array.from(rows, (i) => i);
    const regression: Dataset = { ...data, target: { task: 'regression', values } };
    for (const f of foldsOf({ by: 'random', folds: 3 }, regression, rows, 1)) {
      expect(f.test.reduce((n, i) => n + i, 0) / f.test.length).toBeCloseTo(299.5, -1.3);
    }
  });
});

describe('folds by time', () => {
  const times = Float64Array.from(rows, (i) => 1000 * Math.floor(((i * 7) % 600) / 60));
  const dated = { ...data, times };

  test('are judged on later rows than they learn from, and keep the gap', () => {
    for (const gap of [0, 1000]) {
      const folds = foldsOf({ by: 'time', folds: 3, gap }, dated, rows, 1);
      expectApart(folds);
      expect(folds.length).toBe(3);
      for (const f of folds) {
        const last = Math.max(...Array.from(f.train, (i) => times[i] ?? NaN));
        expect(Math.min(...Array.from(f.test, (i) => times[i] ?? NaN))).toBe(last + (gap === 0 ? 1000 : gap));
      }
    }
  });

  test('or by one cutoff', () => {
    const fold = holdOut(dated, rows, 7000, 2000);
    expectApart([fold]);
    expect(Math.max(...Array.from(fold.train, (i) => times[i] ?? NaN))).toBe(5000);
    expect(Math.min(...Array.from(fold.test, (i) => times[i] ?? NaN))).toBe(7000);
  });

  test('rows that cannot be split say why', () => {
    expect(() => foldsOf({ by: 'time', folds: 3, gap: 0 }, data, rows, 1)).toThrow('no times');
    expect(() => foldsOf({ by: 'time', folds: 10, gap: 0 }, dated, rows, 1)).toThrow('10 times for 10 folds');
    expect(() => foldsOf({ by: 'random', folds: 1 }, data, rows, 1)).toThrow('at least 2');
    expect(() => foldsOf({ by: 'random', folds: 4 }, { ...data, groups: new Int32Array(600) }, rows, 1)).toThrow(
      '1 groups',
    );
    expect(() => holdOut(dated, rows, 0)).toThrow('without rows');
  });
});

const logistic: Spec = { kind: 'pipeline', preprocess: FOR_LINEAR, learner: { learner: 'logistic', C: 1 } };

test('out-of-fold predictions are in the order of the rows, by models that did not see them', () => {
  const folds = foldsOf({ by: 'random', folds: 3 }, data, rows, 1);
  const { rows: tested, values, scores } = crossValidate(logistic, folds, data, 'roc-auc', 1);
  expect([...tested]).toEqual([...rows]);
  expect(scores.length).toBe(3);
  expect(metricOf('roc-auc', data.target, values)).toBeCloseTo(scores.reduce((a, b) => a + b) / 3, 1);
  expect(() => metricOf('rmse', data.target, values)).toThrow('rmse does not judge a binary model');
});

test('a space’s values are put into the spec, and what is no spec is refused', () => {
  const space: Space = SPACES.boosting;
  const boosting: Spec = { kind: 'pipeline', preprocess: FOR_TREES, learner: { learner: 'boosting', rounds: 5 } };
  const values = space.map((p) => valueAt(p, p.kind === 'choice' ? 0 : 1));
  expect(withValues(boosting, space, values)).toMatchObject({ learner: { rounds: 5, maxDepth: 9, learningRate: 0.3 } });
  expect(() => withValues(boosting, [{ at: ['learner', 'depth'], kind: 'choice', of: [1] }], [1])).toThrow();
  expect(() =>
    withValues(
      boosting,
      space,
      values.map(() => 'x'),
    ),
  ).toThrow();
  const whole = { at: ['x'], kind: 'whole', low: 2, high: 4, log: false } as const;
  expect([0, 0.2, 0.5, 0.8, 1].map((t) => valueAt(whole, t))).toEqual([2, 2, 3, 4, 4]);
});

const search: Search = {
  spec: logistic,
  space: SPACES.logistic,
  folds: { by: 'random', folds: 3 },
  metric: 'log-loss',
  seed: 5,
  settings: 9,
  random: 5,
  rungs: [0.2, 1],
  keep: 3,
};

describe('a search', () => {
  const clock = (): (() => number) => {
    let seconds = 0;
    return () => seconds++;
  };

  test('records every trial, repeats, and goes on where it was stopped', () => {
    const bests: (number | null)[] = [];
    const all = runSearch(search, data, rows, clock(), { onTrial: (_, best) => bests.push(best?.mean ?? null) });
    expect(all.filter((t) => t.rung === 0).length).toBe(9);
    expect(all.filter((t) => t.rung === 1).length).toBe(3);
    expect(all.every((t) => t.failed === null && t.scores.length === 3 && t.seconds === 3)).toBe(true);
    expect(bests.at(-1)).toBe(Math.min(...all.filter((t) => t.rung === 1).map((t) => t.mean ?? Infinity)));

    const some: Trial[] = [];
    const stop = (trial: Trial): void => {
      some.push(trial);
      if (some.length === 5) throw new Error('enough for today');
    };
    expect(() => runSearch(search, data, rows, clock(), { onTrial: stop })).toThrow('enough for today');
    expect(runSearch(search, data, rows, clock(), { history: some })).toEqual(all);
  });

  test('can be given up within a trial; a setting that cannot be fitted is a failed trial', () => {
    const first = suggest(search, []);
    if (first === null) throw new Error('nothing to try');
    const stop = (): never => {
      throw new Error('given up');
    };
    expect(() => evaluate(search, first, data, rows, clock(), stop)).toThrow('given up');
    const broken = { ...search, spec: { ...logistic, preprocess: FOR_TREES } };
    expect(evaluate(broken, first, data, rows, clock())).toMatchObject({
      mean: null,
      scores: [],
      failed: expect.stringContaining('finite'),
    });
  });

  /** Several workers on a made-up score with its peak at 0.3, 0.7 and the second choice. */
  const space: Space = [
    { at: ['a'], kind: 'real', low: 0, high: 1, log: false },
    { at: ['b'], kind: 'real', low: 0, high: 1, log: false },
    { at: ['c'], kind: 'choice', of: ['x', 'y', 'z'] },
  ];
  const pure: Search = { ...search, metric: 'roc-auc', space, settings: 60, random: 15, rungs: [1], keep: 3 };
  const score = ([a = 0, b = 0, c = 0]: readonly number[]): number =>
    1 - (a - 0.3) ** 2 - (b - 0.7) ** 2 - (c === 1 ? 0 : 0.2);
  const run = (s: Search, workers: number): readonly Trial[] => {
    const history: Trial[] = [];
    const running: Suggestion[] = [];
    for (;;) {
      while (running.length < workers) {
        const next = suggest(s, history, running);
        if (next === null) break;
        running.push(next);
      }
      // The one that started last ends first.
      const ended = running.pop();
      if (ended === undefined) return history;
      const mean = score(ended.places);
      history.push({ ...ended, scores: [mean], mean, sd: null, seconds: 1, failed: null });
    }
  };

  test('tries every setting once, with any number of workers', () => {
    for (const workers of [1, 2, 5]) {
      const history = run({ ...pure, rungs: [0.1, 0.3, 1] }, workers);
      const at = (rung: number) => history.filter((t) => t.rung === rung).map((t) => t.setting);
      expect(at(0).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
      expect(new Set(at(1)).size).toBe(at(1).length);
      expect(at(1).length).toBeGreaterThanOrEqual(20);
      expect(at(2).length).toBeGreaterThanOrEqual(6);
      expect(bestTrial('roc-auc', history)?.rung).toBe(2);
    }
  });

  test('by TPE comes nearer to the best than a random one', () => {
    const best = (random: number, seed: number): number =>
      Math.max(...run({ ...pure, random, seed }, 1).map((t) => t.mean ?? 0));
    const seeds = Array.from({ length: 10 }, (_, i) => i);
    const missed = (random: number): number => seeds.reduce((sum, s) => sum + 1 - best(random, s), 0) / seeds.length;
    expect(missed(15)).toBeLessThan(missed(60) / 3);
  });

  test('without any success comes to an end', () => {
    const history: Trial[] = [];
    for (let next = suggest(search, history); next !== null; next = suggest(search, history)) {
      history.push({ ...next, scores: [], mean: null, sd: null, seconds: 0, failed: 'no' });
    }
    expect(history.length).toBe(9);
    expect(bestTrial('log-loss', history)).toBeNull();
  });
});

test('the spread of random places is even in logarithms', () => {
  const p = { at: ['C'], kind: 'real', low: 0.001, high: 1000, log: true } as const;
  const random = sfc32(1);
  const values = Array.from({ length: 1000 }, () => Number(valueAt(p, random.uniform())));
  expect(values.filter((x) => x < 1).length / 1000).toBeCloseTo(0.5, 1);
});
