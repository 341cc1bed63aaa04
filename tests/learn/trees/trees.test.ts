import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tree } from '../../../src/learn/model';
import { cutPoints, writeBins } from '../../../src/learn/trees/binning';
import { fitBoosting } from '../../../src/learn/trees/boosting';
import { fitForest, fitTree } from '../../../src/learn/trees/forest';
import { addTree, marginTrees, predictTrees } from '../../../src/learn/trees/predict';
import { weightedQuantile } from '../../../src/learn/trees/targets';
import { hashOf, lcg, made, matrix } from './data';

const { x, y } = made('binary', 2000);
const labels = Uint8Array.from(y);
const binary = { task: 'binary', labels } as const;
const noise = lcg(9);
const values = Float64Array.from({ length: 2000 }, (_, i) => {
  const [a = 0, , , d = 0, e = 0] = x.values.subarray(10 * i, 10 * i + 10);
  return 3 * a + (d > 0.7 ? 1 : 0) - 2 * e * a + noise() / 2;
});
const number = { task: 'regression', values } as const;
const classes = Int32Array.from(y, (v, i) => v + ((x.values[i * 10] ?? 0) > 0.5 ? 1 : 0));
const multiclass = { task: 'multiclass', labels: classes, classes: ['a', 'b', 'c'] } as const;
const mean = (v: ArrayLike<number>): number => Array.from(v).reduce((a, b) => a + b, 0) / v.length;

describe('bins', () => {
  const floats = fc.oneof(fc.float(), fc.constantFrom(NaN, 0, -0, 1, 2, 3, Infinity, -Infinity));
  test('a value is left of a cut exactly when its bin is', () => {
    const check = fc.property(
      fc.array(floats, { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 2, max: 255 }),
      (column, bins) => {
        const one = matrix(column.length, 1, (i) => column[i] ?? NaN);
        const [cuts = new Float64Array()] = cutPoints(one, null, bins, 1);
        expect(cuts.length).toBeLessThan(bins);
        expect(cuts.every((c, i) => Object.is(Math.fround(c), c) && (i === 0 || c > (cuts[i - 1] ?? NaN)))).toBe(true);
        const out = new Uint8Array(column.length);
        writeBins(one, [cuts], out);
        column.forEach((v, i) => {
          if (Number.isNaN(v)) expect(out[i]).toBe(0);
          else cuts.forEach((cut, s) => expect(v < cut).toBe((out[i] ?? 0) <= s + 1));
        });
      },
    );
    fc.assert(check, { seed: 1 });
  });
  test('few values are parted halfway; missing ones can be parted from all others', () => {
    expect(
      cutPoints(
        matrix(4, 1, (i) => [1, 2, 2, 4][i] ?? NaN),
        null,
        255,
        1,
      ),
    ).toEqual([Float64Array.of(1.5, 3)]);
    expect(
      cutPoints(
        matrix(3, 1, (i) => [1, NaN, 1][i] ?? NaN),
        null,
        255,
        1,
      ),
    ).toEqual([Float64Array.of(Infinity)]);
    expect(
      cutPoints(
        matrix(2, 1, () => 7),
        null,
        255,
        1,
      ),
    ).toEqual([new Float64Array()]);
  });
  test('weights move quantiles; a heavy value has a bin of its own', () => {
    const [even = [], heavy = []] = [null, Float64Array.from({ length: 1000 }, (_, i) => (i < 500 ? 9 : 1))].map(
      (w) =>
        cutPoints(
          matrix(1000, 1, (i) => i),
          w,
          10,
          1,
        )[0] ?? [],
    );
    expect(Array.from(even, Math.round)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(Array.from(heavy).filter((c) => c < 500)).toHaveLength(8);
    const [cuts] = cutPoints(
      matrix(1000, 1, (i) => (i < 600 ? 0 : i)),
      null,
      4,
      1,
    );
    expect(cuts?.[0]).toBe(300);
  });
  test('each bin of many rows weighs the same to a tenth', () => {
    const u = lcg(3);
    const column = matrix(300_000, 1, () => u());
    const cuts = cutPoints(column, null, 20, 1);
    const out = new Uint8Array(300_000);
    writeBins(column, cuts, out);
    const counts = new Array<number>(20).fill(0);
    out.forEach((b) => (counts[b - 1] = (counts[b - 1] ?? 0) + 1));
    counts.forEach((n) => expect(Math.abs(n / 15_000 - 1)).toBeLessThan(0.1));
  });
});

describe('the same data and seed give the same bytes', () => {
  const boosted = { rounds: 5, subsample: 0.5, columns: 0.5 };
  test.each([
    ['boosting', (seed: number) => fitBoosting(x, binary, { seed, ...boosted }).model],
    ['boosting of classes', (seed: number) => fitBoosting(x, multiclass, { seed, ...boosted }).model],
    ['boosting of a quantile', (seed: number) => fitBoosting(x, number, { seed, ...boosted, quantile: 0.3 }).model],
    ['a forest', (seed: number) => fitForest(x, binary, { seed, trees: 4 }).model],
    ['a forest of classes', (seed: number) => fitForest(x, multiclass, { seed, trees: 3 }).model],
  ])('%s; another seed another model', (_name, fit) => {
    expect(hashOf(fit(1))).toBe(hashOf(fit(1)));
    expect(hashOf(fit(2))).not.toBe(hashOf(fit(1)));
  });
  test('and these are the bytes: a change of a model is seen', () => {
    expect(hashOf(fitBoosting(x, number, { seed: 1, rounds: 3 }).model)).toMatchInlineSnapshot(
      `"12f7191477d1175fa1c5cff59c69fa5f4fa1492e174f55a17ac5e2958dbd43a2"`,
    );
    expect(hashOf(fitForest(x, binary, { seed: 1, trees: 2, maxDepth: 5 }).model)).toMatchInlineSnapshot(
      `"074b65d284a433c179231d19b8863b238455380fa206e2dc1de30ec9a982b15b"`,
    );
  });
});

describe('a decision tree', () => {
  test('parts what can be parted, and holds shares in float32 leaves', () => {
    const square = matrix(8, 2, (i, j) => (j === 0 ? i : i % 2));
    const tree = fitTree(
      square,
      { task: 'binary', labels: Uint8Array.of(0, 0, 0, 1, 1, 1, 0, 1) },
      { seed: 1, maxDepth: 1 },
    );
    expect(predictTrees(tree, square)).toEqual(Float64Array.of(0, 0, 0, 0.8, 0.8, 0.8, 0.8, 0.8).map(Math.fround));
    expect(tree.trees[0]?.cover).toEqual(Float64Array.of(8, 3, 5));
  });
  test('left to itself it knows every training row', () => {
    expect(predictTrees(fitTree(x, binary, { seed: 1 }), x)).toEqual(Float64Array.from(labels));
  });
  test('of classes holds shares that sum to 1', () => {
    const p = predictTrees(fitTree(x, multiclass, { seed: 1, maxDepth: 3 }), x);
    for (let i = 0; i < p.length; i += 3)
      expect((p[i] ?? NaN) + (p[i + 1] ?? NaN) + (p[i + 2] ?? NaN)).toBeCloseTo(1, 6);
  });
  test('a weight counts a row several times', () => {
    const weights = Float64Array.from(y, (_, i) => i % 3);
    const kept = Array.from(y.keys()).flatMap((i) => new Array<number>(i % 3).fill(i));
    const several = matrix(kept.length, 10, (i, j) => x.values[(kept[i] ?? 0) * 10 + j] ?? NaN);
    const options = { seed: 1, maxDepth: 4, bins: 255, minLeaf: 20 };
    // minLeaf counts in weights of mean 1: both mean 20 rows of the heavier data.
    const a = fitTree(x, binary, { ...options, weights });
    const b = fitTree(several, { task: 'binary', labels: Uint8Array.from(kept, (i) => labels[i] ?? 0) }, options);
    expect(
      mean(predictTrees(a, several).map((p, i) => Math.abs(p - (predictTrees(b, several)[i] ?? NaN)))),
    ).toBeLessThan(0.03);
  });
  test('respects depth, leaves and leaf weight', () => {
    const leaves = (tree: Tree | undefined): number[] =>
      Array.from(tree?.cover ?? []).filter((_, i) => tree?.feature[i] === -1);
    expect(leaves(fitTree(x, binary, { seed: 1, maxLeaves: 7 }).trees[0])).toHaveLength(7);
    expect(leaves(fitTree(x, binary, { seed: 1, maxDepth: 3 }).trees[0]).length).toBeLessThanOrEqual(8);
    expect(Math.min(...leaves(fitTree(x, number, { seed: 1, minLeaf: 50 }).trees[0]))).toBeGreaterThanOrEqual(50);
    expect(leaves(fitTree(x, number, { seed: 1, minGain: 1e9 }).trees[0])).toHaveLength(1);
  });
});

describe('a forest', () => {
  test('rows out of the bag tell how good it is', () => {
    const { model, outOfBag } = fitForest(x, binary, { seed: 1, trees: 60 });
    const right = mean(predictTrees(model, x).map((p, i) => (p >= 0.5 === (labels[i] === 1) ? 1 : 0)));
    expect(right).toBeGreaterThan(0.95);
    expect(outOfBag?.score).toBeGreaterThan(0.62);
    expect(outOfBag?.score).toBeLessThan(0.8);
    expect(fitForest(x, number, { seed: 1, trees: 20 }).outOfBag?.predictions).toHaveLength(2000);
  });
  test('without bootstrap has no bag', () => {
    expect(fitForest(x, binary, { seed: 1, trees: 2, bootstrap: false }).outOfBag).toBeNull();
  });
  test('far from 0 a number keeps its variance', () => {
    const far = { task: 'regression', values: values.map((v) => v + 1e6) } as const;
    const p = predictTrees(fitForest(x, far, { seed: 1, trees: 10 }).model, x);
    expect(mean(p.map((v, i) => (v - (far.values[i] ?? NaN)) ** 2))).toBeLessThan(0.05);
  });
});

describe('boosting', () => {
  test('the losses it tells are those of its model', () => {
    const weights = Float64Array.from(y, (_, i) => 1 + (i % 2));
    for (const w of [undefined, weights]) {
      const { model, trainLoss } = fitBoosting(x, binary, { seed: 1, rounds: 6, ...(w && { weights: w }) });
      const p = predictTrees(model, x);
      const total = w === undefined ? 2000 : w.reduce((a, b) => a + b, 0);
      const loss = p.reduce((s, v, i) => s - (w?.[i] ?? 1) * Math.log(labels[i] === 1 ? v : 1 - v), 0) / total;
      expect(trainLoss).toHaveLength(7);
      expect(trainLoss[6]).toBeCloseTo(loss, 10);
      expect([...trainLoss].every((l, i) => i === 0 || l < (trainLoss[i - 1] ?? NaN))).toBe(true);
    }
  });
  test('of classes: probabilities that sum to 1, and a loss that is that of its model', () => {
    const { model, trainLoss } = fitBoosting(x, multiclass, { seed: 1, rounds: 4 });
    const p = predictTrees(model, x);
    const loss = classes.reduce((s, k, i) => s - Math.log(p[3 * i + k] ?? NaN), 0) / 2000;
    expect(trainLoss[4]).toBeCloseTo(loss, 10);
    expect((p[0] ?? NaN) + (p[1] ?? NaN) + (p[2] ?? NaN)).toBeCloseTo(1, 12);
    expect(model.trees).toHaveLength(12);
  });
  test('stops early and keeps the round of the least validation loss', () => {
    const chance = Uint8Array.from({ length: 2000 }, (_, i) => ((i * 7919) % 2) ^ (i % 3 === 0 ? 1 : 0));
    const half = { ...x, rows: 1000, values: x.values.slice(0, 10_000) };
    const rest = { ...x, rows: 1000, values: x.values.slice(10_000) };
    const validation = { x: rest, target: { task: 'binary', labels: chance.slice(1000) }, patience: 5 } as const;
    const fit = fitBoosting(
      half,
      { task: 'binary', labels: chance.slice(0, 1000) },
      { seed: 1, rounds: 200, validation },
    );
    const losses = [...(fit.validationLoss ?? [])];
    expect(losses.indexOf(Math.min(...losses))).toBe(fit.rounds);
    expect(losses).toHaveLength(fit.rounds + 6);
    expect(fit.model.trees).toHaveLength(fit.rounds);
  });
  test.each([0.1, 0.5, 0.9])('a quantile of %d has that share of the rows below it', (quantile) => {
    const p = predictTrees(fitBoosting(x, number, { seed: 1, rounds: 60, quantile, maxDepth: 3 }).model, x);
    expect(mean(p.map((v, i) => ((values[i] ?? NaN) <= v ? 1 : 0)))).toBeCloseTo(quantile, 1);
  });
  test('balanced classes are as likely as one another', () => {
    const rare = { task: 'binary', labels: labels.map((v, i) => (i % 5 === 0 ? v : 0)) } as const;
    const plain = predictTrees(fitBoosting(x, rare, { seed: 1, rounds: 5 }).model, x);
    const even = predictTrees(fitBoosting(x, rare, { seed: 1, rounds: 5, classWeights: 'balanced' }).model, x);
    expect(mean(plain)).toBeLessThan(0.2);
    expect(mean(even)).toBeGreaterThan(0.35);
  });
  test('learns at each node where missing values go', () => {
    const u = lcg(5);
    const some = matrix(400, 2, (i, j) => (j === 0 && i % 4 === 0 ? NaN : u()));
    const isOne = (i: number): boolean => i % 4 === 0 || (some.values[2 * i] ?? 0) > 0.8;
    const target = { task: 'binary', labels: Uint8Array.from({ length: 400 }, (_, i) => (isOne(i) ? 1 : 0)) } as const;
    const { model } = fitBoosting(some, target, { seed: 1, rounds: 30 });
    const p = predictTrees(
      model,
      matrix(3, 2, (i, j) => (j === 1 ? 0.5 : ([NaN, 0.2, 0.95][i] ?? 0))),
    );
    expect([...p].map(Math.round)).toEqual([1, 0, 1]);
  });
  test('what is missing everywhere but in one place is told from it', () => {
    const one = matrix(100, 1, (i) => (i % 2 === 0 ? NaN : 5));
    const target = { task: 'regression', values: Float64Array.from({ length: 100 }, (_, i) => i % 2) } as const;
    const p = predictTrees(fitBoosting(one, target, { seed: 1, rounds: 50, learningRate: 0.5 }).model, one);
    expect(p[0]).toBeCloseTo(0, 2);
    expect(p[1]).toBeCloseTo(1, 2);
  });
  test('minimises: a deeper, longer one fits better; more penalty less', () => {
    const last = (o: object): number => fitBoosting(x, number, { seed: 1, rounds: 10, ...o }).trainLoss[10] ?? NaN;
    expect(last({ maxDepth: 8 })).toBeLessThan(last({ maxDepth: 2 }));
    expect(last({ l2: 100 })).toBeGreaterThan(last({ l2: 0 }));
    expect(last({ minChildWeight: 300 })).toBeGreaterThan(last({}));
    expect(last({ growth: 'leaf', maxLeaves: 8, maxDepth: 20 })).toBeLessThan(last({ maxLeaves: 8, maxDepth: 20 }));
  });
});

describe('monotone constraints hold', () => {
  const signs = [1, 0, 0, 0, -1, -1, 0, 0, 0, 1] as const;
  const models = [
    fitBoosting(x, binary, { seed: 1, rounds: 25, learningRate: 0.3, monotone: signs }).model,
    fitBoosting(x, number, { seed: 1, rounds: 25, learningRate: 0.3, monotone: signs, growth: 'leaf', maxLeaves: 12 })
      .model,
    fitForest(x, binary, { seed: 1, trees: 10, maxDepth: 8, monotone: signs }).model,
  ];
  const probe = fc.record({
    row: fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)), {
      minLength: 10,
      maxLength: 10,
    }),
    ends: fc.tuple(fc.double({ min: -1, max: 2, noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true })),
    feature: fc.constantFrom(0, 4, 5, 9),
    model: fc.constantFrom(...models),
  });
  test('on random probes', () => {
    const check = fc.property(probe, ({ row, ends, feature, model }) => {
      const [low, high] = [Math.min(...ends), Math.max(...ends)];
      const pair = matrix(2, 10, (i, j) => (j === feature ? (i === 0 ? low : high) : (row[j] ?? NaN)));
      const [a = NaN, b = NaN] = marginTrees(model, pair);
      expect((signs[feature] ?? 0) * (b - a)).toBeGreaterThanOrEqual(0);
    });
    fc.assert(check, { seed: 1, numRuns: 1500 });
  });
  test('and cost little: the model still learns', () => {
    const free = fitBoosting(x, number, { seed: 1, rounds: 25 }).trainLoss[25] ?? NaN;
    const bound = fitBoosting(x, number, { seed: 1, rounds: 25, monotone: signs }).trainLoss[25] ?? NaN;
    expect(bound).toBeLessThan(2 * free);
  });
});

describe('prediction', () => {
  test('of many rows equals one tree after another', () => {
    const { model } = fitBoosting(x, multiclass, { seed: 1, rounds: 3 });
    const sums = Float64Array.from({ length: 6000 }, (_, i) => model.base[i % 3] ?? NaN);
    model.trees.forEach((tree, t) => addTree(tree, x, null, sums, model.outputs[t] ?? 0, 3));
    expect(marginTrees(model, x)).toEqual(sums);
  });
  test('thresholds, leaves and bases are float32 numbers', () => {
    for (const { trees, base } of [
      fitBoosting(x, binary, { seed: 1, rounds: 4 }).model,
      fitForest(x, number, { seed: 1, trees: 3 }).model,
    ]) {
      for (const all of [base, ...trees.flatMap((t) => [t.threshold, t.value])])
        expect(all).toEqual(all.map(Math.fround));
    }
  });
  test('shares of a forest are probabilities: their sum never passes 1', () => {
    const ones = { task: 'binary', labels: labels.map((_, i) => (i === 0 ? 0 : 1)) } as const;
    const { model } = fitForest(x, ones, { seed: 1, trees: 7, maxDepth: 2 });
    expect(Math.max(...marginTrees(model, x))).toBeGreaterThan(1);
    expect(Math.max(...predictTrees(model, x))).toBe(1);
  });
  test('no rows, no outputs', () => {
    const { model } = fitBoosting(x, binary, { seed: 1, rounds: 1 });
    expect(predictTrees(model, { rows: 0, columns: 10, values: new Float64Array() })).toHaveLength(0);
  });
});

describe('a node of a forest', () => {
  test('finds the one feature that can be split, wherever it comes in the order of turns', () => {
    const one = matrix(40, 12, (i, j) => (j === 7 ? i : 3));
    const half = { task: 'binary', labels: Uint8Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1)) } as const;
    for (let seed = 0; seed < 30; seed++) {
      const { model } = fitForest(one, half, { seed, trees: 1, maxFeatures: 0.2, maxDepth: 1 });
      expect(model.trees[0]?.feature[0]).toBe(7);
    }
  });
  test('is cut midway between its own values, not between those of all rows', () => {
    // Where the first feature is 0 the second is 0 or 10, elsewhere it is anything between.
    const two = matrix(44, 2, (i, j) => (i < 22 ? (j === 0 ? 0 : i < 11 ? 0 : 10) : j === 0 ? 1 : (i - 22) / 2));
    const sides = {
      task: 'regression',
      values: Float64Array.from({ length: 44 }, (_, i) => (i < 11 ? 0 : i < 22 ? 1 : 9)),
    };
    const [tree] = fitTree(two, { ...sides, task: 'regression' }, { seed: 1, maxLeaves: 3 }).trees;
    const at = tree?.feature.lastIndexOf(1) ?? -1;
    expect(tree?.threshold[at]).toBeCloseTo(5, 0);
  });
});

describe('what cannot be learnt is refused with a reason', () => {
  const fit =
    (o: object, target: Parameters<typeof fitBoosting>[1] = binary) =>
    () =>
      fitBoosting(x, target, { seed: 1, rounds: 1, ...o });
  test.each([
    ['one class', fit({}, { task: 'binary', labels: new Uint8Array(2000) }), 'one class'],
    [
      'a missing target',
      fit({}, { task: 'regression', values: values.map((v, i) => (i === 3 ? NaN : v)) }),
      'not finite',
    ],
    ['too few labels', fit({}, { task: 'binary', labels: labels.slice(1) }), '1999'],
    ['an unknown class', fit({}, { ...multiclass, classes: ['a', 'b'] }), 'classes'],
    ['a negative weight', fit({ weights: new Float64Array(2000).fill(-1) }), 'negative'],
    ['no weight', fit({ weights: new Float64Array(2000) }), 'no row'],
    ['signs for other features', fit({ monotone: [1] }), '1 monotone'],
    ['monotone classes', fit({ monotone: new Array(10).fill(1) }, multiclass), 'monotone'],
    ['a quantile of classes', fit({ quantile: 0.5 }), 'quantile'],
    ['a quantile of 1', fit({ quantile: 1 }, number), 'quantile'],
    ['a learning rate of 2', fit({ learningRate: 2 }), 'learningRate'],
    ['a bin', fit({ bins: 1 }), 'bins'],
    [
      'other columns',
      () =>
        predictTrees(
          fit({})().model,
          matrix(1, 3, () => 0),
        ),
      '3 columns',
    ],
  ])('%s', (_name, act, reason) => expect(act).toThrow(reason));
});

test('a weighted quantile is the least value with enough weight at or below it', () => {
  expect(weightedQuantile(Float64Array.of(3, 1, 2, 4), null, 0.5)).toBe(2);
  expect(weightedQuantile(Float64Array.of(3, 1, 2), Float64Array.of(1, 1, 8), 0.5)).toBe(2);
  expect(weightedQuantile(Float64Array.of(3, 1, 2), Float64Array.of(0, 1, 0), 1)).toBe(1);
});
