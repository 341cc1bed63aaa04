import { describe, expect, test } from 'vitest';
import { kaplanMeier, survivalQuantile } from '../../src/stats/kaplanMeier';
import { benjaminiHochberg, oddsRatio, twoSided } from '../../src/stats/oddsRatio';
import { shareDifference } from '../../src/stats/shareDifference';

describe('difference of two shares', () => {
  test('Newcombe 1998, table II, method 10: 56/70 − 48/80 is 0.2 (0.0524, 0.3339)', () => {
    const { value, interval } = shareDifference({ count: 56, of: 70 }, { count: 48, of: 80 });
    expect(value).toBeCloseTo(0.2, 12);
    expect(interval?.low).toBeCloseTo(0.0524, 4);
    expect(interval?.high).toBeCloseTo(0.3339, 4);
  });
  test('Newcombe 1998, table II, method 10: 9/10 − 3/10 is 0.6 (0.1705, 0.8090)', () => {
    const { interval } = shareDifference({ count: 9, of: 10 }, { count: 3, of: 10 });
    expect(interval?.low).toBeCloseTo(0.1705, 4);
    expect(interval?.high).toBeCloseTo(0.809, 4);
  });
  test('of nobody there is none', () => {
    expect(shareDifference({ count: 0, of: 0 }, { count: 1, of: 2 })).toEqual({ value: null, interval: null });
  });
});

describe('Kaplan–Meier', () => {
  /** Weeks of remission of the 6-MP arm; Freireich et al. 1963, Blood 21, 699–716. */
  const remission = [
    [6, 3, 1],
    [7, 1, 0],
    [9, 0, 1],
    [10, 1, 1],
    [11, 0, 1],
    [13, 1, 0],
    [16, 1, 0],
    [17, 0, 1],
    [19, 0, 1],
    [20, 0, 1],
    [22, 1, 0],
    [23, 1, 0],
    [25, 0, 1],
    [32, 0, 2],
    [34, 0, 1],
    [35, 0, 1],
  ].map(([time = 0, events = 0, censored = 0]) => ({ time, events, censored }));
  const curve = kaplanMeier(remission);
  test('Freireich et al. 1963, 6-MP: .857, .807, .753, .690, .627, .538, .448 at 6, 7, 10, 13, 16, 22, 23 weeks', () => {
    expect(curve.map((p) => p.time)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    expect(curve.map((p) => p.atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6]);
    expect(curve.map((p) => Number(p.survival.toFixed(3)))).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]);
  });
  test('its median is 23 weeks, its log-log interval at 6 weeks .620 to .952', () => {
    expect(survivalQuantile(curve, 0.5)).toBe(23);
    expect(curve[0]?.interval?.low).toBeCloseTo(0.62, 3);
    expect(curve[0]?.interval?.high).toBeCloseTo(0.9516, 3);
  });
  test('without events there is no point, and after everybody had it no interval', () => {
    expect(kaplanMeier([{ time: 1, events: 0, censored: 3 }])).toEqual([]);
    expect(kaplanMeier([{ time: 1, events: 2, censored: 0 }])).toEqual([
      { time: 1, atRisk: 2, events: 2, survival: 0, interval: null },
    ]);
  });
});

describe('odds ratios', () => {
  test('1 is added to each cell', () => {
    const { ratio, interval } = oddsRatio({ withDid: 9, withDidNot: 19, withoutDid: 4, withoutDidNot: 49 });
    expect(ratio).toBeCloseTo((10 * 50) / (20 * 5), 12);
    const half = 1.959963984540054 * Math.sqrt(1 / 10 + 1 / 20 + 1 / 5 + 1 / 50);
    expect(Math.log(interval.high)).toBeCloseTo(Math.log(ratio) + half, 12);
    expect(Math.log(interval.low)).toBeCloseTo(Math.log(ratio) - half, 12);
  });
  test('nobody anywhere is a ratio of 1 that says nothing', () => {
    const { ratio, p } = oddsRatio({ withDid: 0, withDidNot: 0, withoutDid: 0, withoutDidNot: 0 });
    expect(ratio).toBe(1);
    expect(p).toBeCloseTo(1, 6);
  });
  test('two-sided tails of the normal distribution: 1.96 is .05, 2.576 is .01', () => {
    expect(twoSided(1.959963984540054)).toBeCloseTo(0.05, 7);
    expect(twoSided(-2.5758293035489)).toBeCloseTo(0.01, 7);
  });
  test('Benjamini & Hochberg 1995: of 15 p values the first four stay at or below .05', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const adjusted = benjaminiHochberg(p);
    expect(adjusted.filter((x) => x <= 0.05)).toHaveLength(4);
    expect(adjusted[0]).toBeCloseTo(0.0015, 12);
    expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    expect(adjusted[14]).toBe(1);
  });
  test('adjusted values keep the order given', () => {
    expect(benjaminiHochberg([0.04, 0.01])).toEqual([0.04, 0.02]);
  });
});
