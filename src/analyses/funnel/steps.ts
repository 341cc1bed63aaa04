import type { Statement } from '../../core/engine';
import { raw, sql } from '../../sql/sql';
import type { FunnelStep } from './spec';

/** True where the row's event belongs to the step. Ids come from our own dictionary, so they stand in the text. */
export function matches(step: FunnelStep): Statement {
  return sql`event IN (${ids(step.ids)})`;
}

/** True where the row's event belongs to any step. */
export function matchesAny(steps: readonly FunnelStep[]): Statement {
  return sql`event IN (${ids([...new Set(steps.flatMap((s) => s.ids))].sort((a, b) => a - b))})`;
}

/** The lowest step (from 1) that the row's event belongs to; one more than the last where it belongs to none. */
export function lowestStep(steps: readonly FunnelStep[]): Statement {
  const cases = steps.map((s, i) => `WHEN ${matches(s).text} THEN ${i + 1}`).join(' ');
  return sql`CASE ${raw(cases)} ELSE ${raw(String(steps.length + 1))} END`;
}

/**
 * True when two different events have the same lowest step but not the same steps: only then does the
 * place in the file decide between two rows of one time.
 */
export function placeMatters(steps: readonly FunnelStep[]): boolean {
  const seen = new Map<number, string>();
  for (const id of new Set(steps.flatMap((s) => s.ids))) {
    const mine = steps.map((s) => (s.ids.includes(id) ? '1' : '0')).join('');
    const low = mine.indexOf('1');
    const other = seen.get(low);
    if (other !== undefined && other !== mine) return true;
    seen.set(low, mine);
  }
  return false;
}

function ids(list: readonly number[]) {
  for (const id of list) if (!Number.isInteger(id)) throw new Error(`event id ${id}`);
  return raw(list.join(', '));
}
