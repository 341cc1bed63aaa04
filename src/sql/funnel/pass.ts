import type { Frame } from '../../core/frame';
import { numberFrame } from '../../core/frames';
import type { Beside } from '../beside';
import type { Log } from '../log';
import { funnelFigures } from './figures';
import { FrameRows, Furthest, MostSteps } from './furthest';
import { recordingOf, replay } from './recording';
import type { ScanSpec } from './scan';
import { eachUnit, entryOf } from './units';
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

/** Whether there is a row of an exclusion after the step from which on it counts. */
function mayBeHit({ required, optional, until }: ScanSpec, slots: Float64Array, at: number): boolean {
  const first = at + required.length + optional.length;
  for (let x = 0; x < until.length; x++) if (slots[first + x] !== Infinity) return true;
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
  const isOrdered = spec.order !== 'strict' && spec.order !== 'any';
  const recording = isOrdered ? recordingOf(log, spec, beside) : null;
  const ordered = new Furthest(spec, recording?.units);
  const own = isOrdered ? ordered : spec.order === 'any' ? new MostSteps(spec) : new Furthest(spec);
  const excluded = new FrameRows(['customer']);
  const independent = new Float64Array(steps);
  let hit = false;
  const onOrdered: OnStart =
    spec.until.length === 0
      ? ordered.take
      : (time, slots, at, isNew) => {
          hit ||= time >= from && time < to && isHit(spec, time, slots, at);
          const least = ordered.take(time, slots, at, isNew);
          // Whoever is out is out; of a start that nothing can hit, neither are those before it.
          return hit ? Infinity : mayBeHit(spec, slots, at) ? -Infinity : least;
        };
  const begin = (): void => {
    ordered.begin();
    if (own !== ordered) own.begin();
    hit = false;
  };
  const end = (customer: number, seen: number, first: number, last: number): void => {
    if (hit) {
      excluded.add(customer);
      return;
    }
    for (let s = 0; s < steps; s++) if ((seen & (1 << s)) !== 0) independent[s] = (independent[s] ?? 0) + 1;
    if (!Number.isNaN(first)) own.end(customer, first, last);
    if (own !== ordered && ordered.depth > 1) ordered.end(customer, NaN, NaN);
  };
  if (recording !== null) {
    const { units, keys, seen, first, last } = recording;
    for (let unit = 0; unit < units; unit++) {
      begin();
      replay(recording, unit, onOrdered);
      end(keys[unit] ?? 0, seen[unit] ?? 0, first[unit] ?? NaN, last[unit] ?? NaN);
    }
  } else {
    const walks = walksOf(spec);
    const both = spec.required.slice(0, 2).reduce((all, place) => all | (1 << place), 0);
    const starts = 1 << (spec.required[0] ?? 0);
    const watched = spec.watches.length > 0;
    const entry = entryOf(spec);
    eachUnit(log, spec, beside, (customer, rows) => {
      if (!entry.read(rows)) return;
      const { times, codes, masks } = rows;
      begin();
      // Nobody gets anywhere without the first two steps, unless something else is looked for.
      if ((entry.all & both) === both || (watched && (entry.all & starts) !== 0)) {
        walks.ordered(times, codes, rows.from, rows.to, masks, onOrdered);
        if (spec.order === 'strict') walks.own?.(times, codes, rows.from, rows.to, masks, own.take);
      }
      if (spec.order === 'any') walks.own?.(times, codes, rows.from, rows.to, masks, own.take);
      end(customer, entry.seen, entry.first, entry.last);
    });
  }
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
