/** Values below are counted, each by itself, and need no sorting. */
const COUNTED = 4096;

/** Whole numbers from 0 on of which quantiles are asked; how many there will be is not known beforehand. */
export class Spread {
  #counts = new Float64Array(COUNTED);
  #large = new Float64Array(1024);
  #n = 0;
  #more = 0;

  add(value: number): void {
    this.#n++;
    if (value < COUNTED) {
      this.#counts[value] = (this.#counts[value] ?? 0) + 1;
      return;
    }
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
    const large = this.#large.subarray(0, this.#more).sort();
    const small = this.#n - this.#more;
    const at = (place: number): number => {
      if (place >= small) return large[place - small] ?? NaN;
      let left = place;
      for (let value = 0; value < COUNTED; value++) if ((left -= this.#counts[value] ?? 0) < 0) return value;
      return NaN;
    };
    const quantile = (part: number, of: number): number => {
      const h = ((this.#n - 1) * part) / of;
      const [low, high] = [at(Math.floor(h)), at(Math.ceil(h))];
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
}
