import { DAY } from '../../src/core/time';
import { sfc32, type Random } from '../../src/learn/random';
import { Calendar } from './calendar';
import { CHUNK_ROWS, orderChunk, type OrderChunk } from './chunk';

export interface OrdersOptions {
  readonly seed: number;
  /** Customers with at least one order. */
  readonly customers: number;
  readonly days: number;
}

/** What `static/demo/shop-orders.parquet` is made with. */
export const ORDERS: OrdersOptions = { seed: 19970101, customers: 14_000, days: 730 };

/** First day that is no longer in the log: it ends with 31 May 2026. */
export const ORDERS_END = Date.UTC(2026, 5, 1);

/**
 * The customer base the log is drawn from, weeks as unit. Repeat orders: BG/NBD (Fader, Hardie & Lee
 * 2005). Spend: Gamma–Gamma (Fader & Hardie 2013), mean of an order p·v / (q − 1).
 */
export const ORDERS_TRUTH = {
  bgNbd: { r: 0.85, alpha: 7.5, a: 0.8, b: 3.2 },
  gammaGamma: { p: 5.5, q: 3.6, v: 22 },
  /** Share of orders of which something comes back, and the share of these that come back whole. */
  refunds: { share: 0.05, whole: 0.6 },
  /** Rows that repeat an earlier row, and rows without a customer, per row. */
  duplicates: 0.0004,
  withoutCustomer: 0.003,
} as const;

/** Counted while the log is made. */
export interface OrderTruth {
  rows: number;
  withoutCustomer: number;
  duplicates: number;
  customers: number;
  orders: number;
  refunds: number;
  /** Cents. */
  gross: number;
  refunded: number;
}

export interface OrdersStream {
  readonly chunks: Generator<OrderChunk, void>;
  readonly truth: OrderTruth;
}

/**
 * The transaction log of a bookshop, customer by customer (each by date), in chunks of at most 65,536
 * rows; a chunk is reused for the next one. Seasons bend the calendar mildly (half as much as in the
 * event log), so that the rates above are recovered from it.
 */
export function generateOrders(options: OrdersOptions): OrdersStream {
  const truth: OrderTruth = {
    rows: 0,
    withoutCustomer: 0,
    duplicates: 0,
    customers: options.customers,
    orders: 0,
    refunds: 0,
    gross: 0,
    refunded: 0,
  };
  return { truth, chunks: stream(options, truth) };
}

function* stream({ seed, customers, days }: OrdersOptions, truth: OrderTruth): Generator<OrderChunk, void> {
  const calendar = new Calendar(ORDERS_END - days * DAY, ORDERS_END, [], 0.5);
  const chunk = orderChunk();
  for (let customer = 0; customer < customers; customer++) {
    const random = sfc32(seed, customer + 1);
    const first = ((customer + random.uniform()) / customers) * calendar.length;
    const mean = orderMean(random);
    for (const at of purchases(random, calendar, first)) {
      // An order writes at most four rows.
      if (chunk.length > CHUNK_ROWS - 4) {
        yield chunk;
        chunk.length = 0;
      }
      order(chunk, random, customer, at, mean, truth);
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** Times of a customer's orders: operational time, so that rates are constant in it. */
function purchases(random: Random, calendar: Calendar, first: number): readonly number[] {
  const { r, alpha, a, b } = ORDERS_TRUTH.bgNbd;
  const perDay = random.gamma(r) / alpha / 7;
  const dropout = random.beta(a, b);
  const times: number[] = [];
  for (let at = first; at < calendar.length; at += random.exponential() / perDay) {
    times.push(calendar.at(at));
    // BG/NBD: one may leave after each repeat purchase, not after the first.
    if (times.length > 1 && random.uniform() < dropout) break;
  }
  return times;
}

/** Shape p and the customer's own rate ν ~ gamma(q, 1/v): the spend of an order is gamma(p) / ν. */
function orderMean(random: Random): number {
  const { q, v } = ORDERS_TRUTH.gammaGamma;
  return v / random.gamma(q);
}

function order(c: OrderChunk, random: Random, customer: number, at: number, scale: number, truth: OrderTruth): void {
  const { refunds, duplicates, withoutCustomer } = ORDERS_TRUTH;
  const date = Math.floor(at / DAY) * DAY;
  const cents = Math.max(50, Math.round(random.gamma(ORDERS_TRUTH.gammaGamma.p) * scale * 100));
  const quantity = 1 + Math.floor(random.exponential() * 1.4);
  const number = truth.orders++;
  truth.gross += cents;
  const write = (who: number, day: number, amount: number, pieces: number): void => {
    const i = c.length++;
    c.customer[i] = who;
    c.date[i] = day;
    c.order[i] = number;
    c.cents[i] = amount;
    c.quantity[i] = pieces;
    truth.rows++;
  };
  write(customer, date, cents, quantity);
  const flaw = random.uniform();
  if (flaw < duplicates) {
    write(customer, date, cents, quantity);
    truth.duplicates++;
  } else if (flaw > 1 - withoutCustomer) {
    write(-1, date, cents, quantity);
    truth.withoutCustomer++;
  }
  if (random.uniform() < refunds.share) {
    const whole = quantity === 1 || random.uniform() < refunds.whole;
    const back = date + (2 + random.below(20)) * DAY;
    if (back >= ORDERS_END) return;
    const amount = whole ? cents : Math.round(cents / quantity);
    write(customer, back, -amount, whole ? -quantity : -1);
    truth.refunds++;
    truth.refunded += amount;
  }
}
