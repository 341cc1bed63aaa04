import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAnalysis, type Place } from '../../../src/analyses/run';
import { value } from '../../../src/analyses/value';
import { holdoutBinsChart, spreadChart, trackingChart, valueMapChart } from '../../../src/analyses/value/chart';
import { valueMapExhibit, holdoutExhibit, spreadExhibit, trackingExhibit } from '../../../src/analyses/value/exhibit';
import { worthWords } from '../../../src/analyses/value/worth.words';
import {
  countsChart,
  countsTable,
  segmentsChart,
  segmentsTable,
  shapeChart,
  shapeTable,
} from '../../../src/analyses/value/worth';
import { valueListColumns } from '../../../src/analyses/value/list';
import type { ValueFigures } from '../../../src/analyses/value/result';
import { holdoutTable, spreadTable, trackingTable, valueMapTable } from '../../../src/analyses/value/table';
import { Formatter } from '../../../src/core/format';
import { cell } from '../../../src/core/frame';
import { parseParams } from '../../../src/core/recipe';
import type { Result } from '../../../src/core/result';
import { DAY } from '../../../src/core/time';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { NodeComputer } from '../../../src/engines/native/computer';
import { readCdnow } from '../../support/logs';
import { sharedData } from '../../support/shared';
import { loadSpine, type LogOptions, type LogRow } from '../../support/spine';
import { readFileSync } from 'node:fs';

const signal = new AbortController().signal;
let engine: NativeDuckDB;
let place: Place;
beforeAll(async () => {
  engine = await NativeDuckDB.open();
  place = {
    engine,
    scorer: { score: () => Promise.reject(new Error('value scores nothing')) },
    computer: new NodeComputer(),
  };
});
afterAll(() => engine.close());

const run = async (log: readonly LogRow[], params: object = {}, options?: LogOptions): Promise<Result<ValueFigures>> =>
  runAnalysis(signal, place, value, 'v', parseParams(value.params, params, ''), await loadSpine(engine, log, options));

async function rows(result: Result<ValueFigures>): Promise<Record<string, number | string | null>[]> {
  const table = result.tables[0];
  if (table === undefined) throw new Error('no list');
  const frame = await engine.query(signal, table.sql);
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.columns.map((column) => [column.name, cell(column, row)])),
  );
}

const bought = (customer: string, day: number, amount: number | null): LogRow => ({
  customer,
  time: day * DAY,
  sign: 1,
  amount,
});

/** The 1/10 sample as log rows. */
function readSample(path: string): LogRow[] {
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, customer = '', date = '', , amount = ''] = line.trim().split(/\s+/);
      if (date === '') return [];
      const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / DAY;
      return [bought(customer, day, Number(amount))];
    });
}

describe('customer value', () => {
  const sample = sharedData('cdnow/CDNOW_sample.txt');
  test.skipIf(sample === null)('CDNOW sample: the test of Fader, Hardie & Lee 2005, from the spine on', async () => {
    const { figures, params } = await run(readSample(sample ?? ''));
    // Half of the time is the paper's calibration.
    expect(params['calibration']).toBe('1997-09-30');
    const { holdout } = figures;
    expect(holdout?.bins.map((b) => [b.x, b.customers])).toEqual([
      [0, 1411],
      [1, 439],
      [2, 214],
      [3, 100],
      [4, 62],
      [5, 38],
      [6, 29],
      [7, 64],
    ]);
    const three = (of: 'actual' | 'expected') => holdout?.bins.map((b) => Math.round(b[of] * 1000) / 1000);
    expect(three('actual')).toEqual([0.237, 0.697, 1.393, 1.56, 2.532, 2.947, 3.862, 6.359]);
    expect(three('expected')).toEqual([0.225, 0.523, 1.044, 1.52, 2.164, 2.654, 3.504, 6.157]);
    expect(holdout?.actual).toBe(1882);
    // Cumulative: 2,457 repeat purchases in calibration and 1,882 after it.
    expect(holdout?.tracking.at(-1)?.actual).toBe(2457 + 1882);
    expect(holdout?.tracking).toHaveLength(78);
    expect(holdout?.mae).toBeLessThan(holdout?.naiveMae ?? 0);
    expect(holdout?.rmse).toBeLessThan(holdout?.naiveRmse ?? 0);
    expect(figures.concentration).toMatchObject({ holders: 2357, to80: 777 });
    expect(figures.concentration?.gini).toBeCloseTo(0.6309, 4);
    expect(figures.concentration?.top20).toBeCloseTo(0.67455, 5);
  });

  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)('CDNOW master: customers, totals and list agree, in each model', async () => {
    const log = readCdnow(cdnow ?? '');
    const found: number[] = [];
    for (const model of ['bgnbd', 'mbgnbd', 'paretonbd']) {
      const result = await run(log, { model });
      const { figures } = result;
      expect(figures.customers).toBe(23_570);
      expect(figures.fit).toMatchObject({ converged: true, starts: model === 'paretonbd' ? 2 : 3 });
      expect(figures.fit?.agreeing).toBe(figures.fit?.starts);
      expect(figures.map.reduce((n, c) => n + c.customers, 0)).toBe(23_570);
      const list = await rows(result);
      expect(list).toHaveLength(23_570);
      const sum = (name: string): number => list.reduce((n, r) => n + Number(r[name]), 0);
      expect(sum('expected') / (figures.fit?.expected.total ?? NaN)).toBeCloseTo(1, 8);
      expect(sum('returns') / (figures.fit?.returning ?? NaN)).toBeCloseTo(1, 8);
      expect(sum('value') / (figures.spend?.value.total ?? NaN)).toBeCloseTo(1, 5);
      expect(list.every((r) => Number(r['alive']) >= 0 && Number(r['alive']) <= 1)).toBe(true);
      const range = figures.spend?.value.interval;
      expect(range?.low).toBeLessThan(figures.spend?.value.total ?? 0);
      expect(range?.high).toBeGreaterThan(figures.spend?.value.total ?? Infinity);
      // Every way of adding up comes to the same: by segment, by value, by purchases to come.
      const customersIn = (parts: readonly { customers: number }[]): number =>
        parts.reduce((n, p) => n + p.customers, 0);
      expect(customersIn(figures.segments)).toBe(23_570);
      expect(customersIn(figures.distribution?.bins ?? [])).toBe(23_570);
      expect(figures.counts.reduce((n, c) => n + c, 0)).toBeCloseTo(23_570, 3);
      expect(23_570 - (figures.counts[0] ?? NaN)).toBeCloseTo(
        figures.fit?.returning ?? NaN,
        model === 'paretonbd' ? -1 : 3,
      );
      const ofSegments = figures.segments.reduce((n, s) => n + (s.value ?? 0), 0);
      expect(ofSegments / (figures.spend?.value.total ?? NaN)).toBeCloseTo(1, 6);
      expect((figures.distribution?.mean ?? 0) * 23_570).toBeCloseTo(figures.spend?.value.total ?? NaN, -1);
      const values = list.map((r) => Number(r['value'])).sort((a, b) => a - b);
      expect(figures.distribution?.median).toBeCloseTo(values[11_784] ?? NaN, 2);
      expect(figures.distribution?.nothing).toBe(values.filter((x) => x < (figures.distribution?.little ?? 0)).length);
      found.push(figures.fit?.expected.total ?? NaN);
    }
    // Three stories of leaving, one answer to within a fifth.
    expect(Math.max(...found) / Math.min(...found)).toBeLessThan(1.2);
  });

  test('purchases of one local day are one, the first is no repeat, and refunds are left out', async () => {
    const many = Array.from({ length: 30 }, (_, i) => [
      bought(`c${i}`, i % 5, 10),
      bought(`c${i}`, 20 + (i % 7), 15 + (i % 4)),
      bought(`c${i}`, 20 + (i % 7), 5),
      { ...bought(`c${i}`, 30, -8), sign: -1 as const },
    ]).flat();
    const list = await rows(await run([...many, bought('late', 40, 7)], { unit: 'days' }));
    const one = list.find((r) => r['customer'] === 'c0');
    expect(one).toMatchObject({ purchases: 2, silent_days: 20 });
    expect(list.find((r) => r['customer'] === 'late')).toMatchObject({ purchases: 1, silent_days: 0 });
  });

  test('the unit changes nothing but the unit', async () => {
    const log = Array.from({ length: 300 }, (_, i) =>
      Array.from({ length: 1 + ((i * 7) % 5) }, (_, k) =>
        bought(`c${i}`, (i % 60) + k * (3 + (i % 9)), 10 + ((i * k) % 13)),
      ),
    ).flat();
    const [days, weeks] = [
      await run(log, { unit: 'days', discountRate: 0 }),
      await run(log, { unit: 'weeks', discountRate: 0 }),
    ];
    const total = (r: Result<ValueFigures>): number => r.figures.fit?.expected.total ?? NaN;
    expect(total(days) / total(weeks)).toBeCloseTo(1, 3);
    expect(
      (days.figures.fit?.parameters[1]?.value ?? NaN) / (weeks.figures.fit?.parameters[1]?.value ?? NaN),
    ).toBeCloseTo(7, 2);
    expect(weeks.figures.units).toBeCloseTo(52.18, 2);
    expect(days.figures.units).toBeCloseTo(365.24, 2);
  });

  test('the monthly-on-weekly trap: horizon and rate in months on weekly data give what the same in weeks give', async () => {
    const log = Array.from({ length: 300 }, (_, i) =>
      Array.from({ length: 1 + ((i * 7) % 5) }, (_, k) =>
        bought(`c${i}`, (i % 60) + k * (3 + (i % 9)), 10 + ((i * k) % 13)),
      ),
    ).flat();
    const months = (
      await run(log, { horizon: { value: 6, unit: 'months' }, discountRate: { value: 0.01, per: 'month' } })
    ).figures;
    const yearly = 1.01 ** 12 - 1;
    const weeks = (await run(log, { horizon: { value: (6 * 365.2425) / 12 / 7, unit: 'weeks' }, discountRate: yearly }))
      .figures;
    expect(months.units).toBeCloseTo(26.09, 2);
    expect(months.discountRate).toBeCloseTo(0.126825, 6);
    expect((1 + months.ratePerUnit) ** (365.2425 / 7)).toBeCloseTo(1 + yearly, 9);
    expect(months.spend?.value.total).toBeCloseTo(weeks.spend?.value.total ?? NaN, 6);
    expect(months.converted).toEqual({ horizon: true, rate: true });
    expect(weeks.converted.horizon).toBe(false);
    const said = worthWords.en.converted(months, new Formatter('en'));
    expect(said[0]).toBe('6 months are 26.1 weeks: the model counts in weeks');
    expect(said[1]?.replace(/\s/g, ' ')).toBe('12.7 % a year is 0.23 % a week');
    expect(worthWords.ru.converted(months, new Formatter('ru'))).toHaveLength(2);
  });

  test('one-time buyers only: everything says why, and nothing is NaN', async () => {
    const result = await run(Array.from({ length: 60 }, (_, i) => bought(`c${i}`, i, 10)));
    expect(result.figures).toMatchObject({
      fit: null,
      because: 'no-repeats',
      spend: null,
      holdout: null,
      holdoutBecause: 'no-repeats',
    });
    expect(JSON.stringify(result)).not.toContain('NaN');
    const list = await rows(result);
    expect(list).toHaveLength(60);
    expect(list[0]).toMatchObject({ alive: null, expected: null, value: null });
    for (const format of [new Formatter('en'), new Formatter('ru')]) {
      expect(holdoutExhibit(result, format).headline).toMatch(/cannot|невозможен/);
      expect(trackingExhibit(result, format).headline).toMatch(/cannot|невозможен/);
    }
  });

  test('one customer, and one day of data, are reasons too', async () => {
    expect((await run([bought('a', 0, 5), bought('a', 3, 5)])).figures.because).toBe('too-few');
    const today = await run(Array.from({ length: 20 }, (_, i) => bought(`c${i}`, 3, 5)));
    expect(today.figures).toMatchObject({ because: 'no-time', holdoutBecause: 'no-time' });
  });

  test('without amounts there are purchases and no money; a horizon of 0 expects nothing', async () => {
    const log = Array.from({ length: 200 }, (_, i) =>
      Array.from({ length: 1 + (i % 4) }, (_, k) => bought(`c${i}`, (i % 40) + k * 9, null)),
    ).flat();
    const { figures, warnings } = await run(log, { horizon: { value: 0, unit: 'weeks' } });
    expect(figures.spend).toBeNull();
    expect(figures.concentration).toBeNull();
    expect(figures.fit?.expected.total).toBe(0);
    expect(warnings.map((w) => w.code)).toContain('no-amount');
  });

  test('a calibration outside the data, or no purchase at all, is refused', async () => {
    const log = [bought('a', 0, 5), bought('a', 30, 5)];
    await expect(run(log, { calibration: '1999-01-01' })).rejects.toMatchObject({ code: 'recipe.invalid' });
    await expect(run([{ customer: 'a', time: 0, event: 'view' }])).rejects.toMatchObject({ code: 'role.missing' });
    expect(() => parseParams(value.params, { calibration: 1.5 }, '')).toThrow();
  });
});

describe('its pictures', () => {
  const cdnow = sharedData('cdnow/CDNOW_master.txt');
  test.skipIf(cdnow === null)('fit every width in both languages, and each table holds what is drawn', async () => {
    const result = await run(readCdnow(cdnow ?? ''));
    const { figures } = result;
    const { holdout, concentration, distribution } = figures;
    if (holdout === null || concentration === null || distribution === null) throw new Error('no figures');
    for (const format of [new Formatter('en', { currency: 'USD' }), new Formatter('ru', { currency: 'USD' })]) {
      for (const width of [300, 390, 560, 768, 1180]) {
        const map = valueMapChart(figures, width, format);
        const bins = holdoutBinsChart(holdout, width, format);
        const track = trackingChart(figures, holdout, width, format);
        const spread = spreadChart(concentration, width, format);
        const worth = [
          shapeChart(distribution, width, format),
          countsChart(figures, width, format),
          segmentsChart(figures, width, format),
        ];
        for (const g of [map, bins, track, spread, ...worth]) {
          for (const m of g.marks) {
            expect(m.x).toBeGreaterThanOrEqual(0);
            expect(m.x + m.width).toBeLessThanOrEqual(width + 0.01);
            expect(m.y + m.height).toBeLessThanOrEqual(g.height);
          }
        }
        expect(map.cells).toHaveLength(36);
        expect(map.marks).toHaveLength(figures.map.length);
        expect(track.actual).toHaveLength(holdout.tracking.length + 1);
      }
      expect(valueMapTable(figures, format).rows).toHaveLength(figures.map.length);
      expect(shapeTable(figures, format).rows).toHaveLength(distribution.bins.length);
      expect(countsTable(figures, format).rows).toHaveLength(6);
      expect(segmentsTable(figures, format).rows).toHaveLength(figures.segments.length);
      expect(holdoutTable(figures, format).rows).toHaveLength(8);
      expect(trackingTable(figures, format).rows).toHaveLength(78);
      expect(spreadTable(figures, format).rows).toHaveLength(101);
      expect(valueListColumns(format.locale)).toHaveLength(result.tables[0]?.columns.length ?? 0);
    }
    const en = new Formatter('en');
    expect(valueMapExhibit(result, en).headline).toMatch(
      /^About 6,620 of 23,570 customers will probably come back within 12 months$/,
    );
    expect(spreadExhibit(result, en).headline).toMatch(/% of buyers bring 80 % of revenue$/);
    expect(trackingExhibit(result, en).headline).toMatch(/^The forecast of the test period was/);
  });
});
