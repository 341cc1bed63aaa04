import type { Formatter } from '../../../core/format';
import type { FeatureUnit } from '../../prepared';

/** How features are called and printed; texts that the page has of them. */
export interface FeatureNames {
  /** Short, as in a list: "Days since the last purchase". */
  readonly label: (column: string) => string;
  readonly unit: (column: string) => FeatureUnit;
}

/** A feature's value; null where it is missing. */
export type FeatureValue = number | string | null;

/** A value as a person reads it, with its unit. */
export function valueText(value: FeatureValue, unit: FeatureUnit, format: Formatter): string {
  if (value === null) return '–';
  if (typeof value === 'string') return format.locale === 'ru' ? `«${value}»` : `“${value}”`;
  switch (unit) {
    case 'days':
      return format.days(Math.round(value));
    case 'hours':
      return format.duration(value * 3_600_000);
    case 'money':
      return format.moneyCompact(value);
    case 'share':
      return format.percent(value, 0);
    case 'count':
      return format.compact(Math.round(value * 100) / 100);
    case 'none':
      return format.compact(value);
  }
}

/** What is usual: the median of numbers, the most frequent text; null where all are missing. */
export function usualOf(values: readonly FeatureValue[]): FeatureValue {
  const known = values.filter((v) => v !== null);
  const numbers = known.filter((v) => typeof v === 'number').sort((a, b) => a - b);
  if (numbers.length > 0) {
    const middle = Math.floor((numbers.length - 1) / 2);
    const [low = 0, high = low] = [numbers[middle], numbers[numbers.length - 1 - middle]];
    return (low + high) / 2;
  }
  const counts = new Map<FeatureValue, number>();
  for (const v of known) counts.set(v, (counts.get(v) ?? 0) + 1);
  let best: FeatureValue = null;
  for (const [v, n] of counts) if (best === null || n > (counts.get(best) ?? 0)) best = v;
  return best;
}
