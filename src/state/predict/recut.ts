import type { DataInfo } from '../../core/analysis';
import { DAY } from '../../core/time';
import { observed } from '../../tasks/log/moments';
import type { LogTask } from '../../tasks/spec';

/** Most moments that are learnt from. */
export const MOST_CUTOFFS = 6;

/**
 * How many cutoffs the data has room for: label windows one after another before the test's, with at least one
 * window of history before the first.
 */
export function roomFor(window: number, data: DataInfo): number {
  const { from, end } = observed(data);
  return Math.min(MOST_CUTOFFS, Math.floor((end - from) / (window * DAY)) - 2);
}

/**
 * A question with another window or number of cutoffs: the test is the last moment whose whole label is known, each
 * cutoff learnt from lies one window before the next. Where there is room for none, one is kept, and counting it
 * says why it cannot be learnt.
 */
export function recut(
  task: LogTask,
  data: DataInfo,
  change: { readonly window?: number; readonly count?: number },
): LogTask {
  const window = change.window ?? task.window;
  const test = observed(data).end - window * DAY;
  const count = Math.max(1, Math.min(change.count ?? task.cutoffs.length, roomFor(window, data)));
  const cutoffs = Array.from({ length: count }, (_, i) => test - (count - i) * window * DAY);
  return { ...task, window, test, cutoffs };
}
