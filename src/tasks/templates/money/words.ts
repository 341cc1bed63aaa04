import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';
import type { Stake, StakeKind, Stakes } from './stakes';

export interface StakesWords {
  readonly title: string;
  readonly headline: (s: Stakes, share: number | null, format: Formatter) => string;
  readonly sub: (s: Stakes, format: Formatter) => string;
  readonly how: Readonly<Record<StakeKind, string>>;
  readonly note: (s: Stake, kind: StakeKind, format: Formatter) => string;
  readonly columns: {
    readonly caption: (n: number) => string;
    readonly who: string;
    readonly probability: string;
    readonly spent: string;
    readonly order: string;
    readonly value: Readonly<Record<StakeKind, string>>;
  };
}

/** Customers in the picture. */
export const DRAWN = 10;

const ofAll = (share: number | null, format: Formatter): string =>
  format.percent(share, share !== null && share < 0.1 ? 1 : 0);
const clients = (n: number, format: Formatter): string =>
  `${format.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })}`;

export const stakesWords: Catalogue<StakesWords> = {
  en: {
    title: 'What is at stake',
    headline: (s, share, format) => {
      if (share === null) return 'No money is known of these customers';
      const [n, total] = [format.integer(s.top.length), format.moneyCompact(s.total)];
      const part = ofAll(share, format);
      if (s.kind === 'at-risk') return `${total} are at risk; ${n} customers hold ${part} of it: keep these first`;
      if (s.kind === 'expected') return `${total} are to be expected; ${n} customers bring ${part} of it`;
      return `${total} will probably be spent; the ${n} VIPs bring ${part} of it`;
    },
    sub: (s, format) =>
      `The ${format.integer(s.top.length)} with the most of ${format.integer(s.customers)} scored ${plural('en', s.customers, { one: 'customer', other: 'customers' })}; ${format.integer(Math.min(DRAWN, s.top.length))} are drawn, the table has all`,
    how: {
      'at-risk': 'at risk = probability to leave × spent so far',
      expected: 'expected = probability to buy × own mean order',
      predicted: 'predicted spend',
    },
    note: (s, kind, format) =>
      `${format.percent(s.probability, 0)} × ${format.moneyCompact(s.base)} ${kind === 'at-risk' ? 'spent' : 'per order'}`,
    columns: {
      caption: (n) => `The first ${n} customers`,
      who: 'Customer',
      probability: 'Probability',
      spent: 'Spent so far',
      order: 'Mean order',
      value: { 'at-risk': 'At risk', expected: 'Expected', predicted: 'Predicted' },
    },
  },
  ru: {
    title: 'Сколько на кону',
    headline: (s, share, format) => {
      if (share === null) return 'О деньгах этих клиентов ничего не известно';
      const total = format.moneyCompact(s.total);
      const part = ofAll(share, format);
      const n = clients(s.top.length, format);
      if (s.kind === 'at-risk') return `Под риском ${total}; ${part} из них — это ${n}: удерживать их первыми`;
      if (s.kind === 'expected') return `Ожидаемая выручка — ${total}; ${part} из неё — это ${n}`;
      return `Прогноз трат — ${total}; VIP (${n}) дадут ${part} из них`;
    },
    sub: (s, format) =>
      `Первые ${format.integer(s.top.length)} из ${format.integer(s.customers)} по сумме; на рисунке — ${format.integer(Math.min(DRAWN, s.top.length))}, в таблице все`,
    how: {
      'at-risk': 'под риском = вероятность ухода × потрачено',
      expected: 'ожидается = вероятность покупки × средний заказ клиента',
      predicted: 'прогноз трат',
    },
    note: (s, kind, format) =>
      `${format.percent(s.probability, 0)} × ${format.moneyCompact(s.base)} ${kind === 'at-risk' ? 'потрачено' : 'за заказ'}`,
    columns: {
      caption: (n) => `Первые ${n}`,
      who: 'Клиент',
      probability: 'Вероятность',
      spent: 'Потрачено',
      order: 'Средний заказ',
      value: { 'at-risk': 'Под риском', expected: 'Ожидается', predicted: 'Прогноз' },
    },
  },
};
