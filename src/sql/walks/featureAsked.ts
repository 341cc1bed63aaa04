import type { OffsetChange } from '../../core/time';
import type { Purchases } from '../beside';
import type { CatalogueFeature } from '../features/catalogue';
import type { Log } from '../log';
import { kindsOfRows, type ActivityBits } from './activities';
import { rounded } from './featureDays';

/** A cutoff as the pass sees it, epoch ms. */
export interface FeatureMoment {
  readonly cutoff: number;
  /** Everything that a feature reads lies before it. */
  readonly seenUpTo: number;
  /** The label lies in `[cutoff, until)`; null where there is none. */
  readonly until: number | null;
}

/** What is asked of the pass: plain JSON. */
export interface FeaturesSpec {
  /** Rising by what they see. */
  readonly moments: readonly FeatureMoment[];
  readonly features: readonly Pick<CatalogueFeature, 'name' | 'family' | 'window' | 'reading'>[];
  /** Ids of events by stage; a purchase is told by its sign. */
  readonly stages: {
    readonly view: readonly number[];
    readonly cart: readonly number[];
    readonly checkout: readonly number[];
  };
  /** The zone's offsets over the log. */
  readonly changes: readonly OffsetChange[];
  /** Bit 0: rows that make a customer one of those asked about. Bit 1: rows that make the label. */
  readonly bits: ActivityBits;
  /** Ms before what is seen within which the last such row lies; null: ever. */
  readonly activeWithin: number | null;
  /** `hit` and `no hit` are 1 or 0, `spend` is the money of purchases that make the label. */
  readonly label: 'hit' | 'no hit' | 'spend';
  /** Whether distinct orders are counted; see `purchaseDays`. */
  readonly hasOrder: boolean;
  /** A customer without a purchase or a refund is left out: of a log that has nothing else. */
  readonly purchasesOnly: boolean;
}

const AMONG = 1;
const GOAL = 2;

/** Where each customer's purchases begin, and after the last where they end. @throws Error where they are not in order */
export function purchasesBegin({ customers }: Log, purchases: Purchases): Int32Array {
  const starts = new Int32Array(customers.length + 1);
  let at = 0;
  for (let c = 0; c < customers.length; c++) {
    starts[c] = at;
    while (at < purchases.customers.length && purchases.customers[at] === customers[c]) at++;
  }
  starts[customers.length] = at;
  if (at < purchases.customers.length) throw new Error('purchases are not in the order of the log');
  return starts;
}

/**
 * Who is asked about at each moment, and the label: customers × moments. The latest time that made a customer one,
 * −Infinity for who is none.
 */
export function askedAbout(
  log: Log,
  purchases: Purchases,
  starts: Int32Array,
  spec: FeaturesSpec,
): { readonly latest: Float64Array; readonly labels: Float64Array } {
  const { moments, activeWithin } = spec;
  const many = moments.length;
  const latest = new Float64Array(log.customers.length * many).fill(-Infinity);
  const labels = new Float64Array(log.customers.length * many);
  const { codes, bits } = kindsOfRows(log, spec.bits, []);
  const seen = Float64Array.from(moments, (m) => m.seenUpTo);
  const cutoffs = Float64Array.from(moments, (m) => m.cutoff);
  // Without a label window, nothing lies in it.
  const untils = Float64Array.from(moments, (m) => m.until ?? -Infinity);
  for (let c = 0; c < log.customers.length; c++) {
    const own = c * many;
    const to = log.starts[c + 1] ?? 0;
    // The first moment that sees the row; those after it do too.
    let first = 0;
    for (let i = log.starts[c] ?? 0; i < to; i++) {
      const kind = bits[codes[i] as number] as number;
      if (kind === 0) continue;
      const time = log.times[i] as number;
      if ((kind & AMONG) !== 0) {
        while (first < many && time >= (seen[first] as number)) first++;
        if (first < many) latest[own + first] = time;
      }
      if ((kind & GOAL) !== 0)
        for (let m = 0; m < many; m++)
          if (time >= (cutoffs[m] as number) && time < (untils[m] as number)) labels[own + m] = 1;
    }
    const [bought, end] = [starts[c] ?? 0, starts[c + 1] ?? 0];
    for (let m = 0, last = -Infinity; m < many; m++) {
      last = Math.max(last, latest[own + m] as number);
      const seenUpTo = seen[m] as number;
      const none = spec.purchasesOnly && !(bought < end && (purchases.times[bought] as number) < seenUpTo);
      latest[own + m] = none || (activeWithin !== null && last < seenUpTo - activeWithin) ? -Infinity : last;
      const [cutoff, until] = [cutoffs[m] as number, untils[m] as number];
      if (until === -Infinity) labels[own + m] = NaN;
      else if (spec.label === 'no hit') labels[own + m] = 1 - (labels[own + m] as number);
      else if (spec.label === 'spend') labels[own + m] = spent(purchases, [bought, end], bits, { cutoff, until });
    }
  }
  return { latest, labels };
}

/** Money of the purchases `[from, to)` that make the label and lie in `[cutoff, until)`. */
function spent(
  { times, signs, amounts, codes }: Purchases,
  [from, to]: readonly [number, number],
  bits: Uint8Array,
  { cutoff, until }: { readonly cutoff: number; readonly until: number },
): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const time = times[i] as number;
    const amount = amounts[i] as number;
    if (time < cutoff || time >= until || signs[i] !== 1 || amount !== amount) continue;
    if (((bits[codes[i] as number] as number) & GOAL) !== 0) sum += amount;
  }
  return rounded(sum, 1e4);
}
