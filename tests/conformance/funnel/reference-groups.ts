import type { LogRow } from '../../support/spine';
import { referenceFunnel, type CompleteAttempt, type CompleteParams } from './reference-complete';

/** Whose value of `page` counts; a step by its place among all steps, from 0. */
export type ReferenceTouch = 'first' | 'last' | 'every' | { readonly place: number };

/** Name of a group (null: no value) and who reached each required step. */
export type ReferenceGroup = readonly [name: string | null, reached: readonly number[]];

const pageOf = (row: LogRow): string | null => {
  const page = row.properties?.['page'] ?? null;
  return page === null ? null : String(page);
};

/** How many took each of the first `steps` required steps. */
export const reachedOf = (attempts: readonly CompleteAttempt[], steps: number): number[] =>
  Array.from({ length: steps }, (_, k) => attempts.filter((a) => a.times.length > k).length);

/** Rows of a step, whatever the attempt. */
const isOf = (step: CompleteParams['steps'][number] | undefined, row: LogRow): boolean =>
  step !== undefined &&
  step.events.includes(row.event ?? '') &&
  (step.pages === undefined || step.pages.includes(pageOf(row) ?? ''));

/**
 * A funnel by the values of `page`, by plain loops from the definition; customers are counted. `first`, `last`:
 * of the customer's first or last row of any step that has a value. A step: of the first row in the file of that
 * step at the moment the attempt takes it; who never does is in no group. `every`: the funnel of the rows with that
 * value alone, so that a customer may be in several.
 */
export function referenceGroups(
  log: readonly LogRow[],
  params: CompleteParams,
  touch: ReferenceTouch,
): readonly ReferenceGroup[] {
  const required = params.steps.filter((s) => !s.optional);
  const groups = new Map<string | null, CompleteAttempt[]>();
  const put = (name: string | null, attempt: CompleteAttempt): void => {
    groups.set(name, [...(groups.get(name) ?? []), attempt]);
  };
  if (touch === 'every') {
    for (const page of new Set(log.map(pageOf))) {
      const alone = log.filter((r) => pageOf(r) === page);
      for (const attempt of referenceFunnel(alone, params).attempts) put(page, attempt);
    }
  } else {
    for (const attempt of referenceFunnel(log, params).attempts) {
      const own = log.filter((r) => r.customer === attempt.customer);
      if (typeof touch === 'object') {
        const step = params.steps[touch.place];
        const time = step === undefined ? undefined : attempt.times[required.indexOf(step)];
        if (time === undefined) continue;
        const row = own.find((r) => r.time === time && isOf(step, r));
        put(row === undefined ? null : pageOf(row), attempt);
      } else {
        const given = own
          .map((row, place) => ({ row, place }))
          .filter(({ row }) => pageOf(row) !== null && params.steps.some((s) => isOf(s, row)))
          .sort((a, b) => a.row.time - b.row.time || a.place - b.place);
        const counts = touch === 'first' ? given[0] : given.at(-1);
        put(counts === undefined ? null : pageOf(counts.row), attempt);
      }
    }
  }
  return [...groups].map(([name, attempts]) => [name, reachedOf(attempts, required.length)]);
}
