import type { Catalogue } from '../../core/words';

/** Heads of the tables and of the list of sessions. */
export interface SessionColumnWords {
  readonly columns: Readonly<
    Record<
      | 'day'
      | 'sessions'
      | 'bounces'
      | 'bought'
      | 'complete'
      | 'yes'
      | 'no'
      | 'weekday'
      | 'hour'
      | 'event'
      | 'entries'
      | 'exits'
      | 'entryShare'
      | 'exitShare'
      | 'boughtShare'
      | 'from'
      | 'to'
      | 'pauses'
      | 'share'
      | 'daysCaption'
      | 'hoursCaption'
      | 'endsCaption'
      | 'pausesCaption',
      string
    >
  >;
  readonly list: Readonly<
    Record<
      | 'customer'
      | 'began'
      | 'ended'
      | 'duration'
      | 'events'
      | 'items'
      | 'categories'
      | 'bounce'
      | 'entry'
      | 'exit'
      | 'carts'
      | 'searches'
      | 'purchases'
      | 'amount'
      | 'hour'
      | 'weekday',
      string
    >
  >;
}

export const sessionColumnWords: Catalogue<SessionColumnWords> = {
  en: {
    columns: {
      day: 'Day',
      sessions: 'Sessions',
      bounces: 'One event only',
      bought: 'With a purchase',
      complete: 'Complete',
      yes: 'yes',
      no: 'no',
      weekday: 'Weekday',
      hour: 'Hour',
      event: 'Event',
      entries: 'Begin with it',
      exits: 'End with it',
      entryShare: 'Share of beginnings',
      exitShare: 'Share of ends',
      boughtShare: 'Of those that begin with it, buy',
      from: 'From',
      to: 'To',
      pauses: 'Pauses',
      share: 'Share',
      daysCaption: 'Sessions by day',
      hoursCaption: 'Sessions by weekday and hour',
      endsCaption: 'First and last events of sessions',
      pausesCaption: 'Pauses between two events',
    },
    list: {
      customer: 'Customer',
      began: 'Began',
      ended: 'Ended',
      duration: 'Length',
      events: 'Events',
      items: 'Items',
      categories: 'Categories',
      bounce: 'One event only',
      entry: 'First event',
      exit: 'Last event',
      carts: 'Added to cart',
      searches: 'Searches',
      purchases: 'Purchases',
      amount: 'Money',
      hour: 'Hour',
      weekday: 'Weekday (1 Monday)',
    },
  },
  ru: {
    columns: {
      day: 'День',
      sessions: 'Визиты',
      bounces: 'Одно событие',
      bought: 'С покупкой',
      complete: 'Завершён',
      yes: 'да',
      no: 'нет',
      weekday: 'День недели',
      hour: 'Час',
      event: 'Событие',
      entries: 'Первым',
      exits: 'Последним',
      entryShare: 'Доля начал',
      exitShare: 'Доля концов',
      boughtShare: 'Начав с него, покупают',
      from: 'От',
      to: 'До',
      pauses: 'Паузы',
      share: 'Доля',
      daysCaption: 'Визиты по дням',
      hoursCaption: 'Визиты по дням недели и часам',
      endsCaption: 'Первые и последние события визитов',
      pausesCaption: 'Паузы между событиями',
    },
    list: {
      customer: 'Клиент',
      began: 'Начало',
      ended: 'Конец',
      duration: 'Длина',
      events: 'События',
      items: 'Товары',
      categories: 'Категории',
      bounce: 'Одно событие',
      entry: 'Первое событие',
      exit: 'Последнее событие',
      carts: 'В корзину',
      searches: 'Поиски',
      purchases: 'Покупки',
      amount: 'Сумма',
      hour: 'Час',
      weekday: 'День недели (1 — пн)',
    },
  },
};
