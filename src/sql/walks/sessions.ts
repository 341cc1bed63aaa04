import { numberFrame } from '../../core/frames';
import type { Frame } from '../../core/frame';
import { DAY, HOUR, SECOND, type OffsetChange } from '../../core/time';
import { localClock } from '../localClock';
import { eventOf, type Log } from '../log';
import { Spread } from './spread';

/** Sessions as a scan sees them: plain JSON. */
export interface SessionsSpec {
  /** Ms: a longer pause begins another session. */
  readonly gap: number;
  /** The zone's offsets over the log. */
  readonly changes: readonly OffsetChange[];
  /** Pauses are sorted into so many bins that double, the first below a second, the last open. */
  readonly bins: number;
}

/** Which answers of the plan of sessions the scan gives itself; `ends` needs names. */
export const SESSION_ANSWERS = ['totals', 'spread', 'hours', 'days', 'pauses', 'listed'] as const;

/**
 * Figures of sessions by one pass, as the plan asks for them in SQL (`analyses/sessions/plan.ts`): `totals`, `spread`,
 * `hours`, `days`, `pauses`, `ends` by `event` instead of its name, and `listed` (`rows`, one row).
 */
export function scanSessions(log: Log, spec: SessionsSpec): Readonly<Record<string, Frame>> {
  const { times, codes, starts } = log;
  const { gap } = spec;
  const totals = new Totals();
  const durations = new Spread();
  const lengths = new Spread();
  const ends = new Ends(log);
  const calendar = new Calendar(spec.changes);
  const pauses = new Pauses(spec);
  let sessions = 0;
  for (let c = 0; c + 1 < starts.length; c++) {
    const end = starts[c + 1] ?? 0;
    totals.begin();
    for (let first = starts[c] ?? 0; first < end;) {
      const began = times[first] ?? 0;
      let time = began;
      let purchases = (codes[first] ?? 0) & 1;
      let next = first + 1;
      for (; next < end; next++) {
        const pause = (times[next] ?? 0) - time;
        pauses.add(pause);
        if (pause > gap) break;
        time += pause;
        purchases |= (codes[next] ?? 0) & 1;
      }
      const events = next - first;
      sessions++;
      totals.add(events, purchases);
      lengths.add(events);
      if (events > 1) durations.add(time - began);
      ends.add(codes[first] ?? 0, codes[next - 1] ?? 0, purchases);
      calendar.add(began, events === 1 ? 1 : 0, purchases);
      first = next;
    }
    totals.end();
  }
  const spreads = [durations, lengths].map((s) => s.quantiles()).map((q, i) => ({ part: i + 1, ...q }));
  const some = spreads.filter((s) => s.n > 0);
  return {
    totals: totals.frame(),
    spread: numberFrame({
      part: some.map((s) => s.part),
      n: some.map((s) => s.n),
      p25: some.map((s) => s.p25),
      median: some.map((s) => s.median),
      p75: some.map((s) => s.p75),
      p90: some.map((s) => s.p90),
    }),
    ends: ends.frame(),
    ...calendar.frames(),
    pauses: pauses.frame(),
    listed: numberFrame({ rows: [sessions] }),
  };
}

const SUMS = ['s', 'e', 'b', 'c', 'ss', 'se', 'ee', 'sb', 'bb', 'sc', 'cc'] as const;

/** Sums over customers of sessions (s), their events (e), bounces (b) and purchases (c), and of their products. */
class Totals {
  #customers = 0;
  #s = 0;
  #e = 0;
  #b = 0;
  #c = 0;
  readonly #sums = new Float64Array(SUMS.length);

  begin(): void {
    this.#s = this.#e = this.#b = this.#c = 0;
  }

  add(events: number, bought: number): void {
    this.#s++;
    this.#e += events;
    this.#b += events === 1 ? 1 : 0;
    this.#c += bought;
  }

  end(): void {
    const [s, e, b, c] = [this.#s, this.#e, this.#b, this.#c];
    const sums = this.#sums;
    this.#customers++;
    sums[0] = (sums[0] ?? 0) + s;
    sums[1] = (sums[1] ?? 0) + e;
    sums[2] = (sums[2] ?? 0) + b;
    sums[3] = (sums[3] ?? 0) + c;
    sums[4] = (sums[4] ?? 0) + s * s;
    sums[5] = (sums[5] ?? 0) + s * e;
    sums[6] = (sums[6] ?? 0) + e * e;
    sums[7] = (sums[7] ?? 0) + s * b;
    sums[8] = (sums[8] ?? 0) + b * b;
    sums[9] = (sums[9] ?? 0) + s * c;
    sums[10] = (sums[10] ?? 0) + c * c;
  }

  frame(): Frame {
    return numberFrame({
      customers: [this.#customers],
      ...Object.fromEntries(SUMS.map((name, i) => [name, [this.#sums[i] ?? 0]])),
    });
  }
}

/** Sessions by the event they begin and end with. */
class Ends {
  readonly #entries: Float64Array;
  readonly #exits: Float64Array;
  readonly #bought: Float64Array;

  constructor({ most }: Log) {
    const events = eventOf(most) + 1;
    this.#entries = new Float64Array(events);
    this.#exits = new Float64Array(events);
    this.#bought = new Float64Array(events);
  }

  add(first: number, last: number, bought: number): void {
    const [entry, exit] = [eventOf(first), eventOf(last)];
    this.#entries[entry] = (this.#entries[entry] ?? 0) + 1;
    this.#exits[exit] = (this.#exits[exit] ?? 0) + 1;
    this.#bought[entry] = (this.#bought[entry] ?? 0) + bought;
  }

  frame(): Frame {
    const at = (values: Float64Array, event: number): number => values[event] ?? 0;
    const some = Array.from(this.#entries.keys()).filter((e) => at(this.#entries, e) + at(this.#exits, e) > 0);
    return numberFrame({
      event: some,
      entries: some.map((e) => at(this.#entries, e)),
      exits: some.map((e) => at(this.#exits, e)),
      bought: some.map((e) => at(this.#bought, e)),
    });
  }
}

/** Sessions by local day, and by weekday and hour, of their beginning. */
class Calendar {
  readonly #local: (time: number) => number;
  readonly #hours = new Float64Array(7 * 24);
  readonly #bought = new Float64Array(7 * 24);
  readonly #days = new Map<number, Float64Array>();

  constructor(changes: readonly OffsetChange[]) {
    this.#local = localClock(changes);
  }

  add(began: number, bounces: number, bought: number): void {
    const local = this.#local(began);
    const day = Math.floor(local / DAY);
    // 1970-01-01 was a Thursday; weeks begin on Monday, day 0.
    const weekday = day + 3 - 7 * Math.floor((day + 3) / 7);
    const at = 24 * weekday + Math.floor(local / HOUR) - 24 * day;
    this.#hours[at] = (this.#hours[at] ?? 0) + 1;
    this.#bought[at] = (this.#bought[at] ?? 0) + bought;
    let counts = this.#days.get(day);
    if (counts === undefined) this.#days.set(day, (counts = new Float64Array(3)));
    counts[0] = (counts[0] ?? 0) + 1;
    counts[1] = (counts[1] ?? 0) + bounces;
    counts[2] = (counts[2] ?? 0) + bought;
  }

  frames(): { readonly hours: Frame; readonly days: Frame } {
    const some = Array.from(this.#hours.keys()).filter((at) => (this.#hours[at] ?? 0) > 0);
    const days = [...this.#days].sort(([a], [b]) => a - b);
    const column = (i: number): number[] => days.map(([, counts]) => counts[i] ?? 0);
    return {
      hours: numberFrame({
        weekday: some.map((at) => Math.floor(at / 24)),
        hour: some.map((at) => at % 24),
        sessions: some.map((at) => this.#hours[at] ?? 0),
        bought: some.map((at) => this.#bought[at] ?? 0),
      }),
      days: numberFrame({
        day: days.map(([day]) => day),
        sessions: column(0),
        bounces: column(1),
        bought: column(2),
      }),
    };
  }
}

/** Pauses between a customer's rows by length; how many are longer than the limit, half of it and twice it. */
class Pauses {
  readonly #gap: number;
  readonly #bins: Float64Array;
  readonly #over: Float64Array;
  readonly #half: Float64Array;
  readonly #double: Float64Array;

  constructor({ gap, bins }: SessionsSpec) {
    this.#gap = gap;
    this.#bins = new Float64Array(bins);
    this.#over = new Float64Array(bins);
    this.#half = new Float64Array(bins);
    this.#double = new Float64Array(bins);
  }

  add(pause: number): void {
    const last = this.#bins.length - 1;
    // Bin i ≥ 1 is [2^(i−1), 2^i) seconds: the whole seconds have i binary digits.
    const bin = pause < SECOND * 2 ** 30 ? Math.min(last, 32 - Math.clz32((pause / SECOND) | 0)) : last;
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    if (pause * 2 <= this.#gap) return;
    this.#half[bin] = (this.#half[bin] ?? 0) + 1;
    if (pause <= this.#gap) return;
    this.#over[bin] = (this.#over[bin] ?? 0) + 1;
    if (pause > this.#gap * 2) this.#double[bin] = (this.#double[bin] ?? 0) + 1;
  }

  frame(): Frame {
    const some = Array.from(this.#bins.keys()).filter((bin) => (this.#bins[bin] ?? 0) > 0);
    const of = (values: Float64Array): number[] => some.map((bin) => values[bin] ?? 0);
    return numberFrame({
      bin: some,
      pauses: of(this.#bins),
      over: of(this.#over),
      over_half: of(this.#half),
      over_double: of(this.#double),
    });
  }
}
