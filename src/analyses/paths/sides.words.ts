import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Catalogue } from '../../core/words';
import type { MeasureText, SidesText } from '../../charts/sidesExhibit';
import type { PathsFigures } from './result';
import type { PathMeasure } from './sides';

interface Words {
  readonly each: Readonly<Record<PathsFigures['unit'], string>>;
  readonly via: (name: string) => string;
  readonly alone: Readonly<Record<PathsFigures['direction'], string>>;
  readonly sub: string;
  readonly unnamed: string;
  readonly caption: string;
}

const words: Catalogue<Words> = {
  en: {
    each: { sessions: 'Sessions each', customers: 'Paths each' },
    via: (name) => `Through ${name}`,
    alone: { forward: 'Nothing after', backward: 'Nothing before' },
    sub: 'What the paths of segments pass within the steps shown, beside those of everybody; shares of paths',
    unnamed: 'unnamed',
    caption: 'Paths by segment',
  },
  ru: {
    each: { sessions: 'Визитов на клиента', customers: 'Путей на клиента' },
    via: (name) => `Через ${name}`,
    alone: { forward: 'Дальше ничего', backward: 'До него ничего' },
    sub: 'Через что проходят пути сегментов и всех клиентов в пределах показанных шагов; доли путей',
    unnamed: 'без названия',
    caption: 'Пути по сегментам',
  },
};

/** What is said of paths by segment. */
export function pathSidesText({ figures }: Result<PathsFigures>, format: Formatter): SidesText<PathMeasure> {
  const w = words[format.locale];
  const { unit, direction, sides } = figures;
  const share = (label: string): MeasureText => ({ label, kind: 'percent', print: (value) => format.percent(value) });
  const via = (i: number): MeasureText => {
    const name = sides?.names[i] ?? '';
    return share(w.via(name === '' ? w.unnamed : name));
  };
  return {
    measures: {
      each: { label: w.each[unit], kind: 'number', print: (value) => format.number(value, 2) },
      alone: share(w.alone[direction]),
      via1: via(0),
      via2: via(1),
      via3: via(2),
      via4: via(3),
      via5: via(4),
    },
    sub: w.sub,
    caption: w.caption,
    // The rarer a name, the more it tells; the most frequent are passed by nearly all.
    lead: ['via5', 'via4', 'via3', 'via2', 'via1', 'alone'],
    list: { kind: 'paths', list: 'customers' },
  };
}
