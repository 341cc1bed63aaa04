import type { PlateItem } from '../core/exhibit';
import type { Formatter } from '../core/format';
import type { Narrowed } from '../core/spine';
import { plural, type Catalogue } from '../core/words';

interface FilterWords {
  readonly left: (rows: number, customers: number, format: Formatter) => string;
  readonly title: string;
  readonly says: string;
}

const filterWords: Catalogue<FilterWords> = {
  en: {
    left: (rows, customers, f) =>
      `filtered: ${f.integer(rows)} ${plural('en', rows, { one: 'row', other: 'rows' })}${
        customers === 0
          ? ''
          : ` and ${f.integer(customers)} ${plural('en', customers, { one: 'customer', other: 'customers' })}`
      } left out`,
    title: 'Filtered',
    says: 'Only the rows that pass the filter above are counted. “New” and “first” mean the first time within what is left.',
  },
  ru: {
    left: (rows, customers, f) =>
      `фильтр: без ${f.integer(rows)} ${plural('ru', rows, { one: 'строки', few: 'строк', many: 'строк', other: 'строк' })}${
        customers === 0
          ? ''
          : ` и ${f.integer(customers)} ${plural('ru', customers, { one: 'клиента', few: 'клиентов', many: 'клиентов', other: 'клиентов' })}`
      }`,
    title: 'Под фильтром',
    says: 'Считаются только строки, прошедшие фильтр вверху страницы. «Новый» и «первый» — впервые среди того, что осталось.',
  },
};

/** What a filter in force leaves out, as one item of an exhibit's plate; null without a filter. */
export function filterItem(narrowed: Narrowed | undefined, format: Formatter): PlateItem | null {
  if (narrowed === undefined) return null;
  const { left, title, says } = filterWords[format.locale];
  return { text: left(narrowed.rows, narrowed.customers, format), term: { title, says } };
}
