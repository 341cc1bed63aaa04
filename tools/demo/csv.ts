import { CATEGORY_NAMES, type Assortment } from './assortment';
import type { EventChunk } from './chunk';
import { CHANNEL_NAMES, EVENT_NAMES } from './visitor';

/**
 * The event log as CSV text, one piece per chunk, with the columns of `shop-events.parquet` in their order
 * and the header first; customer by customer. Times are ISO 8601 in UTC.
 */
export function* eventCsv(chunks: Iterable<EventChunk>, assortment: Assortment): Generator<string, void> {
  yield 'customer,time,event,order_id,item,category,quantity,amount,channel\n';
  for (const c of chunks) {
    const lines: string[] = [];
    for (let i = 0; i < c.length; i++) {
      const item = c.item[i] ?? -1;
      const cents = c.cents[i] ?? 0;
      const quantity = c.quantity[i] ?? 0;
      lines.push(
        [
          code('C-', c.customer[i], 6),
          new Date(c.time[i] ?? 0).toISOString().slice(0, 19).replace('T', ' '),
          EVENT_NAMES[c.event[i] ?? 0] ?? '',
          code('O-', c.order[i], 6),
          code('T', item, 3),
          item < 0 ? '' : (CATEGORY_NAMES[assortment.category[item] ?? 0] ?? ''),
          quantity === 0 ? '' : String(quantity),
          cents === 0 ? '' : (cents / 100).toFixed(2),
          CHANNEL_NAMES[c.channel[i] ?? 0] ?? '',
        ].join(','),
      );
    }
    yield `${lines.join('\n')}\n`;
  }
}

/** A name of a number from 0, `C-000001`; empty for −1. */
function code(prefix: string, index: number | undefined, digits: number): string {
  return index === undefined || index < 0 ? '' : prefix + String(index + 1).padStart(digits, '0');
}
