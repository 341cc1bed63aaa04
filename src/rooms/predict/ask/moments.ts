import type { DataInfo } from '../../../core/analysis';
import { DAY } from '../../../core/time';
import { observed } from '../../../tasks/log/moments';
import type { LogTask } from '../../../tasks/spec';

/** A moment of a question that can be moved: one that is learnt from, by its place, or the one judged on. */
export type Movable = number | 'judge';

/** How far a moment can be moved, epoch ms, both inclusive and whole days from where it is. */
export interface Reach {
  readonly least: number;
  readonly most: number;
}

/** The moments of a question from first to last, the one judged on at the end. */
export function movables(task: Pick<LogTask, 'cutoffs'>): readonly Movable[] {
  return [...task.cutoffs.keys(), 'judge'];
}

export function timeOf(task: Pick<LogTask, 'cutoffs' | 'test'>, which: Movable): number {
  return which === 'judge' ? task.test : (task.cutoffs[which] ?? task.test);
}

/**
 * Where a moment may lie. A day or more is known before the first; those between leave a day to the next; what is
 * learnt from ends before the test, and the test with the data. Earlier moments give way, later ones do not.
 */
export function reachOf(task: LogTask, data: DataInfo, which: Movable): Reach {
  const { from, end } = observed(data);
  const window = task.window * DAY;
  const time = timeOf(task, which);
  const [earliest, latest] =
    which === 'judge'
      ? [from + task.cutoffs.length * DAY + window, end - window]
      : [from + (which + 1) * DAY, Math.min(task.test - window, (task.cutoffs[which + 1] ?? Infinity) - DAY)];
  const back = Math.max(0, Math.floor((time - earliest) / DAY));
  const on = Math.max(0, Math.floor((latest - time) / DAY));
  return { least: time - back * DAY, most: time + on * DAY };
}

/** The question with a moment elsewhere, as near as its reach allows; earlier ones that are in its way go before it. */
export function moved(task: LogTask, data: DataInfo, which: Movable, to: number): LogTask {
  const { least, most } = reachOf(task, data, which);
  const from = timeOf(task, which);
  const time = Math.min(most, Math.max(least, from + Math.round((to - from) / DAY) * DAY));
  if (time === from) return task;
  const test = which === 'judge' ? time : task.test;
  const cutoffs = [...task.cutoffs];
  if (which !== 'judge') cutoffs[which] = time;
  let limit = test - task.window * DAY;
  for (let i = cutoffs.length - 1; i >= 0; i--) {
    // Whole days back, so that moments stay whole days apart.
    const own = cutoffs[i] ?? limit;
    cutoffs[i] = own - Math.max(0, Math.ceil((own - limit) / DAY)) * DAY;
    limit = (cutoffs[i] ?? limit) - DAY;
  }
  return { ...task, test, cutoffs };
}
