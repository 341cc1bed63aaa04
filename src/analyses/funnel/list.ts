import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import type { FunnelFigures } from './result';
import { funnelWords } from './words';

const words: Catalogue<{
  readonly customer: string;
  readonly step: string;
  readonly dropped: string;
  readonly started: string;
}> = {
  en: { customer: 'Customer', step: 'Furthest step', dropped: 'Stopped after', started: 'Started (UTC)' },
  ru: { customer: 'Клиент', step: 'Дальний шаг', dropped: 'Дальше не пошли', started: 'Начало (UTC)' },
};

/** Columns of the plan's list of customers. */
export function funnelListColumns({ order, steps }: FunnelFigures, locale: Locale): readonly ListColumn[] {
  const w = words[locale];
  const names = Object.fromEntries(
    steps.map((s, i) => [String(i + 1), `${i + 1} · ${funnelWords[locale].stepText(order, s, i + 1)}`]),
  );
  return [
    { label: w.customer, kind: 'text' },
    { label: w.step, kind: 'text', names },
    { label: w.dropped, kind: 'text', names },
    { label: w.started, kind: 'time' },
  ];
}
