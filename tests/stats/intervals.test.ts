import { describe, expect, test } from 'vitest';
import { meanOf, studentQuantile975 } from '../../src/stats/mean';
import { rate, wilson } from '../../src/stats/rate';

describe('Wilson interval', () => {
  test('Newcombe 1998, table I: 81/263, 15/148, 0/20 and 1/29', () => {
    const published: [number, number, number, number][] = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [count, of, low, high] of published) {
      expect(wilson(count, of)?.low).toBeCloseTo(low, 4);
      expect(wilson(count, of)?.high).toBeCloseTo(high, 4);
    }
  });

  test('ends exactly at 1 where all count, and is null of nothing', () => {
    expect(wilson(7, 7)?.high).toBe(1);
    expect(rate(0, 0)).toEqual({ count: 0, of: 0, share: null, interval: null });
  });
});

describe('mean with a t interval', () => {
  test("Student's t table at 97.5 %", () => {
    const table: [number, number][] = [
      [1, 12.7062],
      [2, 4.30265],
      [3, 3.18245],
      [4, 2.77645],
      [5, 2.57058],
      [10, 2.22814],
      [30, 2.04227],
      [120, 1.97993],
    ];
    for (const [df, t] of table) expect(studentQuantile975(df) / t).toBeCloseTo(1, 4);
    expect(studentQuantile975(1e7)).toBeCloseTo(1.959964, 5);
  });

  test('of 1, 2, 3, 4, 5 by hand: 3 ± 2.776 × √0.5', () => {
    const { mean, interval } = meanOf(5, 15, 55);
    expect(mean).toBe(3);
    expect(interval?.low).toBeCloseTo(3 - 2.77645 * Math.sqrt(0.5), 4);
    expect(interval?.high).toBeCloseTo(3 + 2.77645 * Math.sqrt(0.5), 4);
  });

  test('one value has no interval, none has no mean, equal values have an interval of no width', () => {
    expect(meanOf(1, 4, 16)).toEqual({ n: 1, mean: 4, interval: null });
    expect(meanOf(0, 0, 0)).toEqual({ n: 0, mean: null, interval: null });
    expect(meanOf(3, 0.3, 0.03).interval?.high).toBeCloseTo(0.1, 12);
  });
});
