import type { Beside, RowSet } from '../beside';
import { setsBeside } from '../beside';
import type { Log } from '../log';
import type { ScanSpec } from './scan';
import { entryOf, eachUnit } from './units';
import { orderedWalk, type OnStart } from './walk';

/** Numbers that a recording holds at most: 64 MB of them. */
const MOST = 2 ** 23;

/**
 * Every start of an ordered funnel with how it goes on, whatever the window: what a funnel with another window is counted
 * from, without the rows. Units are the customers, or sessions, with a row of any step in the period; only those that
 * something may follow have starts. Starts of one unit that go on alike are a group; the last start comes first.
 */
export interface Recording {
  readonly units: number;
  readonly keys: Float64Array;
  /** Bits of the steps and exclusions that the unit has a row of in the period. */
  readonly seen: Float64Array;
  /** When the unit entered for the first and the last time; NaN where it did not. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Groups of unit u: from `groups[u]` on, up to the next one's. */
  readonly groups: Float64Array;
  /** Times of the starts of group g: from `starts[g]` on, up to the next one's. */
  readonly starts: Float64Array;
  readonly times: Float64Array;
  /** Of group g from `g × width` on: the times of the steps after the first, then of what is watched; Infinity: never. */
  readonly slots: Float64Array;
  readonly width: number;
}

interface Kept {
  readonly key: string;
  readonly sets: readonly RowSet[];
  /** Null: there are too many. */
  readonly recording: Recording | null;
}

/** The one of each log that was asked for last. */
const kept = new WeakMap<Log, Kept>();

/** The recording of a funnel, made where the last one was of another; null where it would be larger than it is worth. */
export function recordingOf(log: Log, spec: ScanSpec, beside: readonly Beside[]): Recording | null {
  const key = JSON.stringify({ ...spec, window: 0, asOf: 0, figures: false });
  const sets = setsBeside(beside);
  const last = kept.get(log);
  if (last?.key === key && last.sets.every((set, i) => set === sets[i])) return last.recording;
  // First, so that both are never there at once.
  kept.delete(log);
  const recording = record(log, spec, beside);
  kept.set(log, { key, sets, recording });
  return recording;
}

/** Numbers one after the other; how many there will be is not known beforehand. */
class Numbers {
  values = new Float64Array(4096);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(2 * this.length);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }
}

function record(log: Log, spec: ScanSpec, beside: readonly Beside[]): Recording | null {
  const required = spec.required.map((place) => 1 << place);
  const walk = orderedWalk({ required, watches: spec.watches, shared: spec.shared });
  const both = (required[0] ?? 0) | (required[1] ?? 0);
  const alone = spec.watches.length > 0 ? (required[0] ?? 0) : both;
  const width = required.length - 1 + spec.watches.length;
  const [keys, seen, first, last, groups] = [new Numbers(), new Numbers(), new Numbers(), new Numbers(), new Numbers()];
  const [starts, times, slots] = [new Numbers(), new Numbers(), new Numbers()];
  const from = spec.from ?? -Infinity;
  const to = spec.to ?? Infinity;
  /** Whether the group of the start told before is written. */
  let open = false;
  const onStart: OnStart = (time, given, at, isNew) => {
    if (time < from) return Infinity;
    if (isNew) open = false;
    // Starts after the period are told and not kept.
    if (time >= to) return -Infinity;
    if (!open) {
      let next = 0;
      while (next < width && given[at + 1 + next] === Infinity) next++;
      // Nothing follows these, nor starts before them that go on alike.
      if (next === width) return Infinity;
      open = true;
      starts.push(times.length);
      for (let k = 0; k < width; k++) slots.push(given[at + 1 + k] ?? 0);
    }
    times.push(time);
    return -Infinity;
  };
  const entry = entryOf(spec);
  eachUnit(log, spec, beside, (key, rows) => {
    const held = 5 * keys.length + starts.length + times.length + slots.length;
    if (held > MOST || !entry.read(rows)) return;
    keys.push(key);
    seen.push(entry.seen);
    first.push(entry.first);
    last.push(entry.last);
    groups.push(starts.length);
    open = false;
    if ((entry.all & alone) === alone) walk(rows.times, rows.codes, rows.from, rows.to, rows.masks, onStart);
  });
  if (5 * keys.length + starts.length + times.length + slots.length > MOST) return null;
  groups.push(starts.length);
  starts.push(times.length);
  return {
    units: keys.length,
    keys: keys.values,
    seen: seen.values,
    first: first.values,
    last: last.values,
    groups: groups.values,
    starts: starts.values,
    times: times.values,
    slots: slots.values,
    width,
  };
}

/** Tells the starts of a unit as the walk does that was recorded. */
export function replay({ groups, starts, times, slots, width }: Recording, unit: number, onStart: OnStart): void {
  const end = groups[unit + 1] ?? 0;
  for (let g = groups[unit] ?? 0; g < end; g++) {
    const [begin, stop] = [starts[g] ?? 0, starts[g + 1] ?? 0];
    let least = -Infinity;
    for (let s = begin; s < stop; s++) {
      const time = times[s] ?? 0;
      if (time < least) break;
      least = onStart(time, slots, g * width - 1, s === begin);
    }
  }
}
