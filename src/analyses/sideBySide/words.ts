import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import type { Figure, Measure, SideBySideFigures, SideGroup } from './result';

export interface SideBySideWords {
  readonly everybody: string;
  readonly measures: Readonly<Record<Measure, string>>;
  readonly headline: (figures: SideBySideFigures, format: Formatter) => string;
  readonly sub: string;
  readonly several: string;
  readonly few: (count: number) => string;
  readonly customers: (count: number, format: Formatter) => string;
  readonly interval: (text: string) => string;
  readonly columns: Readonly<
    Record<'caption' | 'segment' | 'customers' | 'low' | 'high' | 'customer' | 'silent', string>
  >;
}

/** Fewer customers than this say little: no intervals, rings instead of dots. */
export const FEW = 10;

/** A figure as a person reads it. */
export function printFigure(measure: Measure, value: number | null, format: Formatter): string {
  if (value === null) return '–';
  if (measure === 'money') return format.moneyCompact(value);
  if (measure === 'share' || measure === 'bounce' || measure === 'buyers')
    return format.percent(value, value < 0.1 ? 1 : 0);
  return measure === 'silent' ? format.compact(Math.round(value)) : format.number(value, 1);
}

const clearOf = (a: Figure, b: Figure): boolean =>
  a.interval !== null && b.value !== null && (a.interval.low > b.value || a.interval.high < b.value);

/** The segment that stands out most from everybody by what tells most: buyers, then orders, then sessions. */
function outstanding({
  groups,
  measures,
}: SideBySideFigures): { group: SideGroup; all: SideGroup; by: Measure } | null {
  const [all, ...segments] = groups;
  if (all === undefined) return null;
  for (const by of ['buyers', 'orders', 'sessions'] as const) {
    if (!measures.includes(by)) continue;
    const ratio = (g: SideGroup): number =>
      Math.abs(Math.log((g.figures[by].value ?? 1) / (all.figures[by].value ?? 1)));
    const clear = segments.filter(
      (g) => g.customers >= FEW && clearOf(g.figures[by], all.figures[by]) && Number.isFinite(ratio(g)),
    );
    const group = [...clear].sort((a, b) => ratio(b) - ratio(a))[0];
    if (group !== undefined) return { group, all, by };
  }
  return null;
}

export const sideBySideWords: Catalogue<SideBySideWords> = {
  en: {
    everybody: 'Everybody',
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
      const found = outstanding(figures);
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
    several: 'a customer counts in every segment they are in',
    few: (n) => `under ${n} customers: rings, without intervals`,
    customers: (n, f) => `${f.integer(n)} ${n === 1 ? 'customer' : 'customers'}`,
    interval: (text) => `95\u00A0%\u00A0interval ${text}`,
    columns: {
      caption: 'Segments side by side',
      segment: 'Segment',
      customers: 'Customers',
      low: '95\u00A0% from',
      high: '95\u00A0% to',
      customer: 'Customer',
      silent: 'Days since the last purchase',
    },
  },
  ru: {
    everybody: 'Все',
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
      const found = outstanding(figures);
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
    several: 'клиент входит в каждый свой сегмент',
    few: (n) => `меньше ${n} клиентов: кольца без интервалов`,
    customers: (n, f) =>
      `${f.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиентов' })}`,
    interval: (text) => `95\u00A0%\u00A0интервал ${text}`,
    columns: {
      caption: 'Сегменты рядом',
      segment: 'Сегмент',
      customers: 'Клиентов',
      low: '95\u00A0% от',
      high: '95\u00A0% до',
      customer: 'Клиент',
      silent: 'Дней с последней покупки',
    },
  },
};
