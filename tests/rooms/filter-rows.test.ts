import { describe, expect, test } from 'vitest';
import type { Property, PropertyTest } from '../../src/core/filter';
import { dayOf, endOfDay, startOfDay } from '../../src/rooms/scope/dates';
import { emptyRow, numberOf, operatorsOf, rowOf, testOf } from '../../src/rooms/scope/rows';

describe('a row of the filter builder', () => {
  test.each<[PropertyTest, Property['type']]>([
    [{ property: 'colour', is: ['red', null] }, 'text'],
    [{ property: '__proto__', not: ['"; drop'] }, 'text'],
    [{ property: 'price', is: [5, -1.5] }, 'number'],
    [{ property: 'price', from: 5, to: 7.5 }, 'number'],
    [{ property: 'price', to: 0 }, 'number'],
    [{ property: 'on', from: '2024-03-31T00:00:00.000Z' }, 'time'],
    [{ property: 'colour', contains: '%' }, 'text'],
    [{ property: 'colour', given: true }, 'text'],
    [{ property: 'colour', given: false }, 'text'],
    [{ property: 'paid', is: ['true'] }, 'boolean'],
  ])('keeps the test %j', (given, type) => {
    expect(testOf(rowOf(1, given), type)).toEqual(given);
  });

  test('is no test while it says too little', () => {
    for (const type of ['text', 'number', 'time', 'boolean'] as const) {
      const row = emptyRow(1, { name: 'x', type });
      expect(operatorsOf(type)).toContain(row.operator);
      expect(testOf(row, type)).toBeNull();
    }
    expect(testOf({ ...emptyRow(1, { name: 'x', type: 'number' }), from: 'five' }, 'number')).toBeNull();
    expect(
      testOf({ ...emptyRow(1, { name: 'x', type: 'number' }), operator: 'is', values: ['?'] }, 'number'),
    ).toBeNull();
  });

  test('reads numbers as people type them', () => {
    expect(['1 234,5', '-3', '', ' ', 'x', '1e400'].map(numberOf)).toEqual([1234.5, -3, null, null, null, null]);
  });
});

describe('calendar days of a zone', () => {
  test('begin at its midnight, also where the clock changes', () => {
    expect(startOfDay('2024-03-31', 'UTC')).toBe(Date.UTC(2024, 2, 31));
    expect(startOfDay('2024-03-31', 'Europe/Berlin')).toBe(Date.UTC(2024, 2, 30, 23));
    expect(endOfDay('2024-03-31', 'Europe/Berlin')).toBe(Date.UTC(2024, 2, 31, 22));
    expect(endOfDay('2024-12-31', 'America/New_York')).toBe(Date.UTC(2025, 0, 1, 5));
    expect(dayOf(Date.UTC(2024, 2, 31, 22), 'Europe/Berlin')).toBe('2024-04-01');
  });
  test('what is no day is null', () => {
    expect([startOfDay('', 'UTC'), startOfDay('2024-13-01', 'UTC'), endOfDay('soon', 'UTC')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
