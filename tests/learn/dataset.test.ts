import { expect, test } from 'vitest';
import { describeError, VitrineError } from '../../src/core/errors';
import type { Frame } from '../../src/core/frame';
import { datasetFromFrame, LEAST_ROWS, MOST_CLASSES, MOST_LEVELS, type DatasetPlan } from '../../src/learn/dataset';
import { tableFromFrame } from '../../src/learn/frame';

type Cells = readonly (string | null)[] | readonly number[];

function frame(columns: Readonly<Record<string, Cells>>): Frame {
  const made = Object.entries(columns).map(([name, values]): Frame['columns'][number] =>
    values.every((v) => typeof v === 'number')
      ? { name, type: 'number', values: Float64Array.from(values) }
      : { name, type: 'text', values: values.map((v) => (v === null ? null : String(v))) },
  );
  return { length: made[0]?.values.length ?? 0, columns: made };
}
const rows = <T>(count: number, cell: (row: number) => T): T[] => Array.from({ length: count }, (_, i) => cell(i));

test('numbers come in as float32, infinities as missing; a column that is exact already is not copied', () => {
  const given = frame({ x: [0.1, NaN, 1e300], n: [1, 2, NaN] });
  const [x, n] = tableFromFrame(given).columns;
  expect(x).toEqual({ name: 'x', kind: 'number', values: Float64Array.of(Math.fround(0.1), NaN, NaN) });
  expect(n?.kind === 'number' && n.values).toBe(given.columns[1]?.values);
});

test('texts become codes into sorted levels; NULL and the empty text are missing', () => {
  const given = frame({ city: ['Пермь', null, 'Kazan', '', '__proto__', 'Kazan'] });
  expect(tableFromFrame(given).columns).toEqual([
    {
      name: 'city',
      kind: 'category',
      codes: Int32Array.of(2, -1, 0, -1, 1, 0),
      levels: ['Kazan', '__proto__', 'Пермь'],
    },
  ]);
});

test('columns come in the order asked for, numbers as categories on demand', () => {
  const table = tableFromFrame(frame({ a: [1, 2], region: [7, NaN] }), [
    { name: 'region', as: 'category' },
    { name: 'a' },
  ]);
  expect(table.columns.map((c) => [c.name, c.kind])).toEqual([
    ['region', 'category'],
    ['a', 'number'],
  ]);
  expect(table.columns[0]).toMatchObject({ codes: Int32Array.of(0, -1), levels: ['7'] });
});

const n = 60;
const good = {
  x: rows(n, (i) => i),
  weight: rows(n, (i) => i % 3),
  time: rows(n, (i) => 1e12 + i),
  who: rows(n, (i) => (i === 5 || i === 6 ? null : `c${i % 10}`)),
  y: rows(n, (i) => (i % 4 === 0 ? 'yes' : 'no')),
};
const plan: DatasetPlan = {
  columns: [{ name: 'x' }],
  target: { task: 'binary', column: 'y', positive: 'yes' },
  weights: 'weight',
  times: 'time',
  groups: 'who',
};

test('a dataset has its target, weights, times and groups; rows without a group stand alone', () => {
  const { target, weights, times, groups, table } = datasetFromFrame(frame(good), plan);
  expect(table.columns.map((c) => c.name)).toEqual(['x']);
  expect(target.task === 'binary' && target.labels.reduce((a, b) => a + b, 0)).toBe(15);
  expect([weights?.[2], times?.[3], groups?.[0] === groups?.[10]]).toEqual([2, 1e12 + 3, true]);
  expect(new Set(groups).size).toBe(12);
});

test('classes are the texts of the target, numbers stay in double precision', () => {
  const three = { ...good, y: rows(n, (i) => 'abc'[i % 3] ?? '') };
  const { target } = datasetFromFrame(frame(three), { ...plan, target: { task: 'multiclass', column: 'y' } });
  expect(target).toMatchObject({ task: 'multiclass', classes: ['a', 'b', 'c'] });
  const money = { ...good, y: rows(n, (i) => i / 10) };
  const number = datasetFromFrame(frame(money), { ...plan, target: { task: 'regression', column: 'y' } }).target;
  expect(number.task === 'regression' && number.values[3]).toBe(0.3);
});

const regression = { task: 'regression', column: 'y' } as const;
const multiclass = { task: 'multiclass', column: 'y' } as const;
test.each<readonly [string, Partial<Record<keyof typeof good, Cells>>, Partial<DatasetPlan>, object]>([
  ['one class', { y: rows(n, () => 'no') }, {}, { code: 'learn.one-class' }],
  [
    'a class that nobody is in',
    {},
    { target: { task: 'binary', column: 'y', positive: 'maybe' } },
    { code: 'learn.one-class' },
  ],
  ['a constant target', { y: rows(n, () => 4) }, { target: regression }, { code: 'learn.constant' }],
  ['gaps in the target', { y: rows(n, (i) => (i < 3 ? null : `${i % 2}`)) }, {}, { details: { column: 'y', rows: 3 } }],
  ['a target of texts as a number', {}, { target: regression }, { code: 'learn.kind' }],
  ['a target that is not there', {}, { target: { ...regression, column: 'yy' } }, { details: { nearest: 'y' } }],
  ['a feature that is not there', {}, { columns: [{ name: 'z' }] }, { code: 'property.unknown' }],
  [
    'more classes than can be told apart',
    { y: rows(n, (i) => `class ${i}`) },
    { target: multiclass },
    { details: { levels: n, most: MOST_CLASSES } },
  ],
  ['a negative weight', { weight: rows(n, (i) => i - 1) }, {}, { code: 'learn.gaps', details: { rows: 1 } }],
  ['rows without a time', { time: rows(n, () => NaN) }, {}, { code: 'learn.gaps', details: { rows: n } }],
])('%s is told, with a remedy in both languages', (_what, cells, changes, expected) => {
  let caught: unknown;
  try {
    datasetFromFrame(frame({ ...good, ...cells }), { ...plan, ...changes });
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(VitrineError);
  expect(caught).toMatchObject(expected);
  for (const locale of ['en', 'ru'] as const) expect(describeError(caught, locale).sentence.length).toBeGreaterThan(10);
});

test('too few rows, and a column that names its rows, are told', () => {
  const few = frame(Object.fromEntries(Object.entries(good).map(([k, v]) => [k, v.slice(0, 10) as Cells])));
  expect(() => datasetFromFrame(few, plan)).toThrow(`at least ${LEAST_ROWS}`);
  const many = MOST_LEVELS + 1;
  const wide = frame({ id: rows(many, (i) => `row ${i}`), y: rows(many, (i) => `${i % 2}`) });
  const columns = [{ name: 'id' }];
  expect(() => datasetFromFrame(wide, { columns, target: { task: 'binary', column: 'y', positive: '1' } })).toThrow(
    `at most ${MOST_LEVELS}`,
  );
});

test('what is to be predicted is no feature', () => {
  expect(() => datasetFromFrame(frame(good), { ...plan, columns: [{ name: 'y' }] })).toThrow('told apart');
});
