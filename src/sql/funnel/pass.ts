import type { Frame } from '../../core/frame';
import { numberFrame } from '../../core/frames';
import type { Beside } from '../beside';
import type { Log } from '../log';
import { funnelFigures } from './figures';
import { FrameRows, Furthest, MostSteps } from './furthest';
import type { ScanSpec } from './scan';
import { eachUnit } from './units';
import { anyOrderWalk, orderedWalk, strictWalk, type OnStart, type Walk } from './walk';

/** Walks of the funnel: ordered attempts, and those of its own order where that is another. */
export function walksOf(spec: ScanSpec): { readonly ordered: Walk; readonly own: Walk | null } {
  const required = spec.required.map((place) => 1 << place);
  const own = { strict: () => strictWalk({ required }), any: () => anyOrderWalk(required, spec.alike) };
  return {
    ordered: orderedWalk({ required, watches: spec.watches, shared: spec.shared }),
    own: spec.order === 'strict' || spec.order === 'any' ? own[spec.order]() : null,
  };
}

/** Whether an exclusion hits the attempt that starts at a time. */
export function isHit(
  { required, optional, until, window }: ScanSpec,
  time: number,
  slots: Float64Array,
  at: number,
): boolean {
  const end = time + window;
  const first = at + required.length + optional.length;
  for (let x = 0; x < until.length; x++) {
    const out = slots[first + x] ?? 0;
    if (out > end) continue;
    const step = slots[at + (until[x] ?? 0) - 1] ?? 0;
    if (step > end || out < step) return true;
  }
  return false;
}

/**
 * The tables of a funnel by one scan; `scanSteps` says what becomes of them. Frames, NaN where SQL has NULL:
 * - `own`: everyone in the funnel: `customer, depth, last_start, t1` and the times of the attempt that counts;
 * - `ordered`, where the order is strict or any: the same of ordered attempts, of those who have one;
 * - `kept_out`, where there are exclusions: `customer`;
 * - where figures are asked for, `independent`: one row, `n<number>` per step; `excluded`: one row, `customers`; and
 *   those of `funnelFigures`.
 */
export function scanFunnel(log: Log, spec: ScanSpec, beside: readonly Beside[] = []): Readonly<Record<string, Frame>> {
  const { steps } = spec;
  const from = spec.from ?? -Infinity;
  const to = spec.to ?? Infinity;
  const isWhole = spec.from === null && spec.to === null;
  const bits = spec.required.map((place) => 1 << place);
  const both = (bits[0] ?? 0) | (bits[1] ?? 0);
  const enters = spec.order === 'any' ? bits.reduce((all, bit) => all | bit, 0) : (bits[0] ?? 0);
  const walks = walksOf(spec);
  const watched = spec.watches.length > 0;
  const ordered = new Furthest(spec);
  const own = walks.own === null ? ordered : spec.order === 'any' ? new MostSteps(spec) : new Furthest(spec);
  const excluded = new FrameRows(['customer']);
  const independent = new Float64Array(steps);
  let hit = false;
  const onOrdered: OnStart =
    spec.until.length === 0
      ? ordered.take
      : (time, slots, at) => {
          hit ||= time >= from && time < to && isHit(spec, time, slots, at);
          ordered.take(time, slots, at);
        };
  eachUnit(log, spec, beside, (customer, rows) => {
    const { times, codes, masks } = rows;
    let all = 0;
    let seen = 0;
    let first = -1;
    let last = -1;
    if (isWhole) {
      // Without a period only codes are looked at: a third of the time.
      if (rows.all >= 0) all = rows.all;
      else for (let i = rows.from; i < rows.to; i++) all |= masks[codes[i] ?? 0] ?? 0;
      seen = all;
      if ((all & enters) !== 0) {
        first = rows.from;
        while (((masks[codes[first] ?? 0] ?? 0) & enters) === 0) first++;
        last = rows.to - 1;
        while (((masks[codes[last] ?? 0] ?? 0) & enters) === 0) last--;
      }
    } else
      for (let i = rows.from; i < rows.to; i++) {
        const mask = masks[codes[i] ?? 0] ?? 0;
        if (mask === 0) continue;
        all |= mask;
        const time = times[i] ?? 0;
        if (time < from || time >= to) continue;
        seen |= mask;
        if ((mask & enters) === 0) continue;
        if (first < 0) first = i;
        last = i;
      }
    if (seen === 0) return;
    ordered.begin();
    if (own !== ordered) own.begin();
    hit = false;
    // Nobody gets anywhere without the first two steps, unless something else is looked for.
    if ((all & both) === both || (watched && (all & (bits[0] ?? 0)) !== 0)) {
      walks.ordered(times, codes, rows.from, rows.to, masks, onOrdered);
      if (spec.order === 'strict') walks.own?.(times, codes, rows.from, rows.to, masks, own.take);
    }
    if (spec.order === 'any') walks.own?.(times, codes, rows.from, rows.to, masks, own.take);
    if (hit) {
      excluded.add(customer);
      return;
    }
    for (let s = 0; s < steps; s++) if ((seen & (1 << s)) !== 0) independent[s] = (independent[s] ?? 0) + 1;
    if (first >= 0) own.end(customer, times[first] ?? 0, times[last] ?? 0);
    if (own !== ordered && ordered.depth > 1) ordered.end(customer, NaN, NaN);
  });
  const all = own.frame();
  const inOrder = own === ordered ? all : ordered.frame();
  const out = spec.until.length === 0 ? null : excluded.frame();
  return {
    own: all,
    ...(own === ordered ? {} : { ordered: inOrder }),
    ...(out === null ? {} : { kept_out: out }),
    ...(spec.figures
      ? {
          ...funnelFigures(spec, all, inOrder),
          independent: numberFrame(Object.fromEntries(Array.from(independent, (n, i) => [`n${i + 1}`, [n]]))),
          ...(out === null ? {} : { excluded: numberFrame({ customers: [out.length] }) }),
        }
      : {}),
  };
}
