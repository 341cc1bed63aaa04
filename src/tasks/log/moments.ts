import type { DataInfo } from '../../core/analysis';
import { observedDays } from '../../core/calendar';
import { VitrineError } from '../../core/errors';
import { DAY, offsetAt } from '../../core/time';
import type { LogTask } from '../spec';

/** What a log says of time, for questions. */
export interface Observed {
  /** Epoch ms of the first row, and the exclusive end of what was observed. */
  readonly from: number;
  readonly end: number;
  /** Its times are days, so hours mean nothing. */
  readonly datesOnly: boolean;
}

/** The time a log covers up to its as-of date; a day of a log with dates only is over at its midnight. */
export function observed(data: DataInfo): Observed {
  const { spine, zone, asOf } = data;
  const atMidnight = (time: number): boolean => (time + offsetAt(zone, time)) % DAY === 0;
  return {
    from: spine.from,
    end: Math.max(observedDays(data).end, Math.min(spine.from, asOf) + 1),
    datesOnly: atMidnight(spine.from) && atMidnight(spine.to),
  };
}

/** A cutoff with what its rows are for. The label lies in `[cutoff, until)`; null for those who are scored now. */
export interface Moment {
  readonly part: 'train' | 'test' | 'current';
  readonly cutoff: number;
  readonly until: number | null;
}

/** The cutoffs of a task in the order of time: those learnt from, the test, and now. */
export function momentsOf(task: LogTask, { end }: Observed): readonly Moment[] {
  const window = task.window * DAY;
  return [
    ...task.cutoffs.map((cutoff): Moment => ({ part: 'train', cutoff, until: cutoff + window })),
    { part: 'test', cutoff: task.test, until: task.test + window },
    { part: 'current', cutoff: end, until: null },
  ];
}

/**
 * Checks a task's times against one another and the data.
 * @throws VitrineError `task.overlap` where a label window reaches beyond the data, or one that is learnt from into
 * the test's; `span.short` where nothing lies before the first cutoff; `recipe.invalid` for cutoffs out of order
 */
export function checkMoments(task: LogTask, { from, end }: Observed): void {
  const window = task.window * DAY;
  task.cutoffs.forEach((cutoff, i) => {
    const before = task.cutoffs[i - 1];
    if (before !== undefined && before >= cutoff) {
      throw new VitrineError('recipe.invalid', {
        path: `cutoffs[${i}]`,
        value: iso(cutoff),
        expected: 'later than the one before',
        nearest: '',
      });
    }
  });
  const last = task.cutoffs.at(-1) ?? task.test;
  if (last + window > task.test) {
    throw new VitrineError('task.overlap', { cutoff: iso(last), days: task.window, limit: iso(task.test) });
  }
  if (task.test + window > end) {
    throw new VitrineError('task.overlap', { cutoff: iso(task.test), days: task.window, limit: iso(end) });
  }
  const first = task.cutoffs[0] ?? task.test;
  if (first <= from) {
    throw new VitrineError('span.short', {
      days: Math.floor((end - from) / DAY),
      needed: Math.ceil((end - first) / DAY) + 1,
    });
  }
}

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
