import { Days, nothing, type Columns } from './featureDays';

/** Totals of a customer's days by window: all that were asked for, and twice as many days for trends. */
export class Windows {
  readonly #days: Days;
  /** Rising. */
  readonly #lengths: readonly number[];
  readonly #totals: readonly Float64Array[];
  readonly all: Float64Array;
  readonly #empty: Float64Array;

  constructor(columns: Columns, lengths: readonly number[]) {
    this.#days = new Days(columns);
    this.#lengths = lengths;
    this.#empty = nothing(columns);
    this.#totals = lengths.map(() => this.#empty.slice());
    this.all = this.#empty.slice();
  }

  get days(): Days {
    return this.#days;
  }

  /** Sums the days before day `upTo`, the latest first: a window is what was there when the next day is too early. */
  sum(upTo: number): void {
    const { all } = this;
    const { numbers } = this.#days;
    all.set(this.#empty);
    let next = 0;
    if (this.#days.length === 0) {
      for (const totals of this.#totals) totals.set(all);
      return;
    }
    for (let d = this.#days.length - 1; d >= 0; d--) {
      const day = numbers[d] as number;
      if (day >= upTo) continue;
      while (next < this.#lengths.length && day < upTo - (this.#lengths[next] as number))
        this.#totals[next++]?.set(all);
      this.#days.addTo(all, d);
    }
    while (next < this.#lengths.length) this.#totals[next++]?.set(all);
  }

  /** Of so many days; of all for null. The same array every time. */
  of(window: number | null): Float64Array {
    return window === null ? this.all : (this.#totals[this.#lengths.indexOf(window)] ?? this.all);
  }
}
