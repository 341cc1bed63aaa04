import type { Locale } from '../../core/words';
import type { ListColumn } from '../list';
import { SHOWN } from './plan';
import type { ScoreFigures } from './result';
import { columnWords, featureText, scoreWords } from './words';

/** What the features give where a thing never happened (features.ts): shown as a dash. */
const NEVER = { '365': '–' };

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
    ...SHOWN[task].map((name): ListColumn => {
      const about = featureText(name, locale);
      const label = columnWords[locale][name] ?? about;
      // Days are whole for who reads them; fractions of a day or of a usual spend keep one digit.
      const digits = /^(days_between|net)/.test(name) ? 1 : 0;
      return {
        label,
        kind: 'number',
        digits,
        ...(label === about ? {} : { term: { title: label, says: about } }),
        ...(/^days_(since|cart|between)/.test(name) ? { names: NEVER } : {}),
      };
    }),
  ];
}
