import { DAY } from '../../src/core/time';
import { CART, CHECKOUT, PURCHASE, VIEW, type VisitorEvent } from './visitor';

/** The demo funnel's steps, by event code, and its window (inclusive end). */
export const FUNNEL_STEPS: readonly number[] = [VIEW, CART, CHECKOUT, PURCHASE];
export const FUNNEL_WINDOW = 14 * DAY;

/** What is known of the generated log because it was counted while it was made. */
export interface EventTruth {
  rows: number;
  /** Rows without a customer, and rows that repeat the row before; both are within `rows`. */
  withoutCustomer: number;
  duplicates: number;
  /** Customers with at least one row. */
  customers: number;
  orders: number;
  refunds: number;
  /** Cents. */
  gross: number;
  refunded: number;
  /** Customers who reached each step in order within 14 days of an attempt's first step. */
  readonly ordered: number[];
  /** Customers with each event at all, whatever the order. */
  readonly independent: number[];
  /** Customers of the file by kind, in the order of KINDS. */
  readonly kinds: number[];
}

/** Steps (0 to 4) that one customer's best attempt reached; events by time, no two at one time. */
export function orderedDepth(events: readonly VisitorEvent[]): number {
  // For each step, the start of the latest attempt that has reached it: a later start only helps.
  const start = FUNNEL_STEPS.map(() => -Infinity);
  let depth = 0;
  for (const { time, event } of events) {
    const step = FUNNEL_STEPS.indexOf(event);
    if (step < 0) continue;
    const from = step === 0 ? time : (start[step - 1] ?? -Infinity);
    if (time - from > FUNNEL_WINDOW) continue;
    start[step] = Math.max(start[step] ?? -Infinity, from);
    depth = Math.max(depth, step + 1);
  }
  return depth;
}
