import { describe, expect, test } from 'vitest';
import { conversionTime } from '../../src/analyses/conversionTime';
import { correlation } from '../../src/analyses/correlation';
import { funnel } from '../../src/analyses/funnel';
import { funnelTrend } from '../../src/analyses/funnelTrend';
import { analysisSchemas } from '../../src/analyses';
import type { DataInfo } from '../../src/core/analysis';
import { parseRecipe } from '../../src/core/recipe';
import { DAY, HOUR, MINUTE } from '../../src/core/time';
import { buildSpine } from '../../src/data/spine';
import { openContent, sharedEngine, signal } from '../data/engines';
import { listRows, runOn } from '../support/analysis';
import { loadSpine, type LogRow } from '../support/spine';

const steps = ['view', 'cart', 'buy'];
const at = (customer: string, time: number, event: string): LogRow => ({ customer, time, event });
const log: readonly LogRow[] = [
  at('a', 0, 'view'),
  at('a', HOUR, 'cart'),
  at('a', 2 * HOUR, 'buy'),
  at('b', 0, 'view'),
  at('b', HOUR, 'cart'),
  at('c', 0, 'view'),
];

describe('funnels of bad input', () => {
  const engine = sharedEngine();
  const spine = async (rows: readonly LogRow[]): Promise<DataInfo> => loadSpine(await engine(), rows);
  const run = async (params: object, rows = log) => runOn(await engine(), funnel, await spine(rows), params);
  const counts = async (params: object, rows = log) => (await run(params, rows)).figures.steps.map((s) => s.customers);

  test('an event that the data does not have is refused with the nearest name', async () => {
    await expect(run({ steps: ['view', 'bay'] })).rejects.toMatchObject({
      code: 'event.unknown',
      details: { event: 'bay', nearest: '“buy”' },
    });
    await expect(run({ steps, exclude: [{ events: 'carte' }] })).rejects.toMatchObject({
      code: 'event.unknown',
      details: { event: 'carte', nearest: '“cart”' },
    });
  });

  test('a recipe with such a step is refused the same, before anything is computed', async () => {
    const recipe = parseRecipe(
      {
        vitrine: 1,
        sources: [{ name: 'log', path: 'log.csv' }],
        analyses: [{ id: 'f', kind: 'funnel', steps: ['view', 'cart', 'by'] }],
      },
      analysisSchemas,
    );
    const { id: _, kind: __, source: ___, ...params } = recipe.analyses[0] ?? { id: '', kind: '', source: undefined };
    await expect(run(params)).rejects.toMatchObject({
      code: 'event.unknown',
      details: { event: 'by', nearest: '“buy”' },
    });
  });

  test('a window of nothing holds only what happens at the same time', async () => {
    expect(await counts({ steps, window: { value: 0, unit: 'days' } })).toEqual([3, 0, 0]);
    const together = [...log, at('d', 5, 'view'), at('d', 5, 'cart'), at('d', 5, 'buy')];
    expect(await counts({ steps, window: { value: 0, unit: 'days' } }, together)).toEqual([4, 1, 1]);
  });

  test('a window that ends before the first millisecond is no window', async () => {
    await expect(run({ steps, window: { value: -1, unit: 'days' } })).rejects.toMatchObject({ code: 'recipe.invalid' });
  });

  test('a funnel that excludes everybody is empty, and says how many it left out', async () => {
    const everyone = log.map((r) => r.customer).filter((c, i, all) => all.indexOf(c) === i);
    const rows = [...log, ...everyone.map((c) => at(c, MINUTE, 'refund'))];
    const result = await run({ steps, exclude: [{ events: 'refund' }] }, rows);
    expect(result.figures.excluded).toBe(3);
    expect(result.figures.steps.map((s) => s.customers)).toEqual([0, 0, 0]);
    expect(result.figures.conversion).toMatchObject({ count: 0, of: 0, share: null });
    expect(await listRows(await engine(), result)).toEqual([]);
  });

  test('a period in which nobody begins is an empty funnel', async () => {
    const entered = { from: '2030-01-01T00:00:00.000Z', to: '2030-02-01T00:00:00.000Z' };
    expect(await counts({ steps, entered })).toEqual([0, 0, 0]);
  });

  test('the order of rows in the file changes nothing where times differ', async () => {
    const shuffled = [...log].reverse();
    const [given, other] = [await run({ steps }), await run({ steps }, shuffled)];
    expect(other.figures).toEqual(given.figures);
    expect(given.figures.steps.map((s) => s.customers)).toEqual([3, 2, 1]);
    expect(await listRows(await engine(), other)).toEqual(await listRows(await engine(), given));
  });

  test('rows without a customer or a time are counted and set apart, out of every figure', async () => {
    const content = [
      'customer,time,event',
      'a,2026-01-01 10:00:00,view',
      ',2026-01-01 10:01:00,view',
      'a,,cart',
      'b,2026-01-01 11:00:00,view',
      'b,not a time,cart',
      'b,2026-01-01 12:00:00,cart',
      'b,2026-01-01 13:00:00,buy',
      ',,buy',
      'a,2026-01-01 09:00:00,cart',
      // Enough that can be read: a column with more faults is no time at all.
      ...Array.from({ length: 90 }, (_, i) => `c,2026-01-01 10:00:${10 + (i % 50)},search`),
      '',
    ].join('\n');
    const opened = await openContent(await engine(), content, 'log.csv', 'nulls');
    const roles = { customer: 'customer', time: 'time', event: 'event' };
    const made = await buildSpine(signal, await engine(), opened, { ...opened.roles, ...roles });
    expect(made.rows).toBe(95);
    expect(Object.fromEntries(made.excluded.map((e) => [e.reason, e.rows]))).toEqual({
      'no customer': 2,
      'no time': 1,
      'unreadable time': 1,
    });
    const data: DataInfo = { spine: made, asOf: made.to, zone: 'UTC', currency: null };
    const result = await runOn(await engine(), funnel, data, { steps });
    expect(result.figures.steps.map((s) => s.customers)).toEqual([2, 1, 1]);
    // The cart of "a" lies before the view, though after it in the file.
    expect(result.figures.steps.map((s) => s.independent)).toEqual([2, 2, 1]);
    expect(result.figures.steps[2]?.time?.median).toBe(HOUR);
  });

  const optional = { events: 'cart', optional: true };
  test.each<[string, object, string]>([
    ['one step', { steps: ['view'] }, 'steps'],
    ['21 steps', { steps: Array.from({ length: 21 }, () => 'view') }, 'steps'],
    ['a first step that may be skipped', { steps: [optional, 'view', 'buy'] }, 'steps'],
    ['a last step that may be skipped', { steps: ['view', 'buy', optional] }, 'steps'],
    ['steps to skip in any order', { steps: ['view', optional, 'buy'], order: 'any' }, 'steps'],
    ['exclusions in strict order', { steps, order: 'strict', exclude: [{ events: 'view' }] }, 'exclude'],
    ['an exclusion back to front', { steps, exclude: [{ events: 'view', from: 3, to: 2 }] }, 'exclude[0]'],
    ['an exclusion after no step', { steps, exclude: [{ events: 'view', from: 3, to: 9 }] }, 'exclude[0]'],
    ['other semantics in strict order', { steps, order: 'strict', semantics: 'clickhouse-default' }, 'semantics'],
    [
      'a period back to front',
      { steps, entered: { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' } },
      'entered',
    ],
    ['three breakdowns', { steps, breakdown: [1, 2, 3].map(() => ({ property: 'page' })) }, 'breakdown'],
    ['an unknown touch', { steps, breakdown: [{ property: 'page', touch: 'middle' }] }, 'breakdown'],
    [
      'the touch of a missing step',
      { steps, breakdown: [{ property: 'page', touch: { step: 4 } }] },
      'breakdown[0].touch',
    ],
    ['groups of unordered counts', { steps, order: 'independent', breakdown: [{ property: 'page' }] }, 'breakdown'],
    ['a comparison of unordered counts', { steps, order: 'independent', compare: { period: 'previous' } }, 'compare'],
    ['a comparison with another period', { steps, compare: { period: 'next' } }, 'compare'],
    ['both semantics with exclusions', { steps, difference: true, exclude: [{ events: 'view' }] }, 'difference'],
  ])('%s is refused, by its place in the recipe', async (_, params, path) => {
    const rows = log.map((r) => ({ ...r, properties: { page: 'p' } }));
    const refusal = await run(params, rows).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ code: 'recipe.invalid' });
    expect((refusal as { details: { path: string } }).details.path.startsWith(path)).toBe(true);
  });

  test('columns and segments that there are not are refused by name', async () => {
    await expect(run({ steps, breakdown: [{ property: 'nothing' }] })).rejects.toMatchObject({
      code: 'property.unknown',
    });
    await expect(run({ steps, count: { sessions: { column: 'visit' } } })).rejects.toMatchObject({
      code: 'property.unknown',
    });
    for (const params of [{ breakdown: [{ segments: ['loyal'] }] }, { compare: { segment: 'loyal' } }])
      await expect(run({ steps, ...params })).rejects.toMatchObject({
        code: 'segment.unknown',
        details: { segment: 'loyal' },
      });
  });

  test('a window of nothing leaves the other sides of a funnel standing', async () => {
    const [on, data] = [await engine(), await spine(log)];
    const nothing = { steps, window: { value: 0, unit: 'days' } };
    expect((await runOn(on, conversionTime, data, nothing)).figures).toMatchObject({ converted: 0, whole: null });
    expect((await runOn(on, correlation, data, nothing)).figures).toMatchObject({ converted: 0, candidates: [] });
    const trend = (await runOn(on, funnelTrend, data, { ...nothing, interval: 'day' })).figures;
    expect(trend.points.map((p) => p.conversion.count)).toEqual([0]);
    expect(data.asOf).toBeLessThan(DAY);
  });
});
