import type { Catalogue } from '../../core/words';

/** Columns and captions of the tables and of the list. */
export type ValueColumn =
  | 'purchases'
  | 'silence'
  | 'customers'
  | 'returns'
  | 'alive'
  | 'expected'
  | 'x'
  | 'actual'
  | 'forecast'
  | 'naive'
  | 'day'
  | 'holders'
  | 'share'
  | 'map'
  | 'bins'
  | 'track'
  | 'spread'
  | 'customer'
  | 'bought'
  | 'silentDays'
  | 'spend'
  | 'value';

export const valueColumns: Catalogue<Readonly<Record<ValueColumn, string>>> = {
  en: {
    purchases: 'Purchases',
    silence: 'Days since the last',
    customers: 'Customers',
    returns: 'Will come back',
    alive: 'P(alive)',
    expected: 'Purchases expected',
    x: 'Repeat purchases before',
    actual: 'Happened',
    forecast: 'Forecast',
    naive: 'At the old rate',
    day: 'Up to',
    holders: 'Largest buyers',
    share: 'Share of revenue',
    map: 'Chance of another purchase by purchases and silence',
    bins: 'Mean purchases in the test period',
    track: 'Repeat purchases added up',
    spread: 'Revenue by the largest buyers',
    customer: 'Customer',
    bought: 'Purchases',
    silentDays: 'Days silent',
    spend: 'Per purchase',
    value: 'Value',
  },
  ru: {
    purchases: 'Покупки',
    silence: 'Дней с последней',
    customers: 'Клиенты',
    returns: 'Вернутся',
    alive: 'P(alive)',
    expected: 'Ожидается покупок',
    x: 'Повторных до проверки',
    actual: 'Случилось',
    forecast: 'Прогноз',
    naive: 'В прежнем темпе',
    day: 'До дня',
    holders: 'Крупнейшие покупатели',
    share: 'Доля выручки',
    map: 'Вероятность новой покупки по числу покупок и молчанию',
    bins: 'Покупок на клиента за время проверки',
    track: 'Повторные покупки нарастающим итогом',
    spread: 'Выручка крупнейших покупателей',
    customer: 'Клиент',
    bought: 'Покупки',
    silentDays: 'Дней тишины',
    spend: 'Чек',
    value: 'Ценность',
  },
};
