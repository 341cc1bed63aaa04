import { DAY, HOUR } from '../../src/core/time';
import { sfc32 } from '../../src/learn/random';
import { makeAssortment, type Assortment } from './assortment';
import { Calendar, salesBetween } from './calendar';
import { CHUNK_ROWS, eventChunk, type EventChunk } from './chunk';
import { KINDS } from './kinds';
import { FUNNEL_STEPS, orderedDepth, type EventTruth } from './truth';
import { PURCHASE, REFUND, SEARCH, VIEW, visitorEvents, type VisitorEvent } from './visitor';

export interface ShopOptions {
  readonly seed: number;
  /** People who ever come, also those who were gone before the log begins. */
  readonly customers: number;
  /** Length of the log. It ends on 31 May 2026 at 15:20:00 UTC, in the middle of its last day. */
  readonly days: number;
}

/** What `static/demo/shop-events.parquet` is made with. */
export const SHOP: ShopOptions = { seed: 20260531, customers: 16_000, days: 335 };

/** First moment that is no longer in the log. */
export const SHOP_END = Date.UTC(2026, 4, 31, 15, 20);
/** The shop was open before the log begins, so that it does not begin with newcomers only. */
const BURN_IN = 120 * DAY;
const ANONYMOUS_SHARE = 0.004;
const DUPLICATE_SHARE = 0.0003;

/** A generated log: read `truth` after the last chunk. */
export interface ShopStream {
  readonly chunks: Generator<EventChunk, void>;
  readonly truth: EventTruth;
  readonly assortment: Assortment;
}

/**
 * The event log of a tea and coffee shop, customer by customer (each by time), in chunks of at most
 * 65,536 rows. A chunk is reused for the next one: copy what you keep. Every customer has a random
 * stream of his own, so that a longer list of customers begins with the same people.
 */
export function generateShop(options: ShopOptions): ShopStream {
  const truth: EventTruth = {
    rows: 0,
    withoutCustomer: 0,
    duplicates: 0,
    customers: 0,
    orders: 0,
    refunds: 0,
    gross: 0,
    refunded: 0,
    ordered: FUNNEL_STEPS.map(() => 0),
    independent: FUNNEL_STEPS.map(() => 0),
    kinds: KINDS.map(() => 0),
  };
  const assortment = makeAssortment(options.seed);
  return { truth, assortment, chunks: stream(options, truth, assortment) };
}

function* stream({ seed, customers, days }: ShopOptions, truth: EventTruth, assortment: Assortment) {
  const from = Math.floor(SHOP_END / DAY) * DAY - (days - 1) * DAY;
  const to = Math.ceil(SHOP_END / HOUR) * HOUR;
  const calendar = new Calendar(from - BURN_IN, to, salesBetween(from - BURN_IN, to));
  const chunk = eventChunk();
  let orders = 0;
  for (let customer = 0; customer < customers; customer++) {
    const random = sfc32(seed, customer + 1);
    const kind = pickKind(random.uniform());
    const first = calendar.at(((customer + random.uniform()) / customers) * calendar.length);
    const made = visitorEvents(random, KINDS[kind] ?? fail(), calendar, assortment, first);
    const events = made.filter((e) => e.time >= from && e.time < SHOP_END);
    if (events.length === 0) continue;
    count(events, kind, truth);
    // Orders are numbered through; those before the log have used up numbers too.
    const base = orders;
    orders += made.reduce((n, e) => n + (e.event === PURCHASE ? 1 : 0), 0);
    for (const event of events) {
      // An event writes at most two rows.
      if (chunk.length > CHUNK_ROWS - 2) {
        yield chunk;
        chunk.length = 0;
      }
      put(chunk, event, customer, base, random.uniform(), truth);
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** Writes an event and, rarely, a flaw: the same row again, or a row like it of nobody. */
function put(c: EventChunk, e: VisitorEvent, customer: number, base: number, u: number, truth: EventTruth): void {
  const write = (who: number): void => {
    const i = c.length++;
    c.customer[i] = who;
    c.time[i] = e.time;
    c.event[i] = e.event;
    c.order[i] = e.order < 0 ? -1 : base + e.order;
    c.item[i] = e.item;
    c.quantity[i] = e.quantity;
    c.cents[i] = e.cents;
    c.channel[i] = e.channel;
    truth.rows++;
  };
  write(customer);
  if (e.event !== VIEW && e.event !== SEARCH) return;
  if (u < DUPLICATE_SHARE) {
    write(customer);
    truth.duplicates++;
  } else if (u > 1 - ANONYMOUS_SHARE) {
    write(-1);
    truth.withoutCustomer++;
  }
}

function count(events: readonly VisitorEvent[], kind: number, truth: EventTruth): void {
  truth.customers++;
  truth.kinds[kind] = (truth.kinds[kind] ?? 0) + 1;
  const depth = orderedDepth(events);
  FUNNEL_STEPS.forEach((step, i) => {
    if (depth > i) truth.ordered[i] = (truth.ordered[i] ?? 0) + 1;
    if (events.some((e) => e.event === step)) truth.independent[i] = (truth.independent[i] ?? 0) + 1;
  });
  for (const { event, cents } of events) {
    if (event === PURCHASE) {
      truth.orders++;
      truth.gross += cents;
    } else if (event === REFUND) {
      truth.refunds++;
      truth.refunded -= cents;
    }
  }
}

function pickKind(u: number): number {
  let upTo = 0;
  const index = KINDS.findIndex((k) => (upTo += k.share) > u);
  return index < 0 ? KINDS.length - 1 : index;
}

function fail(): never {
  throw new Error('no such kind of visitor');
}
