import type { Formatter } from '../../core/format';
import type { Catalogue } from '../../core/words';
import { outstanding } from '../../charts/sidesExhibit';
import type { Measure, SideBySideFigures } from './result';

export interface SideBySideWords {
  readonly measures: Readonly<Record<Measure, string>>;
  readonly headline: (figures: SideBySideFigures, format: Formatter) => string;
  readonly sub: string;
  readonly columns: Readonly<Record<'caption' | 'customer' | 'silent', string>>;
}

/** A figure as a person reads it. */
export function printFigure(measure: Measure, value: number | null, format: Formatter): string {
  if (value === null) return '–';
  if (measure === 'money') return format.moneyCompact(value);
  if (measure === 'share' || measure === 'bounce' || measure === 'buyers')
    return format.percent(value, value < 0.1 ? 1 : 0);
  return measure === 'silent' ? format.compact(Math.round(value)) : format.number(value, 1);
}

/** What tells most of a segment: buyers, then orders, then sessions. */
export const telling = ['buyers', 'orders', 'sessions'] as const satisfies readonly Measure[];

export const sideBySideWords: Catalogue<SideBySideWords> = {
  en: {
    measures: {
      share: 'Share of customers',
      sessions: 'Sessions each',
      bounce: 'Sessions of one event',
      buyers: 'Have bought',
      orders: 'Orders per buyer',
      silent: 'Days since an order',
      money: 'Money per buyer',
    },
    headline: (figures, f) => {
      if (figures.groups.length < 2) return 'No segment to compare yet';
      const found = outstanding(figures, telling);
      if (found === null) return 'No segment differs clearly from everybody';
      const { group, all, by } = found;
      const [own, others] = [group, all].map((g) => printFigure(by, g.figures[by].value, f));
      const name = `“${group.segment ?? ''}”`;
      if (by === 'buyers') return `${own} of ${name} have bought, ${others} of everybody`;
      return by === 'orders'
        ? `Buyers in ${name} made ${own} orders each, all buyers ${others}`
        : `${name} came ${own} times each, everybody ${others}`;
    },
    sub: 'Segments beside everybody: shares and means with 95\u00A0% intervals; money is net of refunds',
    columns: {
      caption: 'Segments side by side',
      customer: 'Customer',
      silent: 'Days since the last purchase',
    },
  },
  ru: {
    measures: {
      share: 'Доля клиентов',
      sessions: 'Визитов на клиента',
      bounce: 'Визиты из одного события',
      buyers: 'Покупали',
      orders: 'Заказов на покупателя',
      silent: 'Дней без заказов',
      money: 'Денег на покупателя',
    },
    headline: (figures, f) => {
      if (figures.groups.length < 2) return 'Пока нет сегментов для сравнения';
      const found = outstanding(figures, telling);
      if (found === null) return 'Ни один сегмент явно не отличается от всех клиентов';
      const { group, all, by } = found;
      const [own, others] = [group, all].map((g) => printFigure(by, g.figures[by].value, f));
      const name = `«${group.segment ?? ''}»`;
      if (by === 'buyers') return `В сегменте ${name} покупали ${own}, среди всех — ${others}`;
      return by === 'orders'
        ? `В сегменте ${name} заказов на покупателя ${own}, у всех — ${others}`
        : `В сегменте ${name} визитов на клиента ${own}, у всех — ${others}`;
    },
    sub: 'Сегменты рядом со всеми клиентами: доли и средние с 95\u00A0% интервалами; деньги за вычетом возвратов',
    columns: {
      caption: 'Сегменты рядом',
      customer: 'Клиент',
      silent: 'Дней с последней покупки',
    },
  },
};
