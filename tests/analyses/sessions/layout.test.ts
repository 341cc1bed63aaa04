import { describe, expect, test } from 'vitest';
import { daysChart, endsChart, hoursChart, pausesChart } from '../../../src/analyses/sessions/chart';
import { sessionMetrics } from '../../../src/analyses/sessions/metrics';
import type { SessionsFigures } from '../../../src/analyses/sessions/result';
import { sessionsWords } from '../../../src/analyses/sessions/words';
import { Formatter } from '../../../src/core/format';
import { rate } from '../../../src/stats/rate';
import { expectToFit } from '../../support/layout';

/** With ordinary spaces. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const figures: SessionsFigures = {
  rule: { gap: 1_800_000 },
  sessions: 1000,
  customers: 400,
  events: 4000,
  perCustomer: { n: 400, mean: 2.5, interval: { low: 2.4, high: 2.6 } },
  duration: { n: 700, p25: 60_000, median: 120_000, p75: 240_000, p90: 900_000 },
  eventsPer: { n: 1000, p25: 1, median: 3, p75: 5, p90: 9 },
  meanEvents: { value: 4, low: 3.9, high: 4.1 },
  bounce: rate(300, 1000),
  conversion: rate(40, 1000),
  ends: ['view', 'a very long name of an event that no phone has room for', '', 'd', 'e', 'f', 'g', 'h', 'i'].map(
    (event, i) => ({ event, entries: 900 - i * 100, exits: i * 50, bought: i }),
  ),
  hours: Array.from({ length: 7 }, (_, d) => Array.from({ length: 24 }, (__, h) => (h < 5 ? 0 : d * h))),
  boughtHours: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
  days: Array.from({ length: 120 }, (_, i) => ({
    day: new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
    sessions: i * 13,
    bounces: i,
    bought: 1,
    complete: i < 119,
  })),
  pauses: Array.from({ length: 25 }, (_, i) => ({
    from: i === 0 ? 0 : 1000 * 2 ** (i - 1),
    to: i === 24 ? null : 1000 * 2 ** i,
    pauses: i < 3 || i > 20 ? 0 : 100 * i,
  })),
  otherLimits: { half: 1010, double: 990 },
};

describe('pictures of sessions', () => {
  for (const locale of ['en', 'ru'] as const)
    for (const width of [240, 340, 628, 1100])
      test(`fit ${width} px in ${locale}`, () => {
        const format = new Formatter(locale);
        expectToFit(daysChart(figures, 'UTC', width, format));
        for (const chart of [hoursChart, endsChart, pausesChart]) expectToFit(chart(figures, width, format));
      });

  test('the limit of 30 minutes stands between 17 and 34 minutes', () => {
    const { limit, marks } = pausesChart(figures, 1000, new Formatter('en'));
    const around = marks.find((m) => plain(m.title) === '17 min 4 s to 34 min 8 s');
    expect(limit).toBeGreaterThan(around?.x ?? Infinity);
    expect(limit).toBeLessThan((around?.x ?? 0) + (around?.width ?? 0));
  });

  test('words say the finding', () => {
    const f = new Formatter('en');
    expect(plain(sessionsWords.en.endsHeadline(figures, f))).toBe(
      '90 % of sessions begin with “view”; 40 % end with “i”',
    );
    expect(plain(sessionsWords.en.pausesHeadline(figures, f))).toContain('A limit of 30 min fits');
    expect(sessionMetrics(figures, f).map((m) => plain(m.value))).toEqual([
      '1,000',
      '2.50',
      '2 min',
      '4',
      '30.0 %',
      '4.0 %',
    ]);
  });
});
