import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import type { PropertyTest } from '../../core/filter';
import { nearest } from '../../core/nearest';
import { raw, sql } from '../sql';
import type { FunnelCore, StepChoice } from './params';

/** What a row has to be: one of some events, and its other columns pass the tests. */
export interface RowTest {
  readonly names: readonly string[];
  /** Ids of the events, from the spine's dictionary. */
  readonly ids: readonly number[];
  readonly where: readonly PropertyTest[];
}

/** One step as chosen, checked against the data. */
export interface FunnelStep extends RowTest {
  readonly label: string;
  readonly optional: boolean;
  /** Place among all steps, from 1. */
  readonly number: number;
  /** The column its statements test: `event` of the spine, or a flag `s<number>` of `rows.ts`. */
  readonly column: string;
}

/** Rows that keep a customer out: of `test`, after step `from` and before step `to`. */
export interface Exclusion {
  readonly test: RowTest;
  readonly from: number;
  readonly to: number;
}

/**
 * Events by their names, as ids.
 * @throws VitrineError `event.unknown` with the nearest name when the data has no such event
 */
export function rowTest(events: string | readonly string[], where: readonly PropertyTest[], data: DataInfo): RowTest {
  const byName = new Map(data.spine.events.map((e) => [e.name, e.id]));
  const names = [...new Set(typeof events === 'string' ? [events] : events)];
  const ids = names.map((name) => {
    const id = byName.get(name);
    if (id === undefined) {
      const near = nearest(name, [...byName.keys()]);
      throw new VitrineError('event.unknown', { event: name, nearest: near === null ? '' : `“${near}”` });
    }
    return id;
  });
  return { names, ids, where };
}

const partsOf = (choice: StepChoice): Extract<StepChoice, { events: unknown }> =>
  typeof choice === 'string' || Array.isArray(choice) ? { events: choice } : choice;

/**
 * The steps with their event ids. A step without a label of its own is called by its events, and what is asked
 * of their other columns.
 * @throws VitrineError `event.unknown`
 */
export function resolveSteps(params: Pick<FunnelCore, 'steps'>, data: DataInfo, flags = false): readonly FunnelStep[] {
  return (params.steps ?? []).map((given, i) => {
    const { events, where = [], label, optional = false } = partsOf(given);
    const test = rowTest(events, where, data);
    const number = i + 1;
    return {
      ...test,
      label: label ?? [test.names.join(' / '), ...where.map(testText)].join(' · '),
      optional,
      number,
      column: flags ? `s${number}` : 'event',
    };
  });
}

/** A test in a few signs that need no language: `category: shoes`, `price ≥ 10`. */
export function testText(test: PropertyTest): string {
  const list = (values: readonly unknown[]): string => values.map((x) => (x === null ? '∅' : String(x))).join(', ');
  const { property } = test;
  if ('is' in test) return `${property}: ${list(test.is)}`;
  if ('not' in test) return `${property} ≠ ${list(test.not)}`;
  if ('contains' in test) return `${property} ∋ ${test.contains}`;
  if ('given' in test) return `${property} ${test.given ? '≠' : '='} ∅`;
  const from = test.from === undefined ? '' : `${test.from} ≤ `;
  return `${from}${property}${test.to === undefined ? '' : ` < ${test.to}`}`;
}

/** True where the row belongs to the step, by the step's column or another that holds the same of another row. */
export function matches(step: FunnelStep, column = step.column): Statement {
  return step.column === 'event' ? sql`${raw(column)} IN (${ids(step.ids)})` : sql`${raw(column)} = 1`;
}

/** True where the row belongs to any step. */
export function matchesAny(steps: readonly FunnelStep[]): Statement {
  if (steps.every((s) => s.column === 'event'))
    return sql`event IN (${ids([...new Set(steps.flatMap((s) => s.ids))].sort((a, b) => a - b))})`;
  return sql`(${raw(steps.map((s) => matches(s).text).join(' OR '))})`;
}

/** The lowest step (its number) that the row belongs to; one more than the last where it belongs to none. */
export function lowestStep(steps: readonly FunnelStep[]): Statement {
  const cases = steps.map((s) => `WHEN ${matches(s).text} THEN ${s.number}`).join(' ');
  return sql`CASE ${raw(cases)} ELSE ${raw(String((steps.at(-1)?.number ?? 0) + 1))} END`;
}

/**
 * True when the place in the file decides between two rows of one time and lowest step: where they may not have the same
 * steps, and where one row may be of two steps out of three or more, for each step is a sort of its own, and were ties
 * to fall differently in two of them, a row could follow itself.
 */
export function placeMatters(steps: readonly FunnelStep[]): boolean {
  if (steps.some((s) => s.where.length > 0)) {
    return steps.some((a) => steps.some((b) => a.number < b.number && a.ids.some((id) => b.ids.includes(id))));
  }
  const seen = new Map<number, string>();
  for (const id of new Set(steps.flatMap((s) => s.ids))) {
    const mine = steps.map((s) => (s.ids.includes(id) ? '1' : '0')).join('');
    const low = mine.indexOf('1');
    if (steps.length > 2 && mine.indexOf('1', low + 1) > 0) return true;
    const other = seen.get(low);
    if (other !== undefined && other !== mine) return true;
    seen.set(low, mine);
  }
  return false;
}

/** Ids come from our own dictionary, so they stand in the text. */
export function ids(list: readonly number[]) {
  for (const id of list) if (!Number.isInteger(id)) throw new Error(`event id ${id}`);
  return raw(list.join(', '));
}
