import type { Frame } from '../../core/frame';
import { numberFrame } from '../../core/frames';
import { eventOf, type Log } from '../log';
import { kindsOfRows, type ActivityBits } from './activities';

/** Paths of events as a scan sees them: plain JSON. Lengths in ms. */
export interface PathsSpec {
  /** Bit 0: rows that a path may begin (or end) with; null: the first row of every scope. */
  readonly anchor: ActivityBits | null;
  readonly forward: boolean;
  /** A longer pause ends a session, which no path leaves; null: paths are of customers. */
  readonly gap: number | null;
  readonly window: number | null;
  readonly steps: number;
  readonly top: number;
  readonly merge: boolean;
  /** What stands for all nodes but the frequent ones, and for no further node. */
  readonly other: number;
  readonly end: number;
}

export const PATH_ANSWERS = ['totals', 'listed'] as const;

/**
 * Paths by one pass, as the plan asks for them in SQL (`analyses/paths/plan.ts`): `totals` (`paths, customers`),
 * `edges` (`step, source, target, paths`, without names), `listed` (`rows`).
 */
export function scanPaths(log: Log, spec: PathsSpec): Readonly<Record<string, Frame>> {
  const { times, codes, starts } = log;
  const { forward, gap, merge, steps } = spec;
  const hits = spec.anchor === null ? null : kindsOfRows(log, spec.anchor, []).bits;
  const edges = new Edges(log, steps);
  const window = spec.window ?? Infinity;
  let paths = 0;
  let customers = 0;
  for (let c = 0; c + 1 < starts.length; c++) {
    const last = starts[c + 1] ?? 0;
    const before = paths;
    for (let from = starts[c] ?? 0; from < last;) {
      let to = last;
      if (gap !== null) {
        to = from + 1;
        while (to < last && (times[to] ?? 0) - (times[to - 1] ?? 0) <= gap) to++;
      }
      let anchor = from;
      if (hits !== null) while (anchor < to && hits[codes[anchor] ?? 0] === 0) anchor++;
      if (anchor < to) {
        paths++;
        const time = times[anchor] ?? 0;
        let node = eventOf(codes[anchor] ?? 0);
        let step = 1;
        const by = forward ? 1 : -1;
        for (let i = anchor + by; step < steps && i >= from && i < to; i += by) {
          const next = eventOf(codes[i] ?? 0);
          // Of a run of one node the row nearest to the anchor stands for all.
          if (merge && next === node) continue;
          if (Math.abs((times[i] ?? 0) - time) > window) break;
          edges.add(step++, node, next);
          node = next;
        }
        if (step < steps) edges.add(step, node, edges.end);
      }
      from = to;
    }
    if (paths > before) customers++;
  }
  return {
    totals: numberFrame({ paths: [paths], customers: [customers] }),
    listed: numberFrame({ rows: [paths] }),
    edges: edges.frame(spec),
  };
}

/** Edges with more cells than this are counted in a map. */
const MOST_CELLS = 2 ** 21;

interface Edge {
  readonly step: number;
  readonly source: number;
  /** One more than the last event: no further. */
  readonly target: number;
  readonly paths: number;
}

/** How many paths go from which node at a step to which at the next. */
class Edges {
  /** The target of a path that goes no further. */
  readonly end: number;
  readonly #cells: Float64Array | null;
  readonly #map = new Map<number, number>();

  constructor({ most }: Log, steps: number) {
    this.end = eventOf(most) + 1;
    const cells = steps * this.end * (this.end + 1);
    this.#cells = cells <= MOST_CELLS ? new Float64Array(cells) : null;
  }

  add(step: number, source: number, target: number): void {
    const at = ((step - 1) * this.end + source) * (this.end + 1) + target;
    if (this.#cells === null) this.#map.set(at, (this.#map.get(at) ?? 0) + 1);
    else this.#cells[at] = (this.#cells[at] ?? 0) + 1;
  }

  #all(): readonly Edge[] {
    const found = this.#cells === null ? [...this.#map] : Array.from(this.#cells, (paths, at) => [at, paths] as const);
    return found
      .filter(([, paths]) => paths > 0)
      .map(([at, paths]) => {
        const target = at % (this.end + 1);
        const row = (at - target) / (this.end + 1);
        return { step: 1 + Math.floor(row / this.end), source: row % this.end, target, paths };
      });
  }

  /** The most frequent nodes of each step by themselves, ties to the smaller key; all others together. */
  frame({ steps, top, other, end }: PathsSpec): Frame {
    const all = this.#all();
    const tops = Array.from({ length: steps }, (_, i) => {
      const counts = new Map<number, number>();
      const add = (node: number, paths: number): void => void counts.set(node, (counts.get(node) ?? 0) + paths);
      for (const e of all) {
        if (i === 0 && e.step === 1) add(e.source, e.paths);
        if (e.step === i && e.target !== this.end) add(e.target, e.paths);
      }
      const ranked = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
      return new Set(ranked.slice(0, top).map(([node]) => node));
    });
    const shown = (step: number, node: number): number =>
      node === this.end ? end : tops[step - 1]?.has(node) === true ? node : other;
    const sums = new Map<string, Edge>();
    for (const e of all) {
      const [source, target] = [shown(e.step, e.source), shown(e.step + 1, e.target)];
      const key = `${e.step} ${source} ${target}`;
      sums.set(key, { step: e.step, source, target, paths: (sums.get(key)?.paths ?? 0) + e.paths });
    }
    const rows = [...sums.values()].sort((a, b) => a.step - b.step || a.source - b.source || a.target - b.target);
    return numberFrame({
      step: rows.map((e) => e.step),
      source: rows.map((e) => e.source),
      target: rows.map((e) => e.target),
      paths: rows.map((e) => e.paths),
    });
  }
}
