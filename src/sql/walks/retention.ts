import type { BucketSize } from '../../core/calendar';
import type { Frame } from '../../core/frame';
import { numberFrame } from '../../core/frames';
import type { OffsetChange } from '../../core/time';
import { moneyBeside, type Beside, type Money } from '../beside';
import { bucketClock } from '../localClock';
import type { Log } from '../log';
import { kindsOfRows, type ActivityBits, type RowKinds } from './activities';

/** Retention as a scan sees it: plain JSON. */
export interface RetentionSpec {
  /** Bit 0: rows that start a cohort; bit 1: rows that count as coming back. */
  readonly activities: ActivityBits;
  /** Every bucket with a start is an entry, not only the first. */
  readonly recurring: boolean;
  readonly size: BucketSize;
  /** The zone's offsets over the log. */
  readonly changes: readonly OffsetChange[];
  /** Ms of a period where periods are counted from each start; null: calendar buckets. */
  readonly length: number | null;
  /** Periods after the first. */
  readonly periods: number;
}

export const RETENTION_ANSWERS = ['cohorts', 'cells', 'lasts'] as const;

const [STARTS, RETURNS] = [1, 2];

/**
 * Retention by one pass, as the plan asks for it in SQL (`analyses/retention/statements.ts`): `cohorts` (`cohort,
 * customers, earliest, latest`), `cells` (`cohort, period, customers` and, where there is money beside, `revenue`) and
 * `lasts` (`cohort, period, customers`).
 */
export function scanRetention(
  log: Log,
  spec: RetentionSpec,
  beside: readonly Beside[],
): Readonly<Record<string, Frame>> {
  const { starts } = log;
  const money = moneyBeside(beside);
  const kinds = kindsOfRows(log, spec.activities, beside);
  const cohorts = new Cohorts(spec.periods);
  const customer =
    spec.length === null ? new InBuckets(log, kinds, spec, cohorts) : new Rolling(log, kinds, spec, cohorts);
  let paid = 0;
  for (let c = 0; c + 1 < starts.length; c++) {
    customer.count(starts[c] ?? 0, starts[c + 1] ?? 0);
    if (money === null) continue;
    const who = log.customers[c] ?? 0;
    while (paid < money.customers.length && (money.customers[paid] ?? 0) < who) paid++;
    for (; paid < money.customers.length && money.customers[paid] === who; paid++) customer.pay(money, paid);
  }
  return cohorts.frames(money !== null);
}

/** What is counted of one cohort. */
interface Cohort {
  customers: number;
  earliest: number;
  latest: number;
  /** By period. */
  readonly back: Float64Array;
  readonly revenue: Float64Array;
  readonly lasts: Float64Array;
}

class Cohorts {
  readonly #cohorts = new Map<number, Cohort>();
  readonly #periods: number;

  constructor(periods: number) {
    this.#periods = periods;
  }

  /** Somebody enters at a start: a bucket, or a time. */
  enter(bucket: number, start: number): Cohort {
    let cohort = this.#cohorts.get(bucket);
    if (cohort === undefined) {
      const periods = (): Float64Array => new Float64Array(this.#periods + 1);
      cohort = { customers: 0, earliest: start, latest: start, back: periods(), revenue: periods(), lasts: periods() };
      this.#cohorts.set(bucket, cohort);
    }
    cohort.customers++;
    if (start < cohort.earliest) cohort.earliest = start;
    if (start > cohort.latest) cohort.latest = start;
    return cohort;
  }

  /** The last return, so many periods after the start; later ones than asked for count as the last of these. */
  last(cohort: Cohort, period: number): void {
    const at = Math.min(period, this.#periods);
    cohort.lasts[at] = (cohort.lasts[at] ?? 0) + 1;
  }

  frames(withMoney: boolean): { readonly cohorts: Frame; readonly cells: Frame; readonly lasts: Frame } {
    const rows = [...this.#cohorts].sort(([a], [b]) => a - b);
    const cells = rows.flatMap(([bucket, cohort]) =>
      Array.from(cohort.back, (customers, period) => ({
        bucket,
        period,
        customers,
        revenue: cohort.revenue[period] ?? 0,
        lasts: cohort.lasts[period] ?? 0,
      })),
    );
    const some = cells.filter((x) => x.customers > 0 || x.revenue !== 0);
    const lasts = cells.filter((x) => x.lasts > 0);
    return {
      cohorts: numberFrame({
        cohort: rows.map(([bucket]) => bucket),
        customers: rows.map(([, x]) => x.customers),
        earliest: rows.map(([, x]) => x.earliest),
        latest: rows.map(([, x]) => x.latest),
      }),
      cells: numberFrame({
        cohort: some.map((x) => x.bucket),
        period: some.map((x) => x.period),
        customers: some.map((x) => x.customers),
        ...(withMoney ? { revenue: some.map((x) => x.revenue) } : {}),
      }),
      lasts: numberFrame({
        cohort: lasts.map((x) => x.bucket),
        period: lasts.map((x) => x.period),
        customers: lasts.map((x) => x.lasts),
      }),
    };
  }
}

/** The buckets of one customer, each once, in the order they come in. */
class Distinct {
  values = new Float64Array(64);
  length = 0;
  #most = -Infinity;

  clear(): void {
    this.length = 0;
    this.#most = -Infinity;
  }

  /** Whether the bucket is new. Time goes on; only a clock that is set back over midnight leads to an earlier one. */
  add(value: number): boolean {
    if (value > this.#most) this.#most = value;
    else if (this.values.subarray(0, this.length).includes(value)) return false;
    if (this.length === this.values.length) {
      const wider = new Float64Array(2 * this.length);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
    return true;
  }
}

/** Entries and returns by calendar buckets. */
class InBuckets {
  readonly #log: Log;
  readonly #kinds: RowKinds;
  readonly #cohorts: Cohorts;
  readonly #recurring: boolean;
  readonly #bucketAt: (time: number) => number;
  readonly #started = new Distinct();
  readonly #returned = new Distinct();
  #entries: { readonly start: number; readonly cohort: Cohort }[] = [];

  constructor(log: Log, kinds: RowKinds, { size, changes, recurring }: RetentionSpec, cohorts: Cohorts) {
    this.#log = log;
    this.#kinds = kinds;
    this.#cohorts = cohorts;
    this.#recurring = recurring;
    this.#bucketAt = bucketClock(size, changes);
  }

  /** Counts the customer with the rows `[from, to)`. */
  count(from: number, to: number): void {
    this.#collect(from, to);
    this.#entries = [];
    const [started, returned] = [this.#started, this.#returned];
    let first = Infinity;
    for (let i = 0; i < started.length; i++) first = Math.min(first, started.values[i] ?? first);
    let last = -Infinity;
    for (let i = 0; i < returned.length; i++) last = Math.max(last, returned.values[i] ?? last);
    for (let i = 0; i < started.length; i++) {
      const start = started.values[i] ?? 0;
      if (!this.#recurring && start !== first) continue;
      const cohort = this.#cohorts.enter(start, start);
      this.#entries.push({ start, cohort });
      const { back } = cohort;
      for (let r = 0; r < returned.length; r++) {
        const period = (returned.values[r] ?? 0) - start;
        if (period >= 0 && period < back.length) back[period] = (back[period] ?? 0) + 1;
      }
      if (last >= start) this.#cohorts.last(cohort, last - start);
    }
  }

  /** The buckets in which the customer started, and was back. */
  #collect(from: number, to: number): void {
    const { times } = this.#log;
    const { codes, bits } = this.#kinds;
    const [started, returned, bucketAt] = [this.#started, this.#returned, this.#bucketAt];
    started.clear();
    returned.clear();
    let here = NaN;
    let known = 0;
    for (let i = from; i < to; i++) {
      const kind = bits[codes[i] ?? 0] ?? 0;
      if (kind === 0) continue;
      const bucket = bucketAt(times[i] ?? 0);
      // Neighbours are mostly of one bucket, and of kinds that are known of it.
      if (bucket !== here) {
        here = bucket;
        known = 0;
      }
      const more = kind & ~known;
      if (more === 0) continue;
      known |= kind;
      if ((more & STARTS) !== 0) started.add(bucket);
      if ((more & RETURNS) !== 0) returned.add(bucket);
    }
  }

  /** Money of the customer counted last. */
  pay({ times, amounts }: Money, row: number): void {
    if (this.#entries.length === 0) return;
    const bucket = this.#bucketAt(times[row] ?? 0);
    for (const { start, cohort } of this.#entries) {
      const period = bucket - start;
      if (period >= 0 && period < cohort.revenue.length)
        cohort.revenue[period] = (cohort.revenue[period] ?? 0) + (amounts[row] ?? 0);
    }
  }
}

/** Entries by calendar buckets, periods from each start. */
class Rolling {
  readonly #log: Log;
  readonly #kinds: RowKinds;
  readonly #cohorts: Cohorts;
  readonly #recurring: boolean;
  readonly #length: number;
  readonly #bucketAt: (time: number) => number;
  readonly #started = new Distinct();
  #entries: { readonly start: number; readonly cohort: Cohort }[] = [];

  constructor(log: Log, kinds: RowKinds, { size, changes, recurring, length }: RetentionSpec, cohorts: Cohorts) {
    this.#log = log;
    this.#kinds = kinds;
    this.#cohorts = cohorts;
    this.#recurring = recurring;
    this.#length = length ?? 1;
    this.#bucketAt = bucketClock(size, changes);
  }

  count(from: number, to: number): void {
    const { times } = this.#log;
    const { codes, bits } = this.#kinds;
    this.#started.clear();
    this.#entries = [];
    let last = to - 1;
    while (last >= from && ((bits[codes[last] ?? 0] ?? 0) & RETURNS) === 0) last--;
    const lastReturn = last < from ? -Infinity : (times[last] ?? 0);
    for (let i = from; i < to; i++) {
      if (((bits[codes[i] ?? 0] ?? 0) & STARTS) === 0) continue;
      if (!this.#recurring && this.#entries.length > 0) break;
      const start = times[i] ?? 0;
      const bucket = this.#bucketAt(start);
      if (!this.#started.add(bucket)) continue;
      const cohort = this.#cohorts.enter(bucket, start);
      this.#entries.push({ start, cohort });
      this.#back(cohort.back, start, i, from, to);
      if (lastReturn >= start) this.#cohorts.last(cohort, Math.floor((lastReturn - start) / this.#length));
    }
  }

  /** Periods with a return, of the entry at a row. */
  #back(back: Float64Array, start: number, entry: number, from: number, to: number): void {
    const { times } = this.#log;
    const { codes, bits } = this.#kinds;
    let first = entry;
    // Rows of the same time lie in period 0, wherever they stand.
    while (first > from && times[first - 1] === start) first--;
    let known = -1;
    for (let i = first; i < to; i++) {
      const period = Math.floor(((times[i] ?? 0) - start) / this.#length);
      if (period >= back.length) break;
      if (period === known || ((bits[codes[i] ?? 0] ?? 0) & RETURNS) === 0) continue;
      known = period;
      back[period] = (back[period] ?? 0) + 1;
    }
  }

  pay({ times, amounts }: Money, row: number): void {
    for (const { start, cohort } of this.#entries) {
      const period = Math.floor(((times[row] ?? 0) - start) / this.#length);
      if (period >= 0 && period < cohort.revenue.length)
        cohort.revenue[period] = (cohort.revenue[period] ?? 0) + (amounts[row] ?? 0);
    }
  }
}
