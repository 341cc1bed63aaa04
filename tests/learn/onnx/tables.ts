import { sfc32 } from '../../../src/learn/random';
import type { Column, Dataset, Table, Target, Task } from '../../../src/learn/table';

/** Levels of the training rows; `ё` and quotes are ordinary. */
const LEVELS = ['basic', 'premium', 'стандарт', 'it’s "quoted", with; marks', 'ёж'];

/** A dataset of numbers (some missing) and categories (some missing) that say something of the label. */
export function dataset(task: Task, rows: number, seed: number): Dataset {
  const random = sfc32(seed);
  const age = Float64Array.from({ length: rows }, () => (random.uniform() < 0.1 ? NaN : 18 + 60 * random.uniform()));
  const spent = Float64Array.from(age, (a) => (random.uniform() < 0.15 ? NaN : 3 * a + random.exponential() * 200));
  const visits = Float64Array.from({ length: rows }, () => random.below(30));
  const plan = Int32Array.from({ length: rows }, () => random.below(LEVELS.length + 1) - 1);
  const city = Int32Array.from({ length: rows }, () => Math.min(11, Math.floor(random.exponential() * 3)));
  const score = Float64Array.from({ length: rows }, (_, i) => {
    const known = (v: number | undefined): number => (v === undefined || Number.isNaN(v) ? 40 : v);
    return known(age[i]) / 30 - (visits[i] ?? 0) / 20 + (plan[i] === 1 ? 1 : 0) + random.normal() * 0.7;
  });
  const columns: Column[] = [
    { name: 'age', kind: 'number', values: age },
    { name: 'plan', kind: 'category', codes: plan, levels: LEVELS },
    { name: 'spent, ₽', kind: 'number', values: spent },
    { name: 'visits', kind: 'number', values: visits },
    { name: 'город', kind: 'category', codes: city, levels: Array.from({ length: 12 }, (_, i) => `city ${i}`) },
  ];
  return { table: { rows, columns }, target: targetOf(task, score) };
}

function targetOf(task: Task, score: Float64Array): Target {
  if (task === 'regression') return { task, values: score.map((s) => 100 * s) };
  if (task === 'binary') return { task, labels: Uint8Array.from(score, (s) => (s > 1 ? 1 : 0)) };
  const classes = ['low', 'middle', 'высокий'];
  return { task, labels: Int32Array.from(score, (s) => (s < 0.5 ? 0 : s < 1.5 ? 1 : 2)), classes };
}

/** Values that break what is careless. */
export const EXTREMES = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1e-40,
  -1,
  16_777_217,
  0.1,
  1e9,
  -1e9,
  3.4e38,
  1e39,
  Number.MAX_VALUE,
];

/** Rows of the same columns to score: other values, extreme ones, missing and unknown levels. */
export function strangers(rows: number, seed: number, extremes: readonly number[] = EXTREMES): Table {
  const random = sfc32(seed, 1);
  const number = (name: string, scale: number): Column => ({
    name,
    kind: 'number',
    values: Float64Array.from({ length: rows }, () =>
      random.uniform() < 0.2 ? (extremes[random.below(extremes.length)] ?? NaN) : random.normal() * scale,
    ),
  });
  const category = (name: string, levels: readonly string[]): Column => ({
    name,
    kind: 'category',
    codes: Int32Array.from({ length: rows }, () => random.below(levels.length + 1) - 1),
    levels,
  });
  return {
    rows,
    columns: [
      category('город', ['', 'city 0', 'city 1', 'city 5', 'city 11', 'nowhere', 'City 1']),
      number('age', 50),
      number('visits', 15),
      category('plan', ['ёж', 'basic', 'unheard of', '', 'it’s "quoted", with; marks', 'стандарт']),
      number('spent, ₽', 300),
    ],
  };
}
