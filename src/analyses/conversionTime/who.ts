import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import type { Catalogue } from '../../core/words';
import type { ConversionTimeFigures, ConvertedBy, WayTimes } from './result';

interface WhoWords {
  readonly bin: string;
  readonly all: (from: string, to: string) => string;
  readonly by: string;
  readonly within: (time: string) => string;
  readonly took: string;
}

const words: Catalogue<WhoWords> = {
  en: {
    bin: 'Took so long',
    all: (from, to) => `All the way in ${from} – ${to}`,
    by: 'Had gone all the way by then',
    within: (time) => `All the way within ${time}`,
    took: 'Took this step',
  },
  ru: {
    bin: 'Прошли за это время',
    all: (from, to) => `Весь путь за ${from} – ${to}`,
    by: 'К этому времени прошли весь путь',
    within: (time) => `Весь путь не дольше чем за ${time}`,
    took: 'Сделали этот шаг',
  },
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
      label: words[format.locale].bin,
      name: words[format.locale].all(format.duration(from), format.duration(to)),
      count,
      of: { kind: 'conversionTime', list: 'customers', where: [{ property: 'took', from, ...below }] },
    },
  ];
}

/** Who had gone all the way by a time of the curve, by the plan's list. */
export function byWho({ time }: ConvertedBy, format: Formatter): readonly Who[] {
  const w = words[format.locale];
  const where = [{ property: 'took', to: time + 1 }];
  return [
    {
      label: w.by,
      name: w.within(format.duration(time)),
      of: { kind: 'conversionTime', list: 'customers', where },
    },
  ];
}

/**
 * Who came to the step that a way leads to, by the list of the same funnel. Sessions are counted, but customers are
 * named.
 * @param name the way's
 */
export function wayWho(
  { step, n }: WayTimes,
  { unit }: ConversionTimeFigures,
  name: string,
  { locale }: Formatter,
): readonly Who[] {
  return [
    {
      label: words[locale].took,
      name,
      ...(unit === 'customers' ? { count: n } : {}),
      of: {
        kind: 'funnel',
        list: 'customers',
        where: [{ property: 'step', from: step }],
        apart: 'conversionTime',
      },
    },
  ];
}
