import { HOUR } from '../../src/core/time';

/** A sale: more visits, and prices cut by `discount`. */
export interface Sale {
  /** Epoch milliseconds, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly visits: number;
  readonly discount: number;
}

/** Share of a day's visits in each hour (UTC), scaled to mean 1: a quiet night, lunch, and a peak at 19–21 h. */
const HOURS = [
  0.35, 0.2, 0.12, 0.1, 0.12, 0.25, 0.5, 0.8, 1.0, 1.15, 1.2, 1.3, 1.45, 1.3, 1.15, 1.15, 1.25, 1.45, 1.7, 1.95, 2.0,
  1.7, 1.1, 0.71,
];
/** Monday to Sunday. */
const WEEKDAYS = [1.02, 0.97, 0.95, 0.98, 0.93, 1.02, 1.13];
/** January to December: presents in November and December, a lean January and February, a summer dip. */
const MONTHS = [0.86, 0.88, 0.96, 0.98, 1.0, 0.95, 0.9, 0.88, 0.98, 1.04, 1.22, 1.35];

/**
 * How busy the shop is at each hour, and the clock that follows it: operational time runs fast when the
 * shop is busy, so that a Poisson process in it has the seasons in calendar time and keeps its rates.
 */
export class Calendar {
  /** Operational days passed at the start of each hour; one more at the end. */
  readonly #passed: Float64Array;

  /** `[from, to)`, epoch milliseconds, both on whole hours. `swing` 0 switches all seasons off. */
  constructor(
    readonly from: number,
    readonly to: number,
    readonly sales: readonly Sale[],
    swing = 1,
  ) {
    const hours = Math.ceil((to - from) / HOUR);
    this.#passed = new Float64Array(hours + 1);
    for (let h = 0; h < hours; h++) {
      const at = from + h * HOUR;
      const date = new Date(at);
      const season =
        (HOURS[date.getUTCHours()] ?? 1) *
        (WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? 1) *
        (MONTHS[date.getUTCMonth()] ?? 1) *
        (this.saleAt(at)?.visits ?? 1);
      this.#passed[h + 1] = (this.#passed[h] ?? 0) + (1 + swing * (season - 1)) / 24;
    }
  }

  saleAt(time: number): Sale | undefined {
    return this.sales.find((s) => time >= s.from && time < s.to);
  }

  /** Operational days from the start to the end. */
  get length(): number {
    return this.#passed.at(-1) ?? 0;
  }

  /** Operational days from the start to a calendar time. */
  operational(time: number): number {
    const hours = Math.min(Math.max((time - this.from) / HOUR, 0), this.#passed.length - 1);
    const h = Math.min(Math.floor(hours), this.#passed.length - 2);
    const start = this.#passed[h] ?? 0;
    return start + ((this.#passed[h + 1] ?? 0) - start) * (hours - h);
  }

  /** Calendar time (epoch ms, whole seconds) at which so many operational days have passed; Infinity past the end. */
  at(operational: number): number {
    if (operational >= this.length) return Infinity;
    let low = 0;
    let high = this.#passed.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#passed[middle] ?? 0) <= operational) low = middle;
      else high = middle;
    }
    const start = this.#passed[low] ?? 0;
    const within = (operational - start) / ((this.#passed[high] ?? 0) - start);
    return this.from + Math.floor((low + within) * 3600) * 1000;
  }
}

/** The sales of the demo shops that fall into any span: a black week in November, a spring sale in March. */
export function salesBetween(from: number, to: number): readonly Sale[] {
  const sales: Sale[] = [];
  for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year++) {
    sales.push(
      { from: Date.UTC(year, 2, 10), to: Date.UTC(year, 2, 17), visits: 1.4, discount: 0.2 },
      { from: Date.UTC(year, 10, 24), to: Date.UTC(year, 11, 1), visits: 1.9, discount: 0.3 },
    );
  }
  return sales.filter((s) => s.from < to && s.to > from);
}
