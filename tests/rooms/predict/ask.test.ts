import { describe, expect, test } from 'vitest';
import type { DataInfo } from '../../../src/core/analysis';
import { Formatter } from '../../../src/core/format';
import { DAY } from '../../../src/core/time';
import { locales } from '../../../src/core/words';
import { askWords, type Slot } from '../../../src/rooms/predict/ask/ask.words';
import { matching } from '../../../src/rooms/predict/ask/matching';
import { moved, movables, reachOf, timeOf } from '../../../src/rooms/predict/ask/moments';
import { fillSlot, type LabelColumn } from '../../../src/rooms/predict/ask/slots';
import { timelineChart } from '../../../src/rooms/predict/ask/timeline';
import { MOST_CUTOFFS, recut, roomFor } from '../../../src/state/predict/recut';
import type { LogTask, TableTask, Task } from '../../../src/tasks/spec';
import { checkMoments, observed } from '../../../src/tasks/log/moments';
import { expectToFit } from '../../support/layout';

const from = Date.UTC(2024, 0, 1);
const to = Date.UTC(2025, 11, 31);
const data: DataInfo = {
  spine: {
    source: 'log',
    kind: 'transactions',
    table: 's',
    customersTable: 'c',
    eventsTable: 'e',
    rowsTable: 'r',
    properties: [],
    rows: 1,
    customers: 1,
    from,
    to,
    events: [],
    purchases: 1,
    refunds: 0,
    hasAmount: true,
    hasOrder: false,
    excluded: [],
    duplicates: 0,
    roles: {},
    fingerprint: '',
  },
  asOf: to,
  zone: 'UTC',
  currency: null,
};
const common = { groups: ['recency'], off: [], trusted: [] } as const;
const log: LogTask = {
  kind: 'log',
  question: 'repurchase',
  window: 90,
  cutoffs: [Date.UTC(2025, 6, 1)],
  test: Date.UTC(2025, 9, 1),
  goal: null,
  activeWithin: null,
  ...common,
};
const table: TableTask = {
  kind: 'table',
  question: 'custom',
  label: 'churn',
  type: 'binary',
  positive: 'Yes',
  columns: ['age', 'plan'],
  id: null,
  time: null,
  testShare: 0.2,
  seed: 1,
  ...common,
};
const columns: readonly LabelColumn[] = [
  { name: 'churn', values: ['No', 'Yes'], distinct: 2, numeric: false },
  { name: 'age', values: ['30', '31'], distinct: 70, numeric: true },
  { name: 'plan', values: ['a', 'b', 'c'], distinct: 3, numeric: false },
];
const english = new Formatter('en');

test('all values of a column can be asked for, once they are known', () => {
  const known = {
    column: 'churn',
    values: ['No', 'Yes', 'Maybe'].map((value, i) => ({ value, rows: 30 - i })),
    filled: 87,
    more: false,
  };
  const values = (of: typeof known | null) => fillSlot('positive', table, null, columns, english, of)?.options;
  expect(values(null)?.map((o) => o.value)).toEqual(['No', 'Yes']);
  expect(values(known)?.map((o) => o.value)).toEqual(['No', 'Yes', 'Maybe']);
  // Those of another column say nothing of this one.
  expect(values({ ...known, column: 'plan' })?.map((o) => o.value)).toEqual(['No', 'Yes']);
});

test('a value is found by a part of it, whatever its capitals and accents, those that begin with it first', () => {
  const values = ['Malmö', 'Zürich', 'Münster', 'Bad Münder'].map((value) => ({ value }));
  expect(matching(values, ' mun').map((v) => v.value)).toEqual(['Münster', 'Bad Münder']);
  expect(matching(values, '')).toEqual(values);
  expect(matching(values, 'x')).toEqual([]);
});

test('a text of many values is asked for one value at a time', () => {
  const cities: LabelColumn = { name: 'city', values: ['Aachen', 'Berlin'], distinct: 190, numeric: false };
  const changed = fillSlot('label', table, null, [...columns, cities], english)?.change('city');
  expect(changed).toMatchObject({ label: 'city', type: 'binary', positive: 'Berlin' });
  expect(fillSlot('label', table, null, columns, english)?.change('plan')).toMatchObject({ type: 'multiclass' });
});

test('another window moves the test to the last moment whose whole answer is known, and each cutoff a window before', () => {
  const changed = recut(log, data, { window: 30, count: 4 });
  const end = to + DAY;
  expect(changed.test).toBe(end - 30 * DAY);
  expect(changed.cutoffs).toEqual([4, 3, 2, 1].map((k) => end - 30 * DAY - k * 30 * DAY));
});

test('no more cutoffs are learnt from than the data has room for, and one at least', () => {
  expect(roomFor(7, data)).toBe(MOST_CUTOFFS);
  expect(roomFor(180, data)).toBe(2);
  expect(recut(log, data, { window: 180, count: 6 }).cutoffs).toHaveLength(2);
  expect(recut(log, data, { window: 700 }).cutoffs).toHaveLength(1);
});

describe.each(locales)('in %s', (locale) => {
  const format = new Formatter(locale);
  test.each<readonly [string, Task]>([
    ['log', log],
    ['churn', { ...log, question: 'churn', activeWithin: 45 }],
    ['value', { ...log, question: 'value' }],
    ['propensity', { ...log, question: 'propensity' }],
    [
      'session',
      { kind: 'session', question: 'conversion', goal: null, first: { events: 4 }, gap: 25, test: to, ...common },
    ],
    ['table', table],
    ['number', { ...table, label: 'age', type: 'regression', positive: null }],
  ])('every place of the sentence of a %s question can be filled, and what stands is among the choices', (_, task) => {
    const places = askWords[locale]
      .sentence(task)
      .flatMap((piece): Slot[] => (typeof piece === 'string' ? [] : [piece.slot]));
    expect(places.length).toBeGreaterThan(1);
    for (const place of places) {
      const filled = fillSlot(place, task, data, columns, format);
      expect(
        filled?.options.map((o) => o.value),
        place,
      ).toContain(filled?.value);
      expect(
        filled?.options.every((o) => o.label !== ''),
        place,
      ).toBe(true);
      // The choice that stands changes nothing that is said.
      const same = filled?.change(filled.value);
      expect(same?.question).toBe(task.question === 'custom' ? 'custom' : task.question);
    }
  });
  test.each([240, 360, 900])('the timeline fits %i px and has a lane per cutoff, the test and now', (width) => {
    const g = timelineChart(recut(log, data, { count: 3 }), { from, asOf: to }, width, format);
    expectToFit(g);
    expect(g.bars).toHaveLength(10);
    expect(g.marks).toHaveLength(5);
  });
});

test('another label is predicted as what it holds, and the one before becomes a feature', () => {
  const filled = fillSlot('label', table, null, columns, english);
  expect(filled?.change('age')).toMatchObject({
    label: 'age',
    type: 'regression',
    positive: null,
    columns: ['churn', 'plan'],
  });
  expect(filled?.change('plan')).toMatchObject({
    label: 'plan',
    type: 'multiclass',
    positive: null,
    columns: ['churn', 'age'],
  });
});

describe('moments of the timeline', () => {
  const end = to + DAY;
  const task = recut({ ...log, window: 60 }, data, { count: 3 });
  const day = (time: number): number => (time - end) / DAY;
  const days = (of: LogTask): readonly number[] => [...of.cutoffs, of.test].map(day);

  test('are moved by whole days; what stands before and in the way goes before it, what comes after stays', () => {
    expect(days(task)).toEqual([-240, -180, -120, -60]);
    expect(days(moved(task, data, 'judge', end - 75.4 * DAY))).toEqual([-240, -180, -135, -75]);
    expect(days(moved(task, data, 'judge', end - 300 * DAY))).toEqual([-362, -361, -360, -300]);
    expect(days(moved(task, data, 1, end - 250 * DAY))).toEqual([-251, -250, -120, -60]);
    expect(moved(task, data, 0, task.cutoffs[0] ?? 0)).toBe(task);
  });
  test('keep the test within the data, what is learnt from before the test, and a day before the first', () => {
    expect(days(moved(task, data, 'judge', end))).toEqual(days(task));
    expect(days(moved(task, data, 2, end))).toEqual(days(task));
    expect(days(moved(task, data, 0, end))).toEqual([-181, -180, -120, -60]);
    for (const which of movables(task)) {
      const first = moved(task, data, which, 0);
      expect(() => checkMoments(first, observed(data))).not.toThrow();
      expect(timeOf(first, which)).toBe(reachOf(task, data, which).least);
    }
    // One day further and the question would be refused.
    const { least } = reachOf(task, data, 'judge');
    const before = { ...task, test: least - DAY, cutoffs: task.cutoffs.map((_, i) => data.spine.from + i * DAY) };
    expect(() => checkMoments(before, observed(data))).toThrow();
  });
});
