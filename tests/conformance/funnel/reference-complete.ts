import type { LogRow } from '../../support/spine';

/**
 * Ordered funnels with everything that may be asked of them, by plain loops from the definition: rows of one
 * unit in order of time, lowest step, place; every start is tried. Independent of the SQL on purpose.
 */
export interface CompleteParams {
  readonly steps: readonly {
    readonly events: readonly string[];
    /** Values of the column `page` that pass; all when not said. */
    readonly pages?: readonly string[];
    readonly optional: boolean;
  }[];
  /** From and to are places in `steps`, from 0. */
  readonly exclude: readonly { readonly events: readonly string[]; readonly from: number; readonly to: number }[];
  /** Milliseconds, inclusive. */
  readonly window: number;
  /** Pause in ms after which a new session begins; null: customers are counted. */
  readonly gap: number | null;
  /** Attempts that begin in `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly distinct: boolean;
}

export interface CompleteAttempt {
  readonly customer: string;
  /** Of the required steps taken. */
  readonly times: readonly number[];
  /** Of optional steps taken, by place in `steps`. */
  readonly optional: ReadonlyMap<number, number>;
  readonly lastStart: number;
}

export interface CompleteFunnel {
  readonly attempts: readonly CompleteAttempt[];
  readonly excluded: number;
}

interface Row {
  readonly row: LogRow;
  readonly place: number;
  readonly low: number;
}

type StepSpec = CompleteParams['steps'][number];

const takes = (step: StepSpec | undefined, { row }: Row): boolean =>
  step !== undefined &&
  step.events.includes(row.event ?? '') &&
  (step.pages === undefined || step.pages.includes(String(row.properties?.['page'] ?? '')));

/** Rows of each unit: a customer, or one of their sessions. */
function unitsOf(log: readonly LogRow[], { gap, steps }: CompleteParams): readonly (readonly Row[])[] {
  const byCustomer = new Map<string, Row[]>();
  for (const [place, row] of log.entries()) {
    const low = steps.findIndex((s) => takes(s, { row, place, low: 0 }));
    const own = byCustomer.get(row.customer) ?? [];
    own.push({ row, place, low: low < 0 ? steps.length : low });
    byCustomer.set(row.customer, own);
  }
  const units: Row[][] = [];
  for (const rows of byCustomer.values()) {
    rows.sort((a, b) => a.row.time - b.row.time || a.place - b.place);
    let before = -Infinity;
    let unit: Row[] = [];
    for (const row of rows) {
      if (unit.length > 0 && gap !== null && row.row.time - before > gap) {
        units.push(unit);
        unit = [];
      }
      unit.push(row);
      before = row.row.time;
    }
    units.push(unit);
  }
  return units.map((u) => u.sort((a, b) => a.row.time - b.row.time || a.low - b.low || a.place - b.place));
}

export function referenceFunnel(log: readonly LogRow[], params: CompleteParams): CompleteFunnel {
  const attempts: CompleteAttempt[] = [];
  let excluded = 0;
  for (const rows of unitsOf(log, params)) {
    const found = unit(rows, params);
    if (found === 'excluded') excluded++;
    else if (found !== null) attempts.push(found);
  }
  return { attempts, excluded };
}

function unit(rows: readonly Row[], params: CompleteParams): CompleteAttempt | 'excluded' | null {
  const required = params.steps.filter((s) => !s.optional);
  let best: CompleteAttempt | null = null;
  let lastStart = -Infinity;
  for (let start = 0; start < rows.length; start++) {
    const first = rows[start];
    if (first === undefined || !takes(required[0], first)) continue;
    const begun = first.row.time;
    if (begun < params.from || begun >= params.to) continue;
    lastStart = Math.max(lastStart, begun);
    const taken = chain(rows, start, required, params);
    const end = begun + params.window;
    for (const { events, from, to } of params.exclude) {
      const at = taken[nth(params, from)];
      if (at === undefined) continue;
      const until = taken[nth(params, to)];
      const hit = rows.some(
        (r, i) =>
          i > at &&
          events.includes(r.row.event ?? '') &&
          r.row.time <= end &&
          (until === undefined || r.row.time < (rows[until]?.row.time ?? 0)),
      );
      if (hit) return 'excluded';
    }
    if (best !== null && best.times.length >= taken.length) continue;
    best = {
      customer: first.row.customer,
      times: taken.map((i) => rows[i]?.row.time ?? NaN),
      optional: skipped(rows, taken, required, params, end),
      lastStart,
    };
  }
  return best === null ? null : { ...best, lastStart };
}

/** Place of a step among the required ones. */
const nth = ({ steps }: CompleteParams, place: number): number =>
  steps.slice(0, place).filter((s) => !s.optional).length;

/** Places of the rows an attempt takes. */
function chain(rows: readonly Row[], start: number, required: readonly StepSpec[], params: CompleteParams): number[] {
  const begun = rows[start]?.row.time ?? 0;
  const taken = [start];
  if (params.distinct) {
    for (let i = start + 1; i < rows.length && taken.length < required.length; i++) {
      const row = rows[i];
      if (row === undefined || row.row.time - begun > params.window) break;
      if (takes(required[taken.length], row)) taken.push(i);
    }
    return taken;
  }
  // Only time counts: the next step is the earliest row of it that is not before, the same row included.
  while (taken.length < required.length) {
    const now = rows[taken.at(-1) ?? 0]?.row.time ?? 0;
    const next = rows.findIndex((r) => r.row.time >= now && takes(required[taken.length], r));
    if (next < 0 || (rows[next]?.row.time ?? 0) - begun > params.window) break;
    taken.push(next);
  }
  return taken;
}

function skipped(
  rows: readonly Row[],
  taken: readonly number[],
  required: readonly StepSpec[],
  params: CompleteParams,
  end: number,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const [place, step] of params.steps.entries()) {
    if (!step.optional) continue;
    const next = nth(params, place);
    const after = taken[next - 1];
    if (after === undefined) continue;
    const until = taken[next];
    const row = rows.find(
      (r, i) =>
        i > after &&
        takes(step, r) &&
        !takes(required[next], r) &&
        r.row.time <= (until === undefined ? end : (rows[until]?.row.time ?? 0)),
    );
    if (row !== undefined) found.set(place, row.row.time);
  }
  return found;
}
