/*
 * Attempts of one customer in one pass over their rows: the definitions of `attempts.ts`, without SQL. A customer's
 * rows come in the order of attempts: by time, by the lowest step they belong to, and by place in the file.
 */

/** A row looked for after a required step: an optional step, or an exclusion. */
export interface WalkWatch {
  /** A row passes that has this bit … */
  readonly bit: number;
  /** … and none of these. */
  readonly not: number;
  /** Place (from 1) of the required step after which it is looked for. */
  readonly after: number;
}

export interface WalkSpec {
  /** One bit per required step, rising. */
  readonly required: readonly number[];
  readonly watches: readonly WalkWatch[];
  /** Whether one row may serve several steps (`clickhouse-default`). */
  readonly shared: boolean;
}

/**
 * Called for each row of the first step, last row first. `slots[at + k]` is when the attempt would take required step k
 * (k from 1: step 0 is at `time`), then follow the times of what is watched; Infinity where never.
 * @param isNew false: it goes on as the start told before does
 * @returns starts before this time that continue as this one does need not be told: mostly there is a run of them, and
 * the last says what the others cannot better
 */
export type OnStart = (time: number, slots: Float64Array, at: number, isNew: boolean) => number;

/** Walks the rows `[from, to)` of one customer; a row's mask is at the place of its code. */
export type Walk = (
  times: Float64Array,
  codes: Int32Array,
  from: number,
  to: number,
  masks: Int32Array,
  onStart: OnStart,
) => void;

/** The place of the lowest bit that is set; 32 where none is. */
export const lowestBit = (mask: number): number => (mask === 0 ? 32 : 31 - Math.clz32(mask & -mask));

/**
 * Ordered attempts, from the last row back. What follows a row of step k is known from the nearest row of step k + 1
 * after it: a later one never continues earlier.
 */
export function orderedWalk({ required, watches, shared }: WalkSpec): Walk {
  const steps = required.length;
  const size = steps + watches.length;
  /** Per required step: the continuation of the nearest of its rows that follow. */
  const slots = new Float64Array(steps * size);
  const watched = new Float64Array(watches.length);
  const first = required[0] ?? 0;
  const later = required.reduce((all, bit) => all | bit, 0) & ~first;
  const stepOfBit = Int8Array.from({ length: 32 }, (_, bit) => required.indexOf(1 << bit));
  const afters = Int32Array.from(watches, (w) => w.after);
  const clear = (): void => {
    slots.fill(Infinity);
    watched.fill(Infinity);
  };
  const take = (k: number, time: number): void => {
    const at = k * size;
    if (k + 1 < steps) {
      for (let j = k + 1; j < steps; j++) slots[at + j] = slots[at + size + j] ?? 0;
      for (let w = 0; w < afters.length; w++) {
        const after = afters[w] ?? 0;
        if (after > k)
          slots[at + steps + w] = after === k + 1 ? (watched[w] ?? 0) : (slots[at + size + steps + w] ?? 0);
      }
    }
    slots[at + k] = time;
  };
  /** A start continues as the nearest row of the second step does; what is watched after the first is put beside it. */
  const begin = (time: number, isNew: boolean, onStart: OnStart): number => {
    for (let w = 0; w < afters.length; w++) if (afters[w] === 1) slots[size + steps + w] = watched[w] ?? 0;
    return onStart(time, slots, size, isNew);
  };
  // Below, starts before `least` are not told until another row changes how they continue.
  if (shared) {
    return (times, codes, from, to, masks, onStart) => {
      clear();
      let least = -Infinity;
      let isNew = true;
      for (let end = to; end > from;) {
        const time = times[end - 1] ?? 0;
        let mask = 0;
        while (end > from && times[end - 1] === time) mask |= masks[codes[--end] ?? 0] ?? 0;
        // Rows of one time follow one another in any order, and each may follow itself.
        for (let k = steps - 1; k > 0; k--) if ((mask & (required[k] ?? 0)) !== 0) take(k, time);
        if ((mask & later) !== 0) {
          least = -Infinity;
          isNew = true;
        }
        if ((mask & first) !== 0 && time >= least) {
          least = begin(time, isNew, onStart);
          isNew = false;
        }
      }
    };
  }
  const rest = later | watches.reduce((all, { bit }) => all | bit, 0);
  /** Rows that change how a start before them goes on. */
  const next = watches.reduce((all, { bit, after }) => (after === 1 ? all | bit : all), required[1] ?? 0);
  return (times, codes, from, to, masks, onStart) => {
    clear();
    let least = -Infinity;
    let isNew = true;
    for (let i = to - 1; i >= from; i--) {
      const mask = masks[codes[i] ?? 0] ?? 0;
      // From the first step up: each looks at rows strictly after this one.
      if ((mask & first) !== 0 && least !== Infinity) {
        const time = times[i] ?? 0;
        least = time >= least ? begin(time, isNew, onStart) : Infinity;
        isNew = false;
      }
      if ((mask & rest) === 0) continue;
      const time = times[i] ?? 0;
      if ((mask & next) !== 0) {
        least = -Infinity;
        isNew = true;
      }
      for (let left = mask & later; left !== 0; left &= left - 1) take(stepOfBit[lowestBit(left)] ?? 0, time);
      for (let w = 0; w < watches.length; w++) {
        const watch = watches[w];
        if (watch !== undefined && (mask & watch.bit) !== 0 && (mask & watch.not) === 0) watched[w] = time;
      }
    }
  };
}

/** Strict attempts: each step has to be the very next row. Rows of no step have to be among them. */
export function strictWalk({ required }: Pick<WalkSpec, 'required'>): Walk {
  const steps = required.length;
  const bits = Int32Array.from(required);
  const slots = new Float64Array(steps);
  return (times, codes, from, to, masks, onStart) => {
    for (let i = to - 1; i >= from; i--) {
      if (((masks[codes[i] ?? 0] ?? 0) & (bits[0] ?? 0)) === 0) continue;
      let k = 0;
      for (; k < steps && i + k < to && ((masks[codes[i + k] ?? 0] ?? 0) & (bits[k] ?? 0)) !== 0; k++)
        slots[k] = times[i + k] ?? 0;
      for (let rest = k; rest < steps; rest++) slots[rest] = Infinity;
      onStart(times[i] ?? 0, slots, 0, true);
    }
  };
}

/**
 * Attempts in any order (`any-order.ts`): `onStart` is called for every row of a step, with the times of the steps'
 * rows from it on, in the steps' own order.
 * @param alike per step: the place of the first step that asks for the same, and the how-many-th of those it is, from 0
 */
export function anyOrderWalk(
  required: readonly number[],
  alike: readonly { readonly first: number; readonly nth: number }[],
): Walk {
  const slots = new Float64Array(required.length);
  const all = required.reduce((any, bit) => any | bit, 0);
  const stepOfBit = Int8Array.from({ length: 32 }, (_, bit) => required.indexOf(1 << bit));
  const later: number[][] = required.map(() => []);
  return (times, codes, from, to, masks, onStart) => {
    for (const list of later) list.length = 0;
    for (let i = to - 1; i >= from; i--) {
      const mask = (masks[codes[i] ?? 0] ?? 0) & all;
      if (mask === 0) continue;
      const time = times[i] ?? 0;
      later[stepOfBit[lowestBit(mask)] ?? 0]?.push(time);
      for (let k = 0; k < alike.length; k++) {
        const list = later[alike[k]?.first ?? k] ?? [];
        slots[k] = list[list.length - 1 - (alike[k]?.nth ?? 0)] ?? Infinity;
      }
      onStart(time, slots, 0, true);
    }
  };
}
