import type { TaskSource } from '../../tasks/source';
import type { Task } from '../../tasks/spec';
import { recut } from './recut';

/** A question that was asked of other data, asked of this: its times are moved. Null where it cannot be asked. */
export function taskOn(source: TaskSource, task: Task, proposed: Task | null): Task | null {
  if (task.kind === 'table') return source.kind === 'table' ? task : null;
  if (source.kind !== 'log' || proposed === null) return null;
  if (task.kind === 'log') return recut(task, source.data, {});
  return proposed.kind === 'session' ? { ...task, test: proposed.test } : null;
}

/** Whether two questions are the same, word by word. */
export const sameQuestion = (a: Task, b: Task): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether two are the same data, seen the same way. */
export function sameSource(a: TaskSource | null, b: TaskSource | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'log' && b.kind === 'log') {
    return a.data.spine === b.data.spine && a.data.asOf === b.data.asOf && a.data.zone === b.data.zone;
  }
  if (a.kind === 'table' && b.kind === 'table') {
    return a.main.table === b.main.table;
  }
  return false;
}

/** Whether two are of one file. */
export function sameTable(a: TaskSource | null, b: TaskSource | null): boolean {
  const name = (s: TaskSource | null): string | null =>
    s === null ? null : s.kind === 'log' ? s.data.spine.source : s.main.name;
  return a?.kind === b?.kind && name(a) === name(b);
}
