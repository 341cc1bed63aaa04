import type { CrossShape } from './shape';

/** Rows of one kind, by customer and hour: those of customer `c` lie in `[starts[c], starts[c + 1])`, the earliest first. */
export interface CrossRows {
  readonly length: number;
  readonly starts: Int32Array;
  /** From 0. */
  readonly slot: Int32Array;
  /** `event × values + value`: what of a row is chosen by its name. */
  readonly kind: Uint16Array | Uint32Array;
}

/** What is known of each customer's rows of one kind without looking at them. */
export interface CrossSpans {
  /** Slot of the first row; beyond all slots where there is none. */
  readonly first: Int32Array;
  /** Slot of the last row; −1 where there is none. */
  readonly last: Int32Array;
  /** Bit `event mod 32` of every event among them. */
  readonly events: Int32Array;
}

/** The spans of all customers. */
export function spansOf({ starts, slot, kind }: CrossRows, { slots, values }: CrossShape): CrossSpans {
  const customers = starts.length - 1;
  const first = new Int32Array(customers).fill(slots);
  const last = new Int32Array(customers).fill(-1);
  const events = new Int32Array(customers);
  for (let c = 0; c < customers; c++) {
    const [begin, end] = [starts[c] ?? 0, starts[c + 1] ?? 0];
    if (begin === end) continue;
    first[c] = slot[begin] ?? 0;
    last[c] = slot[end - 1] ?? 0;
    let bits = 0;
    for (let i = begin; i < end; i++) bits |= 1 << (Math.floor((kind[i] ?? 0) / values) & 31);
    events[c] = bits;
  }
  return { first, last, events };
}

/** Purchases and refunds carry, purchases, the number of their order. */
export interface CrossMoney extends CrossRows {
  /** 1 a purchase, −1 a refund. */
  readonly sign: Int8Array;
  /** From 0; −1 for refunds. */
  readonly order: Int32Array;
}

/**
 * Rows added up by slot and kind, as many as there are pairs with rows: those of slot `s` lie in
 * `[starts[s], starts[s + 1])`.
 */
export interface CrossCells {
  readonly starts: Int32Array;
  readonly kind: Uint32Array;
  readonly rows: Int32Array;
  readonly purchases: Int32Array;
  /** Money of purchases. */
  readonly gross: Float64Array;
  /** Of refunds, not above 0. */
  readonly refunded: Float64Array;
}

/** Adds rows up. @param amount of each money row; 0 where it is not known */
export function cellsOf(
  plain: CrossRows,
  money: Pick<CrossMoney, 'length' | 'slot' | 'kind' | 'sign'>,
  amount: Float64Array,
  { slots, events, values }: CrossShape,
): CrossCells {
  const plainEnds = endsOf(plain.slot, slots);
  const plainKinds = new Uint32Array(plain.length);
  scatter(plain.slot, plainEnds, (at, row) => {
    plainKinds[at] = plain.kind[row] ?? 0;
  });
  const moneyEnds = endsOf(money.slot, slots);
  const moneyRows = new Int32Array(money.length);
  scatter(money.slot, moneyEnds, (at, row) => {
    moneyRows[at] = row;
  });
  const starts = new Int32Array(slots + 1);
  /** The cell that each kind was last put in; of this slot where it is not below the slot's first. */
  const known = new Int32Array(events * values).fill(-1);
  const most = plain.length + money.length;
  const cells = { kind: new Uint32Array(most), rows: new Int32Array(most) };
  const sums = { purchases: new Int32Array(most), gross: new Float64Array(most), refunded: new Float64Array(most) };
  let [n, i, j] = [0, 0, 0];
  for (let slot = 0; slot < slots; slot++) {
    const first = n;
    starts[slot] = first;
    const cellOf = (kind: number): number => {
      let cell = known[kind] ?? -1;
      if (cell < first) {
        cell = n++;
        known[kind] = cell;
        cells.kind[cell] = kind;
      }
      cells.rows[cell] = (cells.rows[cell] ?? 0) + 1;
      return cell;
    };
    for (const end = plainEnds[slot] ?? 0; i < end; i++) cellOf(plainKinds[i] ?? 0);
    for (const end = moneyEnds[slot] ?? 0; j < end; j++) {
      const row = moneyRows[j] ?? 0;
      const cell = cellOf(money.kind[row] ?? 0);
      if (money.sign[row] === 1) {
        sums.purchases[cell] = (sums.purchases[cell] ?? 0) + 1;
        sums.gross[cell] = (sums.gross[cell] ?? 0) + (amount[row] ?? 0);
      } else sums.refunded[cell] = (sums.refunded[cell] ?? 0) + (amount[row] ?? 0);
    }
  }
  starts[slots] = n;
  return {
    starts,
    kind: cells.kind.slice(0, n),
    rows: cells.rows.slice(0, n),
    purchases: sums.purchases.slice(0, n),
    gross: sums.gross.slice(0, n),
    refunded: sums.refunded.slice(0, n),
  };
}

/** Where the rows of each slot begin when sorted; {@link scatter} moves each to its end. */
function endsOf(slot: Int32Array, slots: number): Int32Array {
  const starts = new Int32Array(slots);
  for (const s of slot) if (s + 1 < slots) starts[s + 1] = (starts[s + 1] ?? 0) + 1;
  for (let s = 1; s < slots; s++) starts[s] = (starts[s] ?? 0) + (starts[s - 1] ?? 0);
  return starts;
}

function scatter(slot: Int32Array, next: Int32Array, put: (at: number, row: number) => void): void {
  for (let row = 0; row < slot.length; row++) {
    const s = slot[row] ?? 0;
    const at = next[s] ?? 0;
    put(at, row);
    next[s] = at + 1;
  }
}
