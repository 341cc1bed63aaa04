import { numbers, type Frame } from '../../core/frame';
import { numberFrame } from '../../core/frames';
import type { ScanSpec } from './scan';

/** Answers of a funnel's plan that a scan gives itself; the rows they are counted from need not be loaded then. */
export const FIGURES = ['independent', 'depths', 'followed', 'optional', 'excluded', 'gaps', 'listed'] as const;

/**
 * What the plan of a funnel asks of its tables (`analyses/funnel/plan.ts`), counted from the frames of a scan:
 * `depths` (`depth, customers, immature`), `followed` (`depth, customers`), `optional` (`n<number>`, one row), `gaps`
 * (`part, n, p25, median, p75`, type 7) and `listed` (`rows`, one row).
 * @param own everyone in the funnel; `ordered` ordered attempts, both with the columns that `scanFunnel` says
 */
export function funnelFigures(spec: ScanSpec, own: Frame, ordered: Frame): Readonly<Record<string, Frame>> {
  const skipped = skippedSteps(spec);
  return {
    depths: depthsOf(spec, own),
    followed: depthsOf(spec, ordered),
    ...(skipped.length === 0
      ? {}
      : {
          optional: numberFrame(
            Object.fromEntries(skipped.map((number) => [`n${number}`, [known(numbers(own, `o${number}`))]])),
          ),
        }),
    ...(spec.order === 'independent' ? {} : { gaps: gapsOf(spec, own, skipped) }),
    listed: numberFrame({ rows: [own.length] }),
  };
}

/** Numbers of the steps that may be skipped. */
const skippedSteps = ({ steps, required }: ScanSpec): readonly number[] =>
  Array.from({ length: steps }, (_, i) => i)
    .filter((i) => !required.includes(i))
    .map((i) => i + 1);

const known = (values: Float64Array): number => values.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0);

function depthsOf({ required, window, asOf }: ScanSpec, frame: Frame): Frame {
  const last = required.length;
  const depths = numbers(frame, 'depth');
  const starts = numbers(frame, 'last_start');
  const customers = new Float64Array(last + 1);
  const immature = new Float64Array(last + 1);
  for (let row = 0; row < depths.length; row++) {
    const depth = depths[row] ?? 0;
    customers[depth] = (customers[depth] ?? 0) + 1;
    if (depth < last && (starts[row] ?? 0) + window > asOf) immature[depth] = (immature[depth] ?? 0) + 1;
  }
  const some = Array.from(customers.keys()).filter((depth) => (customers[depth] ?? 0) > 0);
  return numberFrame({
    depth: some,
    customers: some.map((depth) => customers[depth] ?? 0),
    immature: some.map((depth) => immature[depth] ?? 0),
  });
}

function gapsOf(spec: ScanSpec, own: Frame, skipped: readonly number[]): Frame {
  const { required, optional, order } = spec;
  const parts =
    order === 'any'
      ? gapsInAnyOrder(own, required.length)
      : [
          ...required.slice(1).map((place, i) => ({ part: place + 1, now: `t${i + 2}`, before: `t${i + 1}` })),
          ...skipped.map((number, i) => ({ part: number, now: `o${number}`, before: `t${optional[i] ?? 1}` })),
        ].map(({ part, now, before }) => ({ part, values: less(numbers(own, now), numbers(own, before)) }));
  const rows = parts.filter(({ values }) => values.length > 0).sort((a, b) => a.part - b.part);
  for (const { values } of rows) values.sort();
  return numberFrame({
    part: rows.map((r) => r.part),
    n: rows.map((r) => r.values.length),
    p25: rows.map((r) => quantile(r.values, 1, 4)),
    median: rows.map((r) => quantile(r.values, 1, 2)),
    p75: rows.map((r) => quantile(r.values, 3, 4)),
  });
}

/** Differences where both are known. */
function less(now: Float64Array, before: Float64Array): Float64Array {
  const all = new Float64Array(now.length);
  let n = 0;
  for (let row = 0; row < now.length; row++) {
    const gap = (now[row] ?? NaN) - (before[row] ?? NaN);
    if (!Number.isNaN(gap)) all[n++] = gap;
  }
  return all.subarray(0, n);
}

/** Part k: the time from the k−1-th of the steps that an attempt took to the k-th, whichever they are. */
function gapsInAnyOrder(own: Frame, steps: number): { part: number; values: Float64Array }[] {
  const columns = Array.from({ length: steps }, (_, i) => numbers(own, `at${i + 1}`));
  const gaps = columns.slice(1).map(() => new Float64Array(own.length));
  const counts = gaps.map(() => 0);
  const taken = new Float64Array(steps);
  for (let row = 0; row < own.length; row++) {
    let n = 0;
    for (const column of columns) {
      const time = column[row] ?? NaN;
      if (!Number.isNaN(time)) taken[n++] = time;
    }
    const times = taken.subarray(0, n).sort();
    for (let k = 1; k < n; k++) {
      const at = counts[k - 1] ?? 0;
      const values = gaps[k - 1];
      if (values !== undefined) values[at] = (times[k] ?? 0) - (times[k - 1] ?? 0);
      counts[k - 1] = at + 1;
    }
  }
  return gaps.map((values, i) => ({ part: i + 2, values: values.subarray(0, counts[i]) }));
}

/** Type-7 quantile of rising values, as `sql/quantiles.ts` has it. */
function quantile(sorted: Float64Array, part: number, of: number): number {
  const h = ((sorted.length - 1) * part) / of;
  const low = sorted[Math.floor(h)] ?? NaN;
  const high = sorted[Math.ceil(h)] ?? NaN;
  return low === high ? low : low + (high - low) * (h - Math.floor(h));
}
