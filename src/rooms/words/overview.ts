import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';

/** The room Overview. */
export interface OverviewWords {
  readonly lead: (findings: number) => string;
  readonly title: string;
  readonly metrics: string;
  readonly cameBack: (share: number, format: Formatter) => string;
}

export const overviewWords: Catalogue<OverviewWords> = {
  en: {
    title: 'What stands out',
    metrics: 'Key figures',
    cameBack: (share, format) => {
      if (share >= 0.995) return 'Every customer who bought came back';
      if (share <= 0.005) return 'Nobody who bought once came back';
      return `${share < 0.5 ? 'Only ' : ''}${format.percent(share, 0)} of customers who bought once came back`;
    },
    lead: (n) =>
      `${plural('en', n, { one: 'One finding', other: `${['Two', 'Three', 'Four', 'Five'][n - 2] ?? String(n)} findings` })} in this file. Each says how it was found; “how” opens the query and the rows behind it.`,
  },
  ru: {
    title: 'Что бросается в глаза',
    metrics: 'Показатели',
    cameBack: (share, format) => {
      if (share >= 0.995) return 'Все, кто купил, вернулись';
      if (share <= 0.005) return 'Из купивших однажды не вернулся никто';
      return `${share < 0.5 ? 'Вернулись лишь' : 'Вернулись'} ${format.percent(share, 0)} купивших`;
    },
    lead: (n) =>
      `${plural('ru', n, { one: 'Один вывод', few: `${n} вывода`, many: `${n} выводов`, other: `${n} вывода` })} по этому файлу. У каждого видно, как он получен: «как» открывает запрос и строки за ним.`,
  },
};
