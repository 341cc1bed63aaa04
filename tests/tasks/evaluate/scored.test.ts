import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Formatter } from '../../../src/core/format';
import { locales } from '../../../src/core/words';
import type { ClassJudgement } from '../../../src/learn/jobs/judge';
import { tenthsOf } from '../../../src/rooms/predict/result/score-rows';
import { clearOf } from '../../../src/state/predict/scored-rule';
import { classesChart, classesExhibit } from '../../../src/tasks/evaluate/classes/chart';
import { forecastRanges, rangeOf } from '../../../src/tasks/evaluate/score/range';
import { expectToFit } from '../../support/layout';

describe('a limit clear of scores', () => {
  test('keeps every score on its side, and away from both sides by more than sessions differ', () => {
    const score = fc.integer({ min: 0, max: 20_000 }).map((n) => n / 20_000);
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 40 }), fc.nat(), (list, at) => {
        const scores = Float64Array.from(list);
        // The slider stands on scores themselves.
        const limit = scores[at % scores.length] ?? 0;
        const clear = clearOf(scores, limit);
        for (const s of scores) {
          expect(s >= clear).toBe(s >= limit);
          expect(Math.abs(s - clear)).toBeGreaterThan(1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });
  test('is the limit itself where it lies clear, and short where it moves', () => {
    expect(clearOf(Float64Array.of(0.1, 0.6), 0.3)).toBe(0.3);
    expect(clearOf(Float64Array.of(0.2, 0.30000001, 0.6), 0.30000001)).toBe(0.25);
    expect(clearOf(new Float64Array(), 0.5)).toBe(0.5);
  });
});

test('tenths are counted from the highest score, and equal scores share the better one', () => {
  const scores = Float64Array.from({ length: 20 }, (_, i) => i / 20);
  expect([...tenthsOf(scores)]).toEqual(Array.from({ length: 20 }, (_, i) => 10 - Math.floor(i / 2)));
  expect([...tenthsOf(Float64Array.of(0.9, 0.5, 0.5, 0.5, 0.1))]).toEqual([1, 3, 3, 3, 9]);
});

describe('the range around a forecast', () => {
  /** What happened is between half and one and a half of the forecast, evenly. */
  const forecast = Float64Array.from({ length: 1000 }, (_, i) => i);
  const happened = forecast.map((f, i) => f * (0.5 + ((i * 617) % 1000) / 1000));
  const ranges = forecastRanges(forecast, happened);

  test('holds eight in ten of the test rows with such a forecast', () => {
    expect(ranges).toHaveLength(10);
    ranges.forEach((_, g) => {
      const own = [...forecast.keys()].filter((i) => Math.floor(i / 100) === g);
      const within = own.filter((i) => {
        const { low, high } = rangeOf(ranges, i) ?? { low: NaN, high: NaN };
        return (happened[i] ?? 0) >= low && (happened[i] ?? 0) <= high;
      });
      expect(within.length / own.length).toBeCloseTo(0.8, 5);
    });
    // It grows with the forecast, also beyond all that were tested.
    expect(rangeOf(ranges, 2000)?.high).toBeCloseTo(2 * (rangeOf(ranges, 1000)?.high ?? 0), 8);
    expect(ranges.map((r) => r.relative)).toEqual([false, ...Array.from({ length: 9 }, () => true)]);
  });
  test('is none under 30 rows, and one group where all forecasts are equal', () => {
    expect(forecastRanges(forecast.slice(0, 29), happened)).toEqual([]);
    expect(rangeOf([], 3)).toBeNull();
    const same = forecastRanges(new Float64Array(400).fill(7), happened.slice(0, 400));
    expect(same.map((r) => r.rows)).toEqual([400]);
  });
});

describe('several classes', () => {
  const figure = { value: 0.5 };
  const figures = { precision: figure, recall: figure, f1: figure, rocAuc: figure, averagePrecision: figure };
  const classes: readonly ClassJudgement[] = [
    { name: 'Premium, with everything in it', n: 100, called: [80, 15, 5], ...figures },
    { name: 'Basic', n: 300, called: [20, 270, 10], ...figures },
    { name: 'Student', n: 50, called: [5, 30, 15], ...figures },
  ];
  test.each(locales)('say which is told worst, and for what it is taken (%s)', (locale) => {
    const { headline } = classesExhibit(classes, new Formatter(locale));
    expect(headline).toMatch(/Student.*30.%.*Basic/);
  });
  test.each(locales)('fit a phone and a desk (%s)', (locale) => {
    const format = new Formatter(locale);
    for (const width of [300, 640, 1100]) expectToFit(classesChart(classes, width, format));
    expect(classesChart(classes, 640, format).cells.map((c) => c.value)).toEqual([
      '80',
      '15',
      '5',
      '20',
      '270',
      '10',
      '5',
      '30',
      '15',
    ]);
  });
});
