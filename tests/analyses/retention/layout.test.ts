import { describe, expect, test } from 'vitest';
import { lifecycleChart } from '../../../src/analyses/lifecycle/chart';
import { lifecycleExhibit } from '../../../src/analyses/lifecycle/exhibit';
import type { LifecycleFigures } from '../../../src/analyses/lifecycle/result';
import { curveChart } from '../../../src/analyses/retention/curve';
import { curveExhibit, triangleExhibit } from '../../../src/analyses/retention/exhibit';
import { retentionMeasures } from '../../../src/analyses/retention/measure';
import { meanCells } from '../../../src/analyses/retention/means';
import type { RetentionCohort, RetentionFigures } from '../../../src/analyses/retention/result';
import { curveTable, triangleTable } from '../../../src/analyses/retention/table';
import { triangleChart } from '../../../src/analyses/retention/triangle';
import { stickinessChart } from '../../../src/analyses/stickiness/chart';
import { stickinessExhibit } from '../../../src/analyses/stickiness/exhibit';
import type { StickinessFigures } from '../../../src/analyses/stickiness/result';
import { LABEL_GAP, labelSize, type LabelMark } from '../../../src/charts/marks';
import { textWidth } from '../../../src/charts/text';
import { Formatter } from '../../../src/core/format';
import type { Result } from '../../../src/core/result';
import { DAY } from '../../../src/core/time';
import { locales } from '../../../src/core/words';
import { rate } from '../../../src/stats/rate';

const widths = [300, 360, 520, 900, 1600];
const formats = locales.map((l) => new Formatter(l, { currency: 'EUR' }));

/** `n` weekly cohorts; the last cell of each is not over. */
function cohorts(n: number, back: (k: number, i: number) => number): RetentionCohort[] {
  return Array.from({ length: n }, (_, i) => ({
    from: new Date((19_723 + 7 * i) * DAY).toISOString().slice(0, 10),
    customers: 12_345,
    cells: Array.from({ length: n - i }, (__, k) => ({
      period: k,
      rate: rate(k === 0 ? 12_345 : back(k, i), 12_345),
      mature: k < n - i - 1,
      revenue: 1000 / (k + 1),
      revenueShare: 1 / (k + 1),
      cumulative: 12.5 + k,
    })),
  }));
}

function figures(n: number, back: (k: number, i: number) => number = (k) => Math.round(4000 / k)): RetentionFigures {
  const made = cohorts(n, back);
  return {
    cohort: { rows: 'all' },
    returning: { rows: 'all' },
    cohortWhere: [],
    returningWhere: [],
    entry: 'first',
    interval: 'week',
    counting: 'on',
    of: 'first',
    mean: 'weighted',
    clock: 'calendar',
    hasRevenue: true,
    firstPartial: false,
    customers: n * 12_345,
    cohorts: made,
    olderCohorts: 0,
    means: meanCells(made, n, { mean: 'weighted', of: 'first' }),
  };
}

const result = <F>(of: F): Result<F> => ({
  vitrine: 1,
  id: 'x',
  kind: 'x',
  params: {},
  figures: of,
  tables: [],
  warnings: [],
  receipt: {
    asOf: 0,
    zone: 'UTC',
    currency: 'EUR',
    source: { name: 'log', fingerprint: '', rows: 1, excluded: [] },
    sql: [],
    versions: { vitrine: '0', duckdb: '0' },
  },
});

/** No text leaves the picture on the left or the right. */
function inside(labels: readonly LabelMark[], width: number): void {
  for (const l of labels) {
    const px = labelSize[l.size ?? 'normal'];
    const strong = l.strong === undefined ? 0 : textWidth(l.strong, px, 600);
    const text = l.text === undefined ? 0 : textWidth(l.text, px);
    const length = Math.min(strong + text + (strong > 0 && text > 0 ? LABEL_GAP : 0), l.maxWidth ?? Infinity);
    const from = l.anchor === 'end' ? l.x - length : l.anchor === 'middle' ? l.x - length / 2 : l.x;
    expect(from).toBeGreaterThanOrEqual(-1);
    expect(from + length).toBeLessThanOrEqual(width + 1);
  }
}

describe('the triangle of cohorts', () => {
  for (const width of widths) {
    for (const format of formats) {
      test(`is laid out for ${width} px, ${format.locale}`, () => {
        for (const measure of retentionMeasures) {
          const all = figures(30);
          const g = triangleChart(all, measure, width, format);
          inside(g.labels, width);
          // The total stands clear of the name of its row.
          const [name, total] = g.labels.filter((l) => l.y === g.labels.find((x) => x.strong !== undefined)?.y);
          expect((total?.x ?? 0) - textWidth(total?.text ?? '', 13)).toBeGreaterThan(
            textWidth(name?.strong ?? '', 13, 600) + 8,
          );
          for (const cell of g.cells) {
            expect(cell.x + cell.width).toBeLessThanOrEqual(width + 0.01);
            // Drawn where it fits the cell, at the width HeatCells reckons with.
            expect(cell.value.length * 7.4 + 4).toBeLessThanOrEqual(cell.width + 0.01);
          }
          expect(g.marks.length).toBe(g.cells.length);
          expect(
            g.labels.some((l) => (l.text ?? '').includes(format.locale === 'en' ? 'Not drawn' : 'Не поместились')),
          ).toBe(true);
        }
      });
    }
  }

  test('cells that are not over are dashed and take no colour; the mean leaves them out', () => {
    const [format] = formats;
    if (format === undefined) throw new Error('no format');
    const g = triangleChart(figures(6), 'customers', 900, format);
    const dashed = g.cells.filter((c) => c.faded === true);
    // One per cohort but the last, whose only cell is period 0.
    expect(dashed.length).toBe(5);
    expect(dashed.every((c) => c.share === null)).toBe(true);
    expect(figures(6).means.at(-1)?.period).toBe(4);
    expect(triangleExhibit(result(figures(6)), 'customers', format).plate.map((p) => p.text)).toContain(
      '5 cells are not over yet: dashed, and in no mean',
    );
  });
});

describe('the curve of the mean', () => {
  test.each(widths)('lies inside %i px and starts at period 1', (width) => {
    for (const format of formats) {
      for (const measure of retentionMeasures) {
        const g = curveChart(figures(12), measure, width, format);
        inside(g.labels, width);
        for (const p of g.points) {
          expect(p.y).toBeGreaterThanOrEqual(g.plot.top - 0.01);
          expect(p.y).toBeLessThanOrEqual(g.plot.bottom + 0.01);
          expect(p.x).toBeLessThanOrEqual(g.plot.right + 0.01);
        }
        expect(g.points.length).toBe(measure === 'cumulative' ? 11 : 10);
        expect(g.band.length).toBe(measure === 'customers' ? 10 : 0);
      }
    }
  });

  test('a single cohort, a single period, and nothing at all are drawn without a fault', () => {
    for (const format of formats) {
      for (const n of [0, 1, 2]) {
        for (const measure of retentionMeasures) {
          for (const g of [
            curveChart(figures(n), measure, 360, format),
            triangleChart(figures(n), measure, 360, format),
          ]) {
            expect(JSON.stringify(g)).not.toMatch(/null,null|NaN|Infinity/);
            expect(g.height).toBeGreaterThan(0);
          }
          expect(curveExhibit(result(figures(n)), measure, format).headline).not.toBe('');
        }
        expect(curveTable(figures(n), format).rows.length).toBe(figures(n).means.length);
        expect(triangleTable(figures(n), format).rows.length).toBe((n * (n + 1)) / 2);
      }
    }
  });
});

describe('findings', () => {
  const [en, ru] = formats;
  if (en === undefined || ru === undefined) throw new Error('no formats');
  const said = (back: (k: number, i: number) => number, format = en): string =>
    curveExhibit(result(figures(12, back)), 'customers', format).headline;

  test('so many of 100 come back, and what becomes of them', () => {
    expect(said((k) => (k <= 4 ? 2839 : 2716))).toBe(
      'Of 100 customers who start, 23 are back 4 weeks later; after 8 it stays at 22',
    );
    expect(said((k) => (k <= 4 ? 2839 : 1234))).toBe(
      'Of 100 customers who start, 23 are back 4 weeks later; after 8 it is down to 10',
    );
    expect(said((k) => (k <= 4 ? 1234 : 2839))).toBe(
      'Of 100 customers who start, 10 are back 4 weeks later; after 8 it is up to 23',
    );
    expect(said((k) => (k <= 4 ? 2839 : 1234), ru)).toBe(
      'Из 100 начавших через 4 недели возвращаются 23, а через 8 — остаются 10',
    );
  });

  test('few are told of 1,000 or 10,000, none in words', () => {
    expect(said(() => 100)).toBe('Of 1,000 customers who start, 8 are back 4 weeks later; after 8 it stays at 8');
    expect(said(() => 10)).toBe('Of 10,000 customers who start, 8 are back 4 weeks later; after 8 it stays at 8');
    expect(said(() => 0)).toBe('Nobody is back 4 weeks later');
  });

  test('newer cohorts are set against older ones, beyond chance or not', () => {
    const compared = (back: (k: number, i: number) => number): string =>
      triangleExhibit(result(figures(12, back)), 'customers', en).headline.replaceAll('\u00a0', ' ');
    expect(compared((_, i) => (i < 5 ? 3000 : 2000))).toMatch(/^Newer cohorts come back less often: 16\.2 % in week 1/);
    expect(compared(() => 3000)).toMatch(/^Newer cohorts come back about as often as older ones/);
  });
});

describe('lifecycle and stickiness', () => {
  const points = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      from: new Date((19_723 + 7 * i) * DAY).toISOString().slice(0, 10),
      complete: i > 0 && i < n - 1,
      newcomers: 100,
      returning: i * 10,
      resurrecting: i,
      dormant: 90,
    }));
  const cycle = (n: number): LifecycleFigures => ({
    activity: { events: ['view', 'cart'] },
    where: [],
    listed: '2024-01-01',
    interval: 'week',
    customers: 100 * n,
    points: points(n),
    flow: n < 3 ? null : { buckets: n - 2, gained: 101 * (n - 2), lost: 90 * (n - 2) },
  });
  const sticky = (n: number): StickinessFigures => ({
    activity: { rows: 'all' },
    where: [],
    unit: 'day',
    per: 'month',
    windows: 3,
    span: { from: '2024-01-01', to: '2024-03-31' },
    customers: 1000,
    mean: 2.3,
    bars: Array.from({ length: n }, (_, i) => ({
      units: i + 1,
      orMore: i === 30,
      rate: rate(Math.floor(500 / (i + 1)), 1000),
    })),
  });

  test.each(widths)('are laid out for %i px in both languages', (width) => {
    for (const format of formats) {
      for (const n of [1, 2, 30, 120]) {
        const g = lifecycleChart(cycle(n), width, format);
        inside(g.labels, width);
        expect(g.marks.length).toBe(Math.max(1, n - 1 - g.earlier));
        for (const bar of g.bars) expect(bar.y + bar.height).toBeLessThanOrEqual(g.plot.bottom + 0.01);
        expect(lifecycleExhibit(result(cycle(n)), format).headline).not.toBe('');
      }
      for (const n of [0, 1, 7, 31]) {
        const g = stickinessChart(sticky(n), width, format);
        inside(g.labels, width);
        expect(g.marks.length).toBe(n);
        expect(stickinessExhibit(result(sticky(n)), format).headline).not.toBe('');
      }
    }
  });

  test('stacks stand on zero and what is lost hangs below it', () => {
    const [format] = formats;
    if (format === undefined) throw new Error('no format');
    const g = lifecycleChart(cycle(12), 900, format);
    const chips = 4;
    const stacks = g.bars.slice(chips);
    expect(stacks.filter((b) => b.tone === 'quiet').every((b) => Math.abs(b.y - g.zero) < 0.01)).toBe(true);
    expect(stacks.filter((b) => b.tone !== 'quiet').every((b) => b.y + b.height <= g.zero + 0.01)).toBe(true);
    // The first bucket began before the data, the last is not over.
    expect(stacks.filter((b) => b.faded === true).length).toBe(2);
  });

  test('the last bucket, not over, is said and not drawn', () => {
    const [format] = formats;
    if (format === undefined) throw new Error('no format');
    const { plate } = lifecycleExhibit(result(cycle(12)), format);
    expect(plate.map((p) => p.text)).toContain('the last week is not over and not drawn');
  });
});
