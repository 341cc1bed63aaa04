import { DAY } from '../../src/core/time';
import type { Random } from '../../src/learn/random';
import type { Assortment } from './assortment';
import type { Calendar } from './calendar';
import { CART_FROM_SEARCH, RETURN_FOR_CART, type Kind } from './kinds';

/** Events by code; the code is the place in this list. */
export const EVENT_NAMES = ['view', 'search', 'add_to_cart', 'checkout', 'purchase', 'refund'] as const;
export const VIEW = 0;
export const SEARCH = 1;
export const CART = 2;
export const CHECKOUT = 3;
export const PURCHASE = 4;
export const REFUND = 5;
export const CHANNEL_NAMES = ['direct', 'search', 'email', 'social', 'ads'] as const;
const EMAIL = 2;

/** One event of one visitor. `order` counts this visitor's orders from 0, −1 for none. */
export interface VisitorEvent {
  time: number;
  readonly event: number;
  readonly order: number;
  readonly item: number;
  readonly quantity: number;
  /** Cents; negative for refunds, 0 where no money moves. */
  readonly cents: number;
  readonly channel: number;
}

/** Probabilities of one session. */
interface Drive {
  readonly cart: number;
  readonly checkout: number;
  readonly purchase: number;
}

/**
 * All events of one visitor from his first session on, by time, each in a second of its own. The number
 * of sessions follows BG/NBD in operational time: gamma rates, a geometric dropout with Beta probability.
 */
export function visitorEvents(
  random: Random,
  kind: Kind,
  calendar: Calendar,
  assortment: Assortment,
  first: number,
): readonly VisitorEvent[] {
  const events: VisitorEvent[] = [];
  const perDay = (random.gamma(kind.visitShape) / kind.visitShape / 7) * kind.visitsPerWeek;
  const dropout = random.beta(kind.dropout[0], kind.dropout[1]);
  // Some people finish what they begin, some do not, whatever their kind.
  const resolve = Math.exp(0.35 * random.normal());
  let orders = 0;

  const session = (start: number, drive: Drive): 'bought' | 'left a cart' | 'left' => {
    let time = start;
    const sale = calendar.saleAt(start);
    const channel = sale !== undefined && random.uniform() < 0.4 ? EMAIL : random.below(CHANNEL_NAMES.length);
    const emit = (event: number, item = -1, quantity = 0, cents = 0, order = -1): void => {
      events.push({ time, event, order, item, quantity, cents, channel });
      time += (8 + Math.floor(70 * random.exponential())) * 1000;
    };
    const buy = (item: number): 'bought' => {
      const quantity = 1 + Math.floor(random.exponential() * 0.7 * kind.taste);
      const price = (assortment.price[item] ?? 0) * (1 - (sale?.discount ?? 0));
      const cents = Math.round(price * quantity);
      const order = orders++;
      emit(PURCHASE, item, quantity, cents, order);
      if (random.uniform() < kind.refund) {
        const part = quantity > 1 && random.uniform() < 0.5 ? Math.round(cents / quantity) : cents;
        const back = time + Math.round((3 + 12 * random.uniform()) * 86_400) * 1000;
        events.push({ time: back, event: REFUND, order, item, quantity: 0, cents: -part, channel });
      }
      return 'bought';
    };

    if (orders > 0 && random.uniform() < kind.reorder) {
      const item = assortment.draw(random);
      emit(CHECKOUT, item);
      return buy(item);
    }
    let item = assortment.draw(random);
    const carts = random.uniform() < Math.min(0.9, drive.cart * resolve * (sale === undefined ? 1 : kind.saleLift));
    const straight = carts && random.uniform() < CART_FROM_SEARCH;
    if (straight || random.uniform() < 0.3) emit(SEARCH);
    const views = straight ? 0 : 1 + Math.floor((kind.views - 0.5) * random.exponential());
    for (let i = 0; i < views; i++) {
      if (random.uniform() < 0.4) item = assortment.draw(random);
      emit(VIEW, item);
    }
    if (!carts) return 'left';
    emit(CART, item, 1);
    while (random.uniform() < 0.25) {
      const other = assortment.draw(random);
      emit(VIEW, other);
      if (random.uniform() < 0.5) emit(CART, other, 1);
    }
    if (random.uniform() >= drive.checkout) return 'left a cart';
    emit(CHECKOUT, item);
    if (random.uniform() >= drive.purchase) return 'left a cart';
    return buy(item);
  };

  let start = first;
  while (start < calendar.to) {
    let end = session(start, kind);
    let back = start;
    while (end === 'left a cart' && random.uniform() < RETURN_FOR_CART.probability) {
      back += Math.round((0.02 + RETURN_FOR_CART.days * random.exponential()) * (DAY / 1000)) * 1000;
      end = session(back, RETURN_FOR_CART);
    }
    if (random.uniform() < dropout) break;
    start = calendar.at(calendar.operational(Math.max(start, back)) + random.exponential() / perDay);
  }
  return inOrder(events);
}

/** By time; an event in the second of its forerunner moves one second on, so that the order is never in doubt. */
function inOrder(events: VisitorEvent[]): readonly VisitorEvent[] {
  events.sort((a, b) => a.time - b.time);
  let last = -Infinity;
  for (const event of events) {
    if (event.time <= last) event.time = last + 1000;
    last = event.time;
  }
  return events;
}
