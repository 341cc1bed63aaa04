import { describe, expect, test } from 'vitest';
import type { GroupFigure, SegmentSides } from '../../src/core/sides';
import { lifecycle } from '../../src/analyses/lifecycle';
import { lifecycleSidesText } from '../../src/analyses/lifecycle/sides.words';
import { segmentPlace } from '../../src/analyses/lists';
import { paths } from '../../src/analyses/paths';
import { pathSidesText } from '../../src/analyses/paths/sides.words';
import { rfm } from '../../src/analyses/rfm';
import { rfmSidesText } from '../../src/analyses/rfm/sides.words';
import { sessions } from '../../src/analyses/sessions';
import { sessionSidesText } from '../../src/analyses/sessions/sides.words';
import { sidesExhibit, sidesPicture, sidesTable, type SidesText } from '../../src/charts/sidesExhibit';
import { stickiness } from '../../src/analyses/stickiness';
import { stickinessSidesText } from '../../src/analyses/stickiness/sides.words';
import { value } from '../../src/analyses/value';
import { valueSidesText } from '../../src/analyses/value/sides.words';
import type { Analysis, DataInfo } from '../../src/core/analysis';
import { Formatter } from '../../src/core/format';
import { tierOf, type SegmentKey } from '../../src/core/rfmSegments';
import { DAY, HOUR, MINUTE } from '../../src/core/time';
import { materialise } from '../../src/data/segments';
import { NodeComputer } from '../../src/engines/native/computer';
import { NodeScorer } from '../../src/engines/native/scorer';
import { sharedEngine, signal } from '../data/engines';
import { listRows, runOn } from '../support/analysis';
import { expectToFit } from '../support/layout';
import { scanning } from '../support/scans';
import { loadSpine, type LogRow } from '../support/spine';

/** 90 customers over 100 days by a fixed sequence of numbers; every third asks for help and buys more often. */
function madeLog(): readonly LogRow[] {
  let seed = 11;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const rows: LogRow[] = [];
  for (let c = 0; c < 90; c++) {
    const customer = `c${String(c).padStart(2, '0')}`;
    for (let visit = 0; visit <= next(7); visit++) {
      let time = next(100) * DAY + next(24) * HOUR;
      const row = (event: string): void => {
        time += (1 + next(40)) * MINUTE;
        const bought = event === 'buy';
        rows.push({ customer, time, event, sign: bought ? 1 : 0, amount: bought ? 10 + next(90) : null });
      };
      row('view');
      if (c % 3 === 0) row('help');
      if (next(2) > 0) row('cart');
      if (next(c % 3 === 0 ? 2 : 5) === 0) row('buy');
    }
  }
  return rows;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('figures by segment', () => {
  const engine = sharedEngine();
  const log = madeLog();
  const asked = { did: { events: ['help'] } };
  const breakdown = { segments: ['asked', 'nobody'] };
  const isAsked = (row: object): boolean =>
    Number(String((row as { readonly customer?: unknown }).customer).slice(1)) % 3 === 0;

  async function named(): Promise<DataInfo> {
    const on = await engine();
    const data = await loadSpine(on, log);
    const place = segmentPlace({ engine: on, scorer: new NodeScorer(), computer: new NodeComputer() });
    const segments = await materialise(signal, place, data, [
      { name: 'asked', rule: asked },
      { name: 'nobody', rule: { did: { atLeast: 999 } } },
    ]);
    return { ...data, segments };
  }
  let made: Promise<DataInfo> | null = null;
  const all = (): Promise<DataInfo> => (made ??= named());
  let narrow: Promise<DataInfo> | null = null;
  /** The log of the segment's customers alone, seen until the same moment. */
  const alone = async (): Promise<DataInfo> => {
    const { spine, asOf } = await all();
    const data = await (narrow ??= loadSpine(await engine(), log.filter(isAsked)));
    return { ...data, asOf, spine: { ...data.spine, from: spine.from, to: spine.to } };
  };

  /** Of everybody with the segments beside, by a scan and by rows of SQL alike; `of`: of the segment alone. */
  async function told<P, F>(analysis: Analysis<P, F>, params: object = {}) {
    const on = await engine();
    const data = await all();
    const { figures: of } = await runOn(on, analysis, await alone(), params);
    const { figures: without } = await runOn(on, analysis, data, params);
    const { figures: scanned } = await runOn(on, analysis, data, { ...params, breakdown }, scanning);
    // The last one's tables are what its list reads.
    const result = await runOn(on, analysis, data, { ...params, breakdown });
    expect(scanned).toEqual(result.figures);
    expect({ ...result.figures, sides: undefined }).toEqual({ ...without, sides: undefined });
    return { result, of };
  }

  const values = (
    sides: { readonly groups: readonly { readonly figures: Readonly<Record<string, GroupFigure>> }[] } | undefined,
    group: number,
  ) => Object.fromEntries(Object.entries(sides?.groups[group]?.figures ?? {}).map(([name, { value: v }]) => [name, v]));

  test('of sessions are those of the log of the segment alone', async () => {
    const { result, of } = await told(sessions);
    const { sides, ...whole } = result.figures;
    expect(sides?.groups.map((g) => [g.segment, g.customers])).toEqual([
      [null, 90],
      ['asked', 30],
      ['nobody', 0],
    ]);
    for (const [group, { perCustomer, meanEvents, bounce, conversion }] of [whole, of].entries()) {
      const figures = sides?.groups[group]?.figures;
      expect(figures?.each).toEqual({ value: perCustomer.mean, interval: perCustomer.interval });
      expect(figures?.events.value).toBe(meanEvents.value);
      expect(figures?.bounce).toEqual({ value: bounce.share, interval: bounce.interval });
      expect(figures?.bought.value).toBe(conversion?.share);
    }
    expect(values(sides, 2)).toEqual({ each: null, length: null, events: null, bounce: null, bought: null });
  });

  test('of the lifecycle and of active periods are those of the log of the segment alone', async () => {
    const cycle = await told(lifecycle, { interval: 'week' });
    const { sides, ...whole } = cycle.result.figures;
    for (const [group, figures] of [whole, cycle.of].entries()) {
      const at = figures.points.findIndex((p) => p.from === figures.listed);
      const [now, before] = [figures.points[at], figures.points[at - 1]];
      if (now === undefined || before === undefined) throw new Error('no listed week');
      const active = now.newcomers + now.returning + now.resurrecting;
      const seen = figures.points.slice(0, at + 1).reduce((n, p) => n + p.newcomers, 0);
      const earlier = before.newcomers + before.returning + before.resurrecting;
      expect(values(sides, group)).toEqual({
        active: expect.closeTo(active / seen, 9) as number,
        newcomers: expect.closeTo(now.newcomers / active, 9) as number,
        returning: expect.closeTo(now.returning / active, 9) as number,
        resurrecting: expect.closeTo(now.resurrecting / active, 9) as number,
        dormant: expect.closeTo(now.dormant / earlier, 9) as number,
      });
    }
    const sticky = await told(stickiness, { unit: 'day', per: 'week' });
    for (const [group, figures] of [sticky.result.figures, sticky.of].entries()) {
      const again = 1 - (figures.bars[0]?.rate.share ?? 1);
      expect(values(sticky.result.figures.sides, group)).toEqual({
        units: expect.closeTo(figures.mean ?? -1, 9) as number,
        again: expect.closeTo(again, 9) as number,
      });
    }
  });

  test('of RFM and of value are means over the list’s customers, who are judged beside everybody', async () => {
    const scored = (await told(rfm)).result;
    const buyers = (await listRows(await engine(), scored)).filter((row) => row['frequency'] !== null);
    for (const [group, rows] of [buyers, buyers.filter(isAsked)].entries()) {
      const tier = (name: string): number =>
        rows.filter((row) => tierOf[row['segment'] as SegmentKey] === name).length / rows.length;
      const of = (name: string): number => expect.closeTo(mean(rows.map((row) => Number(row[name]))), 6) as number;
      expect(values(scored.figures.sides, group)).toEqual({
        recency: of('recency'),
        frequency: of('frequency'),
        monetary: of('monetary'),
        ...Object.fromEntries(
          ['best', 'growing', 'cooling', 'silent'].map((t) => [t, expect.closeTo(tier(t), 9) as number]),
        ),
      });
    }
    const worth = await runOn(await engine(), value, await all(), { breakdown });
    const forecast = await listRows(await engine(), worth);
    const total = (rows: typeof forecast): number => rows.reduce((n, row) => n + Number(row['value']), 0);
    for (const [group, rows] of [forecast, forecast.filter(isAsked)].entries()) {
      const of = (name: string): number => expect.closeTo(mean(rows.map((row) => Number(row[name]))), 4) as number;
      expect(values(worth.figures.sides, group)).toEqual({
        alive: of('alive'),
        returns: of('returns'),
        expected: of('expected'),
        worth: of('value'),
        part: expect.closeTo(total(rows) / total(forecast), 6) as number,
      });
    }
  });

  test.each([
    ['sessions', {}],
    ['an event, within a time', { anchor: { start: 'cart' }, within: { window: { value: 20, unit: 'days' } } }],
    ['towards an event', { anchor: { end: 'buy' }, steps: 3 }],
  ])('of paths from %s are counted as in plain loops over the list', async (_, params) => {
    const { result } = await told(paths, params);
    const { sides } = result.figures;
    const rows = (await listRows(await engine(), result)).map((row) => ({
      customer: row['customer'] ?? null,
      names: Array.from({ length: result.figures.steps }, (__, i) => row[`step_${i + 1}`] ?? null).filter(
        (n) => n !== null,
      ),
    }));
    expect(sides?.names.length).toBeGreaterThan(1);
    for (const [group, mine] of [rows, rows.filter(isAsked)].entries()) {
      const share = (has: (names: readonly unknown[]) => boolean): number =>
        expect.closeTo(mine.filter(({ names }) => has(names)).length / mine.length, 9) as number;
      const found = values(sides, group);
      expect(found['each']).toBeCloseTo(mine.length / new Set(mine.map((row) => row.customer)).size, 9);
      expect(found['alone']).toEqual(share((names) => names.length === 1));
      for (const [i, name] of (sides?.names ?? []).entries())
        expect(found[`via${i + 1}`], name).toEqual(share((names) => names.includes(name)));
    }
  });

  test('of a segment that is not there are refused with the nearest name', async () => {
    const [on, data] = [await engine(), await all()];
    const by = { breakdown: { segments: ['askd'] } };
    const refused = { code: 'segment.unknown', details: { nearest: '“asked”' } };
    for (const run of [
      runOn(on, sessions, data, by),
      runOn(on, lifecycle, data, by),
      runOn(on, stickiness, data, by),
      runOn(on, rfm, data, by),
      runOn(on, value, data, by),
      runOn(on, paths, data, by),
    ])
      await expect(run).rejects.toMatchObject(refused);
  });

  test('fit every width in both languages, with a row of the table for each', async () => {
    const [on, data] = [await engine(), await all()];
    const [cut, cycle, often] = [
      await runOn(on, sessions, data, { breakdown }),
      await runOn(on, lifecycle, data, { breakdown }),
      await runOn(on, stickiness, data, { breakdown }),
    ];
    const [map, worth, ways] = [
      await runOn(on, rfm, data, { breakdown }),
      await runOn(on, value, data, { breakdown }),
      await runOn(on, paths, data, { breakdown }),
    ];
    for (const locale of ['en', 'ru'] as const) {
      const format = new Formatter(locale);
      const look = <M extends string>(sides: SegmentSides<M> | undefined, text: SidesText<M>): void => {
        if (sides === undefined) throw new Error('no sides');
        expect(sidesExhibit(sides, text, format).headline).not.toBe('');
        expect(sidesTable(sides, text, format).rows).toHaveLength(3);
        for (const width of [300, 640, 1120]) expectToFit(sidesPicture(sides, text, width, format));
      };
      look(cut.figures.sides, sessionSidesText(cut, format));
      look(cycle.figures.sides, lifecycleSidesText(cycle, format));
      look(often.figures.sides, stickinessSidesText(often, format));
      look(map.figures.sides, rfmSidesText(map, format));
      look(worth.figures.sides, valueSidesText(worth, format));
      look(ways.figures.sides, pathSidesText(ways, format));
    }
  });
});
