import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../../src/learn/explain/explanation';
import { dependence } from '../../../src/learn/explain/dependence';
import { dependenceChart, dependenceExhibit, dependenceTable } from '../../../src/tasks/evaluate/explain/dependence';
import { usualOf, valueText } from '../../../src/tasks/evaluate/explain/feature';
import { gainsChart, gainsExhibit, gainsOf, gainsTable } from '../../../src/tasks/evaluate/explain/gain';
import {
  lossesChart,
  lossesExhibit,
  lossesOf,
  weightsChart,
  weightsExhibit,
  weightsOf,
} from '../../../src/tasks/evaluate/explain/importance';
import {
  oneChart,
  oneExhibit,
  oneOf,
  reasonsOf,
  reasonsShort,
  reasonsText,
} from '../../../src/tasks/evaluate/explain/one';
import { swarmChart, swarmExhibit } from '../../../src/tasks/evaluate/explain/swarm';
import type { FittedPipeline } from '../../../src/learn/pipeline/fitted';
import { expectToFit } from '../../support/layout';
import { churn, en, formats, plain, value, widths } from './sample';

const columns = ['days since purchase', 'purchases', 'Contract'];
const rows = 60;
const explanation: Explanation = {
  rows,
  outputs: 1,
  columns,
  base: new Float64Array(rows).fill(-1),
  values: Float64Array.from({ length: rows * 3 }, (_, i) => {
    const row = Math.floor(i / 3);
    return [(row - 30) / 20, -(row % 5) / 10, row % 2 === 0 ? 0.2 : -0.2][i % 3] ?? 0;
  }),
  space: 'margin',
};
const names = {
  label: (c: string) => c,
  unit: (c: string) => (c === 'days since purchase' ? ('days' as const) : ('count' as const)),
};
const explained = {
  explanation,
  values: (c: string) =>
    Array.from({ length: rows }, (_, i) =>
      c === 'Contract' ? (i % 2 === 0 ? 'Monthly' : 'Yearly') : c === 'purchases' ? i % 5 : i,
    ),
};

/** Two trees of one split each, by one of three features, of which two are levels of one column. */
const stumps = (...splits: readonly (readonly [feature: number, gain: number])[]): FittedPipeline => ({
  kind: 'pipeline',
  version: 1,
  task: 'binary',
  classes: [],
  preprocessing: {
    version: 1,
    inputs: [],
    blocks: [],
    dropped: [],
    features: [
      { name: 'purchases', column: 'purchases', says: 'value', level: null },
      { name: 'Contract = Monthly', column: 'Contract', says: 'level', level: 'Monthly' },
      { name: 'Contract = Yearly', column: 'Contract', says: 'level', level: 'Yearly' },
    ],
  },
  model: {
    kind: 'trees',
    task: 'binary',
    link: 'logistic',
    features: 3,
    base: Float64Array.of(0),
    outputs: new Int32Array(splits.length),
    trees: splits.map(([feature, gain]) => ({
      feature: Int32Array.of(feature, -1, -1),
      threshold: Float64Array.of(1, 0, 0),
      missingLeft: new Uint8Array(3),
      left: Int32Array.of(1, -1, -1),
      right: Int32Array.of(2, -1, -1),
      value: Float64Array.of(0, -1, 1),
      cover: Float64Array.of(2, 1, 1),
      gain: Float64Array.of(gain, 0, 0),
    })),
  },
});

describe('what the trees have learnt', () => {
  const trees = stumps([0, 3], [1, 2], [2, 5]);
  test('is the gain of the splits by each column, whose levels count together', () => {
    expect(gainsOf(trees)).toEqual([
      { column: 'Contract', share: 0.7 },
      { column: 'purchases', share: 0.3 },
    ]);
    expect(gainsOf(stumps([0, 3]))).toEqual([{ column: 'purchases', share: 1 }]);
  });
  test('is that of the model before its calibration, and nothing for models without trees of their own', () => {
    const by = { by: 'platt' as const, slope: 1, intercept: 0 };
    expect(gainsOf({ kind: 'calibrated', version: 1, task: 'binary', classes: [], model: trees, by })).toEqual(
      gainsOf(trees),
    );
    const constant = { kind: 'constant', task: 'binary', features: 3, values: Float64Array.of(0.5) } as const;
    expect(gainsOf({ ...trees, model: constant })).toBeNull();
    const where = { level: 'Monthly' };
    expect(
      gainsOf({ ...trees, kind: 'segments', column: 'Contract', parts: [{ where, model: trees }], rest: trees }),
    ).toBeNull();
  });
  test('is drawn and said in every width and language', () => {
    const gains = gainsOf(trees) ?? [];
    for (const format of formats) {
      expect(gainsTable(gains, names, format).rows).toHaveLength(2);
      for (const width of widths) expectToFit(gainsChart(gains, names, width, format));
    }
    expect(plain(gainsExhibit(gains, names, en).headline)).toBe(
      'Contract and purchases make up 100 % of what the trees have learnt',
    );
  });
});

describe('what moves the answer', () => {
  test('is the mean size of SHAP values, the largest first', () => {
    const weights = weightsOf(explanation);
    expect(weights[0]?.column).toBe('days since purchase');
    expect(weights[0]?.mean).toBeCloseTo(0.75, 12);
    expect(weights.find((w) => w.column === 'Contract')?.mean).toBeCloseTo(0.2, 12);
    expect(weights.find((w) => w.column === 'purchases')?.mean).toBeCloseTo(0.2, 12);
  });
  test('is drawn and said in every width and language', () => {
    const weights = weightsOf(explanation);
    const losses = lossesOf(
      [
        { column: 'purchases', mean: 0.02, sd: 0.001 },
        { column: 'Contract', mean: -0.001, sd: 0.004 },
      ],
      5,
    );
    for (const format of formats) {
      for (const width of widths) {
        expectToFit(weightsChart(weights, 'margin', names, false, width, format));
        expectToFit(lossesChart(losses, 'ROC-AUC', names, width, format));
        expectToFit(swarmChart(explained, 0, names, false, width, format));
      }
      expect(weightsExhibit(weights, explanation, names, format).headline).not.toMatch(/undefined|NaN/);
      expect(lossesExhibit(losses, 'ROC-AUC', 60, names, format).headline).not.toMatch(/undefined|NaN/);
    }
    // t(4) × sd ÷ √5
    expect(losses[0]?.interval?.low).toBeCloseTo(0.02 - (2.776 * 0.001) / Math.sqrt(5), 9);
    expect(lossesExhibit(losses, 'ROC-AUC', 60, names, en).headline).toContain('1 of 2 features surely help');
  });
  test('a swarm has a point per row and feature, and says which way the strongest pushes', () => {
    const g = swarmChart(explained, 0, names, false, 700, en);
    const points = g.dots.reduce((n, d) => n + (d.path.match(/M/g)?.length ?? 0), 0);
    expect(points).toBe(rows * 3);
    expect(swarmExhibit(explained, 0, names, en).headline).toBe(
      'The higher “days since purchase”, the higher the answer',
    );
  });
});

describe('one row', () => {
  const one = oneOf(
    explanation,
    0,
    0,
    { name: 'Ann', answer: 1 / (1 + Math.exp(2.3)) },
    (c) => explained.values(c)[0] ?? null,
    (c) => usualOf(explained.values(c)),
  );
  test('adds up from the usual answer to its own', () => {
    expect(one.base + one.parts.reduce((sum, p) => sum + p.by, 0)).toBeCloseTo(-1 - 1.5 + 0.2, 12);
    for (const format of formats) for (const width of widths) expectToFit(oneChart(one, churn, names, width, format));
  });
  test('is told in plain language, with what is usual', () => {
    const { up, down } = reasonsOf(one);
    expect(up.map((p) => p.column)).toEqual(['Contract']);
    expect(down.map((p) => p.column)).toEqual(['days since purchase']);
    expect(plain(reasonsText(one, names, en))).toBe(
      'More likely because: Contract “Monthly”. Less likely because: days since purchase 0 days (usual 30 days).',
    );
    const ru = formats[1];
    if (ru !== undefined) expect(reasonsText(one, names, ru)).toContain('Вероятнее, потому что: Contract — «Monthly».');
    expect(plain(oneExhibit(one, churn, names, en).headline)).toBe('Ann: 9.1 %, and why');
  });
  test('has its reasons in short for a list', () => {
    expect(plain(reasonsShort(one, names, en))).toBe('↑ Contract: “Monthly” · ↓ days since purchase: 0 days');
  });
  test('without a reason has no sentence', () => {
    expect(reasonsText({ ...one, parts: [] }, names, en)).toBe('');
  });
  test('prints values in their unit, and finds what is usual', () => {
    expect(plain(valueText(12.4, 'days', en))).toBe('12 days');
    expect(plain(valueText(0.256, 'share', en))).toBe('26 %');
    expect(valueText(null, 'count', en)).toBe('–');
    expect(usualOf([3, null, 1, 2])).toBe(2);
    expect(usualOf(['b', 'a', 'b', null])).toBe('b');
    expect(usualOf([null])).toBeNull();
  });
});

describe('dependence', () => {
  const found = dependence(
    (table) => {
      const c = table.columns[0];
      return c?.kind === 'number' ? c.values.map((v) => v / 100) : new Float64Array(table.rows);
    },
    {
      rows: 40,
      columns: [{ name: 'purchases', kind: 'number', values: Float64Array.from({ length: 40 }, (_, i) => i) }],
    },
    'purchases',
    { seed: 1 },
  );
  test('goes from its lowest to its highest answer', () => {
    expect(dependenceExhibit(found, 0, churn, names, en).headline).toMatch(
      /^“purchases”: the answer goes from .+ at 0\.98 to 38.% at 38$/,
    );
    expect(dependenceTable(found, 0, churn, names, en).rows).toHaveLength(found.at.length);
    for (const format of formats)
      for (const width of widths) {
        expectToFit(dependenceChart(found, 0, churn, 'count', width, format));
        expectToFit(dependenceChart(found, 0, value, 'count', width, format));
      }
  });
  test('of texts is a bar each', () => {
    const texts = { ...found, at: ['Monthly', 'Yearly'], mean: Float64Array.of(0.4, 0.1), each: new Float64Array(80) };
    for (const format of formats)
      for (const width of widths) {
        const g = dependenceChart(texts, 0, churn, 'none', width, format);
        expectToFit(g);
        const [a, b] = g.bars;
        expect((a?.height ?? 0) / (b?.height ?? 1)).toBeCloseTo(4, 6);
      }
  });
});
