import { describe, expect, test } from 'vitest';
import { analyses } from '../../src/analyses';
import type { Analysis, DataInfo } from '../../src/core/analysis';
import { DAY, MINUTE } from '../../src/core/time';
import { NodeScanner } from '../../src/engines/native/scanner';
import { ident, sql } from '../../src/sql/sql';
import { sharedEngine, signal } from '../data/engines';
import { runOn } from '../support/analysis';
import { loadSpine, type LogRow } from '../support/spine';

const MANY = 1_000_000;
const steps = ['view', 'cart', 'buy'];

/** One customer with a million minutes of views and carts and one purchase at the very end, among three others. */
describe('one customer with a million events', () => {
  const engine = sharedEngine();
  let loaded: Promise<DataInfo> | null = null;
  const log = (): Promise<DataInfo> => (loaded ??= made());

  async function made(): Promise<DataInfo> {
    const on = await engine();
    const row = (customer: string, time: number, event: string): LogRow => ({
      customer,
      time,
      event,
      sign: event === 'buy' ? 1 : 0,
      amount: event === 'buy' ? 10 : null,
    });
    const few = [
      ...steps.map((event, i) => row('a', i * MINUTE, event)),
      ...steps.slice(0, 2).map((event, i) => row('b', i * MINUTE, event)),
      row('c', 0, 'view'),
      row('m', 0, 'view'),
    ];
    const data = await loadSpine(on, few);
    const { spine } = data;
    const id = (name: string): number => spine.events.find((e) => e.name === name)?.id ?? -1;
    await on.query(
      signal,
      sql`INSERT INTO ${ident(spine.table)} SELECT 3 AS customer, i * ${MINUTE} AS time,
        CASE WHEN i = ${MANY - 1} THEN ${id('buy')} WHEN i % 10 = 9 THEN ${id('cart')} ELSE ${id('view')} END AS event,
        CASE WHEN i = ${MANY - 1} THEN 1 ELSE 0 END AS sign, CASE WHEN i = ${MANY - 1} THEN 10 END AS amount, NULL AS "order",
        ${few.length - 1} + i AS place FROM range(1, ${MANY}) AS r(i)`,
    );
    await on.query(
      signal,
      sql`INSERT INTO ${ident(spine.rowsTable)} SELECT ${few.length - 1} + i FROM range(1, ${MANY}) AS r(i)`,
    );
    const to = (MANY - 1) * MINUTE;
    return { ...data, asOf: to, spine: { ...spine, rows: few.length + MANY - 1, to, purchases: 2 } };
  }

  /** Figures, and the CPU seconds they took, those of all threads together. */
  async function timed<P, F>(analysis: Analysis<P, F>, params: object): Promise<F> {
    const data = await log();
    const scanner = new NodeScanner();
    const before = process.cpuUsage();
    const { figures } = await runOn(await engine(), analysis, data, params, { scanner });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6, analysis.kind).toBeLessThan(5);
    return figures;
  }

  test('is right by arithmetic in a funnel', async () => {
    const hour = { steps, window: { value: 1, unit: 'hours' } };
    const figures = await timed(analyses.funnel, hour);
    expect(figures.steps.map((s) => s.customers)).toEqual([4, 3, 2]);
    // Only starts of the last hour end in the purchase: 60 minutes before it is a cart, 59 a view, 50 the cart it goes by.
    expect(figures.steps[2]?.time).toMatchObject({ p25: 13.25 * MINUTE, p75: 37.75 * MINUTE });
    const times = await timed(analyses.conversionTime, hour);
    expect(times.whole).toMatchObject({ n: 2, mean: 30.5 * MINUTE });
    const order = await timed(analyses.outOfOrder, hour);
    expect(order.steps.map((s) => [s.independent, s.followed])).toEqual([
      [3, 3],
      [2, 2],
    ]);
    const trend = await timed(analyses.funnelTrend, { ...hour, interval: 'month' });
    expect(trend.points.at(-1)?.conversion).toMatchObject({ count: 1, of: 1 });
    expect((await timed(analyses.correlation, hour)).candidates).toEqual([]);
  });

  test('is one session, one returning customer, one path, and one line', async () => {
    const sessions = await timed(analyses.sessions, {});
    expect(sessions).toMatchObject({ sessions: 4, customers: 4, events: MANY + 6 });
    const retention = await timed(analyses.retention, { interval: 'month' });
    expect(retention.means.find((m) => m.period === 3)).toMatchObject({ share: 0.25 });
    const days = Math.floor(((MANY - 1) * MINUTE) / DAY);
    const lifecycle = await timed(analyses.lifecycle, { interval: 'day' });
    expect(lifecycle.points.filter((p) => p.returning === 1)).toHaveLength(days);
    const stickiness = await timed(analyses.stickiness, {});
    expect(stickiness.bars.at(-1)?.rate.count).toBeGreaterThan(0);
    const paths = await timed(analyses.paths, {});
    expect(paths.paths).toBe(4);
    const trends = await timed(analyses.trends, { interval: 'day', series: [{ measure: 'events' }] });
    expect(trends.groups[0]?.points[1]?.value).toBe(DAY / MINUTE);
  });
});
