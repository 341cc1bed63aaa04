import type { Catalogue } from '../../core/words';

/** The empty page. */
export interface WelcomeWords {
  readonly title: string;
  readonly lead: string;
  readonly dropHint: string;
  readonly privacy: string;
  readonly proof: string;
  readonly samples: string;
  readonly sampleCards: Readonly<Record<'shop' | 'orders', { title: string; text: string; action: string }>>;
}

export const welcomeWords: Catalogue<WelcomeWords> = {
  en: {
    title: 'See what your customers do. Nobody else will.',
    lead: 'Drop a table of events or orders. In a minute you have key figures, a funnel, customer segments and a list of who is likely to buy.',
    dropHint: 'One row per event or order, with a customer and a time. Several files at once are fine.',
    privacy: 'Everything is computed in this tab. No file, row or figure is sent anywhere.',
    proof: 'Pull the network cable and try: it goes on working.',
    samples: 'Or look at a sample first',
    sampleCards: {
      shop: {
        title: 'An online shop’s events',
        text: 'Views, carts, checkouts and purchases of one year: a funnel, segments and purchase scores.',
        action: 'Open the shop',
      },
      orders: {
        title: 'A shop’s orders',
        text: 'Two years of orders and refunds: revenue, repeat customers, segments and who will buy again.',
        action: 'Open the orders',
      },
    },
  },
  ru: {
    title: 'Посмотрите, что делают ваши клиенты. Больше никто не увидит.',
    lead: 'Перетащите таблицу событий или заказов. Через минуту у вас будут показатели, воронка, сегменты и список тех, кто скорее всего купит.',
    dropHint: 'Одна строка — событие или заказ, с клиентом и временем. Можно несколько файлов сразу.',
    privacy: 'Всё считается в этой вкладке. Ни файл, ни строка, ни цифра никуда не отправляются.',
    proof: 'Выдерните сетевой кабель и проверьте: всё продолжит работать.',
    samples: 'Или сначала посмотрите на пример',
    sampleCards: {
      shop: {
        title: 'События интернет-магазина',
        text: 'Просмотры, корзины, оформления и покупки за год: воронка, сегменты и вероятность покупки.',
        action: 'Открыть магазин',
      },
      orders: {
        title: 'Заказы магазина',
        text: 'Два года заказов и возвратов: выручка, повторные покупки, сегменты и кто купит снова.',
        action: 'Открыть заказы',
      },
    },
  },
};
