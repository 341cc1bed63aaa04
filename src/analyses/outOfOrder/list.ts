import type { Locale } from '../../core/words';
import type { ListColumn } from '../list';
import type { OutOfOrderFigures } from './result';
import { outOfOrderWords } from './words';

/** Columns of the plan's list of those who are not counted in order. */
export function outOfOrderListColumns({ steps }: OutOfOrderFigures, locale: Locale): readonly ListColumn[] {
  const { columns: c, reasons } = outOfOrderWords[locale];
  return [
    { label: c.customer, kind: 'text' },
    {
      label: c.step,
      kind: 'text',
      names: Object.fromEntries(steps.map((s) => [String(s.number), `${s.number} · ${s.label}`])),
    },
    { label: c.why, kind: 'text', names: reasons },
    { label: c.first, kind: 'time' },
  ];
}
