import { describe, expect, test } from 'vitest';
import { fitPreprocessing } from '../../src/learn/preprocess/fit';
import { FOR_LINEAR, FOR_TREES, type Imputer, type PreprocessSpec } from '../../src/learn/preprocess/spec';
import { transform } from '../../src/learn/preprocess/transform';
import { everyRow, tableOf } from '../../src/learn/rows';
import type { Column, Dataset, Target } from '../../src/learn/table';
import { customers } from './tables';

const numbers = (name: string, ...values: number[]): Column => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
});
const words = (name: string, ...values: (string | null)[]): Column => {
  const levels = [...new Set(values.filter((v) => v !== null))].sort();
  return {
    name,
    kind: 'category',
    codes: Int32Array.from(values, (v) => (v === null ? -1 : levels.indexOf(v))),
    levels,
  };
};
const dataset = (labels: number[], ...columns: Column[]): Dataset => ({
  table: { rows: labels.length, columns },
  target: { task: 'binary', labels: Uint8Array.from(labels) },
});
const fit = (spec: Partial<PreprocessSpec>, d: Dataset) =>
  fitPreprocessing({ ...FOR_LINEAR, ...spec }, d, everyRow(d.table.rows));
const rowsOf = (p: ReturnType<typeof fit>, d: Dataset): number[][] => {
  const { rows, columns, values } = transform(p, d.table);
  return Array.from({ length: rows }, (_, i) => [...values.slice(i * columns, (i + 1) * columns)]);
};
const plain = { as: 'number', flag: false, log: false, scale: false } as const;

describe('a missing number is filled', () => {
  const d = dataset([0, 0, 1, 1, 1], numbers('a', 1, 2, 2, NaN, 7));
  test.each<[Imputer, number]>([
    [{ by: 'mean' }, 3],
    [{ by: 'median' }, 2],
    [{ by: 'most-frequent' }, 2],
    [{ by: 'constant', value: -1 }, -1],
    [{ by: 'none' }, NaN],
  ])('%j', (impute, value) => {
    expect(rowsOf(fit({ numbers: { ...plain, impute } }, d), d)).toEqual([[1], [2], [2], [value], [7]]);
  });

  test.each(['linear', 'lasso'] as const)(
    'by a %s model of the other columns, within the range that was seen',
    (by) => {
      const x = Array.from({ length: 40 }, (_, i) => i);
      const line = x.map((v) => (v === 7 || v === 39 ? NaN : 3 * v + 5));
      const columns = dataset(
        x.map((v) => v % 2),
        numbers('x', ...x),
        numbers('y', ...line),
        numbers('z', ...x.map((v) => v % 3)),
      );
      const p = fit({ numbers: { ...plain, impute: { by } } }, columns);
      const filled = rowsOf(p, columns).map((r) => r[1]);
      expect(filled[7]).toBeGreaterThan(24);
      expect(filled[7]).toBeLessThan(28);
      expect(filled[39]).toBe(3 * 38 + 5);
      const terms = p.blocks.flatMap((b) =>
        b.block === 'number' && b.column === 'y' && b.fill?.by === 'linear' ? b.fill.terms : [],
      );
      // The lasso leaves out the column that says nothing.
      expect(terms.filter((t) => t.column === 'z').length).toBe(by === 'linear' ? 1 : 0);
      // Where the other column is missing too, its mean stands for it.
      const both = dataset([0], numbers('x', NaN), numbers('y', NaN), numbers('z', 1));
      expect(rowsOf(p, both)[0]?.[1]).toBeCloseTo(3 * 19.5 + 5, -1);
    },
  );

  test('and flagged where the training rows had gaps', () => {
    const gaps = dataset([0, 1, 1], numbers('a', 1, NaN, 3), numbers('b', 1, 2, 3));
    const p = fit({}, gaps);
    expect(p.features.map((f) => f.name)).toEqual(['a', 'a is missing', 'b']);
    expect(rowsOf(p, gaps).map((r) => r[1])).toEqual([0, 1, 0]);
  });
});

test('numbers are logged, then scaled to mean 0 and variance 1; below 0 counts as 0, infinite as missing', () => {
  const d = dataset([0, 1, 1], numbers('a', 0, Math.E - 1, -5));
  const p = fit({ numbers: { ...FOR_LINEAR.numbers, log: true } }, d);
  const column = rowsOf(p, d).map((r) => r[0] ?? NaN);
  expect(column[0]).toBe(column[2]);
  expect(column.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
  expect(column.reduce((a, b) => a + b * b, 0) / 3).toBeCloseTo(1, 7);
  expect(rowsOf(p, dataset([0], numbers('a', Infinity)))).toEqual(rowsOf(p, dataset([0], numbers('a', NaN))));
});

describe('categories become 0/1 features', () => {
  const d = dataset(
    Array.from({ length: 12 }, (_, i) => i % 2),
    words('c', ...'aaaaabbbb'.split(''), 'x', 'y', null),
  );
  const categories = { as: 'one-hot', rare: 0.1, most: 50, missing: 'feature' } as const;

  test('rare and unknown levels share one feature, missing ones have their own', () => {
    const p = fit({ categories }, d);
    expect(p.features.map((f) => f.name)).toEqual(['c = a', 'c = b', 'c is another', 'c is missing']);
    const seen = dataset([0, 0, 0, 0, 0], words('c', 'a', 'y', 'never seen', null, ''));
    expect(rowsOf(p, seen)).toEqual([
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ]);
  });

  test('a missing level is the most frequent one, or nothing; only the most frequent levels stand alone', () => {
    const one = dataset([0], words('c', null));
    expect(rowsOf(fit({ categories: { ...categories, missing: 'most-frequent' } }, d), one)).toEqual([[1, 0, 0]]);
    expect(rowsOf(fit({ categories: { ...categories, missing: 'zeros' } }, d), one)).toEqual([[0, 0, 0]]);
    expect(fit({ categories: { ...categories, most: 1 } }, d).features.map((f) => f.name)).toEqual([
      'c = a',
      'c is another',
      'c is missing',
    ]);
  });
});

test('in target order a level is the smoothed mean of its label; unknown ones the mean of all', () => {
  const d = dataset([1, 1, 0, 0], words('c', 'a', 'a', 'b', null));
  const p = fit({ categories: { as: 'target', smoothing: 2 } }, d);
  // (2 + 2 · ½) ÷ (2 + 2), (0 + 1) ÷ 3
  expect(rowsOf(p, dataset([0, 0, 0, 0], words('c', 'a', 'b', 'new', null)))).toEqual([
    [0.75],
    [1 / 3],
    [0.5],
    [1 / 3],
  ]);
  const weighted: Dataset = { ...d, weights: Float64Array.of(1, 0, 1, 0) };
  const half = fit({ categories: { as: 'target', smoothing: 0 } }, weighted);
  expect(rowsOf(half, d)).toEqual([[1], [1], [0], [0.5]]);
  const target: Target = { task: 'multiclass', labels: Int32Array.of(0, 1, 2, 2), classes: ['x', 'y', 'z'] };
  const classes = fit({ categories: { as: 'target', smoothing: 0 } }, { ...d, target });
  expect(rowsOf(classes, d)[0]).toEqual([0.5, 0.5, 0]);
  expect(classes.features.map((f) => f.name)).toEqual(['c → x', 'c → y', 'c → z']);
});

test('columns that say nothing are left out, and it is said why', () => {
  const d = dataset(
    [0, 1],
    numbers('same', 4, 4),
    numbers('none', NaN, NaN),
    words('one', 'x', 'x'),
    numbers('good', 1, 2),
  );
  const p = fit(
    { columns: [{ name: 'asked', treat: { as: 'drop' } }] },
    { ...d, table: { rows: 2, columns: [...d.table.columns, numbers('asked', 1, 2)] } },
  );
  expect(p.dropped).toEqual([
    { column: 'same', because: 'constant' },
    { column: 'none', because: 'empty' },
    { column: 'one', because: 'constant' },
    { column: 'asked', because: 'asked' },
  ]);
  expect(p.inputs).toEqual([{ name: 'good', kind: 'number' }]);
});

test('of correlated columns the one closest to the label stays, by connected components', () => {
  const label = [0, 0, 0, 1, 1, 1];
  const d = dataset(
    label,
    numbers('far', 1, 2, 3, 4, 5, 6.5),
    numbers('near', 1, 1.2, 2, 5, 5.1, 6),
    numbers('other', 1, -1, 1, -1, 1, -1),
    numbers('chained', 2, 2, 3.5, 3.5, 5, 7),
  );
  const p = fit({ correlation: 0.92 }, d);
  expect(p.inputs.map((i) => i.name)).toEqual(['near', 'other']);
  expect(p.dropped.map((x) => [x.column, x.for])).toEqual([
    ['far', 'near'],
    ['chained', 'near'],
  ]);
});

test('only training rows are learnt from, in any table order, and the fit is plain JSON', () => {
  const d = customers(400, 'binary');
  const train = everyRow(400).filter((i) => i % 3 !== 0);
  for (const spec of [
    FOR_LINEAR,
    FOR_TREES,
    { ...FOR_LINEAR, numbers: { ...FOR_LINEAR.numbers, impute: { by: 'lasso' } } } as const,
  ]) {
    const p = fitPreprocessing(spec, d, train);
    const alone = {
      table: tableOf(d.table, train),
      target: {
        task: 'binary',
        labels: Uint8Array.from(train, (i) => (d.target.task === 'binary' ? (d.target.labels[i] ?? 0) : 0)),
      },
    } as const;
    expect(fitPreprocessing(spec, alone, everyRow(train.length))).toEqual(p);
    expect(JSON.parse(JSON.stringify(p))).toEqual(p);
    const reversed = { ...d.table, columns: d.table.columns.toReversed() };
    expect(transform(p, reversed, train)).toEqual(transform(p, d.table, train));
    expect(p.features.length).toBe(transform(p, d.table).columns);
    expect(new Set(p.features.map((f) => f.name)).size).toBe(p.features.length);
  }
});

test('a table without a column that is needed is an error that names it', () => {
  const d = customers(100, 'binary');
  const p = fit({}, d);
  expect(() => transform(p, { ...d.table, columns: d.table.columns.slice(1) })).toThrow('“age”');
});
