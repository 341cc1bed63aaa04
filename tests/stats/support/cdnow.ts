import { readFileSync } from 'node:fs';
import { sharedData } from '../../support/shared';
import type { PurchaseRows } from '../../../src/stats/purchases';

export const sample = sharedData('cdnow/CDNOW_sample.txt');
export const summary = sharedData('cdnow/cdnow_customers_summary_with_transactions.csv');

/** One customer of the 1/10 sample: calibration to 1997-09-30 in weeks, then 39 weeks of holdout. */
export interface CdnowCustomer {
  readonly x: number;
  readonly recency: number;
  readonly age: number;
  /** Repeat spend in calibration, and purchase days in the holdout. */
  readonly spend: number;
  readonly holdout: number;
  /** Spend in all 78 weeks. */
  readonly total: number;
}

const DAY = 86_400_000;
const CUT = Date.UTC(1997, 8, 30) / DAY;

/** The sample with plain string code: purchases of one day are merged. */
export function readCdnowSample(path: string): CdnowCustomer[] {
  const days = new Map<string, Map<number, number>>();
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, id = '', date = '', , amount = ''] = line.trim().split(/\s+/);
    if (date === '') continue;
    const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / DAY;
    const mine = days.get(id) ?? new Map<number, number>();
    mine.set(day, (mine.get(day) ?? 0) + Number(amount));
    days.set(id, mine);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, mine]) => {
      const all = [...mine].sort(([a], [b]) => a - b);
      const first = all[0]?.[0] ?? NaN;
      const before = all.filter(([day]) => day <= CUT);
      return {
        x: before.length - 1,
        recency: ((before.at(-1)?.[0] ?? NaN) - first) / 7,
        age: (CUT - first) / 7,
        spend: before.slice(1).reduce((n, [, a]) => n + a, 0),
        holdout: all.length - before.length,
        total: all.reduce((n, [, a]) => n + a, 0),
      };
    });
}

/** The customers as a model's rows, each of weight 1. */
export function rowsOf(customers: readonly { x: number; recency: number; age: number }[]): PurchaseRows {
  return {
    x: Float64Array.from(customers, (c) => c.x),
    recency: Float64Array.from(customers, (c) => c.recency),
    age: Float64Array.from(customers, (c) => c.age),
    weight: Float64Array.from(customers, () => 1),
  };
}
