import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outOfOrder } from '../../src/analyses/outOfOrder';
import { outOfOrderChart } from '../../src/analyses/outOfOrder/chart';
import { outOfOrderWords } from '../../src/analyses/outOfOrder/words';
import { Formatter } from '../../src/core/format';
import { DAY, HOUR } from '../../src/core/time';
import { buildSpine } from '../../src/data/spine';
import { openPath, sharedEngine, signal } from '../data/engines';
import { listRows, runOn } from '../support/analysis';
import { expectToFit } from '../support/layout';
import { sharedData } from '../support/shared';
import { loadSpine, type LogRow } from '../support/spine';

const retailRocket = sharedData('retailrocket/sample_events.csv');
const steps = ['view', 'cart', 'buy'];

describe('who has the event of a step and does not come there in order', () => {
  const engine = sharedEngine();
  const row = (customer: string, time: number, event: string): LogRow => ({ customer, time, event });
  const log = [
    row('in order', 0, 'view'),
    row('in order', HOUR, 'cart'),
    row('in order', 2 * HOUR, 'buy'),
    row('never looked', 0, 'cart'),
    row('looked after', 0, 'cart'),
    row('looked after', HOUR, 'view'),
    row('bought after that', 0, 'cart'),
    row('bought after that', HOUR, 'view'),
    row('bought after that', 2 * HOUR, 'buy'),
    row('too late', 0, 'view'),
    row('too late', 20 * DAY, 'cart'),
    row('at one moment', 5, 'cart'),
    row('at one moment', 5, 'view'),
  ];

  test('is told by the first reason that holds', async () => {
    const on = await engine();
    const result = await runOn(on, outOfOrder, await loadSpine(on, log), { steps });
    expect(result.figures.steps).toMatchObject([
      { number: 2, independent: 6, followed: 2, aside: { never: 1, before: 2, chain: 0, late: 1 } },
      { number: 3, independent: 2, followed: 1, aside: { never: 0, before: 0, chain: 1, late: 0 } },
    ]);
    expect((await listRows(on, result)).map((r) => [r['customer'], r['step'], r['reason']])).toEqual([
      ['bought after that', 2, 'before'],
      ['looked after', 2, 'before'],
      ['too late', 2, 'late'],
      ['never looked', 2, 'never'],
      ['bought after that', 3, 'chain'],
    ]);
  });

  test('is asked of steps in order, whatever the funnel counts; sessions and exclusions are refused', async () => {
    const on = await engine();
    const data = await loadSpine(on, log);
    const { params, figures } = await runOn(on, outOfOrder, data, { steps, order: 'independent' });
    expect(params['order']).toBe('ordered');
    expect(figures.steps[0]?.followed).toBe(2);
    for (const more of [{ count: { sessions: {} } }, { exclude: [{ events: 'buy' }] }])
      await expect(runOn(on, outOfOrder, data, { steps, ...more })).rejects.toMatchObject({ code: 'recipe.invalid' });
  });

  test.skipIf(retailRocket === null)(
    'RetailRocket sample: 145 put something in the cart, 128 of them after looking within 14 days; the 17 others by name',
    async () => {
      const on = await engine();
      const opened = await openPath(on, retailRocket ?? '', 'retailrocket');
      const spine = await buildSpine(signal, on, opened, opened.roles);
      const data = { spine, asOf: spine.to, zone: 'UTC', currency: null };
      const result = await runOn(on, outOfOrder, data, { steps: ['view', 'addtocart', 'transaction'] });
      const [cart, buy] = result.figures.steps;
      expect(cart).toMatchObject({ independent: 145, followed: 128 });
      expect(buy).toMatchObject({ independent: 39, followed: 32 });

      // In plain loops over the file: carts without any look within the 14 days before.
      const times = new Map<string, { view: number[]; cart: number[] }>();
      for (const line of readFileSync(retailRocket ?? '', 'utf8')
        .trim()
        .split('\n')
        .slice(1)) {
        const [time = '', visitor = '', event = ''] = line.split(',');
        const own = times.get(visitor) ?? { view: [], cart: [] };
        times.set(visitor, own);
        if (event === 'view') own.view.push(Number(time));
        if (event === 'addtocart') own.cart.push(Number(time));
      }
      const aside = [...times].filter(
        ([, { view, cart: carts }]) =>
          carts.length > 0 && !carts.some((c) => view.some((v) => v <= c && c - v <= 14 * DAY)),
      );
      const why = { never: 0, before: 0, chain: 0, late: 0 };
      for (const [, { view, cart: carts }] of aside)
        why[view.length === 0 ? 'never' : Math.max(...carts) < Math.min(...view) ? 'before' : 'late']++;
      expect(aside).toHaveLength(17);
      expect(cart?.aside).toEqual(why);
      const listed = (await listRows(on, result)).filter((r) => r['step'] === 2).map((r) => String(r['customer']));
      expect(listed.sort()).toEqual(aside.map(([visitor]) => visitor).sort());
      expect(outOfOrderWords.en.headline(result.figures, new Formatter('en'))).toBe(
        'Of 145 customers with “addtocart”, 17 did not come by the steps before it',
      );
    },
  );

  test.each(['en', 'ru'] as const)('its picture fits every width in %s', async (locale) => {
    const on = await engine();
    const { figures } = await runOn(on, outOfOrder, await loadSpine(on, log), { steps });
    for (const width of [300, 480, 1120]) expectToFit(outOfOrderChart(figures, width, new Formatter(locale)));
  });
});
