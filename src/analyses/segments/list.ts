import type { Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { segmentsColumns } from './columns.words';
import { namesByKey } from './names';
import type { SegmentsFigures } from './result';

/** Columns of the plan's list of customers. */
export function segmentsListColumns(figures: SegmentsFigures, locale: Locale): readonly ListColumn[] {
  const c = segmentsColumns[locale];
  const names = namesByKey(figures, locale);
  return [
    { label: c.customer, kind: 'text' },
    { label: c.segment, kind: 'text', names },
    { label: c.probability, kind: 'percent' },
    { label: c.runnerUp, kind: 'text', names },
    { label: c.runnerUpProbability, kind: 'percent' },
    { label: c.recency, kind: 'integer' },
    { label: c.frequency, kind: 'integer' },
    { label: c.monetary, kind: 'money' },
    { label: c.alive, kind: 'percent' },
    { label: c.value, kind: 'money' },
  ];
}
