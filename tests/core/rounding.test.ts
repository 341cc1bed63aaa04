import { expect, test } from 'vitest';
import { roundJson, roundNumber } from '../../src/core/rounding';

test('12 significant digits, so that two orders of one sum are equal', () => {
  expect(roundNumber(0.1 + 0.2)).toBe(0.3);
  expect(roundNumber(2_500_315.630000001)).toBe(2_500_315.63);
});

test('a time in epoch milliseconds keeps its last digit', () => {
  const time = Date.UTC(2026, 10, 21, 23, 59, 59, 987);
  expect(roundJson({ asOf: time })).toEqual({ asOf: time });
});

test('NaN and infinities become null in JSON', () => {
  expect(roundJson([NaN, Infinity, -0.5])).toEqual([null, null, -0.5]);
});
