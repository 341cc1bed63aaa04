import type { LogRow } from '../../support/spine';

const DAY = 86_400_000;

/** Segments by score, as SEMANTICS §6 writes them. */
const patterns: readonly (readonly [string, RegExp])[] = [
  ['hibernating', /^[12][12]$/],
  ['at-risk', /^[12][34]$/],
  ['cant-lose', /^[12]5$/],
  ['about-to-sleep', /^3[12]$/],
  ['need-attention', /^33$/],
  ['loyal', /^[34][45]$/],
  ['promising', /^41$/],
  ['new', /^51$/],
  ['potential-loyalists', /^[45][23]$/],
  ['champions', /^5[45]$/],
];

interface Values {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** Recency, frequency (purchase days of UTC, or orders) and money of everyone who had bought by `at`, as loops. */
export function valuesAt(log: readonly LogRow[], at: number): Map<string, Values> {
  const found = new Map<string, { last: number; keys: Set<string>; money: number }>();
  const money = new Map<string, number>();
  for (const row of log) {
    if (row.time > at || (row.sign ?? 0) === 0) continue;
    money.set(row.customer, (money.get(row.customer) ?? 0) + (row.amount ?? 0));
    if (row.sign !== 1) continue;
    const entry = found.get(row.customer) ?? { last: -Infinity, keys: new Set<string>(), money: 0 };
    entry.last = Math.max(entry.last, row.time);
    entry.keys.add(row.order == null ? `day ${Math.floor(row.time / DAY)}` : `order ${row.order}`);
    found.set(row.customer, entry);
  }
  return new Map(
    [...found].map(([customer, { last, keys }]) => [
      customer,
      { recency: Math.floor((at - last) / DAY), frequency: keys.size, monetary: money.get(customer) ?? 0 },
    ]),
  );
}

/** The cut point at k fifths, type 7. */
function fifth(values: readonly number[], k: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = ((sorted.length - 1) * k) / 5;
  const [low = NaN, high = NaN] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
  return low === high ? low : low + (high - low) * (h - Math.floor(h));
}

export interface Cuts {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
}

/** Cut points of the buyers of a day. */
export function cutsOf(values: Iterable<Values>): Cuts {
  const all = [...values];
  const of = (pick: (v: Values) => number): number[] => [1, 2, 3, 4].map((k) => fifth(all.map(pick), k));
  return { recency: of((v) => v.recency), frequency: of((v) => v.frequency) };
}

/** The segment of a buyer. */
export function segmentBy(cuts: Cuts, { recency, frequency }: Values): string {
  const above = (points: readonly number[], value: number): number => points.filter((c) => value > c).length;
  const score = `${5 - above(cuts.recency, recency)}${1 + above(cuts.frequency, frequency)}`;
  const name = patterns.find(([, pattern]) => pattern.test(score))?.[0];
  if (name === undefined) throw new Error(`no segment for ${score}`);
  return name;
}

/** Every customer seen by `later` with the two segments. */
export function referenceMigration(
  log: readonly LogRow[],
  earlier: number,
  later: number,
  choice: 'each' | 'earlier',
): Map<string, { before: string; after: string }> {
  const [then, now] = [valuesAt(log, earlier), valuesAt(log, later)];
  const thenCuts = cutsOf(then.values());
  const nowCuts = choice === 'each' || then.size === 0 ? cutsOf(now.values()) : thenCuts;
  const segments = new Map<string, { before: string; after: string }>();
  for (const row of log) {
    if (row.time > later || segments.has(row.customer)) continue;
    const mine = log.filter((r) => r.customer === row.customer);
    const [a, b] = [then.get(row.customer), now.get(row.customer)];
    const seen = mine.some((r) => r.time <= earlier);
    segments.set(row.customer, {
      before: !seen ? 'not-yet' : a === undefined ? 'window-shoppers' : segmentBy(thenCuts, a),
      after: b === undefined ? 'window-shoppers' : segmentBy(nowCuts, b),
    });
  }
  return segments;
}
