import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import type { Catalogue } from '../../core/words';
import type { WayTimes } from './result';

const words: Catalogue<{ readonly label: string; readonly name: (from: string, to: string) => string }> = {
  en: { label: 'Took so long', name: (from, to) => `All the way in ${from} – ${to}` },
  ru: { label: 'Прошли за это время', name: (from, to) => `Весь путь за ${from} – ${to}` },
};

/** The customers of a bin of the whole way, from 0, by the plan's list; nobody of an empty one. */
export function binWho({ histogram }: WayTimes, bin: number, format: Formatter): readonly Who[] {
  const { start, width, counts } = histogram;
  const count = counts[bin] ?? 0;
  if (count === 0) return [];
  const [from, to] = [start + bin * width, start + (bin + 1) * width];
  // The last bin holds its end too.
  const below = bin === counts.length - 1 ? {} : { to };
  return [
    {
      label: words[format.locale].label,
      name: words[format.locale].name(format.duration(from), format.duration(to)),
      count,
      of: { kind: 'conversionTime', list: 'customers', where: [{ property: 'took', from, ...below }] },
    },
  ];
}
