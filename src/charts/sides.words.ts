import type { Formatter } from '../core/format';
import { plural, type Catalogue } from '../core/words';

/** What is said of figures by segment, whatever they are figures of. */
export interface SidesWords {
  readonly everybody: string;
  /** The finding: a measure of one segment beside everybody's. */
  readonly stands: (measure: string, segment: string, own: string, all: string) => string;
  readonly alike: string;
  readonly several: string;
  readonly few: (count: number) => string;
  readonly customers: (count: number, format: Formatter) => string;
  readonly interval: (text: string) => string;
  readonly columns: Readonly<Record<'segment' | 'customers' | 'low' | 'high', string>>;
}

export const sidesWords: Catalogue<SidesWords> = {
  en: {
    everybody: 'Everybody',
    stands: (measure, segment, own, all) => `${measure}: ${own} in “${segment}”, ${all} among everybody`,
    alike: 'No segment differs clearly from everybody here',
    several: 'a customer counts in every segment they are in',
    few: (n) => `under ${n} customers: rings, without intervals`,
    customers: (n, f) => `${f.integer(n)} ${n === 1 ? 'customer' : 'customers'}`,
    interval: (text) => `95\u00A0%\u00A0interval ${text}`,
    columns: { segment: 'Segment', customers: 'Customers', low: '95\u00A0% from', high: '95\u00A0% to' },
  },
  ru: {
    everybody: 'Все',
    stands: (measure, segment, own, all) => `${measure}: ${own} в сегменте «${segment}», ${all} среди всех`,
    alike: 'Ни один сегмент здесь явно не отличается от всех клиентов',
    several: 'клиент входит в каждый свой сегмент',
    few: (n) => `меньше ${n} клиентов: кольца без интервалов`,
    customers: (n, f) =>
      `${f.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиентов' })}`,
    interval: (text) => `95\u00A0%\u00A0интервал ${text}`,
    columns: { segment: 'Сегмент', customers: 'Клиентов', low: '95\u00A0% от', high: '95\u00A0% до' },
  },
};
