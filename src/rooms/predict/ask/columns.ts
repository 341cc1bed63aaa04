import type { Profile } from '../../../data';
import type { LabelColumn } from './slots';

/** A text of more values names things rather than tells outcomes. */
const MOST_VALUES = 1000;

/** Columns of a table that could be predicted: not those with one value, nor those that name their rows. */
export function labelColumns(profile: Profile | null): readonly LabelColumn[] {
  if (profile === null) return [];
  return (
    profile.columns
      .map((c) => ({ ...c, distinct: c.distinct ?? 0 }))
      .filter((c) => c.kind !== 'time' && c.distinct >= 2)
      // Without frequent values nearly every row has one of its own.
      .filter((c) => c.kind === 'number' || c.distinct <= 50 || (c.distinct <= MOST_VALUES && c.top.length > 0))
      .map((c) => ({
        name: c.name,
        values: c.top.map((t) => t.value),
        distinct: c.distinct,
        numeric: c.kind === 'number',
      }))
  );
}
