import * as v from 'valibot';
import type { DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { nearest } from '../core/nearest';
import { raw, sql } from './sql';

/** Which rows count as activity: an event, events that count alike, every row, or purchases. */
export const activityChoice = v.union([
  v.pipe(v.string(), v.minLength(1)),
  v.pipe(v.array(v.string()), v.minLength(1)),
  v.strictObject({ rows: v.picklist(['all', 'purchases']) }),
]);
export type ActivityChoice = v.InferOutput<typeof activityChoice>;

/** A choice that was checked against the data. */
export interface Activity {
  /** What it is called: the events' names, or the kind of rows. */
  readonly label: ActivityLabel;
  /** Condition on the spine's columns; null where every row counts. */
  readonly condition: Statement | null;
}

/** Names of events, or which rows. */
export type ActivityLabel = { readonly events: readonly string[] } | { readonly rows: 'all' | 'purchases' };

/** What counts where nothing is chosen: any row of an event log, purchases of a transaction log. */
export function defaultActivity({ spine }: DataInfo): ActivityChoice {
  return { rows: spine.kind === 'events' ? 'all' : 'purchases' };
}

/**
 * Checks a choice against the data.
 * @param path where in the parameters it stands, for the error
 * @throws VitrineError `event.unknown` with the nearest name; `recipe.invalid` for purchases where there are none
 */
export function resolveActivity(choice: ActivityChoice, data: DataInfo, path: string): Activity {
  if (typeof choice === 'object' && 'rows' in choice) {
    if (choice.rows === 'all') return { label: { rows: 'all' }, condition: null };
    if (data.spine.purchases === 0) {
      throw new VitrineError('recipe.invalid', {
        path,
        value: '“purchases”',
        expected: 'an event that occurs: no row is a purchase',
        nearest: '',
      });
    }
    return { label: { rows: 'purchases' }, condition: sql`sign = 1` };
  }
  const byName = new Map(data.spine.events.map((e) => [e.name, e.id]));
  const names = [...new Set(typeof choice === 'string' ? [choice] : choice)];
  const ids = names.map((name) => {
    const id = byName.get(name);
    if (id === undefined) {
      const near = nearest(name, [...byName.keys()]);
      throw new VitrineError('event.unknown', { event: name, nearest: near === null ? '' : `“${near}”` });
    }
    return id;
  });
  return { label: { events: names }, condition: sql`event IN (${raw([...ids].sort((a, b) => a - b).join(', '))})` };
}

/** 1 where the row counts, else 0. */
export function flag({ condition }: Activity): Statement {
  return condition === null ? sql`1` : sql`CASE WHEN ${condition} THEN 1 ELSE 0 END`;
}
