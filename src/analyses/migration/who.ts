import { segmentTiers, tierOf, WINDOW_SHOPPERS, type SegmentKey } from '../../core/rfmSegments';
import type { PropertyTest } from '../../core/filter';
import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import { afterKeys, NOT_YET } from './move';
import { migrationWords, type GroupKey } from './words';

const isTier = (key: GroupKey): boolean => segmentTiers.some((tier) => tier === key);

/** The segments a group stands for: itself, or those of the tier. */
function segmentsOf(key: GroupKey): readonly string[] {
  if (key === NOT_YET || key === WINDOW_SHOPPERS || !isTier(key)) return [key];
  return afterKeys.filter((segment: SegmentKey) => tierOf[segment] === key);
}

/** Customers of a group at one date, by the plan's list. */
export function groupWho(key: GroupKey, side: 'before' | 'after', title: string, customers: number): readonly Who[] {
  return listed(title, customers, [{ property: side, is: [...segmentsOf(key)] }]);
}

/** Customers who went from a group to another; nobody of an empty cell. */
export function moveWho(before: GroupKey, after: GroupKey, customers: number, { locale }: Formatter): readonly Who[] {
  const { groups } = migrationWords[locale];
  return listed(`${groups[before]} → ${groups[after]}`, customers, [
    { property: 'before', is: [...segmentsOf(before)] },
    { property: 'after', is: [...segmentsOf(after)] },
  ]);
}

function listed(name: string, count: number, where: readonly PropertyTest[]): readonly Who[] {
  return count === 0 ? [] : [{ label: name, name, count, of: { kind: 'migration', list: 'moves', where } }];
}
