import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import type { Catalogue } from '../../core/words';
import type { RfmSegmentFigures } from './profile';
import type { RfmFigures } from './result';
import { rfmWords } from './words';

const words: Catalogue<{ readonly cell: string; readonly scores: (r: string, f: string) => string }> = {
  en: { cell: 'Buyers with these scores', scores: (r, f) => `R ${r}, F ${f}` },
  ru: { cell: 'Покупатели с такими баллами', scores: (r, f) => `R ${r}, F ${f}` },
};

/** The buyers of a cell of the map, by the plan's list; nobody of an empty one. */
export function cellWho(
  { recency, frequency, customers }: RfmFigures['cells'][number],
  format: Formatter,
): readonly Who[] {
  if (customers === 0) return [];
  const w = words[format.locale];
  return [
    {
      label: w.cell,
      name: w.scores(format.integer(recency), format.integer(frequency)),
      count: customers,
      of: {
        kind: 'rfm',
        list: 'customers',
        where: [
          { property: 'r', is: [recency] },
          { property: 'f', is: [frequency] },
        ],
      },
    },
  ];
}

/** The customers of a segment of the map, by the plan's list; nobody of an empty one. */
export function segmentWho({ segment, customers }: RfmSegmentFigures, { locale }: Formatter): readonly Who[] {
  if (customers === 0) return [];
  const name = rfmWords[locale].segments[segment];
  return [
    {
      label: name,
      name,
      count: customers,
      of: { kind: 'rfm', list: 'customers', where: [{ property: 'segment', is: [segment] }] },
    },
  ];
}
