import { describe, expect, test } from 'vitest';
import { funnelChart } from '../../src/analyses/funnel/chart';
import { funnelExhibit } from '../../src/analyses/funnel/exhibit';
import type { FunnelFigures } from '../../src/analyses/funnel/result';
import { funnelTable } from '../../src/analyses/funnel/table';
import { overviewChart } from '../../src/analyses/overview/chart';
import { overviewExhibit } from '../../src/analyses/overview/exhibit';
import { overviewMetrics } from '../../src/analyses/overview/metrics';
import type { OverviewFigures } from '../../src/analyses/overview/result';
import { overviewTable } from '../../src/analyses/overview/table';
import { rfmBarsChart, rfmMapChart } from '../../src/analyses/rfm/chart';
import { rfmBarsExhibit, rfmMapExhibit } from '../../src/analyses/rfm/exhibit';
import type { RfmFigures } from '../../src/analyses/rfm/result';
import { rfmSegments, scores, segmentOf } from '../../src/core/rfmSegments';
import { rfmBarsTable, rfmMapTable } from '../../src/analyses/rfm/table';
import { dateTicks, valueAxis } from '../../src/charts/axes';
import { LABEL_GAP, labelSize, type ChartMark, type LabelMark } from '../../src/charts/marks';
import { textWidth } from '../../src/charts/text';
import { Formatter } from '../../src/core/format';
import type { Result } from '../../src/core/result';
import { DAY } from '../../src/core/time';
import type { Stage } from '../../src/core/roles';
import { locales } from '../../src/core/words';
import { rate } from '../../src/stats/rate';

const widths = [300, 360, 520, 900, 1600];

const step = (label: string, customers: number, of: number, before: number | null, stage: Stage | null = null) => ({
  label,
  events: [label],
  stage,
  customers,
  ofFirst: rate(customers, of),
  ofPrevious: before === null ? null : rate(customers, before),
  time: before === null ? null : { p25: 53_164, median: 189_818, p75: 2_857_581 },
  independent: customers,
  followed: customers,
});
const funnel: FunnelFigures = {
  order: 'ordered',
  semantics: 'ordered-distinct',
  unit: 'customers',
  excluded: 0,
  window: { value: 14, unit: 'days' },
  steps: [step('view', 4991, 4991, null), step('addtocart', 128, 4991, 4991), step('transaction', 32, 4991, 128)],
  conversion: rate(32, 4991),
  immature: { customers: 479, without: rate(32, 4512) },
};

const counts: Readonly<Record<string, number>> = {
  '11': 4292,
  '21': 4245,
  '31': 3517,
  '55': 2774,
  '44': 1860,
  '43': 1846,
  '54': 1360,
  '15': 1,
};
const cells = [...scores].reverse().flatMap((r) =>
  scores.map((f) => {
    const customers = counts[`${r}${f}`] ?? 0;
    return {
      recency: r,
      frequency: f,
      segment: segmentOf(r, f),
      customers,
      revenue: customers,
      revenueShare: customers / 19_895,
    };
  }),
);
const rfm: RfmFigures = {
  bins: 5,
  recencyUnit: 'day',
  ownCuts: [],
  weights: { recency: 1, frequency: 1, monetary: 1 },
  score: 3,
  buyers: 19_895,
  windowShoppers: 12,
  revenue: 19_895,
  frequencyOf: 'days',
  cuts: null,
  cells,
  monetaryScores: [1, 1, 1, 1, 1],
  segments: rfmSegments.map((segment) => {
    const customers = cells.filter((c) => c.segment === segment).reduce((n, c) => n + c.customers, 0);
    const share = customers / 19_895;
    return {
      segment,
      customers,
      customerShare: share,
      revenue: customers,
      revenueShare: share,
      customerShareInterval: { low: share * 0.9, high: share * 1.1 },
      revenueShareInterval: { low: share * 0.8, high: share * 1.2 },
      recency: 9,
      frequency: 2,
      monetary: 1,
      frequencyInterval: { low: 1.9, high: 2.1 },
      monetaryInterval: { low: 0.9, high: 1.1 },
      medians: { recency: 9, frequency: 2, monetary: 1 },
      orderValue: { value: 0.5, interval: { low: 0.4, high: 0.6 } },
      score: 3,
    };
  }),
};

const count = (value: number) => ({ value, last: value / 4, previous: value / 5, change: 0.25 });
const mean = (value: number) => {
  const one = { n: 50, mean: value, interval: { low: value - 1, high: value + 1 } };
  return { value: one, last: one, previous: one, change: 0 };
};
const share = { value: rate(40, 100), last: rate(4, 10), previous: rate(3, 10), change: 0.1 };
const overview: OverviewFigures = {
  span: { from: '1997-01-01', to: '1998-06-30' },
  period: {
    days: 91,
    last: { from: '1998-04-01', to: '1998-06-30' },
    previous: { from: '1997-12-31', to: '1998-03-31' },
  },
  lead: 'revenue',
  customers: count(23_570),
  events: count(69_659),
  buyers: count(23_570),
  purchases: count(69_659),
  orders: count(60_000),
  refunds: count(10),
  gross: count(2_500_320),
  refunded: count(-5),
  revenue: count(2_500_315),
  orderValue: { ...mean(35.89), per: 'order', median: 25.98 },
  revenuePerBuyer: mean(106),
  repeat: { ...share, of: 'orders' },
  conversion: share,
  series: {
    bucket: 'week',
    points: Array.from({ length: 79 }, (_, i) => ({
      from: new Date((9860 + i * 7) * DAY).toISOString().slice(0, 10),
      complete: i > 0 && i < 78,
      revenue: i < 13 ? 100_000 : 20_000 - i,
      gross: i < 13 ? 100_000 : 20_000 - i,
      purchases: 100,
      orders: 95,
      buyers: 90,
      firstBuyers: 1,
      customers: 90,
      newcomers: 1,
      events: 100,
    })),
  },
};

/** Left and right end of a label in px. */
function extent(label: LabelMark): [number, number] {
  const size = labelSize[label.size ?? 'normal'];
  const strong = label.strong === undefined ? 0 : textWidth(label.strong, size, 600);
  const text = label.text === undefined ? 0 : textWidth(label.text, size);
  const width = Math.min(strong + text + (strong > 0 && text > 0 ? LABEL_GAP : 0), label.maxWidth ?? Infinity);
  const from = label.anchor === 'end' ? label.x - width : label.anchor === 'middle' ? label.x - width / 2 : label.x;
  return [from, from + width];
}

function fits(geometry: {
  width: number;
  height: number;
  labels: readonly LabelMark[];
  marks: readonly ChartMark[];
}): void {
  for (const label of geometry.labels) {
    const [from, to] = extent(label);
    expect(from, JSON.stringify(label)).toBeGreaterThanOrEqual(-0.5);
    expect(to, JSON.stringify(label)).toBeLessThanOrEqual(geometry.width + 0.5);
    expect(label.y).toBeGreaterThan(0);
    expect(label.y).toBeLessThanOrEqual(geometry.height);
  }
  for (const mark of geometry.marks) {
    expect(mark.title).not.toBe('');
    expect(mark.value).not.toBe('');
    for (const n of [mark.x, mark.y, mark.width, mark.height]) expect(Number.isFinite(n)).toBe(true);
    expect(mark.x + mark.width).toBeLessThanOrEqual(geometry.width + 0.5);
    expect(mark.y + mark.height).toBeLessThanOrEqual(geometry.height + 0.5);
  }
  // No two labels of one line overlap.
  for (const [i, a] of geometry.labels.entries()) {
    for (const b of geometry.labels.slice(i + 1)) {
      if (Math.abs(a.y - b.y) > 9) continue;
      const [[af, at], [bf, bt]] = [extent(a), extent(b)];
      expect(at <= bf + 0.5 || bt <= af + 0.5, `${JSON.stringify(a)} over ${JSON.stringify(b)}`).toBe(true);
    }
  }
}

describe.each(locales)('geometry in %s', (locale) => {
  const format = new Formatter(locale, { currency: 'USD' });
  test.each(widths)('the funnel fits %i px', (width) => {
    const g = funnelChart(funnel, width, format);
    fits(g);
    expect(g.marks.length).toBe(3);
    const [track, bar] = [g.bars[0], g.bars[1]];
    expect(bar?.width).toBe(track?.width);
    expect((g.bars[3]?.width ?? 0) / (bar?.width ?? 1)).toBeCloseTo(128 / 4991, 6);
  });
  test.each(widths)('the RFM map fits %i px with cells of at least 44 px', (width) => {
    const g = rfmMapChart(rfm, width, format);
    fits(g);
    expect(g.cells.length).toBe(25);
    for (const cell of g.cells) {
      expect(cell.height).toBeGreaterThanOrEqual(42);
      expect(cell.width).toBeGreaterThanOrEqual(50);
      expect(cell.x + cell.width).toBeLessThanOrEqual(width);
      expect(textWidth(cell.value, 13.5, 600)).toBeLessThanOrEqual(cell.width);
    }
    expect(g.cells.filter((c) => c.share === 1).map((c) => c.value.replace(/\D/g, ''))).toEqual(['4292']);
  });
  test.each(widths)('the segment bars fit %i px, names and figures whole', (width) => {
    const g = rfmBarsChart(rfm, width, format);
    fits(g);
    expect(g.marks.length).toBe(rfm.segments.filter((s) => s.customers > 0).length);
    for (const bar of g.bars) expect(bar.x + bar.width).toBeLessThanOrEqual(width);
  });
  test.each(widths)('the line over time fits %i px and leaves incomplete buckets out', (width) => {
    const g = overviewChart(overview, width, format);
    fits(g);
    expect(g.points.length).toBe(77);
    expect(g.points.at(-1)?.x).toBe(g.plot.right);
    expect(g.yTicks[0]).toMatchObject({ at: g.plot.bottom, label: '0' });
    for (const tick of g.yTicks) expect(textWidth(tick.label, 12)).toBeLessThanOrEqual(g.plot.left - 8);
    expect(g.xTicks.length).toBeGreaterThanOrEqual(2);
  });
  test('words and tables say something of everything', () => {
    const receipt = {
      asOf: 0,
      zone: 'UTC',
      currency: 'USD',
      source: { name: 'x', fingerprint: '', rows: 9385, excluded: [] },
      sql: [],
      versions: { vitrine: '', duckdb: '' },
    };
    const result = <F>(figures: F): Result<F> => ({
      vitrine: 1,
      id: 'x',
      kind: 'x',
      params: {},
      figures,
      tables: [],
      warnings: [{ code: 'too-few', details: { n: 3, enough: 30 } }],
      receipt,
    });
    for (const text of [
      funnelExhibit(result(funnel), format),
      rfmMapExhibit(result(rfm), format),
      rfmBarsExhibit(result(rfm), format),
      overviewExhibit(result(overview), format),
    ]) {
      for (const t of [text.headline, text.sub, ...text.plate.map((p) => p.text)])
        expect(t).toMatch(/^(?!.*(undefined|null|NaN)).+$/);
      expect(text.plate.some((p) => p.doubt === true)).toBe(true);
    }
    for (const table of [
      funnelTable(funnel, format),
      rfmMapTable(rfm, format),
      rfmBarsTable(rfm, format),
      overviewTable(overview, format),
    ]) {
      for (const row of table.rows) expect(row.length).toBe(table.columns.length);
    }
    expect(rfmBarsTable(rfm, format).rows.length).toBe(11);
    expect(overviewMetrics(overview, format).length).toBeGreaterThanOrEqual(7);
    // Each of the six that are shown has its course.
    expect(
      overviewMetrics(overview, format)
        .slice(0, 6)
        .every((m) => m.spark !== undefined),
    ).toBe(true);
  });
});

test('headlines are findings computed from the figures', () => {
  const en = new Formatter('en');
  const receipt = {
    asOf: 0,
    zone: 'UTC',
    currency: null,
    source: { name: 'x', fingerprint: '', rows: 1, excluded: [] },
    sql: [],
    versions: { vitrine: '', duckdb: '' },
  };
  const plain = { vitrine: 1, id: 'x', kind: 'x', params: {}, tables: [], warnings: [], receipt } as const;
  const say = (text: string) => text.replaceAll('\u00a0', ' ');
  expect(say(funnelExhibit({ ...plain, figures: funnel }, en).headline)).toBe(
    '97 % stop between “view” and “addtocart”; 0.6 % go all the way',
  );
  expect(say(rfmBarsExhibit({ ...plain, figures: rfm }, en).headline)).toBe(
    '30 % of buyers, champions and loyal, bring 30 % of revenue',
  );
  expect(say(overviewExhibit({ ...plain, figures: overview }, en).headline)).toBe(
    'Revenue fell by 72 % over 18 months',
  );
});

test('a value axis starts at zero, holds all values, and goes below zero only for negative ones', () => {
  expect(valueAxis([3, 97], 5)).toMatchObject({ low: 0, high: 100 });
  expect(valueAxis([], 5)).toMatchObject({ low: 0, high: 1 });
  expect(valueAxis([-30, 10], 4).low).toBeLessThanOrEqual(-30);
});

test('date labels never touch and repeat no text', () => {
  const label = (t: number) => new Date(t).toISOString().slice(0, 7);
  for (const right of [200, 400, 1200]) {
    const ticks = dateTicks(0, 500 * DAY, (t) => (t / (500 * DAY)) * right, label, { left: 0, right, least: DAY });
    expect(new Set(ticks.map((t) => t.label)).size).toBe(ticks.length);
    ticks.slice(1).forEach((t, i) => expect(t.at - (ticks[i]?.at ?? 0)).toBeGreaterThan(textWidth(t.label, 12) + 15));
  }
});

test('text widths are those measured in Chromium for Inter: digits are tabular', () => {
  expect(textWidth('1111', 10)).toBe(textWidth('8888', 10));
  expect(textWidth('Потенциально лояльные', 13)).toBeGreaterThan(textWidth('Новые', 13) * 3);
});
