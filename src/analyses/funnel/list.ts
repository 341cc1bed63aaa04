import type { Catalogue, Locale } from '../../core/words';
import type { ListColumn } from '../list';
import type { FunnelFigures } from './result';
import { groupWords } from './groups.words';
import { funnelWords } from './words';

const words: Catalogue<{
  readonly customer: string;
  readonly step: string;
  readonly dropped: string;
  readonly started: string;
  readonly differing: string;
}> = {
  en: {
    customer: 'Customer',
    step: 'Furthest step',
    dropped: 'Stopped after',
    started: 'Started (UTC)',
    differing: 'Customers counted differently',
  },
  ru: {
    customer: 'Клиент',
    step: 'Дальний шаг',
    dropped: 'Дальше не пошли',
    started: 'Начало (UTC)',
    differing: 'Кого способы считают по-разному',
  },
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

/** Title and columns of the plan's list of those whom the two semantics count differently. */
export function differingList(
  { order, steps }: FunnelFigures,
  locale: Locale,
): { readonly title: string; readonly columns: readonly ListColumn[] } {
  const w = words[locale];
  const [own, shared] = groupWords[locale].semantics;
  // How far they came counts the steps that cannot be skipped.
  const names = Object.fromEntries(
    steps
      .flatMap((s, i) => (s.optional === true ? [] : [`${i + 1} · ${funnelWords[locale].stepText(order, s, i + 1)}`]))
      .map((name, k) => [String(k + 1), name]),
  );
  return {
    title: w.differing,
    columns: [
      { label: w.customer, kind: 'text' },
      { label: own, kind: 'text', names },
      { label: shared, kind: 'text', names },
    ],
  };
}
