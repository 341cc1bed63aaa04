import { describe, expect, test } from 'vitest';
import type { FunnelFigures } from '../../src/analyses/funnel/result';
import type { MigrationFigures } from '../../src/analyses/migration/result';
import type { OverviewFigures } from '../../src/analyses/overview/result';
import type { RetentionFigures } from '../../src/analyses/retention/result';
import type { ValueFigures } from '../../src/analyses/value/result';
import { Formatter } from '../../src/core/format';
import type { Result, Warning } from '../../src/core/result';
import { locales } from '../../src/core/words';
import { adviceOf, type AdviceSources } from '../../src/rooms/overview/advice';
import { adviceWords } from '../../src/rooms/overview/advice.words';
import { rate } from '../../src/stats/rate';

const none: AdviceSources = {
  overview: null,
  funnel: null,
  rfm: null,
  migration: null,
  retention: null,
  value: null,
  week: null,
};

function resultOf<F>(kind: string, figures: F, warnings: readonly Warning[] = []): Result<F> {
  const source = { name: 'x', fingerprint: '', rows: 1, excluded: [] };
  const receipt = { asOf: 0, zone: 'UTC', currency: null, source, sql: [], versions: { vitrine: '', duckdb: '' } };
  return { vitrine: 1, id: kind, kind, params: {}, figures, tables: [], warnings, receipt };
}

const count = (value: number) => ({ value, last: null, previous: null, change: null });

/** A year of 1,000 buyers of whom `again` bought twice, at 50 a purchase. */
function overview(again: number, to = '2024-12-31'): Result<OverviewFigures> {
  const repeat = { of: 'orders' as const, value: rate(again, 1000), last: null, previous: null, change: null };
  const each = { value: { n: 1000, mean: 50, interval: null }, last: null, previous: null, change: null };
  return resultOf('overview', {
    span: { from: '2024-01-01', to },
    period: null,
    lead: 'revenue',
    customers: count(4000),
    events: count(9000),
    buyers: count(1000),
    purchases: count(1000 + again),
    orders: null,
    refunds: count(0),
    gross: count(60_000),
    refunded: count(0),
    revenue: count(60_000),
    orderValue: { ...each, per: 'purchase', median: 40 },
    revenuePerBuyer: each,
    repeat,
    conversion: null,
    series: { bucket: 'month', points: [] },
  });
}

function funnel(counts: readonly number[], immature = 0, warnings: readonly Warning[] = []): Result<FunnelFigures> {
  const labels = ['view', 'cart', 'buy'];
  const [first = 0] = counts;
  const last = counts.at(-1) ?? 0;
  return resultOf(
    'funnel',
    {
      order: 'ordered',
      semantics: 'ordered-distinct',
      unit: 'customers',
      excluded: 0,
      window: { value: 14, unit: 'days' },
      steps: counts.map((customers, i) => ({
        label: labels[i] ?? '',
        events: [labels[i] ?? ''],
        stage: (['view', 'cart', 'purchase'] as const)[i] ?? null,
        customers,
        ofFirst: rate(customers, first),
        ofPrevious: i === 0 ? null : rate(customers, counts[i - 1] ?? 0),
        time: null,
        independent: customers,
        followed: customers,
      })),
      conversion: rate(last, first),
      immature: { customers: immature, without: rate(last, first - immature) },
    },
    warnings,
  );
}

function migration(before: number, left: number): Result<MigrationFigures> {
  return resultOf('migration', {
    earlier: '2024-06-30',
    later: '2024-12-31',
    days: 184,
    cuts: 'each',
    recencyUnit: 'day',
    ownCuts: [],
    customers: 1000,
    flows: [],
    moves: { slid: left, rose: 0, bought: 0, joined: 0, shifted: 0, stayed: 1000 - left },
    champions: { before, left, spent: left * 300, to: 'at-risk' },
  } as MigrationFigures);
}

function week(share: number): Float64Array {
  // An even day, but for three hours from 19:00 that hold the share.
  return Float64Array.from({ length: 168 }, (_, i) => {
    const busy = i % 24 >= 19 && i % 24 < 22;
    return Math.round((busy ? share / 3 : (1 - share) / 21) * 10_000);
  });
}

describe('recommendations', () => {
  test('nothing is said of nothing', () => {
    expect(adviceOf(none)).toEqual([]);
  });

  test('the biggest drop is told with what a tenth of it would bring, going on as others do', () => {
    // 3,000 views, 600 carts, 200 buyers: 80 % stop before the cart, a third of carts buy, 50 each.
    const [advice] = adviceOf({ ...none, overview: overview(600), funnel: funnel([3000, 600, 200]) });
    expect(advice?.facts).toMatchObject({ rule: 'funnel-drop', from: 'view', to: 'cart', lost: 2400, share: 0.8 });
    expect(advice?.stake).toBeCloseTo(0.1 * 2400 * (200 / 600) * 50, 9);
    expect(advice?.target).toEqual({ room: 'behaviour', anchor: 'funnel' });
  });

  test('a funnel that is small, unripe or in doubt says nothing', () => {
    expect(adviceOf({ ...none, funnel: funnel([90, 20, 5]) })).toEqual([]);
    expect(adviceOf({ ...none, funnel: funnel([3000, 600, 200], 1000) })).toEqual([]);
    const doubt: Warning = { code: 'too-few', details: { n: 1, enough: 30 } };
    expect(adviceOf({ ...none, funnel: funnel([3000, 600, 200], 0, [doubt]) })).toEqual([]);
    expect(adviceOf({ ...none, funnel: funnel([3000, 2000, 1500]) })).toEqual([]);
  });

  test('the second purchase is weak when its interval lies under a third, and there was half a year', () => {
    expect(adviceOf({ ...none, overview: overview(200) })).toMatchObject([
      { facts: { rule: 'second-purchase', once: 800, share: 0.8 }, stake: 0.1 * 800 * 50 },
    ]);
    expect(adviceOf({ ...none, overview: overview(320) })).toEqual([]);
    expect(adviceOf({ ...none, overview: overview(200, '2024-04-01') })).toEqual([]);
  });

  test('champions that slide are told from a third of at least thirty', () => {
    expect(adviceOf({ ...none, migration: migration(90, 45) })).toMatchObject([
      { facts: { rule: 'sliding-champions', before: 90, left: 45, to: 'at-risk' }, stake: 0.1 * 45 * 300 },
    ]);
    expect(adviceOf({ ...none, migration: migration(29, 25) })).toEqual([]);
    expect(adviceOf({ ...none, migration: migration(90, 20) })).toEqual([]);
  });

  test('few returns are told of ripe cells of many, and not beside the second purchase', () => {
    const means = [0, 1].map((period) => ({
      period,
      cohorts: 5,
      customers: 900,
      share: period === 0 ? 1 : 0.1,
      interval: { low: 0.08, high: 0.12 },
      revenueShare: null,
      cumulative: null,
    }));
    const retention = resultOf('retention', { interval: 'month', means } as unknown as RetentionFigures);
    expect(adviceOf({ ...none, retention })).toMatchObject([
      { facts: { rule: 'low-return', share: 0.1 }, stake: null },
    ]);
    expect(adviceOf({ ...none, retention, overview: overview(200) }).map((a) => a.facts.rule)).toEqual([
      'second-purchase',
    ]);
  });

  test('value at risk is what the forecast still expects of those who went quiet', () => {
    const of = (segment: string, customers: number, value: number) => ({
      segment,
      customers,
      revenue: 1000,
      alive: 0.4,
      expected: 1,
      value,
    });
    const figures = {
      segments: [of('at-risk', 60, 900), of('cant-lose', 40, 2100), of('hibernating', 500, 100)],
      spend: { converged: true },
      concentration: { holders: 1000, gini: 0.7, to80: 150, top20: 0.85, curve: [] },
    };
    const value = resultOf('value', figures as unknown as ValueFigures);
    expect(adviceOf({ ...none, value })).toMatchObject([
      { facts: { rule: 'at-risk-value', customers: 100, alive: 0.4, spent: 2000 }, stake: 3000 },
      { facts: { rule: 'concentration', holders: 150, share: 0.15 }, stake: null },
    ]);
    const unsure: Warning = { code: 'not-converged', details: {} };
    const doubtful = adviceOf({ ...none, value: { ...value, warnings: [unsure] } });
    expect(doubtful.map((a) => a.facts.rule)).not.toContain('at-risk-value');
  });

  test('busy hours hold twice their even share; dates alone have no hours', () => {
    expect(adviceOf({ ...none, week: week(0.4) })).toMatchObject([{ facts: { rule: 'busy-hours', from: 19, to: 22 } }]);
    expect(adviceOf({ ...none, week: week(0.2) })).toEqual([]);
    expect(
      adviceOf({ ...none, week: Float64Array.from({ length: 168 }, (_, i) => (i % 24 === 0 ? 9999 : 0)) }),
    ).toEqual([]);
  });

  test('the largest sum leads, at most five are told, in both languages with their money', () => {
    const all = adviceOf({
      ...none,
      overview: overview(150),
      funnel: funnel([3000, 600, 200]),
      migration: migration(90, 45),
      week: week(0.4),
    });
    expect(all.map((a) => a.facts.rule)).toEqual(['second-purchase', 'funnel-drop', 'sliding-champions', 'busy-hours']);
    for (const locale of locales) {
      const format = new Formatter(locale, { currency: 'EUR' });
      for (const { facts, stake } of all) {
        const { finding, action } = adviceWords[locale].text(facts, format);
        expect(finding).toMatch(/\d/);
        expect(action.length).toBeGreaterThan(10);
        expect(`${finding}${action}`).not.toMatch(/undefined|NaN|null/);
        if (stake !== null) expect(adviceWords[locale].stake(facts.rule, format.moneyCompact(stake))).toContain('€');
      }
    }
  });
});
