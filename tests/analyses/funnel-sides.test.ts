import { describe, expect, test } from 'vitest';
import { curveChart, histogramChart, waysChart } from '../../src/analyses/conversionTime/chart';
import { durationTicks } from '../../src/analyses/conversionTime/durations';
import type { ConversionTimeFigures, WayTimes } from '../../src/analyses/conversionTime/result';
import { forestChart } from '../../src/analyses/correlation/chart';
import type { Candidate } from '../../src/analyses/correlation/result';
import { funnelTrendChart } from '../../src/analyses/funnelTrend/chart';
import { Formatter } from '../../src/core/format';
import { DAY, HOUR, MINUTE } from '../../src/core/time';
import { oddsRatio } from '../../src/stats/oddsRatio';
import { rate } from '../../src/stats/rate';
import { expectToFit } from '../support/layout';

const way = (from: string, to: string, least: number): WayTimes => ({
  from,
  to,
  step: 2,
  n: 40,
  mean: least * 9,
  p25: least,
  median: least * 4,
  p75: least * 30,
  p90: least * 50,
  p95: least * 60,
  histogram: { start: least, width: least * 16, counts: [30, 6, 3, 1] },
});
const times: ConversionTimeFigures = {
  unit: 'customers',
  window: { value: 14, unit: 'days' },
  entrants: 900,
  converted: 40,
  immature: 12,
  whole: way('view', 'purchase', 20 * MINUTE),
  ways: [way('view', 'add to cart', MINUTE), way('add to cart', 'purchase', 5 * MINUTE)],
  curve: [1, 2, 3, 4].map((k) => ({
    time: k * k * HOUR,
    share: k / 90,
    interval: { low: k / 120, high: k / 60 },
    atRisk: 900 - k,
  })),
};
const candidate = (name: string, did: number): Candidate => ({
  of: { property: 'channel', value: name },
  with: rate(did, 100),
  without: rate(50, 400),
  ...oddsRatio({ withDid: did, withDidNot: 100 - did, withoutDid: 50, withoutDidNot: 350 }),
  adjusted: 0.01,
  clear: did > 30,
});

describe.each([300, 342, 640, 1120])('sides of a funnel at %i px', (width) => {
  describe.each(['en-GB', 'ru-RU'])('in %s', (tag) => {
    const format = new Formatter(tag.startsWith('ru') ? 'ru' : 'en');
    test('the histogram, the curve and the ways fit', () => {
      if (times.whole === null) throw new Error('no way');
      expectToFit(histogramChart(times.whole, width, format));
      expectToFit(curveChart(times, width, format));
      expectToFit(waysChart(times, width, format));
    });
    test('the trend fits, with rings for what is not over', () => {
      const points = Array.from({ length: 12 }, (_, i) => ({
        from: new Date(i * 7 * DAY).toISOString().slice(0, 10),
        conversion: rate(i, 40),
        immature: i > 9 ? 20 : 0,
        without: rate(i, 20),
        final: i <= 9,
      }));
      const chart = funnelTrendChart(
        {
          steps: ['a', 'b'],
          required: [1, 2],
          unit: 'customers',
          window: times.window,
          interval: 'week',
          points,
          halves: null,
        },
        'UTC',
        width,
        format,
      );
      expectToFit(chart);
      expect(chart.dots).toHaveLength(2);
      expect(chart.points.filter((p) => p.y !== null)).toHaveLength(10);
    });
    test('the forest fits, and so does an empty one', () => {
      const figures = {
        steps: ['a', 'b'],
        window: times.window,
        converted: 90,
        not: 400,
        properties: ['channel'],
        more: false,
      };
      const candidates = [0, 5, 40, 90].map((n) => candidate(`value number ${n} with a long name`, n));
      const chart = forestChart({ ...figures, candidates }, width, format);
      expectToFit(chart);
      expect(chart.dots.map((d) => d.faded === true)).toEqual([true, true, false, false]);
      expectToFit(forestChart({ ...figures, candidates: [] }, width, format));
    });
  });
});

test('an axis of times has round steps', () => {
  expect(durationTicks(14 * DAY, 4)).toEqual([0, 7 * DAY, 14 * DAY]);
  expect(durationTicks(100 * MINUTE, 5)).toEqual([0, 30 * MINUTE, 60 * MINUTE, 90 * MINUTE]);
});
