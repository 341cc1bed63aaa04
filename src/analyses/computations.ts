import type { Computation } from '../core/analysis';
import { VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import type { Json } from '../core/result';
import { computeSegments } from './segments/fit';
import { searchSegments } from './segments/search';
import { judgeBakeoff } from './bakeoff/judge';
import { computeValue } from './value/fit';
import { computeHoldout } from './value/holdout';
import { computeConcentration } from './value/revenue';

/** Computations by name: what a plan's `compute` step may ask for. */
export type Computations = ReadonlyMap<string, Computation>;

/**
 * Every computation, one line each; workers and the command line run them. A plan asks for one with
 *
 *     { step: 'compute', name: 'fit', work: 'value', sql: sql`SELECT …`, params: { … } }
 *
 * and finds its frame `rows` as table `<prefix>_fit_rows` in later steps and as `fit.rows` in its answers.
 */
export const computations: Computations = new Map<string, Computation>([
  ['segments-search', searchSegments],
  ['segments', computeSegments],
  ['bakeoff', judgeBakeoff],
  ['value', computeValue],
  ['value-holdout', computeHoldout],
  ['value-concentration', computeConcentration],
]);

/**
 * Runs one computation by name.
 * @throws VitrineError what the computation throws, `internal` for an unknown name
 */
export function runComputation(
  known: Computations,
  work: string,
  frame: Frame,
  params: Json,
  report: (done: number) => void,
): Readonly<Record<string, Frame>> {
  const computation = known.get(work);
  if (computation === undefined) throw new VitrineError('internal', { reason: `there is no computation ${work}` });
  return computation(frame, params, report);
}
