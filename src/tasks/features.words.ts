import type { Catalogue } from '../core/words';

interface FamilyText {
  readonly title: string;
  /** @param when the window in words, for features that have several */
  readonly about: (when: string | null) => string;
}

interface Text {
  readonly title: string;
  readonly about: string;
}

interface FamilyWords {
  readonly families: { readonly [family: string]: FamilyText | undefined };
  readonly column: (name: string) => string;
  /** Rows of one event in a session. */
  readonly event: (name: string) => Text;
  readonly periods: { readonly [P in 'mean' | 'change' | 'slope']: (of: string) => Text };
}

const text = (title: string, about: string): FamilyText => ({
  title,
  about: (when) => (when === null ? `${about}.` : `${about}, ${when}.`),
});

/** A sentence for each family of the catalogue: what it is, and what it is read from. */
export const familyWords: Catalogue<FamilyWords> = {
  en: {
    families: {
      days_since_event: text('Days since the last event', 'Days from the customer’s last row to the date'),
      days_since_cart: text(
        'Days since the last cart',
        'Days since something was last put in the cart; empty if never',
      ),
      days_since_purchase: text(
        'Days since the last purchase',
        'Days since the last purchase; empty if there was none',
      ),
      events: text('Events', 'Number of the customer’s rows in the log'),
      active_days: text('Active days', 'Days (of 24 hours back from the date) with a row in the log'),
      purchases: text('Purchases', 'Distinct orders; without orders, days with a purchase'),
      purchase_days: text('Days with a purchase', 'Days (of 24 hours back from the date) with a purchase'),
      refunds: text('Refunds', 'Number of refund rows'),
      spend: text('Spend', 'Money of purchases, refunds not taken off'),
      spend_mean: text('Mean purchase', 'Spend per purchase; empty if there was none'),
      spend_max: text('Largest day’s spend', 'The most spent in one day; empty if nothing was bought'),
      refunded: text('Money refunded', 'Money of refunds'),
      days_since_first_event: text('Days since the first event', 'Days from the customer’s first row to the date'),
      days_since_first_purchase: text('Days since the first purchase', 'Days since the first purchase; empty if none'),
      gap_mean: text(
        'Usual gap between purchases',
        'Mean number of days between purchase days; empty if fewer than two',
      ),
      gap_sd: text(
        'Irregularity of the gaps',
        'Standard deviation of the days between purchases; empty if fewer than three',
      ),
      gap_now: text(
        'Silence against the usual gap',
        'Days since the last purchase divided by the usual gap: above 1 is later than usual',
      ),
      events_trend: text(
        'Trend of events',
        'Events against those of as many days before: −1 none any more, 0 as before, 1 all new',
      ),
      purchases_trend: text(
        'Trend of purchases',
        'Purchases against those of as many days before: −1 none any more, 0 as before, 1 all new',
      ),
      spend_trend: text(
        'Trend of spend',
        'Spend against that of as many days before: −1 none any more, 0 as before, 1 all new',
      ),
      views: text('Views', 'Number of product views'),
      carts: text('Additions to the cart', 'Number of times something was put in the cart'),
      checkouts: text('Checkouts begun', 'Number of checkouts begun'),
      depth: text('Deepest step', 'How far the customer came: 0 none, 1 view, 2 cart, 3 checkout, 4 purchase'),
      hours_view_to_cart: text(
        'Hours from first view to first cart',
        'From the first view to the first cart; empty if the cart came first or never',
      ),
      hours_cart_to_purchase: text(
        'Hours from first cart to first purchase',
        'From the first cart to the first purchase; empty if the purchase came first or never',
      ),
      sessions: text('Visits', 'Number of visits; 30 minutes of silence end one'),
      session_events: text('Events per visit', 'Mean number of rows of a visit'),
      session_minutes: text('Length of a visit', 'Mean minutes from the first to the last row of a visit'),
      carts_left: text('Carts left behind', 'Days with something put in the cart and nothing bought'),
      cart_open: text('Open cart', '1 if something was put in the cart after the last purchase'),
      items: text('Different items', 'Number of different items'),
      categories: text('Different categories', 'Number of different categories'),
      promo_share: text('Share under promotion', 'Share of rows with a promotion'),
      share_night: text('Share at night', 'Share of rows between midnight and 6 o’clock'),
      share_morning: text('Share in the morning', 'Share of rows between 6 and 12 o’clock'),
      share_afternoon: text('Share in the afternoon', 'Share of rows between 12 and 18 o’clock'),
      share_evening: text('Share in the evening', 'Share of rows between 18 o’clock and midnight'),
      share_weekend: text('Share at weekends', 'Share of rows on Saturdays and Sundays'),
      purchases_weekend: text('Purchases at weekends', 'Share of purchase rows on Saturdays and Sundays'),
      events_seen: text('Events so far', 'Rows of the visit up to the moment of the forecast'),
      seconds_to_cart: text('Seconds to the cart', 'From the start of the visit to the first cart; empty if none yet'),
      seconds_to_checkout: text(
        'Seconds to the checkout',
        'From the start of the visit to the checkout; empty if none yet',
      ),
      seconds_seen: text('Seconds so far', 'From the first to the last row of the visit seen so far'),
      items_seen: text('Different items so far', 'Different items in the visit so far'),
      categories_seen: text('Different categories so far', 'Different categories in the visit so far'),
      first_event: text('First event', 'Event that the visit began with'),
      last_event: text('Latest event', 'Latest event of the visit so far'),
      hour: text('Hour of the start', 'Hour of the day at which the visit began'),
      weekday: text('Weekday', 'Day of the week at the start: 1 Monday to 7 Sunday'),
      sessions_before: text('Visits before', 'Visits of the customer before this one'),
      purchases_before: text('Purchases before', 'Purchase rows of the customer before this visit'),
      spend_before: text('Spend before', 'Money of purchases before this visit'),
      days_since_session: text(
        'Days since the visit before',
        'Days since the end of the visit before; empty at the first',
      ),
      days_since_bought: text(
        'Days since a visit with a purchase',
        'Days since the last visit with a purchase; empty if none',
      ),
    },
    column: (name) => `Column “${name}” of the table.`,
    event: (name) => ({
      title: `Events “${name}” so far`,
      about: `Rows “${name}” of the visit up to the moment of the forecast.`,
    }),
    periods: {
      mean: (of) => ({ title: `${of}, mean`, about: `Mean of “${of}” over its periods.` }),
      change: (of) => ({ title: `${of}, change`, about: `Last period of “${of}” less the one before.` }),
      slope: (of) => ({ title: `${of}, trend`, about: `Slope of “${of}” per period, by least squares.` }),
    },
  },
  ru: {
    families: {
      days_since_event: text('Дней с последнего события', 'Сколько дней прошло с последней записи о клиенте'),
      days_since_cart: text(
        'Дней с последней корзины',
        'Сколько дней назад клиент клал что-то в корзину; пусто, если никогда',
      ),
      days_since_purchase: text(
        'Дней с последней покупки',
        'Сколько дней прошло с последней покупки; пусто, если их не было',
      ),
      events: text('События', 'Сколько записей о клиенте в логе'),
      active_days: text('Активные дни', 'Сколько суток (отсчёт назад от даты) есть записи о клиенте'),
      purchases: text('Покупки', 'Сколько разных заказов; без номеров заказов — дней с покупкой'),
      purchase_days: text('Дни с покупкой', 'Сколько суток (отсчёт назад от даты) есть покупки'),
      refunds: text('Возвраты', 'Сколько строк с возвратом'),
      spend: text('Траты', 'Сумма покупок, возвраты не вычтены'),
      spend_mean: text('Средняя покупка', 'Сумма на одну покупку; пусто, если покупок не было'),
      spend_max: text('Самый дорогой день', 'Наибольшая сумма покупок за сутки; пусто, если покупок не было'),
      refunded: text('Возвращено денег', 'Сумма возвратов'),
      days_since_first_event: text('Дней с первого события', 'Сколько дней прошло с первой записи о клиенте'),
      days_since_first_purchase: text(
        'Дней с первой покупки',
        'Сколько дней прошло с первой покупки; пусто, если их не было',
      ),
      gap_mean: text(
        'Обычный перерыв между покупками',
        'Среднее число дней между днями с покупкой; пусто, если их меньше двух',
      ),
      gap_sd: text(
        'Неровность перерывов',
        'Стандартное отклонение дней между покупками; пусто, если покупок меньше трёх',
      ),
      gap_now: text(
        'Молчание к обычному перерыву',
        'Дней с последней покупки, делённых на обычный перерыв: больше 1 — дольше обычного',
      ),
      events_trend: text(
        'Тренд событий',
        'События против такого же срока до того: −1 больше нет, 0 как было, 1 всё новое',
      ),
      purchases_trend: text(
        'Тренд покупок',
        'Покупки против такого же срока до того: −1 больше нет, 0 как было, 1 всё новое',
      ),
      spend_trend: text('Тренд трат', 'Траты против такого же срока до того: −1 больше нет, 0 как было, 1 всё новое'),
      views: text('Просмотры', 'Сколько просмотров товаров'),
      carts: text('Добавления в корзину', 'Сколько раз что-то клали в корзину'),
      checkouts: text('Начатые оформления', 'Сколько раз начинали оформление'),
      depth: text(
        'Самый дальний шаг',
        'Как далеко клиент дошёл: 0 никуда, 1 просмотр, 2 корзина, 3 оформление, 4 покупка',
      ),
      hours_view_to_cart: text(
        'Часов от первого просмотра до корзины',
        'От первого просмотра до первой корзины; пусто, если корзина была раньше или её нет',
      ),
      hours_cart_to_purchase: text(
        'Часов от первой корзины до покупки',
        'От первой корзины до первой покупки; пусто, если покупка была раньше или её нет',
      ),
      sessions: text('Визиты', 'Сколько визитов; визит кончается после 30 минут тишины'),
      session_events: text('Событий за визит', 'Сколько записей в среднем за визит'),
      session_minutes: text('Длина визита', 'Сколько минут в среднем от первой до последней записи визита'),
      carts_left: text('Брошенные корзины', 'Дни, когда в корзину клали, но ничего не купили'),
      cart_open: text('Открытая корзина', '1, если после последней покупки что-то положили в корзину'),
      items: text('Разные товары', 'Сколько разных товаров'),
      categories: text('Разные категории', 'Сколько разных категорий'),
      promo_share: text('Доля по акции', 'Доля строк с акцией'),
      share_night: text('Доля ночью', 'Доля записей с полуночи до 6 часов'),
      share_morning: text('Доля утром', 'Доля записей с 6 до 12 часов'),
      share_afternoon: text('Доля днём', 'Доля записей с 12 до 18 часов'),
      share_evening: text('Доля вечером', 'Доля записей с 18 часов до полуночи'),
      share_weekend: text('Доля в выходные', 'Доля записей в субботу и воскресенье'),
      purchases_weekend: text('Покупки в выходные', 'Доля покупок в субботу и воскресенье'),
      events_seen: text('Событий к этому моменту', 'Сколько записей в визите до момента прогноза'),
      seconds_to_cart: text('Секунд до корзины', 'От начала визита до первой корзины; пусто, если её ещё нет'),
      seconds_to_checkout: text('Секунд до оформления', 'От начала визита до оформления; пусто, если его ещё нет'),
      seconds_seen: text('Секунд к этому моменту', 'От первой до последней увиденной записи визита'),
      items_seen: text('Разных товаров к этому моменту', 'Сколько разных товаров в визите к этому моменту'),
      categories_seen: text('Разных категорий к этому моменту', 'Сколько разных категорий в визите к этому моменту'),
      first_event: text('Первое событие', 'С какого события начался визит'),
      last_event: text('Последнее событие', 'Последнее событие визита к этому моменту'),
      hour: text('Час начала', 'Час, в который начался визит'),
      weekday: text('День недели', 'День недели в начале визита: от 1 (понедельник) до 7 (воскресенье)'),
      sessions_before: text('Визиты до этого', 'Сколько визитов у клиента было раньше'),
      purchases_before: text('Покупки до этого', 'Сколько строк с покупкой было до этого визита'),
      spend_before: text('Траты до этого', 'Сумма покупок до этого визита'),
      days_since_session: text(
        'Дней с прошлого визита',
        'Сколько дней прошло с конца прошлого визита; у первого пусто',
      ),
      days_since_bought: text(
        'Дней с визита с покупкой',
        'Сколько дней прошло с последнего визита с покупкой; пусто, если его не было',
      ),
    },
    column: (name) => `Столбец «${name}» таблицы.`,
    event: (name) => ({
      title: `События «${name}» к этому моменту`,
      about: `Записи «${name}» в визите до момента прогноза.`,
    }),
    periods: {
      mean: (of) => ({ title: `${of}: среднее`, about: `Среднее «${of}» по периодам.` }),
      change: (of) => ({ title: `${of}: изменение`, about: `Последний период «${of}» минус предыдущий.` }),
      slope: (of) => ({ title: `${of}: тренд`, about: `Наклон «${of}» за период, по наименьшим квадратам.` }),
    },
  },
};
