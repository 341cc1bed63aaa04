import { bucketOf } from '../../../core/calendar';
import { roundNumber } from '../../../core/rounding';
import { HOURS, type CrossCounts, type CrossSelection, type CrossShape } from './shape';
import type { CrossTable } from './table';

/** Which part of the selection a row fails; a row that fails one part alone counts in that part's picture. */
const TIME = 1;
const CELL = 2;
const EVENT = 4;
const VALUE = 8;
const WEEK = 7 * HOURS;

/** What each slot and each kind fails. */
interface Fails {
  readonly slot: Uint8Array;
  readonly kind: Uint8Array;
}

/**
 * All figures and pictures of a selection. Sums are made of the cells, which are few; customers, buyers and orders of
 * the rows, customer by customer, so that distinct ones need no set. 5 M rows take some tens of milliseconds at most.
 */
export function scanCross(table: CrossTable, selection: CrossSelection): CrossCounts {
  const fails = { slot: slotMask(table.shape, selection), kind: kindMask(table.shape, selection) };
  return { ...sumsOf(table, fails), ...distinct(table, fails, slotsOf(table.shape, selection), wantedOf(selection)) };
}

/** Which customers' rows are worth a look. */
interface Wanted {
  /** One of these bits of `CrossSpans.events`. */
  readonly wanted: number;
  /** Any row of the chosen days will do. */
  readonly anyRow: boolean;
}

const wantedOf = ({ event, cell, value }: CrossSelection): Wanted => ({
  wanted: event === null ? -1 : 1 << (event & 31),
  anyRow: event === null && cell === null && value === null,
});

type Distinct = Pick<CrossCounts, 'customers' | 'buyers' | 'orders'>;

function sumsOf({ shape, cells }: CrossTable, fails: Fails): Omit<CrossCounts, keyof Distinct> {
  // Rows per slot that pass everything, and those that fail by time or by hour of the week alone.
  const all = new Float64Array(shape.slots);
  const byTime = new Float64Array(shape.slots);
  const byCell = new Float64Array(shape.slots);
  const soldAll = new Float64Array(shape.slots);
  const soldByTime = new Float64Array(shape.slots);
  // Rows of the slots that pass, whatever their kind.
  const kinds = new Float64Array(shape.events * shape.values);
  let [rows, purchases, gross, refunded] = [0, 0, 0, 0];
  const isMoney = shape.lead === 'revenue';
  for (let slot = 0; slot < shape.slots; slot++) {
    const fail = fails.slot[slot] ?? 0;
    if (fail !== 0 && fail !== TIME && fail !== CELL) continue;
    let here = 0;
    let sold = 0;
    for (let i = cells.starts[slot] ?? 0; i < (cells.starts[slot + 1] ?? 0); i++) {
      const kind = cells.kind[i] ?? 0;
      const n = cells.rows[i] ?? 0;
      if (fail === 0) kinds[kind] = (kinds[kind] ?? 0) + n;
      if (fails.kind[kind] !== 0) continue;
      const bought = cells.purchases[i] ?? 0;
      const paid = cells.gross[i] ?? 0;
      const back = cells.refunded[i] ?? 0;
      here += n;
      sold += isMoney ? paid + back : bought;
      if (fail !== 0) continue;
      purchases += bought;
      gross += paid;
      refunded += back;
    }
    if (fail === 0) {
      rows += here;
      all[slot] = here;
      soldAll[slot] = sold;
    } else if (fail === TIME) {
      byTime[slot] = here;
      soldByTime[slot] = sold;
    } else byCell[slot] = here;
  }
  return {
    rows,
    purchases,
    gross: roundNumber(gross),
    refunded: roundNumber(refunded),
    series: bucketSums(shape, shape.lead === 'events' ? [all, byTime] : [soldAll, soldByTime]),
    week: weekSums(shape, [all, byCell]),
    ...kindSums(shape, fails, kinds),
  };
}

/** Rows by event and by value: each leaves its own part of the selection out. */
function kindSums(
  { events, values }: CrossShape,
  fails: Fails,
  kinds: Float64Array,
): Pick<CrossCounts, 'events' | 'values'> {
  const byEvent = new Float64Array(events);
  const byValue = new Float64Array(values);
  for (let event = 0, kind = 0; event < events; event++) {
    for (let value = 0; value < values; value++, kind++) {
      const [n, fail] = [kinds[kind] ?? 0, fails.kind[kind] ?? 0];
      if ((fail & ~EVENT) === 0) byEvent[event] = (byEvent[event] ?? 0) + n;
      if ((fail & ~VALUE) === 0) byValue[value] = (byValue[value] ?? 0) + n;
    }
  }
  return { events: byEvent, values: byValue };
}

/**
 * Who and which orders are left, of the slots in `[from, to)`. A customer's rows are looked at until one passes, and not
 * at all where their first and last say it, or their events.
 */
function distinct(
  { customers: all, plain, spans, money, orders: known }: CrossTable,
  fails: Fails,
  [from, to]: readonly [number, number],
  { wanted, anyRow }: Wanted,
): Distinct {
  // Held by name: a field looked up for every row costs more than the row.
  const { starts: plainStarts, slot: plainSlot, kind: plainKind } = plain;
  const { starts: moneyStarts, slot: moneySlot, kind: moneyKind, sign, order: orderOf } = money;
  const { slot: slotFails, kind: kindFails } = fails;
  const { first: firsts, last: lasts, events } = spans;
  const seen = new Uint8Array(known);
  let [customers, buyers, orders] = [0, 0, 0];
  for (let c = 0; c < all; c++) {
    let here = false;
    let bought = false;
    const last = moneyStarts[c + 1] ?? 0;
    for (let i = since(moneySlot, moneyStarts[c] ?? 0, last, from); i < last; i++) {
      const slot = moneySlot[i] ?? 0;
      if (slot >= to) break;
      if (slotFails[slot] !== 0 || kindFails[moneyKind[i] ?? 0] !== 0) continue;
      here = true;
      if (sign[i] !== 1) continue;
      bought = true;
      const order = orderOf[i] ?? 0;
      if (seen[order] === 0) {
        seen[order] = 1;
        orders++;
      }
    }
    const first = firsts[c] ?? 0;
    const final = lasts[c] ?? 0;
    if (!here && first < to && final >= from && ((events[c] ?? 0) & wanted) !== 0) {
      if (anyRow && (first >= from || final < to)) here = true;
      else {
        const end = plainStarts[c + 1] ?? 0;
        for (let i = since(plainSlot, plainStarts[c] ?? 0, end, from); i < end; i++) {
          const slot = plainSlot[i] ?? 0;
          if (slot >= to) break;
          if (slotFails[slot] !== 0 || kindFails[plainKind[i] ?? 0] !== 0) continue;
          here = true;
          break;
        }
      }
    }
    if (here) customers++;
    if (bought) buyers++;
  }
  return { customers, buyers, orders };
}

/** The first of the rising slots in `[start, end)` that is not before `from`, by halving. */
function since(slot: Int32Array, start: number, end: number, from: number): number {
  if (from <= 0) return start;
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slot[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Hour of the week of a slot, from Monday 0:00; 1970-01-01 was a Thursday. */
export function weekHour(slot: number): number {
  return (((slot + 3 * HOURS) % WEEK) + WEEK) % WEEK;
}

function slotMask({ firstSlot, slots }: CrossShape, { days, cell }: CrossSelection): Uint8Array {
  const mask = new Uint8Array(slots);
  if (days === null && cell === null) return mask;
  for (let i = 0; i < slots; i++) {
    const slot = firstSlot + i;
    const outside = days !== null && (slot < days.from * HOURS || slot >= days.to * HOURS);
    const at = weekHour(slot);
    const hour = at % HOURS;
    const other = cell !== null && ((at - hour) / HOURS !== cell.weekday || hour < cell.from || hour >= cell.to);
    mask[i] = (outside ? TIME : 0) | (other ? CELL : 0);
  }
  return mask;
}

/** The slots of the chosen days, `to` exclusive. */
function slotsOf({ firstSlot, slots }: CrossShape, { days }: CrossSelection): readonly [number, number] {
  return days === null ? [0, slots] : [days.from * HOURS - firstSlot, days.to * HOURS - firstSlot];
}

function kindMask({ events, values }: CrossShape, { event, value }: CrossSelection): Uint8Array {
  const mask = new Uint8Array(events * values);
  if (event === null && value === null) return mask;
  for (let e = 0, kind = 0; e < events; e++)
    for (let v = 0; v < values; v++, kind++)
      mask[kind] = (event !== null && e !== event ? EVENT : 0) | (value !== null && v !== value ? VALUE : 0);
  return mask;
}

function bucketSums({ firstSlot, slots, bucket }: CrossShape, parts: readonly Float64Array[]): Float64Array {
  const number = (slot: number): number => bucketOf(Math.floor(slot / HOURS), bucket);
  const first = number(firstSlot);
  const sums = new Float64Array(slots === 0 ? 0 : number(firstSlot + slots - 1) - first + 1);
  let day = NaN;
  let at = 0;
  for (let i = 0; i < slots; i++) {
    const mine = Math.floor((firstSlot + i) / HOURS);
    if (mine !== day) {
      day = mine;
      at = bucketOf(day, bucket) - first;
    }
    for (const part of parts) sums[at] = (sums[at] ?? 0) + (part[i] ?? 0);
  }
  return sums.map(roundNumber);
}

function weekSums({ firstSlot, slots }: CrossShape, parts: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(WEEK);
  for (let i = 0; i < slots; i++) {
    const at = weekHour(firstSlot + i);
    for (const part of parts) sums[at] = (sums[at] ?? 0) + (part[i] ?? 0);
  }
  return sums;
}
