/** Rows of the event log as columns; the first `length` places of each are filled. */
export interface EventChunk {
  length: number;
  /** From 0; −1 for none. The name is `C-` and six digits of it plus 1. */
  readonly customer: Int32Array;
  /** Epoch milliseconds, whole seconds. */
  readonly time: Float64Array;
  /** Place in EVENT_NAMES. */
  readonly event: Uint8Array;
  /** −1 for none. */
  readonly order: Int32Array;
  readonly item: Int16Array;
  readonly quantity: Uint8Array;
  /** Cents; 0 where no money moves. */
  readonly cents: Int32Array;
  readonly channel: Uint8Array;
}

/** Rows of the transaction log as columns. */
export interface OrderChunk {
  length: number;
  readonly customer: Int32Array;
  /** Epoch milliseconds of the day's start, UTC. */
  readonly date: Float64Array;
  readonly order: Int32Array;
  /** Cents; negative for refunds. */
  readonly cents: Int32Array;
  readonly quantity: Int16Array;
}

export const CHUNK_ROWS = 65_536;

export function eventChunk(): EventChunk {
  return {
    length: 0,
    customer: new Int32Array(CHUNK_ROWS),
    time: new Float64Array(CHUNK_ROWS),
    event: new Uint8Array(CHUNK_ROWS),
    order: new Int32Array(CHUNK_ROWS),
    item: new Int16Array(CHUNK_ROWS),
    quantity: new Uint8Array(CHUNK_ROWS),
    cents: new Int32Array(CHUNK_ROWS),
    channel: new Uint8Array(CHUNK_ROWS),
  };
}

export function orderChunk(): OrderChunk {
  return {
    length: 0,
    customer: new Int32Array(CHUNK_ROWS),
    date: new Float64Array(CHUNK_ROWS),
    order: new Int32Array(CHUNK_ROWS),
    cents: new Int32Array(CHUNK_ROWS),
    quantity: new Int16Array(CHUNK_ROWS),
  };
}
