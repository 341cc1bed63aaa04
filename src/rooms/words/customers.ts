import type { MigrationParams } from '../../analyses/migration/spec';
import type { Catalogue } from '../../core/words';
import type { RecencyUnit, RfmAxis } from '../../sql/rfm';

/** Parts of the room, in their order. */
export type CustomersSection = 'now' | 'moves' | 'future' | 'plan' | 'lists';
/** Lists to choose from. */
export type CustomersList = 'scores' | 'moves' | 'value' | 'groups';

/** The room Customers. */
export interface CustomersWords {
  readonly listTitle: string;
  readonly listSub: string;
  readonly movesTitle: string;
  readonly movesSub: string;
  readonly needsPurchases: string;
  readonly sections: Readonly<Record<CustomersSection, { readonly title: string; readonly lead: string }>>;
  readonly lists: Readonly<Record<CustomersList, string>>;
  readonly list: string;
  readonly bins: string;
  readonly binsNote: string;
  readonly fiveHere: string;
  readonly unit: string;
  readonly units: Readonly<Record<RecencyUnit, string>>;
  readonly more: string;
  readonly weights: string;
  readonly weightsHint: string;
  readonly cuts: string;
  readonly cutsHint: (count: number) => string;
  readonly axes: Readonly<Record<RfmAxis, string>>;
  readonly wrongWeight: string;
  readonly wrongCuts: (count: number) => string;
  readonly reset: string;
  readonly compare: string;
  readonly before: (days: string) => string;
  readonly wrongDate: (from: string, to: string) => string;
  readonly scoring: string;
  readonly scorings: Readonly<Record<MigrationParams['cuts'], string>>;
}

export const customersWords: Catalogue<CustomersWords> = {
  en: {
    listTitle: 'Every customer with scores',
    listSub: 'Best scores first; who never bought stands last',
    movesTitle: 'Every customer with both segments',
    movesSub: 'Those who slid first, the most valuable on top: whom to win back',
    needsPurchases: 'No row of this file is a purchase, so there are no segments by purchases.',
    sections: {
      now: {
        title: 'What they are worth now',
        lead: 'Segments by how recently, how often and for how much they bought.',
      },
      moves: { title: 'How they move', lead: 'The same segments at two dates: who rose, who slid, who came.' },
      future: {
        title: 'What they will do',
        lead: 'Purchases and money to expect from each, tested on a later period.',
      },
      plan: { title: 'Groups and a plan', lead: 'Groups proposed from the data, and what to do with each.' },
      lists: { title: 'Lists', lead: 'Every customer behind the pictures, to sort and to download.' },
    },
    lists: { scores: 'Scores', moves: 'Moves', value: 'Expected value', groups: 'Groups' },
    list: 'List',
    bins: 'Scores',
    fiveHere: 'Segments need five scores, so here every axis has five, whatever the map above has.',
    binsNote: 'Segments have names where there are five scores; other numbers show the map alone.',
    unit: 'Recency in',
    units: { day: 'Days', week: 'Weeks', month: 'Months' },
    more: 'Weights and cut points',
    weights: 'Weights of the combined score',
    weightsHint: '1 each where you say nothing',
    cuts: 'Own cut points',
    cutsHint: (count) => `${count} rising numbers, spaces between; empty for equal parts`,
    axes: { recency: 'Recency', frequency: 'Frequency', monetary: 'Money' },
    wrongWeight: 'A number from 0 to 1,000, not all of them 0.',
    wrongCuts: (count) => `Give ${count} numbers that rise.`,
    reset: 'Back to the usual scores',
    compare: 'Compare with',
    before: (days) => `${days} before`,
    wrongDate: (from, to) => `Choose a day from ${from} to ${to}.`,
    scoring: 'Cut points of',
    scorings: { each: 'each date', earlier: 'the earlier date' },
  },
  ru: {
    listTitle: 'Все клиенты с баллами',
    listSub: 'Сначала лучшие баллы; те, кто ни разу не купил, — в конце',
    movesTitle: 'Все клиенты с обоими сегментами',
    movesSub: 'Сначала те, кто опустился, самые ценные сверху: кого стоит вернуть',
    needsPurchases: 'В этом файле нет покупок, поэтому сегментов по покупкам нет.',
    sections: {
      now: { title: 'Сколько они стоят сейчас', lead: 'Сегменты по тому, как давно, как часто и на сколько покупали.' },
      moves: {
        title: 'Как они перемещаются',
        lead: 'Те же сегменты на две даты: кто поднялся, кто опустился, кто пришёл.',
      },
      future: {
        title: 'Что они будут делать',
        lead: 'Сколько покупок и денег ждать от каждого; проверено на более позднем периоде.',
      },
      plan: { title: 'Группы и план', lead: 'Группы, найденные в данных, и что делать с каждой.' },
      lists: { title: 'Списки', lead: 'Все клиенты, стоящие за графиками: сортируйте и скачивайте.' },
    },
    lists: { scores: 'Баллы', moves: 'Перемещения', value: 'Ожидаемая ценность', groups: 'Группы' },
    list: 'Список',
    bins: 'Число баллов',
    fiveHere: 'Сегментам нужны пять баллов, поэтому здесь их пять по каждой оси, сколько бы ни было на карте выше.',
    binsNote: 'Названия сегментов есть при пяти баллах; при другом числе — только карта.',
    unit: 'Давность',
    units: { day: 'В днях', week: 'В неделях', month: 'В месяцах' },
    more: 'Веса и границы баллов',
    weights: 'Веса в общем балле',
    weightsHint: 'Если не указать — по 1',
    cuts: 'Свои границы',
    cutsHint: (count) => `Чисел по возрастанию через пробел: ${count}; пусто — равные части`,
    axes: { recency: 'Давность', frequency: 'Частота', monetary: 'Деньги' },
    wrongWeight: 'Число от 0 до 1000; все сразу нулями быть не могут.',
    wrongCuts: (count) => `Нужны числа по возрастанию, всего ${count}.`,
    reset: 'Вернуть обычные баллы',
    compare: 'Сравнить с датой',
    before: (days) => `${days} назад`,
    wrongDate: (from, to) => `Выберите день с ${from} по ${to}.`,
    scoring: 'Границы баллов',
    scorings: { each: 'каждой даты', earlier: 'более ранней даты' },
  },
};
