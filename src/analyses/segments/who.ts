import type { PropertyTest } from '../../core/filter';
import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import { nameOf } from './names';
import type { SegmentFigures, SegmentsFigures } from './result';

const words: Catalogue<{ readonly certainty: string; readonly name: (bin: string) => string }> = {
  en: { certainty: 'Buyers as sure as this', name: (bin) => `Sure of their group: ${bin}` },
  ru: { certainty: 'Покупатели с такой уверенностью', name: (bin) => `Уверенность в группе: ${bin}` },
};

const listed = (name: string, label: string, count: number, where: readonly PropertyTest[]): readonly Who[] =>
  count === 0 ? [] : [{ label, name, count, of: { kind: 'segments', list: 'customers', where } }];

/** The buyers of a group, by the plan's list. The list calls a group by the person's name where there is one. */
export function groupWho(group: SegmentFigures, figures: SegmentsFigures, locale: Locale): readonly Who[] {
  const name = nameOf(group, figures, locale);
  return listed(name, name, group.customers, [{ property: 'segment', is: [figures.names[group.key] ?? group.key] }]);
}

/** Those who stand apart: who never bought, or whose refunds took back what they paid. */
export function apartWho(key: 'window-shoppers' | 'no-net', name: string, customers: number): readonly Who[] {
  return listed(name, name, customers, [{ property: 'segment', is: [key] }]);
}

/** Buyers by the probability of their group: bin 0 is below 50 %, then tenths; the last holds 100 % too. */
export function certaintyWho(bin: number, title: string, customers: number, locale: Locale): readonly Who[] {
  const w = words[locale];
  const range = bin === 0 ? { to: 0.5 } : bin >= 5 ? { from: 0.9 } : { from: (4 + bin) / 10, to: (5 + bin) / 10 };
  return listed(w.name(title), w.certainty, customers, [{ property: 'probability', ...range }]);
}
