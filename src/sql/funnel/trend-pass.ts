import type { BucketSize } from '../../core/calendar';
import { numberFrame } from '../../core/frames';
import type { Frame } from '../../core/frame';
import type { OffsetChange } from '../../core/time';
import type { Beside } from '../beside';
import { bucketClock } from '../localClock';
import type { Log } from '../log';
import { isHit, walksOf } from './pass';
import type { ScanSpec } from './scan';
import { eachUnit } from './units';
import type { OnStart } from './walk';

/** What a trend asks beside its funnel. */
export interface TrendSpec extends ScanSpec {
  readonly size: BucketSize;
  /** The zone's offsets over the log. */
  readonly changes: readonly OffsetChange[];
}

/** What one customer did in one bucket. */
interface Began {
  /** When they began for the last time. */
  readonly last: number;
  converted: boolean;
  excluded: boolean;
}

/**
 * A funnel's trend by one scan. Frame `periods`: `bucket, entered, converted, immature`, one row per calendar bucket in
 * which somebody began: an attempt counts in the bucket it begins in, and a customer who begins in several is in each.
 */
export function scanTrend(log: Log, spec: TrendSpec, beside: readonly Beside[] = []): Readonly<Record<string, Frame>> {
  const from = spec.from ?? -Infinity;
  const to = spec.to ?? Infinity;
  const walks = walksOf(spec);
  const walk = walks.own ?? walks.ordered;
  const first = 1 << (spec.required[0] ?? 0);
  const end = spec.required.length - 1;
  const bucketAt = bucketClock(spec.size, spec.changes);
  const periods = new Map<number, { entered: number; converted: number; immature: number }>();
  const mine = new Map<number, Began>();
  let bucket = NaN;
  let began: Began | undefined;
  const onStart: OnStart = (time, slots, at) => {
    if (time < from || time >= to) return -Infinity;
    const here = bucketAt(time);
    if (began === undefined || here !== bucket) {
      bucket = here;
      began = mine.get(here);
      if (began === undefined) mine.set(here, (began = { last: time, converted: false, excluded: false }));
    }
    if ((slots[at + end] ?? 0) <= time + spec.window) began.converted = true;
    if (spec.until.length > 0 && isHit(spec, time, slots, at)) began.excluded = true;
    return -Infinity;
  };
  eachUnit(log, spec, beside, (_, { times, codes, masks, from: begin, to: stop }) => {
    let enters = false;
    for (let i = begin; i < stop && !enters; i++) enters = ((masks[codes[i] ?? 0] ?? 0) & first) !== 0;
    if (!enters) return;
    mine.clear();
    began = undefined;
    walk(times, codes, begin, stop, masks, onStart);
    for (const [at, { last, converted, excluded }] of mine) {
      if (excluded) continue;
      const period = periods.get(at) ?? { entered: 0, converted: 0, immature: 0 };
      period.entered++;
      if (converted) period.converted++;
      else if (last + spec.window > spec.asOf) period.immature++;
      periods.set(at, period);
    }
  });
  const rows = [...periods].sort(([a], [b]) => a - b);
  return {
    periods: numberFrame({
      bucket: rows.map(([at]) => at),
      entered: rows.map(([, p]) => p.entered),
      converted: rows.map(([, p]) => p.converted),
      immature: rows.map(([, p]) => p.immature),
    }),
  };
}
