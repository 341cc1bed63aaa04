import { describe, expect, test } from 'vitest';
import { fallText, riseText } from '../../src/analyses/overview/amount';
import type { OverviewFigures, OverviewPoint } from '../../src/analyses/overview/result';
import { acquisition, storyOf } from '../../src/analyses/overview/series';
import { overviewWords } from '../../src/analyses/overview/words';
import { Formatter } from '../../src/core/format';
import { DAY } from '../../src/core/time';
import { rate } from '../../src/stats/rate';

const en = new Formatter('en');
const ru = new Formatter('ru');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** Figures of whole weeks from Monday 6 January 1997 with these values. */
function weekly(values: readonly number[], newcomers: (week: number) => number = () => 5): OverviewFigures {
  const points = values.map((revenue, i): OverviewPoint => ({
    from: new Date((9867 + i * 7) * DAY).toISOString().slice(0, 10),
    complete: true,
    revenue,
    gross: revenue,
    purchases: 10,
    orders: null,
    buyers: 9,
    firstBuyers: 1,
    customers: 9,
    newcomers: newcomers(i),
    events: 10,
  }));
  const none = { value: 0, last: null, previous: null, change: null };
  return {
    span: { from: points[0]?.from ?? '', to: points.at(-1)?.from ?? '' },
    period: null,
    lead: 'revenue',
    customers: none,
    events: none,
    buyers: none,
    purchases: none,
    orders: null,
    refunds: none,
    gross: none,
    refunded: none,
    revenue: none,
    orderValue: null,
    revenuePerBuyer: null,
    repeat: { value: rate(0, 0), last: null, previous: null, change: null, of: 'days' },
    conversion: null,
    series: { bucket: 'week', points },
  };
}

const says = (figures: OverviewFigures, format: Formatter): string =>
  plain(overviewWords[format.locale].headline(storyOf(figures), figures, format));

describe('what the line over time says', () => {
  test('a phase in which all customers join is found, and compared with the time after it', () => {
    const figures = weekly(
      Array.from({ length: 40 }, (_, i) => (i < 12 ? 100 : 25)),
      (week) => (week < 12 ? 5 : 0),
    );
    expect(acquisition(figures)?.from).toBe('1997-03-24');
    expect(storyOf(figures)).toMatchObject({ kind: 'acquisition', change: -0.75 });
    expect(says(figures, en)).toBe('Revenue fell by three quarters once new customers stopped joining');
    expect(says(figures, ru)).toBe('Новые покупатели перестали приходить — и выручка упала вчетверо');
  });

  test('customers who join until the middle or later are no such phase', () => {
    const line = Array.from({ length: 40 }, () => 100);
    expect(acquisition(weekly(line, (week) => (week < 21 ? 5 : 0)))).toBeNull();
    expect(acquisition(weekly(line, (week) => (week < 20 ? 5 : 0)))).not.toBeNull();
  });

  test('a rise and a fall are said as a person would', () => {
    const rising = weekly(Array.from({ length: 52 }, (_, i) => (i < 26 ? 50 : 100)));
    expect(says(rising, en)).toBe('Revenue doubled over a year');
    expect(says(rising, ru)).toBe('Выручка за год выросла вдвое');
    const falling = weekly(Array.from({ length: 16 }, (_, i) => (i < 8 ? 90 : 60)));
    expect(says(falling, en)).toBe('Revenue fell by a third over 16 weeks');
    expect(says(falling, ru)).toBe('Выручка за 16 недель упала на треть');
  });

  test('a difference that may be chance is not called one', () => {
    const noisy = weekly([3, 0, 2, 5, 1, 2, 2, 3, 6, 1, 2, 3, 1, 2, 1, 3]);
    expect(storyOf(noisy)?.kind).toBe('unclear');
    expect(says(noisy, en)).toMatch(/^Revenue: no clear rise or fall over 16 weeks/);
  });

  test('a flat line held steady, and its one peak is named', () => {
    const flat = weekly(Array.from({ length: 20 }, (_, i) => (i === 9 ? 300 : 100)));
    expect(says(flat, en)).toBe('Revenue held steady over 20 weeks, with a peak in the week of 10 Mar 1997');
    expect(storyOf(weekly(Array.from({ length: 20 }, () => 100)))?.peak).toBeNull();
  });

  test('fewer than eight whole buckets say nothing', () => {
    expect(storyOf(weekly([1, 2, 3, 4, 5, 6, 7]))).toBeNull();
  });
});

test('amounts have a name where one is near, and percents elsewhere', () => {
  expect([1 / 3, 0.49, 0.8, 0.37].map((s) => plain(fallText(s, en)))).toEqual([
    'by a third',
    'by half',
    'by four fifths',
    'by 37 %',
  ]);
  expect([0.75, 0.37].map((s) => plain(fallText(s, ru)))).toEqual(['вчетверо', 'на 37 %']);
  expect([1.25, 1.44, 1.95, 2, 2.1, 2.62, 3].map((r) => plain(riseText(r, en)))).toEqual([
    'rose by a quarter',
    'rose by 44 %',
    'almost doubled',
    'doubled',
    'more than doubled',
    'grew 2.6-fold',
    'tripled',
  ]);
  expect([1.25, 1.5, 1.8, 2, 2.62].map((r) => plain(riseText(r, ru)))).toEqual([
    'на четверть',
    'в полтора раза',
    'на 80 %',
    'вдвое',
    'в 2,6 раза',
  ]);
});
