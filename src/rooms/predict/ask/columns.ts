import type { Profile } from '../../../data';
import type { LabelColumn } from './slots';

/** Columns of a table that could be predicted: not those with one value, nor those that name their rows. */
export function labelColumns(profile: Profile | null): readonly LabelColumn[] {
  if (profile === null) return [];
  return profile.columns
    .map((c) => ({ ...c, distinct: c.distinct ?? 0 }))
    .filter((c) => c.kind !== 'time' && c.distinct >= 2 && (c.kind === 'number' || c.distinct <= 50))
    .map((c) => ({
      name: c.name,
      values: c.top.map((t) => t.value),
      distinct: c.distinct,
      numeric: c.kind === 'number',
    }));
}
