import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { confusionAt } from '../../../src/learn/judge/binary';
import { rocAuc } from '../../../src/learn/judge/scores';
import type { JobName, Jobs } from '../../../src/learn/jobs/jobs';
import { runJob } from '../../../src/learn/jobs/runners';
import type { Spec } from '../../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../../../src/learn/preprocess/spec';
import type { Dataset, Table } from '../../../src/learn/table';
import { customers } from '../tables';

const host = {
  now: () => 0,
  sha256: (bytes: Uint8Array) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
};
const told: number[] = [];
const run = async <K extends JobName>(dataset: Dataset, job: K, ask: Jobs[K]['ask']): Promise<Jobs[K]['answer']> => {
  told.length = 0;
  return runJob(dataset, job, ask, (done) => told.push(done), host);
};

const linear: Spec = { kind: 'pipeline', preprocess: FOR_LINEAR, learner: { learner: 'logistic', C: 1 } };
const boosting: Spec = {
  kind: 'pipeline',
  preprocess: FOR_TREES,
  learner: { learner: 'boosting', rounds: 20, maxDepth: 3 },
};
const places = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i);
const [train, later] = [places(0, 1200), places(1200, 2000)];
const binary = customers(2000, 'binary');
const labels = binary.target.task === 'binary' ? binary.target.labels.subarray(1200) : new Uint8Array();
const fitted = await run(binary, 'fit', { spec: linear, rows: train, seed: 1 });
const answers = await run(binary, 'predict', { fitted, rows: later, frame: null });
const ask = { answers, rows: later };
const options = { threshold: 0.5, seed: 1, draws: 100 };

describe('a binary model', () => {
  test('has curves of at most so many points, exact at their ends, the same from answers as from the model', async () => {
    const curves = await run(binary, 'curves', { ...ask, points: 50 });
    expect(curves).toEqual(await run(binary, 'curves', { fitted, rows: later, points: 50 }));
    for (const curve of [curves.roc, curves.gain, curves.lift, curves.precisionRecall]) {
      expect(curve.length).toBeLessThanOrEqual(50);
      expect(curve.length).toBeGreaterThan(30);
    }
    expect([curves.roc[0], curves.roc.at(-1)].map((p) => [p?.x, p?.y])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    // What the thinned curve encloses is nearly the area of all points.
    const area = curves.roc.reduce((sum, p, i) => {
      const before = curves.roc[i - 1] ?? p;
      return sum + ((p.x - before.x) * (p.y + before.y)) / 2;
    }, 0);
    expect(area).toBeCloseTo(rocAuc({ labels, scores: answers }), 2);
    expect(curves.positives).toBe(labels.reduce((n, y) => n + y, 0));
    const { positives, negatives, edges } = curves.histogram;
    expect([...positives, ...negatives].reduce((a, b) => a + b, 0)).toBe(800);
    expect([edges[0], edges.at(-1)]).toEqual([0, 1]);
    expect(curves.reliability.length).toBe(10);
    expect(curves.calibrationError).toBeLessThan(0.06);
  });

  test('has cuts in which a threshold finds its confusion matrix', async () => {
    const cuts = await run(binary, 'cuts', ask);
    const at = cuts.threshold.findLastIndex((t) => t >= 0.3);
    const confusion = confusionAt({ labels, scores: answers }, 0.3);
    expect([cuts.truePositives[at], cuts.falsePositives[at]]).toEqual([
      confusion.truePositives,
      confusion.falsePositives,
    ]);
  });

  test('has a threshold per rule, with what follows from it', async () => {
    const money = { truePositive: 20, falsePositive: -5, falseNegative: 0, trueNegative: 0 };
    const rules = [
      { by: 'fixed', threshold: 0.5 },
      { by: 'best-f1' },
      { by: 'profit', money },
      { by: 'capacity', rows: 80 },
      { by: 'profit', money: { ...money, truePositive: -1 } },
    ] as const;
    const [half, f1, profit, capacity, nobody] = await run(binary, 'thresholds', { ...ask, rules });
    expect(half?.confusion).toEqual(confusionAt({ labels, scores: answers }, 0.5));
    expect(f1?.figures.f1.value).toBe(f1?.best);
    expect(f1?.best).toBeGreaterThan(half?.figures.f1.value ?? 1);
    expect(capacity?.called).toBeCloseTo(0.1, 2);
    expect(nobody).toMatchObject({ threshold: null, called: 0, best: 0 });
    const { points, best } = await run(binary, 'profit', { ...ask, money, seed: 1, draws: 100 });
    expect(points.length).toBe(101);
    expect([best.threshold, best.profit, best.share]).toEqual([profit?.threshold, profit?.best, profit?.called]);
    expect(best.interval?.low).toBeLessThan(best.profit);
    expect(best.interval?.high).toBeGreaterThan(best.profit);
    expect(Math.max(...points.map((p) => p.profit))).toBeLessThanOrEqual(best.profit + 1e-9);
    const plain = await run(binary, 'profit', { ...ask, money, seed: 1, draws: 0 });
    expect(plain.best.interval).toBeNull();
  });

  test('has bands whose rows are all rows', async () => {
    const bands = await run(binary, 'bands', ask);
    expect(bands.reduce((n, b) => n + b.actual.of, 0)).toBe(800);
  });

  test('is judged segment by segment: levels, the missing ones, parts of numbers, and segments of one’s own', async () => {
    const more = { ...ask, trained: train, options };
    const cities = await run(binary, 'segments', { ...more, by: { column: 'city', most: 2 } });
    expect(cities.map((s) => s.part)).toEqual([
      { level: 'Kazan' },
      { level: 'Omsk' },
      { rest: 'other' },
      { rest: 'missing' },
    ]);
    expect(cities.reduce((n, s) => n + s.judgement.rows, 0)).toBe(800);
    const codes = binary.table.columns.flatMap((c) => (c.kind === 'category' ? [...c.codes] : []));
    const own = later.filter((i) => codes[i] === 0);
    const alone = await run(binary, 'judge', { fitted, rows: own, trained: train, options });
    expect(cities[0]?.judgement).toEqual(alone);
    const quarters = await run(binary, 'segments', { ...more, by: { column: 'spend' } });
    expect(quarters.length).toBe(5);
    expect(quarters.at(-1)?.part).toEqual({ rest: 'missing' });
    const mine = { codes: Int32Array.from(later, (i) => (i % 3) - 1), names: ['even', 'odd'] };
    const named = await run(binary, 'segments', { ...more, by: mine });
    expect(named.map((s) => [s.part, s.judgement.rows])).toEqual([
      [{ name: 'even' }, 267],
      [{ name: 'odd' }, 266],
      [{ rest: 'other' }, 267],
    ]);
  });

  test('agrees with itself, and is compared with another on the same draws', async () => {
    const other = await run(binary, 'fit', { spec: boosting, rows: train, seed: 1 });
    const constant = answers.map(() => 0.5);
    const [[self, pair, none] = []] = await run(binary, 'agreement', {
      models: [{ answers }, { fitted: other }, { answers: constant }],
      rows: later,
    });
    expect(self).toEqual({ share: 1, kappa: 1, rank: expect.closeTo(1, 12) as number });
    expect(pair?.kappa).toBeGreaterThan(0.4);
    expect(pair?.rank).toBeGreaterThan(0.7);
    expect(none?.rank).toBeNull();
    const same = await run(binary, 'compare', { a: { answers }, b: { fitted }, rows: later, options });
    expect(same['rocAuc']).toMatchObject({ difference: 0, interval: { low: 0, high: 0 } });
    const worse = await run(binary, 'compare', { a: { answers }, b: { answers: constant }, rows: later, options });
    expect(worse['rocAuc']?.interval?.high).toBeLessThan(0);
    expect(worse['rocAuc']?.difference).toBeCloseTo(0.5 - rocAuc({ labels, scores: answers }), 12);
  });

  test('is calibrated by answers that are there, as a spec calibrates it out of folds', async () => {
    const folds = { by: 'random', folds: 3 } as const;
    const spec: Spec = { kind: 'calibrated', by: 'platt', folds, of: linear };
    const wanted = await run(binary, 'fit', { spec, rows: train, seed: 1 });
    const out = await run(binary, 'validate', { spec: linear, folds, rows: train, metric: 'roc-auc', seed: 1 });
    const got = await run(binary, 'calibrate', { fitted, by: 'platt', rows: out.rows, answers: out.values });
    expect(got).toEqual(wanted);
  });

  test('learns more from more rows, and nothing from labels dealt out at random', async () => {
    const folds = { by: 'random', folds: 3 } as const;
    const way = { spec: boosting, folds, rows: train, metric: 'roc-auc', seed: 1 } as const;
    const points = await run(binary, 'learningCurve', { ...way, shares: [0.05, 0.3, 1] });
    expect(points.map((p) => p.rows)).toEqual([40, 240, 800]);
    expect(told.length).toBeGreaterThan(20);
    expect(points[2]?.mean).toBeGreaterThan(points[0]?.mean ?? 1);
    expect(points[0]?.onTraining).toBeGreaterThan(points[0]?.mean ?? 1);
    const validated = await run(binary, 'validate', way);
    expect(points[2]?.scores).toEqual(validated.scores);
    const check = await run(binary, 'shuffleCheck', { ...way, repeats: 4 });
    expect(check.score).toBe(points[2]?.mean);
    for (const s of check.shuffled) expect(Math.abs((s ?? 0) - 0.5)).toBeLessThan(0.08);
    expect(check.p).toBe(0.2);
  });

  test('leaves as a file, a card with its hash, and a program; the training rows leave a fingerprint', async () => {
    const leave = { fitted, options: { name: 'churn' }, file: 'churn.onnx', trained: train };
    const { onnx, card, python } = await run(binary, 'export', leave);
    expect(card.file).toEqual({ name: 'churn.onnx', sha256: await host.sha256(onnx), bytes: onnx.length });
    expect(card.training).toMatchObject({ rows: 1200, data: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(python).toContain('churn.onnx');
    const again = await run(customers(2000, 'binary'), 'export', leave);
    expect(again.onnx).toEqual(onnx);
    const other = await run(binary, 'export', { ...leave, trained: places(0, 1199) });
    expect(other.card.training.data).not.toBe(card.training.data);
    const silent = await run(binary, 'export', { fitted, options: { name: 'churn' }, file: 'churn.onnx' });
    expect(silent.card.training).toMatchObject({ rows: null, data: null });
  });
});

test('several classes are judged one against the others, and each by itself', async () => {
  const several = customers(900, 'multiclass');
  const model = await run(several, 'fit', { spec: linear, rows: places(0, 600), seed: 1 });
  const rows = places(600, 900);
  const own = { fitted: model, rows };
  const curves = await run(several, 'curves', { ...own, positive: 2 });
  const judgement = await run(several, 'judge', { ...own, trained: places(0, 600), options });
  expect(judgement.classes?.map((c) => c.name)).toEqual(['low', 'mid', 'high']);
  expect(judgement.classes?.[2]?.n).toBe(curves.positives);
  expect(judgement.classes?.[2]?.called.reduce((a, b) => a + b, 0)).toBe(curves.positives);
  await expect(run(several, 'curves', own)).rejects.toThrow('one of the several classes');
  const [[, pair] = []] = await run(several, 'agreement', { models: [own, own], rows });
  expect(pair).toEqual({ share: 1, kappa: 1, rank: null });
});

test('a model of numbers is shown with its deciles, its residuals and some of its rows', async () => {
  const numbers = customers(900, 'regression');
  const spec: Spec = { kind: 'pipeline', preprocess: FOR_LINEAR, learner: { learner: 'ridge', alpha: 0.01 } };
  const model = await run(numbers, 'fit', { spec, rows: places(0, 600), seed: 1 });
  const rows = places(600, 900);
  const views = await run(numbers, 'regression', { fitted: model, rows, seed: 1, points: 100, bins: 10 });
  expect(views.deciles.length).toBe(10);
  expect(views.scatter.rows.length).toBe(100);
  const values = numbers.target.task === 'regression' ? numbers.target.values : new Float64Array();
  expect(views.scatter.actual[5]).toBe(values[views.scatter.rows[5] ?? 0]);
  const { histogram, quantiles } = views.residuals;
  const counted = histogram.counts.reduce((a, b) => a + b, 0) + histogram.below + histogram.above;
  expect([counted, histogram.below, histogram.above]).toEqual([300, 3, 3]);
  expect(Math.abs(quantiles[2])).toBeLessThan(0.2);
  await expect(run(numbers, 'curves', { fitted: model, rows })).rejects.toThrow('for classes');
  await expect(run(numbers, 'curves', { answers: new Float64Array(3), rows })).rejects.toThrow('3 answers where 300');
});

test('what has moved between two sets of rows is told apart from what has not', async () => {
  const moved = (table: Table): Table => ({
    ...table,
    columns: table.columns.map((c) =>
      c.kind === 'number' && c.name === 'age'
        ? { ...c, values: c.values.map((v, i) => (i < 1200 ? v : v + 8)) }
        : c.kind === 'category'
          ? { ...c, levels: [...c.levels, 'Moscow'], codes: c.codes.map((code, i) => (i < 1200 || i % 2 ? code : 5)) }
          : c,
    ),
  });
  const dataset = { ...binary, table: moved(binary.table) };
  const question = { expected: train, fitted, seed: 1, draws: 100 } as const;
  const drifts = await run(dataset, 'drift', { ...question, actual: { rows: later } });
  const by = new Map(drifts.map((d) => [d.column, d]));
  expect([...by.keys()]).toEqual([null, 'age', 'spend', 'visits', 'city']);
  // One in twenty passes its limit by chance; what has moved does so by far.
  const far = [...by].filter(([, d]) => d.psi > 2 * d.nullHigh).map(([name]) => name);
  expect(far).toEqual([null, 'age', 'city']);
  const city = by.get('city');
  const other = city?.groups.find((g) => 'rest' in g.part && g.part.rest === 'other');
  expect([other?.expected, other?.actual]).toEqual([0, 0.5]);
  expect(by.get('age')?.groups[0]?.part).toMatchObject({ range: { low: null } });
  // The same rows as an engine would answer them.
  const frame = {
    length: later.length,
    columns: dataset.table.columns.map((c) =>
      c.kind === 'number'
        ? { name: c.name, type: 'number' as const, values: Float64Array.from(later, (i) => c.values[i] ?? NaN) }
        : { name: c.name, type: 'text' as const, values: Array.from(later, (i) => c.levels[c.codes[i] ?? -1] ?? null) },
    ),
  };
  expect(await run(dataset, 'drift', { ...question, actual: { frame } })).toEqual(drifts);
  const own = await run(dataset, 'explain', { fitted, background: train, rows: later });
  expect(await run(dataset, 'explain', { fitted, background: train, rows: null, frame })).toEqual(own);
});

test('rows without a label are predicted, never learnt from or judged', async () => {
  const unlabelled = Uint8Array.from({ length: 2000 }, (_, i) => (i < 1200 ? 0 : 1));
  const some: Dataset = { ...binary, unlabelled };
  expect(await run(some, 'fit', { spec: linear, rows: null, seed: 1 })).toEqual(fitted);
  expect(await run(some, 'predict', { fitted, rows: later, frame: null })).toEqual(answers);
  await expect(run(some, 'curves', ask)).rejects.toThrow('800 of the rows have no label');
  await expect(run(some, 'fit', { spec: linear, rows: places(1100, 1300), seed: 1 })).rejects.toThrow(
    '100 of the rows',
  );
});
