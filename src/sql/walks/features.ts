import { numberFrame } from '../../core/frames';
import type { Frame, NumberColumn } from '../../core/frame';
import { DAY } from '../../core/time';
import { purchasesBeside, type Beside } from '../beside';
import { latestColumn, readingsOf } from '../features/customers';
import { localClock } from '../localClock';
import { eventOf, type Log } from '../log';
import { SESSION_GAP } from '../sessions';
import { askedAbout, purchasesBegin, type FeatureMoment, type FeaturesSpec } from './featureAsked';
import { OF_PURCHASES, OF_ROWS, purchaseDays, PURCHASES, rounded, rowDays, ROWS } from './featureDays';
import { families, type Plain, type Totals } from './featureSums';
import { Windows } from './featureWindows';

/**
 * Features of the customers who are asked about at each cutoff, by one pass: what `features/customers.ts` makes in SQL
 * of the days of rows and purchases, and what `tasks/log/question.ts` asks.
 * @returns `rows`, moment after moment and by customer: `row_id` from 0, `moment` (its number), `customer`, `label` (NaN
 * where it is to come) and the features; `members`: `n` rows of each moment; and `proof`: per `moment` and line of
 * {@link proofLines} (`line`) the latest time that was read, NaN where nothing was
 */
export function scanFeatures(log: Log, spec: FeaturesSpec, beside: readonly Beside[]): Readonly<Record<string, Frame>> {
  const purchases = purchasesBeside(beside);
  const starts = purchasesBegin(log, purchases);
  const { latest, labels } = askedAbout(log, purchases, starts, spec);
  const many = spec.moments.length;
  const days = windowsOf(spec);
  const { rows, purchases: bought } = days;
  const members = spec.moments.map((_, m) => {
    let n = 0;
    for (let c = 0; c < log.customers.length; c++) if ((latest[c * many + m] as number) > -Infinity) n++;
    return n;
  });
  const names = [...KEYS, ...spec.features.map((f) => f.name)];
  const length = members.reduce((sum, n) => sum + n, 0);
  const columns = names.map((name): NumberColumn => ({ name, type: 'number', values: new Float64Array(length) }));
  let before = 0;
  const parts = spec.moments.map((moment, m) => {
    const first = before;
    before += members[m] ?? 0;
    const own = columns.map(({ values }) => values.subarray(first, before));
    return new Part(own, [first, m], moment, spec, days);
  });
  const local = localClock(spec.changes);
  const meaning = { stages: stagesOf(log, spec), local, gap: SESSION_GAP };
  for (const { anchor, moments } of byTimeOfDay(spec.moments)) {
    const group = moments.map((m) => ({ m, seenUpTo: spec.moments[m]?.seenUpTo ?? 0, part: parts[m] as Part }));
    const day = { anchor, before: Math.max(...group.map((one) => one.seenUpTo)) };
    for (let c = 0; c < log.customers.length; c++) {
      let made = false;
      for (const { m, seenUpTo, part } of group) {
        const last = latest[c * many + m] as number;
        if (last === -Infinity) continue;
        if (!made) {
          if (!spec.purchasesOnly) rowDays(rows.days, log, log.starts[c] ?? 0, log.starts[c + 1] ?? 0, meaning, day);
          purchaseDays(bought.days, purchases, starts[c] ?? 0, starts[c + 1] ?? 0, local, day, spec.hasOrder);
          made = true;
        }
        const upTo = (seenUpTo - anchor) / DAY;
        rows.sum(upTo);
        bought.sum(upTo);
        part.add(log.customers[c] ?? 0, labels[c * many + m] ?? NaN, last);
      }
    }
  }
  for (const part of parts) part.end();
  return {
    rows: { length, columns },
    members: numberFrame({ n: members }),
    proof: proofFrame(parts.map((p) => p.proof)),
  };
}

/** What is proved of each moment: the readings with their windows, and the rows that made a customer one. */
export function proofLines(features: FeaturesSpec['features']): readonly string[] {
  return [...readingsOf(features).map((r) => latestColumn(r.reading, r.window)), 'latest population'];
}

function proofFrame(proofs: readonly Float64Array[]): Frame {
  const lines = proofs.flatMap((proof, moment) => Array.from(proof, (latest, line) => ({ moment, line, latest })));
  return numberFrame({
    moment: lines.map((l) => l.moment),
    line: lines.map((l) => l.line),
    latest: lines.map(({ latest }) => (latest === -Infinity ? NaN : latest)),
  });
}

/** Columns before the features. */
const KEYS = ['row_id', 'moment', 'customer', 'label'] as const;
const BLOCK = 128;

/** Rows of the answer at one moment. */
class Part {
  readonly proof: Float64Array;
  readonly #columns: readonly Float64Array[];
  /** The latest rows, row after row: seventy columns written to at once would miss the processor's cache every time. */
  readonly #block: Float64Array;
  /** Features that stand in the totals, and those that are made of them. */
  readonly #plain: { readonly column: number; readonly from: Float64Array; readonly is: Plain }[] = [];
  readonly #made: {
    readonly column: number;
    readonly of: (totals: Totals) => number;
    readonly totals: Totals;
  }[] = [];
  readonly #lasts: readonly { readonly from: Float64Array; readonly place: number }[];
  readonly #first: readonly [id: number, moment: number];
  #length = 0;

  /** @param columns to be filled, of as many rows as will be added */
  constructor(
    columns: readonly Float64Array[],
    first: readonly [id: number, moment: number],
    moment: FeatureMoment,
    { features }: FeaturesSpec,
    days: AllWindows,
  ) {
    this.#first = first;
    const { rows, purchases } = days;
    this.#columns = columns;
    this.#block = new Float64Array(BLOCK * columns.length);
    features.forEach(({ family, window }, i) => {
      const column = KEYS.length + i;
      const is = families.get(family);
      if (is === undefined) throw new Error(`no pass makes ${family}`);
      if (typeof is === 'object') this.#plain.push({ column, from: days[is.of].of(window), is });
      else {
        const double = window === null ? null : 2 * window;
        const twice = { rows: rows.of(double), purchases: purchases.of(double) };
        const totals = { rows: rows.of(window), purchases: purchases.of(window), twice, moment };
        this.#made.push({ column, of: is, totals });
      }
    });
    this.#lasts = readingsOf(features).map(({ reading, window }) =>
      reading === 'purchases'
        ? { from: purchases.of(window), place: PURCHASES.latest }
        : { from: rows.of(window), place: ROWS.last },
    );
    this.proof = new Float64Array(this.#lasts.length + 1).fill(-Infinity);
  }

  /** Adds the customer whose totals the windows hold. */
  add(customer: number, label: number, asked: number): void {
    const block = this.#block;
    const at = (this.#length % BLOCK) * this.#columns.length;
    block[at] = this.#first[0] + this.#length++;
    block[at + 1] = this.#first[1];
    block[at + 2] = customer;
    block[at + 3] = label;
    for (const { column, from, is } of this.#plain) {
      const value = from[is.place] as number;
      block[at + column] = is.money ? rounded(value, 1e4) : Math.max(0, value);
    }
    for (const { column, of, totals } of this.#made) block[at + column] = of(totals);
    if (this.#length % BLOCK === 0) this.#flush(BLOCK);
    const { proof } = this;
    const lasts = this.#lasts;
    for (let line = 0; line < lasts.length; line++) {
      const { from, place } = lasts[line] as (typeof lasts)[number];
      const last = from[place] as number;
      if (last > (proof[line] as number)) proof[line] = last;
    }
    if (asked > (proof[lasts.length] as number)) proof[lasts.length] = asked;
  }

  #flush(rows: number): void {
    const from = this.#length - rows;
    const block = this.#block;
    const width = this.#columns.length;
    this.#columns.forEach((values, column) => {
      for (let i = 0, at = column; i < rows; i++, at += width) values[from + i] = block[at] as number;
    });
  }

  /** To be called once, when all are added. */
  end(): void {
    this.#flush(this.#length % BLOCK);
  }
}

/** A customer's days by window. */
interface AllWindows {
  readonly rows: Windows;
  readonly purchases: Windows;
}

/** With the lengths that are asked for and, for trends, twice as long ones. */
function windowsOf({ features }: FeaturesSpec): AllWindows {
  const lengths = features.flatMap(({ family, window }) =>
    window === null ? [] : family.endsWith('_trend') ? [window, 2 * window] : [window],
  );
  const rising = [...new Set(lengths)].sort((a, b) => a - b);
  return { rows: new Windows(OF_ROWS, rising), purchases: new Windows(OF_PURCHASES, rising) };
}

/** Stage of each code: 4 a purchase, 3 a checkout, 2 a cart, 1 a view, else 0. */
function stagesOf({ most }: Log, { stages }: FeaturesSpec): Uint8Array {
  const [views, carts, checkouts] = [new Set(stages.view), new Set(stages.cart), new Set(stages.checkout)];
  return Uint8Array.from({ length: most + 1 }, (_, code) => {
    const event = eventOf(code);
    if ((code & 1) === 1) return 4;
    return checkouts.has(event) ? 3 : carts.has(event) ? 2 : views.has(event) ? 1 : 0;
  });
}

/** Moments by their time of day, where days begin. */
function byTimeOfDay(
  moments: readonly FeatureMoment[],
): readonly { readonly anchor: number; readonly moments: readonly number[] }[] {
  const groups = new Map<number, number[]>();
  moments.forEach(({ seenUpTo }, m) => {
    const anchor = ((seenUpTo % DAY) + DAY) % DAY;
    groups.set(anchor, [...(groups.get(anchor) ?? []), m]);
  });
  return [...groups].map(([anchor, own]) => ({ anchor, moments: own }));
}
