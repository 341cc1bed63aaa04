import { plural, type Catalogue, type Locale } from '../core/words';
import { familyWords } from './features.words';
import type { FeatureFlag, Part, PreparedFeature } from './prepared';
import type { FeatureGroup, Question } from './spec';
import type { LeftOut } from './table/labels';

interface TaskWords {
  readonly questions: {
    readonly [Q in Question]: {
      /** A name for a card. */
      readonly title: string;
      /** What is asked, with `days` of the label where it has them. */
      readonly asks: (days: number) => string;
      /** Who or what a row is. */
      readonly row: string;
      /** Class 1, as a short noun or participle. */
      readonly positive: string;
      /** Class 0. */
      readonly rest: string;
    };
  };
  readonly groups: { readonly [G in FeatureGroup]: string };
  readonly parts: { readonly [P in Part]: string };
  readonly flags: { readonly [F in FeatureFlag]: string };
  /** Why a column is not learnt from. */
  readonly leftOut: { readonly [L in LeftOut]: string };
  /** The window of a feature; null for all time. */
  readonly window: (days: number | null) => string;
}

const dni = (n: number): string =>
  plural('ru', n, { one: `${n} день`, few: `${n} дня`, many: `${n} дней`, other: `${n} дня` });
const days = (n: number): string => plural('en', n, { one: `${n} day`, other: `${n} days` });

/** Texts of predictive questions. */
export const taskWords: Catalogue<TaskWords> = {
  en: {
    questions: {
      churn: {
        title: 'Who is about to leave',
        asks: (n) => `Will an active customer be silent for the next ${days(n)}?`,
        row: 'active customer',
        positive: 'left',
        rest: 'stayed',
      },
      repurchase: {
        title: 'Who buys again',
        asks: (n) => `Will a customer who has bought buy again within ${days(n)}?`,
        row: 'customer who has bought',
        positive: 'bought again',
        rest: 'did not buy',
      },
      value: {
        title: 'Who will spend how much',
        asks: (n) => `How much will a customer who has bought spend within ${days(n)}?`,
        row: 'customer who has bought',
        positive: 'spent',
        rest: 'spent nothing',
      },
      propensity: {
        title: 'Who buys next',
        asks: (n) => `Will a recent visitor buy within ${days(n)}?`,
        row: 'recent visitor',
        positive: 'bought',
        rest: 'did not buy',
      },
      conversion: {
        title: 'Which visits end in a purchase',
        asks: () => 'Will this visit end in a purchase, going by how it began?',
        row: 'visit',
        positive: 'bought',
        rest: 'left without buying',
      },
      decline: {
        title: 'Whose activity drops',
        asks: () => 'Will this customer become less active?',
        row: 'customer',
        positive: 'less active',
        rest: 'as before',
      },
      upsell: {
        title: 'Who takes more',
        asks: () => 'Will this customer accept an additional offer?',
        row: 'customer',
        positive: 'accepted',
        rest: 'did not',
      },
      custom: {
        title: 'A column of your choice',
        asks: () => 'What will this column say?',
        row: 'row',
        positive: 'yes',
        rest: 'no',
      },
    },
    groups: {
      recency: 'How recently',
      frequency: 'How often',
      money: 'Money',
      tenure: 'How long a customer',
      gaps: 'Rhythm of purchases',
      trend: 'Trend',
      funnel: 'How far in the shop',
      sessions: 'Visits',
      cart: 'Carts left behind',
      variety: 'Variety',
      promo: 'Promotions',
      calendar: 'Time of day and week',
      history: 'Before this visit',
      column: 'Columns of the table',
      periods: 'Changes over periods',
    },
    parts: { train: 'to learn from', test: 'to be judged on', current: 'to be scored now' },
    flags: {
      future: 'Looks beyond the moment of the forecast.',
      'encodes-label': 'Tells the answer almost alone: it was probably written down afterwards.',
      suspicious: 'Tells a lot all alone. Make sure it was known beforehand.',
      constant: 'The same in every row.',
    },
    leftOut: {
      label: 'is what is predicted',
      id: 'only numbers the rows',
      'names-rows': 'almost every row has a value of its own',
      constant: 'the same in every row',
      empty: 'has no values',
    },
    window: (n) => (n === null ? 'all time' : `last ${days(n)}`),
  },
  ru: {
    questions: {
      churn: {
        title: 'Кто собирается уйти',
        asks: (n) => `Замолчит ли активный клиент на ближайшие ${dni(n)}?`,
        row: 'активный клиент',
        positive: 'ушёл',
        rest: 'остался',
      },
      repurchase: {
        title: 'Кто купит снова',
        asks: (n) => `Купит ли покупатель ещё раз в ближайшие ${dni(n)}?`,
        row: 'покупатель',
        positive: 'купил снова',
        rest: 'не купил',
      },
      value: {
        title: 'Кто сколько потратит',
        asks: (n) => `Сколько покупатель потратит за ближайшие ${dni(n)}?`,
        row: 'покупатель',
        positive: 'потратил',
        rest: 'не потратил ничего',
      },
      propensity: {
        title: 'Кто купит в ближайшие дни',
        asks: (n) => `Купит ли недавний посетитель в ближайшие ${dni(n)}?`,
        row: 'недавний посетитель',
        positive: 'купил',
        rest: 'не купил',
      },
      conversion: {
        title: 'Какой визит закончится покупкой',
        asks: () => 'Закончится ли визит покупкой, судя по его началу?',
        row: 'визит',
        positive: 'купил',
        rest: 'ушёл без покупки',
      },
      decline: {
        title: 'Чья активность снизится',
        asks: () => 'Станет ли клиент менее активным?',
        row: 'клиент',
        positive: 'стал менее активным',
        rest: 'как прежде',
      },
      upsell: {
        title: 'Кто возьмёт ещё',
        asks: () => 'Примет ли клиент дополнительное предложение?',
        row: 'клиент',
        positive: 'согласился',
        rest: 'не согласился',
      },
      custom: {
        title: 'Любой столбец',
        asks: () => 'Что окажется в этом столбце?',
        row: 'строка',
        positive: 'да',
        rest: 'нет',
      },
    },
    groups: {
      recency: 'Давность',
      frequency: 'Частота',
      money: 'Деньги',
      tenure: 'Стаж',
      gaps: 'Ритм покупок',
      trend: 'Тренд',
      funnel: 'Путь к покупке',
      sessions: 'Визиты',
      cart: 'Брошенные корзины',
      variety: 'Разнообразие',
      promo: 'Акции',
      calendar: 'Часы и дни недели',
      history: 'До этого визита',
      column: 'Столбцы таблицы',
      periods: 'Изменения по периодам',
    },
    parts: { train: 'для обучения', test: 'для проверки', current: 'для оценки сейчас' },
    flags: {
      future: 'Заглядывает дальше момента прогноза.',
      'encodes-label': 'Выдаёт ответ почти в одиночку: скорее всего, записано уже после события.',
      suspicious: 'Говорит очень много само по себе. Проверьте, что это было известно заранее.',
      constant: 'Одинаково во всех строках.',
    },
    leftOut: {
      label: 'это и предсказывается',
      id: 'только нумерует строки',
      'names-rows': 'почти у каждой строки своё значение',
      constant: 'одинаков во всех строках',
      empty: 'пуст',
    },
    window: (n) => (n === null ? 'за всё время' : `за ${dni(n)}`),
  },
};

/** A feature as a person reads it. */
export interface FeatureText {
  /** A few words, with the window. */
  readonly title: string;
  /** One sentence: what is counted, over which time, from what. */
  readonly about: string;
}

/**
 * The words of a feature. A column of a person's own table is called as it is there.
 */
export function featureText(
  { name, group, window }: Pick<PreparedFeature, 'name' | 'group' | 'window'>,
  locale: Locale,
): FeatureText {
  const words = familyWords[locale];
  if (group === 'column') return { title: name, about: words.column(name) };
  if (group === 'periods') {
    const cut = name.lastIndexOf(': ');
    const [of, what] = [name.slice(0, cut), name.slice(cut + 2)];
    const found = what === 'mean' || what === 'change' || what === 'slope' ? words.periods[what](of) : null;
    return found ?? { title: name, about: words.column(name) };
  }
  if (name.startsWith('events: ')) return words.event(name.slice('events: '.length));
  const family = name.replace(/_(?:\d+d|all)$/, '');
  const found = Object.hasOwn(words.families, family) ? words.families[family] : undefined;
  if (found === undefined) return { title: name, about: words.column(name) };
  const many = window !== null || name.endsWith('_all');
  const when = taskWords[locale].window(window);
  return { title: many ? `${found.title}, ${when}` : found.title, about: found.about(many ? when : null) };
}
