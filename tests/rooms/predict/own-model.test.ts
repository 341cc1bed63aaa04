import { expect, test } from 'vitest';
import { Formatter } from '../../../src/core/format';
import type { ModelDescription } from '../../../src/learn/onnx/describe';
import { feedOf, fitsType, withWidth } from '../../../src/learn/onnx/fill';
import { ownChart } from '../../../src/rooms/predict/own-chart';
import { summarise } from '../../../src/rooms/predict/own-figures';

const description: ModelDescription = {
  producer: 'skl2onnx',
  inputs: [{ name: 'x', type: 'float', rank: 2, rows: null, columns: null, names: [] }],
  outputs: { is: 'number', value: 'y' },
  metadata: [],
  rowsAtOnce: 16,
};

test('an input of open width takes as many columns as said, each a column or one value for all rows', () => {
  const wide = withWidth(description, 3);
  const age = { name: 'age', kind: 'number', values: Float64Array.of(1, 2) } as const;
  const { inputs } = feedOf(wide, [{ column: 'age' }, { value: '0,5' }, { value: '' }], 2, new Map([['age', age]]));
  expect(inputs[0]?.columns.map((c) => (c.kind === 'number' ? [...c.values] : []))).toEqual([
    [1, 2],
    [0.5, 0.5],
    [NaN, NaN],
  ]);
});

test('a value is checked against the type: whole numbers only where whole numbers are taken, no missing ones there', () => {
  expect([fitsType('1.5', 'float'), fitsType('1.5', 'int64'), fitsType('', 'double'), fitsType('', 'int64')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect([fitsType('x', 'float'), fitsType('', 'string'), fitsType('2', 'bool')]).toEqual([false, true, false]);
});

test('two classes: rows per class, the spread of the second one’s probability, and its chart within its width', () => {
  const probabilities = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.05, 0.95);
  const { figures, frame } = summarise({
    keys: Float64Array.of(0, 1, 2),
    predictions: [
      {
        is: 'classes',
        classes: ['stays', 'leaves'],
        probabilities,
        areProbabilities: true,
        labels: Int32Array.of(0, 1, 1),
      },
    ],
  });
  expect(figures).toMatchObject({
    of: 'leaves',
    classes: [
      { name: 'leaves', rows: 2 },
      { name: 'stays', rows: 1 },
    ],
  });
  expect(figures.bins.reduce((n, b) => n + b.rows, 0)).toBe(3);
  expect(frame.columns.map((c) => [...c.values])).toEqual([
    [0, 1, 2],
    ['stays', 'leaves', 'leaves'],
    [0.1, 0.8, 0.95],
  ]);
  const chart = ownChart(figures, 320, new Formatter('en'));
  expect(Math.max(...chart.bars.map((b) => b.x + b.width))).toBeLessThanOrEqual(320);
});

test('numbers: quartiles of those there are; rows without one are counted', () => {
  const values = Float64Array.of(1, 2, 3, NaN);
  const { figures } = summarise({ keys: Float64Array.of(0, 1, 2, 3), predictions: [{ is: 'number', values }] });
  expect(figures).toMatchObject({ rows: 4, missing: 1, quartiles: [1.5, 2, 2.5] });
});

test('a row whose probabilities are no numbers has no answer, whatever label the model gives it', () => {
  const { figures, frame } = summarise({
    keys: Float64Array.of(0, 1),
    predictions: [
      {
        is: 'classes',
        classes: ['a', 'b', 'c'],
        probabilities: Float64Array.of(NaN, NaN, NaN, 0.1, 0.2, 0.7),
        areProbabilities: true,
        labels: Int32Array.of(0, 2),
      },
    ],
  });
  expect(figures).toMatchObject({ missing: 1, classes: [{ name: 'c', rows: 1 }] });
  expect(frame.columns[1]?.values).toEqual([null, 'c']);
});
