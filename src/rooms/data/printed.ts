import type { Formatter } from '../../core/format';
import type { ColumnProfile } from '../../data/profile';

/** A value of a column: dates as dates, ids and codes as the digits they are, en dash for none. */
export function printed(
  format: Formatter,
  { kind, min, max }: Pick<ColumnProfile, 'kind' | 'min' | 'max'>,
  value: number | string | null,
): string {
  if (value === null) return '–';
  if (kind === 'time' && typeof value === 'number') {
    // Within three days the hour tells more than the day.
    const short = typeof min === 'number' && typeof max === 'number' && max - min < 3 * 86_400_000;
    return short ? format.dateTime(value) : format.date(value);
  }
  if (typeof value === 'string') return value;
  // Ids and codes are numbers too: digits without grouping are read as what they are.
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 0.01 ? String(Number(value.toPrecision(3))) : format.number(value, 2);
}
