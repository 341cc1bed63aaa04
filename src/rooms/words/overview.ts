import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';

/** The room Overview. */
export interface OverviewWords {
  readonly lead: (findings: number) => string;
  readonly title: string;
  readonly metrics: string;
  /** Of all buyers, the share with a second order. */
  readonly cameBack: (share: number, format: Formatter) => string;
  /** Of all customers seen, the share who bought. */
  readonly buy: (share: number, format: Formatter) => string;
}

/** A share this near to a half is called one. */
const NEAR_HALF = 0.015;

/** "4 in 100", "8 in 1,000": a small share as people. */
function perHundred(share: number, format: Formatter): string {
  const of = share < 0.0095 ? 1000 : 100;
  return `${format.integer(Math.max(1, Math.round(share * of)))} in ${format.integer(of)}`;
}

export const overviewWords: Catalogue<OverviewWords> = {
  en: {
    title: 'What stands out',
    metrics: 'Key figures',
    cameBack: (share, format) => {
      if (share >= 0.995) return 'Every customer who bought came back';
      if (share <= 0.005) return 'Nobody who bought has come back';
      if (Math.abs(share - 0.5) <= NEAR_HALF) return 'Half of the buyers bought once and have not come back';
      return share > 0.5
        ? `${format.percent(share, 0)} of buyers came back`
        : `${format.percent(1 - share, 0)} of buyers bought once and have not come back`;
    },
    buy: (share, format) =>
      share < 0.1
        ? `${perHundred(share, format)} customers buy`
        : `${format.percent(share, 0)} of the customers seen buy`,
    lead: (n) =>
      `${plural('en', n, { one: 'One finding', other: `${['Two', 'Three', 'Four', 'Five'][n - 2] ?? String(n)} findings` })} in this file. Each says how it was found; “how” opens the query and the rows behind it.`,
  },
  ru: {
    title: 'Что бросается в глаза',
    metrics: 'Показатели',
    cameBack: (share, format) => {
      if (share >= 0.995) return 'Все, кто купил, вернулись';
      if (share <= 0.005) return 'Из купивших не вернулся никто';
      if (Math.abs(share - 0.5) <= NEAR_HALF) return 'Половина покупателей купила один раз и пока не вернулась';
      return share > 0.5
        ? `Вернулись за новой покупкой ${format.percent(share, 0)} покупателей`
        : `Купили один раз и пока не вернулись ${format.percent(1 - share, 0)} покупателей`;
    },
    buy: (share, format) => `Покупают ${format.percent(share, share < 0.1 ? 1 : 0)} тех, кто заходит`,
    lead: (n) =>
      `${plural('ru', n, { one: 'Один вывод', few: `${n} вывода`, many: `${n} выводов`, other: `${n} вывода` })} по этому файлу. У каждого видно, как он получен: «как это получено» открывает запрос и строки за ним.`,
  },
};
