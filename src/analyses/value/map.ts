import type { Frame } from '../../core/frame';
import { numberFrame } from '../../core/frames';

/** Purchases of a column of the map, both ends inclusive; the last is open. */
export const purchaseBins = [
  { from: 1, to: 1 },
  { from: 2, to: 2 },
  { from: 3, to: 3 },
  { from: 4, to: 5 },
  { from: 6, to: 9 },
  { from: 10, to: Infinity },
] as const;

/** Rows of the map: times since the last purchase, of equal length. */
export const SILENCES = 6;

/** Lengths that a row of the map may have, in days; the longest that leaves the last row something. */
const lengths = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 240, 360, 720];

interface Placed {
  readonly x: number;
  /** Days since the last purchase. */
  readonly silent: number;
  readonly customers: number;
  readonly alive: number;
  readonly returns: number;
  readonly expected: number;
}

/**
 * Customers by purchases and by days since the last one: `column, row, from, to` (days, from inclusive, to
 * exclusive; the last row is open), `customers`, and their means of `alive`, `returns`, `expected`. Cells without customers
 * are left out.
 */
export function mapFrame(rows: readonly Placed[]): Frame {
  const longest = rows.reduce((most, r) => Math.max(most, r.silent), 0);
  const length = lengths.findLast((l) => l * (SILENCES - 1) <= longest) ?? 1;
  const cells = new Map<number, { customers: number; alive: number; returns: number; expected: number }>();
  for (const r of rows) {
    const column = purchaseBins.findIndex((b) => r.x + 1 <= b.to);
    const row = Math.min(SILENCES - 1, Math.floor(r.silent / length));
    const at = row * purchaseBins.length + column;
    const cell = cells.get(at) ?? { customers: 0, alive: 0, returns: 0, expected: 0 };
    cell.customers += r.customers;
    cell.alive += r.customers * r.alive;
    cell.returns += r.customers * r.returns;
    cell.expected += r.customers * r.expected;
    cells.set(at, cell);
  }
  const sorted = [...cells].sort(([a], [b]) => a - b);
  const mean = (of: 'alive' | 'returns' | 'expected'): number[] => sorted.map(([, c]) => c[of] / c.customers);
  const rowOf = (at: number): number => Math.floor(at / purchaseBins.length);
  return numberFrame({
    column: sorted.map(([at]) => at % purchaseBins.length),
    row: sorted.map(([at]) => rowOf(at)),
    from: sorted.map(([at]) => rowOf(at) * length),
    to: sorted.map(([at]) => (rowOf(at) + 1) * length),
    customers: sorted.map(([, c]) => c.customers),
    alive: mean('alive'),
    returns: mean('returns'),
    expected: mean('expected'),
  });
}
