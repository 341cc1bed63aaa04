import type { Frame } from '../../core/frame';
import type { ScanSpec } from './scan';
import type { OnStart } from './walk';

/** Rows in columns; how many there will be is not known beforehand. */
export class FrameRows {
  readonly #names: readonly string[];
  #columns: readonly Float64Array<ArrayBuffer>[];
  #length = 0;
  #room: number;

  /** @param room rows there are likely to be */
  constructor(names: readonly string[], room = 1024) {
    this.#names = names;
    this.#room = Math.max(1, room);
    this.#columns = names.map(() => new Float64Array(this.#room));
  }

  add(...cells: readonly number[]): void {
    for (let i = 0; i < cells.length; i++) this.set(i, cells[i] ?? NaN);
    this.next();
  }

  /** A cell of the row at hand, which {@link next} closes. */
  set(column: number, value: number): void {
    if (this.#length === this.#room) this.#widen();
    const values = this.#columns[column];
    if (values !== undefined) values[this.#length] = value;
  }

  next(): void {
    this.#length++;
  }

  #widen(): void {
    this.#room *= 2;
    this.#columns = this.#columns.map((values) => {
      const wider = new Float64Array(this.#room);
      wider.set(values);
      return wider;
    });
  }

  /** A column in a buffer of its own length, for it will be handed over. */
  #cut(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
    return values.length === this.#length ? values : values.slice(0, this.#length);
  }

  frame(): Frame {
    return {
      length: this.#length,
      columns: this.#names.map((name, i) => ({
        name,
        type: 'number',
        values: this.#cut(this.#columns[i] ?? new Float64Array()),
      })),
    };
  }
}

/** Columns before the times of the steps after the first. */
const HEAD = ['customer', 'depth', 'last_start', 't1'] as const;

/**
 * The furthest attempt of each customer, ties to the earliest. Starts come last first, and of two of one depth the
 * earlier is never behind, so that a later call of the same depth replaces one before it.
 */
export class Furthest {
  /** Required steps taken; 0 where no attempt began. */
  depth = 0;
  #started = 0;
  readonly #rows: FrameRows;
  readonly #slots: Float64Array;
  readonly #steps: number;
  readonly #optional: readonly number[];
  readonly #window: number;
  readonly #from: number;
  readonly #to: number;

  /** @param room customers there are likely to be */
  constructor(spec: ScanSpec, room?: number) {
    const { required, optional } = spec;
    this.#steps = required.length;
    this.#optional = optional;
    this.#window = spec.window;
    this.#from = spec.from ?? -Infinity;
    this.#to = spec.to ?? Infinity;
    const skipped = Array.from({ length: spec.steps }, (_, i) => i).filter((i) => !required.includes(i));
    this.#rows = new FrameRows(
      [...HEAD, ...required.slice(1).map((_, i) => `t${i + 2}`), ...skipped.map((place) => `o${place + 1}`)],
      room,
    );
    this.#slots = new Float64Array(required.length + optional.length);
  }

  begin(): void {
    this.depth = 0;
  }

  readonly take: OnStart = (time, slots, at) => {
    if (time < this.#from) return Infinity;
    if (time >= this.#to) return -Infinity;
    const steps = this.#steps;
    const end = time + this.#window;
    let depth = 1;
    while (depth < steps && (slots[at + depth] ?? 0) <= end) depth++;
    // An earlier start with these times gets no further.
    if (depth < this.depth) return Infinity;
    this.depth = depth;
    this.#started = time;
    for (let k = 1; k < this.#slots.length; k++) this.#slots[k] = slots[at + k] ?? 0;
    if (depth > 1) return (slots[at + depth - 1] ?? 0) - this.#window;
    return this.#optional.length === 0 ? Infinity : -Infinity;
  };

  /** Writes the customer's row; `first` is when they entered, which is when the attempt began where it got no further. */
  end(customer: number, first: number, last: number): void {
    const steps = this.#steps;
    const rows = this.#rows;
    const depth = Math.max(1, this.depth);
    const started = depth === 1 ? first : this.#started;
    rows.set(0, customer);
    rows.set(1, depth);
    rows.set(2, last);
    rows.set(3, started);
    for (let k = 1; k < steps; k++) rows.set(3 + k, k < depth ? (this.#slots[k] ?? NaN) : NaN);
    for (let o = 0; o < this.#optional.length; o++) {
      const after = this.#optional[o] ?? 0;
      const at = this.depth === 0 ? Infinity : (this.#slots[steps + o] ?? 0);
      const taken =
        depth >= after && at <= started + this.#window && (depth <= after || at <= (this.#slots[after] ?? 0));
      rows.set(3 + steps + o, taken ? at : NaN);
    }
    rows.next();
  }

  frame(): Frame {
    return this.#rows.frame();
  }
}

/** The attempt in any order with most steps, ties to the earliest. */
export class MostSteps {
  depth = 0;
  #started = 0;
  readonly #rows: FrameRows;
  readonly #slots: Float64Array;
  readonly #window: number;
  readonly #from: number;
  readonly #to: number;

  constructor(spec: ScanSpec) {
    this.#slots = new Float64Array(spec.required.length);
    this.#window = spec.window;
    this.#from = spec.from ?? -Infinity;
    this.#to = spec.to ?? Infinity;
    this.#rows = new FrameRows([...HEAD, ...spec.required.map((_, i) => `at${i + 1}`)]);
  }

  begin(): void {
    this.depth = 0;
  }

  readonly take: OnStart = (time, slots, at) => {
    if (time < this.#from || time >= this.#to) return -Infinity;
    const end = time + this.#window;
    let depth = 0;
    for (let k = 0; k < this.#slots.length; k++) if ((slots[at + k] ?? 0) <= end) depth++;
    if (depth < this.depth) return -Infinity;
    this.depth = depth;
    this.#started = time;
    for (let k = 0; k < this.#slots.length; k++) this.#slots[k] = slots[at + k] ?? 0;
    return -Infinity;
  };

  end(customer: number, first: number, last: number): void {
    const started = this.depth === 0 ? first : this.#started;
    const end = started + this.#window;
    const rows = this.#rows;
    rows.set(0, customer);
    rows.set(1, Math.max(1, this.depth));
    rows.set(2, last);
    rows.set(3, started);
    for (let k = 0; k < this.#slots.length; k++) {
      const time = this.#slots[k] ?? 0;
      rows.set(4 + k, this.depth > 0 && time <= end ? time : NaN);
    }
    rows.next();
  }

  frame(): Frame {
    return this.#rows.frame();
  }
}
