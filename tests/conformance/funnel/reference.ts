import type { LogRow } from '../../support/spine';

/**
 * Funnels by plain loops, straight from the definition: rows of one customer in order of time, lowest
 * step, place in the file; every start is tried; nothing is clever. Independent of the SQL on purpose.
 */
export interface ReferenceParams {
  readonly steps: readonly (readonly string[])[];
  readonly order: 'ordered' | 'strict' | 'any';
  /** Milliseconds, inclusive. */
  readonly window: number;
}

export interface ReferenceAttempt {
  /** Times of the steps taken, the first of them the start. */
  readonly times: readonly number[];
}

/** The furthest attempt of each customer who has one, ties to the earliest. */
export function referenceAttempts(log: readonly LogRow[], params: ReferenceParams): Map<string, ReferenceAttempt> {
  const byCustomer = new Map<string, LogRow[]>();
  for (const row of log) byCustomer.set(row.customer, [...(byCustomer.get(row.customer) ?? []), row]);
  const best = new Map<string, ReferenceAttempt>();
  for (const [customer, rows] of byCustomer) {
    const sorted = rows
      .map((row, place) => ({ row, place, low: lowest(row, params.steps) }))
      .sort((a, b) => a.row.time - b.row.time || a.low - b.low || a.place - b.place)
      .map((x) => x.row);
    let found: readonly number[] = [];
    for (let start = 0; start < sorted.length; start++) {
      const times = params.order === 'any' ? anyOrder(sorted, start, params) : inOrder(sorted, start, params);
      if (times.length > found.length) found = times;
    }
    if (found.length > 0) best.set(customer, { times: found });
  }
  return best;
}

function is(row: LogRow | undefined, step: readonly string[] | undefined): boolean {
  return row?.event !== undefined && step !== undefined && step.includes(row.event);
}

function lowest(row: LogRow, steps: readonly (readonly string[])[]): number {
  const low = steps.findIndex((step) => is(row, step));
  return low < 0 ? steps.length : low;
}

function inOrder(rows: readonly LogRow[], start: number, { steps, order, window }: ReferenceParams): number[] {
  const first = rows[start];
  if (first === undefined || !is(first, steps[0])) return [];
  const times = [first.time];
  for (const row of rows.slice(start + 1)) {
    if (times.length === steps.length || row.time - first.time > window) break;
    if (is(row, steps[times.length])) times.push(row.time);
    else if (order === 'strict') break;
  }
  return times;
}

/** Each event takes the first step of its own that is still open; alike steps are interchangeable. */
function anyOrder(rows: readonly LogRow[], start: number, { steps, window }: ReferenceParams): number[] {
  const first = rows[start];
  if (first === undefined || !steps.some((step) => is(first, step))) return [];
  const open = [...steps];
  const times: number[] = [];
  for (const row of rows.slice(start)) {
    if (row.time - first.time > window) break;
    const taken = open.findIndex((step) => is(row, step));
    if (taken < 0) continue;
    open.splice(taken, 1);
    times.push(row.time);
  }
  return times;
}
