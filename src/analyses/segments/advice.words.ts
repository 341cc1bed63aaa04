import type { Formatter } from '../../core/format';
import type { Catalogue } from '../../core/words';
import type { ActionKey, Kpi, Priority, SegmentPlan, Strategy } from './advice';
import type { SegmentFigures } from './result';
import { horizonText } from './worth.words';

type Said = (s: SegmentFigures, format: Formatter) => string;

/** The action plan in words: each sentence names the figure it rests on. */
export interface AdviceWords {
  readonly priority: Readonly<Record<Priority, string>>;
  readonly stake: (plan: SegmentPlan, s: SegmentFigures, format: Formatter) => string;
  readonly strategies: Readonly<Record<Strategy, { readonly name: string; readonly because: Said }>>;
  readonly actions: Readonly<Record<ActionKey, Said>>;
  readonly kpis: Readonly<Record<Kpi, Said>>;
}

/** “3.2 times”, of a mean over that of all. */
const times = (value: number | null, of: number | null, format: Formatter): string =>
  value === null || of === null || of <= 0 ? '–' : format.number(value / of, 1);

/** “4.2 purchases”, “1 purchase”. */
const purchases = (s: SegmentFigures, format: Formatter): string =>
  Math.abs(s.frequency - 1) < 0.05 ? '1 purchase' : `${format.number(s.frequency, 1)} purchases`;

export const adviceWords: Catalogue<AdviceWords> = {
  en: {
    priority: { high: 'High priority', medium: 'Medium priority', low: 'Low priority' },
    stake: ({ stake }, s, format) => {
      const of = { value: 'of the expected value', revenue: 'of revenue', customers: 'of buyers' }[stake.of];
      return stake.of === 'customers'
        ? `${format.percent(stake.share, 0)} of buyers; without money nothing weighs more`
        : `${format.percent(stake.share, 0)} ${of} from ${format.percent(s.share, 0)} of buyers`;
    },
    strategies: {
      keep: {
        name: 'Keep',
        because: (s, f) =>
          `They buy of their own accord: ${purchases(s, f)} each, the last ${f.days(Math.round(s.recency))} ago.`,
      },
      grow: {
        name: 'Grow',
        because: (s, f) =>
          `There is room: ${purchases(s, f)} each, against ${f.number(s.plan.all.frequency, 1)} of all buyers.`,
      },
      start: {
        name: 'Bring to the second purchase',
        because: (s, f) => `They came lately, ${f.days(Math.round(s.recency))} ago, and have ${purchases(s, f)} each.`,
      },
      'win-back': {
        name: 'Win back',
        because: (s, f) =>
          `Silent for ${f.days(Math.round(s.recency))}; all buyers on average ${f.days(Math.round(s.plan.all.recency))}.`,
      },
      'let-go': {
        name: 'Spend little',
        because: (s, f) => `Silent for ${f.days(Math.round(s.recency))} after ${purchases(s, f)}.`,
      },
    },
    actions: {
      care: (s, f) =>
        `Give them early access and a person to write to: one has spent ${f.moneyCompact(s.monetary)}, ${times(s.monetary, s.plan.all.monetary, f)} times the average buyer.`,
      recommend: (s, f) => `Ask for reviews and recommendations: ${purchases(s, f)} each say that they like it here.`,
      'win-back': (s, f) =>
        s.monetary === null
          ? `Write personally, with a reason to return: ${purchases(s, f)} each, then ${f.days(Math.round(s.recency))} of silence.`
          : `Write personally, with a reason to return: they have spent ${f.moneyCompact(s.monetary)} each, and then ${f.days(Math.round(s.recency))} of silence.`,
      remind: (s, f) =>
        s.monetary === null
          ? `One cheap reminder by e-mail, then leave them be: ${purchases(s, f)} each so far.`
          : `One cheap reminder by e-mail, then leave them be: ${f.moneyCompact(s.monetary)} each so far.`,
      second: (s, f) =>
        `Offer the second purchase within weeks: most have bought once (${f.number(s.frequency, 1)} on average).`,
      upsell: (s, f) =>
        `Show sets and dearer lines: they spend ${f.moneyCompact(s.order)} a purchase, all buyers ${f.moneyCompact(s.plan.all.order)}.`,
      basket: (s, f) =>
        `Raise the basket, with free delivery just above ${f.moneyCompact(s.order)}: all buyers spend ${f.moneyCompact(s.plan.all.order)} a purchase.`,
      rhythm: (s, f) =>
        `Write at their own pace, when the next purchase is due: ${s.expected === null ? f.number(s.frequency, 1) : f.number(s.expected, 1)} purchases ${s.expected === null ? 'so far' : `are expected of each in ${horizonText(s.plan.horizon, f)}`}.`,
      budget: (s, f) =>
        `Keep what you spend on one well below ${f.moneyCompact(s.value)}: that is what each will probably bring in ${horizonText(s.plan.horizon, f)}.`,
      check: (s, f) => `Check the list before you write: ${f.percent(s.unclear, 0)} could as well be in another group.`,
      holdout: (s, f) =>
        `Send to nine in ten and leave ${f.integer(Math.round(s.customers / 10))} buyers out at random: only the difference after a month is your doing.`,
      quiet: (s, f) =>
        `Take these ${f.integer(s.customers)} out of paid campaigns and frequent mailings; one seasonal offer a year is enough.`,
      observe: (s, f) => `Leave them as they are and watch: ${purchases(s, f)} each, nothing stands out.`,
    },
    kpis: {
      active: (s, f) =>
        s.alive === null
          ? `Days since the last purchase: now ${f.number(s.recency, 0)}; must not grow`
          : `Share still customers: now ${f.percent(s.alive, 0)} by the forecast; must not fall`,
      second: (s, f) => `Share who have bought more than once: now ${f.percent(1 - s.oneTime, 0)}; should rise`,
      frequency: (s, f) =>
        s.expected === null
          ? `Purchases per customer: now ${f.number(s.frequency, 1)}; should rise`
          : `Purchases per customer in ${horizonText(s.plan.horizon, f)}: ${f.number(s.expected, 1)} expected if you do nothing; aim above it`,
      order: (s, f) =>
        `Money per purchase: now ${f.moneyCompact(s.order)}; should rise towards the ${f.moneyCompact(s.plan.all.order)} of all buyers`,
      returned: (s, f) =>
        s.alive === null
          ? `Share who buy again within 90 days: last purchase now ${f.days(Math.round(s.recency))} ago; every return counts`
          : `Share who buy again within 90 days: ${f.percent(s.alive, 0)} are still customers by the forecast; it should rise`,
    },
  },
  ru: {
    priority: { high: 'Высокий приоритет', medium: 'Средний приоритет', low: 'Низкий приоритет' },
    stake: ({ stake }, s, format) => {
      const of = { value: 'ожидаемой ценности', revenue: 'выручки', customers: 'покупателей' }[stake.of];
      return stake.of === 'customers'
        ? `${format.percent(stake.share, 0)} покупателей; без сумм важность не сравнить`
        : `${format.percent(stake.share, 0)} ${of} от ${format.percent(s.share, 0)} покупателей`;
    },
    strategies: {
      keep: {
        name: 'Удерживать',
        because: (s, f) =>
          `Покупают сами: в среднем ${f.number(s.frequency, 1)} покупки, последняя — ${f.days(Math.round(s.recency))} назад.`,
      },
      grow: {
        name: 'Развивать',
        because: (s, f) =>
          `Есть куда расти: покупок на человека — ${f.number(s.frequency, 1)}, в среднем по всем — ${f.number(s.plan.all.frequency, 1)}.`,
      },
      start: {
        name: 'Довести до второй покупки',
        because: (s, f) =>
          `Покупали недавно, ${f.days(Math.round(s.recency))} назад, и пока мало: ${f.number(s.frequency, 1)} покупки на человека.`,
      },
      'win-back': {
        name: 'Возвращать',
        because: (s, f) =>
          `Молчат ${f.days(Math.round(s.recency))}; в среднем по всем — ${f.days(Math.round(s.plan.all.recency))}.`,
      },
      'let-go': {
        name: 'Тратить по минимуму',
        because: (s, f) =>
          `Молчат ${f.days(Math.round(s.recency))}, а покупок было ${f.number(s.frequency, 1)} на человека.`,
      },
    },
    actions: {
      care: (s, f) =>
        `Дайте ранний доступ и личного менеджера: один такой покупатель принёс ${f.moneyCompact(s.monetary)}, в ${times(s.monetary, s.plan.all.monetary, f)} раза больше среднего.`,
      recommend: (s, f) =>
        `Просите отзывы и рекомендации: ${f.number(s.frequency, 1)} покупки на человека говорят, что им у вас нравится.`,
      'win-back': (s, f) =>
        s.monetary === null
          ? `Напишите лично и дайте повод вернуться: ${f.number(s.frequency, 1)} покупки на человека, а потом ${f.days(Math.round(s.recency))} тишины.`
          : `Напишите лично и дайте повод вернуться: потратили по ${f.moneyCompact(s.monetary)}, а потом — ${f.days(Math.round(s.recency))} тишины.`,
      remind: (s, f) =>
        s.monetary === null
          ? `Одно недорогое напоминание по почте, и всё: пока ${f.number(s.frequency, 1)} покупки на человека.`
          : `Одно недорогое напоминание по почте, и всё: пока по ${f.moneyCompact(s.monetary)} на человека.`,
      second: (s, f) =>
        `Предложите вторую покупку в ближайшие недели: большинство купили один раз (в среднем ${f.number(s.frequency, 1)}).`,
      upsell: (s, f) =>
        `Показывайте наборы и товары дороже: их средний чек — ${f.moneyCompact(s.order)}, по всем — ${f.moneyCompact(s.plan.all.order)}.`,
      basket: (s, f) =>
        `Увеличивайте чек: бесплатная доставка чуть выше ${f.moneyCompact(s.order)}; средний чек по всем — ${f.moneyCompact(s.plan.all.order)}.`,
      rhythm: (s, f) =>
        s.expected === null
          ? `Пишите в их ритме, к сроку следующей покупки: пока ${f.number(s.frequency, 1)} покупки на человека.`
          : `Пишите в их ритме, к сроку следующей покупки: за ${horizonText(s.plan.horizon, f)} ожидается ${f.number(s.expected, 1)} покупки на человека.`,
      budget: (s, f) =>
        `Тратьте на одного заметно меньше ${f.moneyCompact(s.value)}: столько каждый, вероятно, принесёт за ${horizonText(s.plan.horizon, f)}.`,
      check: (s, f) =>
        `Проверьте список перед рассылкой: ${f.percent(s.unclear, 0)} могли бы оказаться в другой группе.`,
      holdout: (s, f) =>
        `Пишите девяти из десяти, а ${f.integer(Math.round(s.customers / 10))} выбранных наугад не трогайте: через месяц ваша заслуга — только разница.`,
      quiet: (s, f) =>
        `Уберите эту группу (${f.integer(s.customers)}) из платной рекламы и частых рассылок; хватит одного сезонного предложения в год.`,
      observe: (s, f) =>
        `Ничего не меняйте и наблюдайте: ${f.number(s.frequency, 1)} покупки на человека, ничто не выделяется.`,
    },
    kpis: {
      active: (s, f) =>
        s.alive === null
          ? `Дней с последней покупки: сейчас ${f.number(s.recency, 0)}; не должно расти`
          : `Доля тех, кто ещё клиент: сейчас ${f.percent(s.alive, 0)} по прогнозу; не должна падать`,
      second: (s, f) => `Доля купивших больше одного раза: сейчас ${f.percent(1 - s.oneTime, 0)}; должна расти`,
      frequency: (s, f) =>
        s.expected === null
          ? `Покупок на человека: сейчас ${f.number(s.frequency, 1)}; должно расти`
          : `Покупок на человека за ${horizonText(s.plan.horizon, f)}: без усилий ожидается ${f.number(s.expected, 1)}; цель — больше`,
      order: (s, f) =>
        `Средний чек: сейчас ${f.moneyCompact(s.order)}; должен расти к ${f.moneyCompact(s.plan.all.order)} — среднему по всем`,
      returned: (s, f) =>
        s.alive === null
          ? `Доля купивших снова за 90 дней: сейчас молчат ${f.days(Math.round(s.recency))}; важен каждый вернувшийся`
          : `Доля купивших снова за 90 дней: ещё клиенты по прогнозу — ${f.percent(s.alive, 0)}; доля должна расти`,
    },
  },
};
