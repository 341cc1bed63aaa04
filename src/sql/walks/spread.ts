/** Values below are counted, each by itself. */
const EXACT = 4096;
/** Others are counted in spans of so many; beyond the last of these together. */
const SPAN = 1024;
const SPANS = 65536;

/** Whole numbers from 0 on of which quantiles are asked; how many there will be is not known beforehand. */
export class Spread {
  readonly #counts = new Float64Array(EXACT + SPANS);
  #large = new Float64Array(1024);
  #n = 0;
  #more = 0;

  add(value: number): void {
    this.#n++;
    const bin = binOf(value);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1;
    if (value < EXACT) return;
    if (this.#more === this.#large.length) {
      const wider = new Float64Array(2 * this.#more);
      wider.set(this.#large);
      this.#large = wider;
    }
    this.#large[this.#more++] = value;
  }

  /** Type-7 quantiles, as `sql/quantiles.ts` has them; NaN without values. */
  quantiles(): {
    readonly n: number;
    readonly p25: number;
    readonly median: number;
    readonly p75: number;
    readonly p90: number;
  } {
    const quantile = (part: number, of: number): number => {
      const h = ((this.#n - 1) * part) / of;
      const [low, high] = [this.#at(Math.floor(h)), this.#at(Math.ceil(h))];
      return low === high ? low : low + (high - low) * (h - Math.floor(h));
    };
    if (this.#n === 0) return { n: 0, p25: NaN, median: NaN, p75: NaN, p90: NaN };
    return {
      n: this.#n,
      p25: quantile(1, 4),
      median: quantile(1, 2),
      p75: quantile(3, 4),
      p90: quantile(9, 10),
    };
  }

  /** The value at a place, from 0: only those of its span are sorted. */
  #at(place: number): number {
    let left = place;
    let bin = 0;
    for (; left >= (this.#counts[bin] ?? Infinity); bin++) left -= this.#counts[bin] ?? 0;
    if (bin < EXACT) return bin;
    const alike = this.#large.subarray(0, this.#more).filter((value) => binOf(value) === bin);
    return alike.sort()[left] ?? NaN;
  }
}

const binOf = (value: number): number =>
  value < EXACT ? value : EXACT + Math.min(SPANS - 1, Math.floor((value - EXACT) / SPAN));
