import { describe, expect, test } from 'vitest';
import type { AnalysisKind } from '../../src/analyses';
import { curveChart, histogramChart, waysChart } from '../../src/analyses/conversionTime/chart';
import { cohortValue } from '../../src/analyses/cohortValue';
import { curvesChart, valueTriangle } from '../../src/analyses/cohortValue/chart';
import { conversionTime } from '../../src/analyses/conversionTime';
import { correlation } from '../../src/analyses/correlation';
import { forestChart } from '../../src/analyses/correlation/chart';
import { funnel } from '../../src/analyses/funnel';
import { funnelChart } from '../../src/analyses/funnel/chart';
import { comparisonChart, differenceChart, groupsChart } from '../../src/analyses/funnel/groupsChart';
import { stepNames } from '../../src/analyses/funnel/groupsExhibit';
import { funnelTrend } from '../../src/analyses/funnelTrend';
import { funnelTrendChart } from '../../src/analyses/funnelTrend/chart';
import { runList } from '../../src/analyses/lists';
import { outOfOrder } from '../../src/analyses/outOfOrder';
import { outOfOrderChart } from '../../src/analyses/outOfOrder/chart';
import { retention } from '../../src/analyses/retention';
import { groupsChart as retentionGroups } from '../../src/analyses/retention/groupsChart';
import { rfm } from '../../src/analyses/rfm';
import { rfmBarsChart, rfmMapChart } from '../../src/analyses/rfm/chart';
import { rfmProfileChart } from '../../src/analyses/rfm/profileChart';
import { rfmTreemapChart } from '../../src/analyses/rfm/treemap';
import { segments } from '../../src/analyses/segments';
import { certaintyChart, sharesChart } from '../../src/analyses/segments/chart';
import { planeChart } from '../../src/analyses/segments/plane';
import { sessions } from '../../src/analyses/sessions';
import { daysChart, endsChart, hoursChart, pausesChart } from '../../src/analyses/sessions/chart';
import { sideBySide } from '../../src/analyses/sideBySide';
import { sideBySideText } from '../../src/analyses/sideBySide/exhibit';
import { sidesPicture } from '../../src/charts/sidesExhibit';
import { trends } from '../../src/analyses/trends';
import { trendsChart } from '../../src/analyses/trends/chart';
import { value } from '../../src/analyses/value';
import { valueMapChart } from '../../src/analyses/value/chart';
import { segmentsChart } from '../../src/analyses/value/worth';
import type { Analysis, DataInfo } from '../../src/core/analysis';
import type { Statement } from '../../src/core/engine';
import { Formatter } from '../../src/core/format';
import type { ChartMark, Who } from '../../src/core/marks';
import type { Result } from '../../src/core/result';
import { DAY, HOUR, MINUTE } from '../../src/core/time';
import { materialise, type SegmentPlace } from '../../src/data/segments';
import { NodeComputer } from '../../src/engines/native/computer';
import { NodeScorer } from '../../src/engines/native/scorer';
import { ruleOf, type Known } from '../../src/rooms/scope/rule';
import { sharedEngine, signal } from '../data/engines';
import { runOn } from '../support/analysis';
import { loadSpine, type LogRow } from '../support/spine';

/** 150 customers over 60 days: most look, fewer go on, everything by a fixed sequence of numbers. */
function madeLog(): readonly LogRow[] {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const rows: LogRow[] = [];
  const start = Date.UTC(2026, 0, 5);
  for (let c = 0; c < 150; c++) {
    const customer = `c${c}`;
    const channel = [null, 'mail', 'search', 'search', 'social'][next(5)] ?? null;
    for (let visit = 0; visit <= next(6); visit++) {
      let time = start + next(60) * DAY + next(24) * HOUR;
      const row = (event: string): void => {
        time += next(40) * MINUTE;
        const bought = event === 'buy';
        const amount = bought ? 10 + next(90) : null;
        rows.push({ customer, time, event, sign: bought ? 1 : 0, amount, properties: { channel } });
      };
      row('view');
      if (next(3) > 0) row('help');
      if (next(4) > 0) row('cart');
      if (next(3) > 0) row('buy');
    }
  }
  return rows;
}

const format = new Formatter('en');
const steps = ['view', 'cart', 'buy'];

describe('the customers behind a mark', () => {
  const engine = sharedEngine();
  const lists = new Map<string, Promise<Statement>>();
  /** Each list is asked for once, under names of its own: many marks choose among the rows of one. */
  async function place(): Promise<SegmentPlace> {
    const on = { engine: await engine(), scorer: new NodeScorer(), computer: new NodeComputer() };
    return {
      engine: on.engine,
      list: (s, info, rule) => {
        const key = JSON.stringify(rule);
        const found = lists.get(key) ?? runList(s, on, info, rule, `asked${lists.size}`);
        lists.set(key, found);
        return found;
      },
    };
  }
  let data: Promise<DataInfo> | null = null;
  const log = (): Promise<DataInfo> => (data ??= prepared());

  async function prepared(): Promise<DataInfo> {
    const made = await loadSpine(await engine(), madeLog(), { zone: 'Europe/Berlin' });
    const rule = { did: { events: ['help'] } };
    const named = await materialise(signal, await place(), made, [{ name: 'asked', rule }]);
    return { ...made, segments: named };
  }

  /** Whom the middle one of each chart's marks means, and how many they are. */
  async function check<P, F>(
    kind: AnalysisKind,
    analysis: Analysis<P, F>,
    params: object,
    charts: (figures: F, result: Result<F>) => readonly (readonly ChartMark[])[],
  ): Promise<number> {
    const result = await runOn(await engine(), analysis, await log(), params);
    const known = { runs: { [kind]: { known: result } } } as unknown as Known;
    const asked: Who[] = charts(result.figures, result).flatMap((marks) => {
      const named = marks.filter((m) => (m.who ?? []).length > 0);
      expect(named.length).toBeGreaterThan(0);
      return named[Math.floor(named.length / 2)]?.who ?? [];
    });
    for (const who of asked) {
      const rule = ruleOf(known, who);
      if (rule === null) throw new Error(`no rule of ${who.name}`);
      const [made] = await materialise(signal, await place(), await log(), [{ name: `${who.name}, named`, rule }]);
      expect(who.label).not.toBe('');
      expect(made?.customers, `${kind}: ${who.name}`).toBe(who.count ?? made?.customers);
      expect(made?.customers, `${kind}: ${who.name}`).toBeGreaterThan(0);
    }
    return asked.length;
  }

  test('of a funnel by values, by segments, and by both', async () => {
    const groups = (figures: Parameters<typeof groupsChart>[0]) => [
      funnelChart(figures, 900, format).marks,
      groupsChart(figures, stepNames(figures, format), 900, format).marks,
    ];
    const [values, own] = [{ property: 'channel', top: 1 }, { segments: ['asked'] }];
    expect(await check('funnel', funnel, { steps, breakdown: [values] }, groups)).toBeGreaterThan(1);
    await check('funnel', funnel, { steps, breakdown: [own] }, groups);
    await check('funnel', funnel, { steps, breakdown: [own, { property: 'channel', touch: 'every' }] }, groups);
  });

  test('of a funnel beside a segment, the period before, and the other way of counting', async () => {
    const compared = (figures: Parameters<typeof comparisonChart>[0]) => [
      comparisonChart(figures, stepNames(figures, format), 900, format).marks,
    ];
    await check('funnel', funnel, { steps, compare: { segment: 'asked' } }, compared);
    await check('funnel', funnel, { steps, compare: { period: 'previous' } }, compared);
    const again = ['view', ['view', 'cart'], 'buy'];
    await check('funnel', funnel, { steps: again, difference: true }, (figures) => [
      differenceChart(figures, stepNames(figures, format), 900, format).marks,
    ]);
  });

  test('of time to convert, of the course of conversion, and of what goes along', async () => {
    await check('conversionTime', conversionTime, { steps }, (figures) => [
      histogramChart(figures.whole ?? raise('no way'), 900, format).marks,
      curveChart(figures, 900, format).marks,
      waysChart(figures, 900, format).marks,
    ]);
    await check('funnelTrend', funnelTrend, { steps, interval: 'week' }, (figures, { receipt }) => [
      funnelTrendChart(figures, receipt.zone, 900, format).marks,
    ]);
    await check('correlation', correlation, { steps }, (figures) => [forestChart(figures, 900, format).marks]);
    await check('outOfOrder', outOfOrder, { steps }, (figures) => [outOfOrderChart(figures, 900, format).marks]);
  });

  test('of trends: of one series, of two, by values, by segments', async () => {
    const chart = (figures: Parameters<typeof trendsChart>[0]) => [trendsChart(figures, 900, format).marks];
    await check('trends', trends, { interval: 'week' }, chart);
    const two = [
      { activity: 'buy', measure: 'customers' },
      { activity: 'view', measure: 'customers' },
    ];
    await check('trends', trends, { interval: 'month', series: two, formula: 'A/B' }, chart);
    await check('trends', trends, { interval: 'week', breakdown: { property: 'channel', top: 1 } }, chart);
    await check('trends', trends, { interval: 'week', breakdown: { segments: ['asked'] } }, chart);
  });

  test('of retention by segments, of segments side by side, and of sessions', async () => {
    await check('sideBySide', sideBySide, {}, (figures) => [
      sidesPicture(figures, sideBySideText(format), 900, format).marks,
    ]);
    await check('retention', retention, { interval: 'week', breakdown: { segments: ['asked'] } }, (figures) => [
      retentionGroups(figures, 'customers', 900, format).marks,
    ]);
    // A frequent value, all others, and those without one.
    for (const top of [4, 1]) {
      const breakdown = { property: 'channel', top };
      await check('retention', retention, { interval: 'week', breakdown }, (figures) => {
        const { marks } = retentionGroups(figures, 'customers', 900, format);
        const group = (title: RegExp) => marks.filter((m) => title.test(m.title));
        return top === 4 ? [group(/mail/), group(/^No value/)] : [group(/^Other/)];
      });
    }
    await check('sessions', sessions, {}, (figures, { receipt }) => [
      daysChart(figures, receipt.zone, 900, format).marks,
      hoursChart(figures, 900, format).marks,
      endsChart(figures, 900, format).marks,
      pausesChart(figures, 900, format).marks,
    ]);
  });

  test('of the RFM map and its segments', async () => {
    await check('rfm', rfm, {}, (figures) => [
      rfmMapChart(figures, 900, format).marks,
      rfmBarsChart(figures, 900, format).marks,
      rfmTreemapChart(figures, 900, format).marks,
      rfmProfileChart(figures, 900, format).marks.slice(0, 3),
    ]);
  });

  test('of proposed groups', async () => {
    await check('segments', segments, { k: 2, range: { from: 2, to: 2 } }, (figures) => [
      sharesChart(figures, 900, format).marks.slice(0, 2),
      certaintyChart(figures, 900, format).marks.slice(-1),
      planeChart(figures, 'frequency-monetary', 900, format).marks.slice(0, 1),
    ]);
  });

  test('of value by purchases and silence, and by segment', async () => {
    for (const interval of ['week', 'month', 'quarter'])
      await check('cohortValue', cohortValue, { interval }, (figures) => [
        valueTriangle(figures, 900, format).marks,
        curvesChart(figures, 900, format).marks,
      ]);
    await check('value', value, {}, (figures) => [
      valueMapChart(figures, 900, format).marks,
      segmentsChart(figures, 900, format).marks,
    ]);
  });
});

function raise(message: string): never {
  throw new Error(message);
}
