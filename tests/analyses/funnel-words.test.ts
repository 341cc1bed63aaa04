import { describe, expect, test } from 'vitest';
import { funnel } from '../../src/analyses/funnel';
import { funnelExhibit } from '../../src/analyses/funnel/exhibit';
import { differingList } from '../../src/analyses/funnel/list';
import { funnelTable } from '../../src/analyses/funnel/table';
import { funnelChart } from '../../src/analyses/funnel/chart';
import { Formatter } from '../../src/core/format';
import { DAY } from '../../src/core/time';
import { sharedEngine } from '../data/engines';
import { runOn } from '../support/analysis';
import { expectToFit } from '../support/layout';
import { loadSpine, type LogRow } from '../support/spine';

const en = new Formatter('en');
const ru = new Formatter('ru');
/** Spaces that do not break as plain ones. */
const plain = (text: string | undefined): string => (text ?? '').replace(/\s/g, ' ');
const roles = { stages: { view: ['view'], cart: ['cart'], purchase: ['buy'] } };
/** Forty customers view, twenty of them put something in the cart, ten buy. */
const log: LogRow[] = Array.from({ length: 40 }, (_, i) => {
  const customer = String(i).padStart(2, '0');
  const at = (k: number, event: string): LogRow => ({ customer, time: Date.UTC(2026, 0, 1 + i) + k * 60_000, event });
  return [at(0, 'view'), ...(i % 2 === 0 ? [at(1, 'cart')] : []), ...(i % 4 === 0 ? [at(2, 'buy')] : [])];
}).flat();

describe('words of a funnel', () => {
  const engine = sharedEngine();
  const run = async (params: object, rows = log) =>
    runOn(await engine(), funnel, await loadSpine(await engine(), rows, { roles, asOf: Date.UTC(2026, 3, 1) }), params);

  test('a step that may be skipped is marked, and nobody is lost at it', async () => {
    const steps = ['view', { events: 'cart', optional: true }, 'buy'];
    const result = await run({ steps });
    const text = funnelExhibit(result, en);
    expect(plain(text.headline)).toBe('75 % of customers who look do not buy; 25.0 % go all the way');
    expect(text.sub).toBe('Customers who go view → cart (optional) → buy in this order within 14 days');
    expect(funnelExhibit(result, ru).sub).toContain('view → cart (необязательно) → buy');
    expect(funnelTable(result.figures, en).rows.map((r) => r[0])).toEqual([
      'View',
      'Add to cart (optional · cart)',
      'Purchase (buy)',
    ]);
    for (const width of [300, 640]) for (const f of [en, ru]) expectToFit(funnelChart(result.figures, width, f));
    const labels = funnelChart(result.figures, 640, en).labels.map((l) => plain(l.text));
    expect(labels).toContain('optional · cart');
    expect(labels.filter((t) => t.includes('leave'))).toEqual([
      '25.0 % continue from “view” · 75.0 % leave · median 2 min',
    ]);
  });

  test('events counted by themselves have no shares of the step before, but how many go on in order', async () => {
    const late: LogRow = { customer: '01', time: Date.UTC(2026, 0, 1), event: 'buy' };
    const { figures } = await run({ steps: ['view', 'buy'], order: 'independent' }, [...log, late]);
    const [chart, inRussian] = [funnelChart(figures, 640, en), funnelChart(figures, 640, ru)];
    expect(chart.labels.map((l) => plain(l.text))).toContain('10 go on from here in order');
    expect(inRussian.labels.map((l) => plain(l.text))).toContain('отсюда дальше по порядку идут 10');
    expect(plain(chart.marks[1]?.value)).toBe('11 customers, 27.5 % of the first step');
    expect(chart.marks[1]?.note).toBe('10 came step by step');
    expect(JSON.stringify([chart.marks, chart.labels])).not.toMatch(/continue|leave|of the step before/);
  });

  test('sessions are called sessions', async () => {
    const result = await run({ steps: ['view', 'cart', 'buy'], count: { sessions: {} } });
    expect(plain(funnelExhibit(result, en).headline)).toBe(
      '50 % of sessions with a look end without a cart; 25.0 % go all the way',
    );
    expect(plain(funnelExhibit(result, ru).headline)).toMatch(/^50 % визитов с просмотром заканчиваются без корзины; /);
    expect(funnelTable(result.figures, en).columns[1]?.label).toBe('Sessions');
    expect(funnelTable(result.figures, ru).columns[1]?.label).toBe('Визиты');
    expect(JSON.stringify([funnelExhibit(result, en), funnelTable(result.figures, en)])).not.toMatch(/customer/i);
  });

  test('a comparison with the period before says which period the funnel is of', async () => {
    const result = await run({ steps: ['view', 'cart', 'buy'], compare: { period: 'previous' } });
    const { from = null, to = null } = result.figures.entered ?? {};
    if (from === null || to === null) throw new Error('no period');
    expect(funnelExhibit(result, en).sub.endsWith(`; begun ${en.dateRange(from, to - 1)}`)).toBe(true);
    expect(funnelExhibit(result, ru).sub.endsWith(`; начало — ${ru.dateRange(from, to - 1)}`)).toBe(true);
    expect(to - from).toBeGreaterThan(40 * DAY);
  });

  test('the list of those who differ names steps', async () => {
    const result = await run({ steps: ['view', ['view', 'cart'], 'buy'], difference: true });
    const { columns, title } = differingList(result.figures, 'en');
    expect(title).toBe('Customers counted differently');
    expect(columns[2]?.names).toMatchObject({ '1': '1 · View', '2': '2 · view / cart', '3': '3 · Purchase (buy)' });
    expect(result.figures.difference?.differing).toEqual([{ own: 1, shared: 2, customers: 20 }]);
    expect(result.tables.find((t) => t.name === 'differing')?.columns).toHaveLength(columns.length);
  });
});
