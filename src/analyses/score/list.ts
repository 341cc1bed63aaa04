import type { Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { SHOWN } from './plan';
import type { ScoreFigures } from './result';
import { featureText, scoreWords } from './words';

/** Columns of the plan's list of customers. */
export function scoreListColumns({ task, bands }: ScoreFigures, locale: Locale): readonly ListColumn[] {
  const c = scoreWords[locale].columns;
  const names = Object.fromEntries(
    bands.map((b, i) => [String(i + 1), `${Math.round(b.from * 100)}–${Math.round(b.to * 100)}\u00a0%`]),
  );
  return [
    { label: c.customer, kind: 'text' },
    { label: c.score, kind: 'percent' },
    { label: c.bandNumber, kind: 'text', names },
    ...SHOWN[task].map((name): ListColumn => ({ label: featureText(name, locale), kind: 'number', digits: 1 })),
  ];
}
