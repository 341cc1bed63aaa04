import { Formatter } from '../../core/format';
import { DAY } from '../../core/time';
import type { RetentionCohort, RetentionFigures } from './result';

/** How a cohort is called: the first day of its bucket, or its month. */
export function cohortName(cohort: RetentionCohort, { interval }: RetentionFigures, format: Formatter): string {
  const plain = new Formatter(format.locale);
  const time = Date.parse(cohort.from);
  return interval === 'month' ? plain.month(time) : plain.dayMonth(time);
}

/** A cohort's bucket in full: a day, a range of days, a month. */
export function cohortSpan(cohort: RetentionCohort, { interval }: RetentionFigures, format: Formatter): string {
  const plain = new Formatter(format.locale);
  const time = Date.parse(cohort.from);
  if (interval === 'month') return plain.month(time);
  return interval === 'day' ? plain.date(time) : plain.dateRange(time, time + 6 * DAY);
}
