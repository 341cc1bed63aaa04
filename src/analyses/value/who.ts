import type { Who } from '../../core/marks';
import { purchaseBins, SILENCES } from './map';
import type { MapCell, ValueSegment } from './result';

/**
 * The customers of a cell of the map, by the plan's list.
 * @param title the mark's own
 */
export function cellWho({ column, row, from, to, customers }: MapCell, title: string): readonly Who[] {
  const bin = purchaseBins[column];
  if (bin === undefined || customers === 0) return [];
  return [
    {
      label: title,
      name: title,
      count: customers,
      of: {
        kind: 'value',
        list: 'customers',
        where: [
          { property: 'purchases', from: bin.from, ...(bin.to === Infinity ? {} : { to: bin.to + 1 }) },
          { property: 'silent_days', from, ...(row === SILENCES - 1 ? {} : { to }) },
        ],
      },
    },
  ];
}

/** The customers of a segment of RFM's map as it stands without choices, which is the one value is shown by. */
export function segmentWho({ segment, customers }: ValueSegment, name: string): readonly Who[] {
  if (customers === 0) return [];
  const of = {
    kind: 'rfm',
    list: 'customers',
    where: [{ property: 'segment', is: [segment] }],
    apart: 'value',
  };
  return [{ label: name, name, count: customers, of }];
}
