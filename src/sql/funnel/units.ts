import { isIn, placesBeside, setsBeside, type Beside } from '../beside';
import type { Log } from '../log';
import { keyOfSession } from '../sessions';
import type { ScanSpec } from './scan';
import { lowestBit } from './walk';

/** Rows `[from, to)` of one customer or session in the order of attempts, and the masks of their codes. */
export interface UnitRows {
  times: Float64Array;
  codes: Int32Array;
  from: number;
  to: number;
  readonly masks: Int32Array;
  /** The bits that any of the rows has; −1 where that has to be looked for. */
  all: number;
}

/**
 * Goes through what a funnel counts: the customers of a log, or their sessions.
 * @param each is told the key of the customer, or of the session, and its rows
 */
export function eachUnit(
  log: Log,
  spec: ScanSpec,
  beside: readonly Beside[],
  each: (key: number, rows: UnitRows) => void,
): void {
  const { starts, times, tied, customers, kinds } = log;
  const { codes, masks } = maskedCodes(log, spec, beside);
  const steps = 2 ** spec.steps - 1;
  const rows: UnitRows = { times, codes, from: 0, to: 0, masks, all: -1 };
  const known = codes === log.codes && spec.gap === null ? kinds : null;
  const low = Int8Array.from(masks, (mask) => lowestBit(mask & steps));
  const unit = (key: number, from: number, to: number, ties: boolean): void => {
    if (!ties || inOrder(times, codes, low, from, to)) {
      rows.times = times;
      rows.codes = codes;
      rows.from = from;
      rows.to = to;
    } else {
      rows.times = times.slice(from, to);
      rows.codes = reordered(rows.times, codes.slice(from, to), low);
      rows.from = 0;
      rows.to = to - from;
    }
    each(key, rows);
  };
  const { gap } = spec;
  for (let c = 0; c < customers.length; c++) {
    const customer = customers[c] ?? 0;
    const last = starts[c + 1] ?? 0;
    const ties = tied[c] === 1;
    let from = starts[c] ?? 0;
    if (gap === null) {
      if (known !== null) rows.all = allOf(known[c] ?? 0, masks);
      unit(customer, from, last, ties);
      continue;
    }
    for (let session = 1; from < last; session++) {
      let to = from + 1;
      while (to < last && (times[to] ?? 0) - (times[to - 1] ?? 0) <= gap) to++;
      unit(keyOfSession(customer, session), from, to, ties);
      from = to;
    }
  }
}

/** How a unit comes into a funnel; one is used for all units, one after the other. */
export interface Entry {
  /** Bits that any of its rows has, and any in the period. */
  all: number;
  seen: number;
  /** When it enters for the first and the last time in the period; NaN where it does not. */
  first: number;
  last: number;
  /** Looks at a unit's rows; false where none in the period belongs to anything. */
  read(rows: UnitRows): boolean;
}

/** Reads entries of a funnel: in any order each step's row enters, else the first step's. */
export function entryOf(spec: Pick<ScanSpec, 'from' | 'to' | 'required' | 'order'>): Entry {
  const from = spec.from ?? -Infinity;
  const to = spec.to ?? Infinity;
  const isWhole = spec.from === null && spec.to === null;
  const bits = spec.required.map((place) => 1 << place);
  const enters = spec.order === 'any' ? bits.reduce((all, bit) => all | bit, 0) : (bits[0] ?? 0);
  const entry: Entry = { all: 0, seen: 0, first: NaN, last: NaN, read: () => false };
  entry.read = isWhole
    ? (rows) => {
        // Without a period only codes are looked at: a third of the time.
        const { times, codes, masks } = rows;
        let all = rows.all;
        if (all < 0) {
          all = 0;
          for (let i = rows.from; i < rows.to; i++) all |= masks[codes[i] ?? 0] ?? 0;
        }
        entry.all = entry.seen = all;
        entry.first = entry.last = NaN;
        if ((all & enters) === 0) return all !== 0;
        let first = rows.from;
        while (((masks[codes[first] ?? 0] ?? 0) & enters) === 0) first++;
        let last = rows.to - 1;
        while (((masks[codes[last] ?? 0] ?? 0) & enters) === 0) last--;
        entry.first = times[first] ?? 0;
        entry.last = times[last] ?? 0;
        return true;
      }
    : ({ times, codes, masks, from: begin, to: end }) => {
        entry.all = entry.seen = 0;
        entry.first = entry.last = NaN;
        for (let i = begin; i < end; i++) {
          const mask = masks[codes[i] ?? 0] ?? 0;
          if (mask === 0) continue;
          entry.all |= mask;
          const time = times[i] ?? 0;
          if (time < from || time >= to) continue;
          entry.seen |= mask;
          if ((mask & enters) === 0) continue;
          if (Number.isNaN(entry.first)) entry.first = time;
          entry.last = time;
        }
        return entry.seen !== 0;
      };
  return entry;
}

/** The bits of all codes of a set. */
function allOf(kinds: number, masks: Int32Array): number {
  let all = 0;
  for (let left = kinds; left !== 0; left &= left - 1) all |= masks[lowestBit(left)] ?? 0;
  return all;
}

/** Codes, and the mask of each: those of the log, or masks themselves where tests of other columns take bits away. */
function maskedCodes(
  log: Log,
  { masks, bits, tested }: ScanSpec,
  beside: readonly Beside[],
): { readonly codes: Int32Array; readonly masks: Int32Array } {
  const every = (): Int32Array => Int32Array.from({ length: 2 ** bits }, (_, mask) => mask);
  if (masks === null) return { codes: log.codes, masks: every() };
  const own = Int32Array.from(masks);
  if (tested.length === 0) return { codes: log.codes, masks: own };
  const { length } = log;
  const codes = new Int32Array(length);
  for (let i = 0; i < length; i++) codes[i] = own[log.codes[i] ?? 0] ?? 0;
  const places = placesBeside(beside);
  const sets = setsBeside(beside);
  for (const [set, those] of sets.entries()) {
    const all = tested.reduce((mask, test) => (test.set === set ? mask | test.bit : mask), 0);
    for (let i = 0; i < length; i++) {
      const mask = codes[i] ?? 0;
      if ((mask & all) !== 0 && !isIn(those, places[i] ?? 0)) codes[i] = mask & ~all;
    }
  }
  return { codes, masks: every() };
}

/** Whether rows of one time stand by their lowest step. */
function inOrder(times: Float64Array, codes: Int32Array, low: Int8Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++)
    if (times[i] === times[i - 1] && (low[codes[i] ?? 0] ?? 0) < (low[codes[i - 1] ?? 0] ?? 0)) return false;
  return true;
}

/** Rows of one time by their lowest step, those of none last; stable. */
function reordered(times: Float64Array, codes: Int32Array, low: Int8Array): Int32Array {
  for (let i = 1; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    let at = i;
    for (; at > 0 && times[at - 1] === times[i] && (low[codes[at - 1] ?? 0] ?? 0) > (low[code] ?? 0); at--)
      codes[at] = codes[at - 1] ?? 0;
    codes[at] = code;
  }
  return codes;
}
