import type { BucketSize } from '../../core/calendar';
import type { Catalogue } from '../../core/words';

/** The finer choices of a funnel. */
export interface FunnelChoiceWords {
  readonly side: string;
  readonly sides: Readonly<Record<'steps' | 'time' | 'trend' | 'along' | 'order', string>>;
  readonly needsOrder: string;
  readonly needsCustomers: string;
  readonly more: string;
  readonly stepTests: string;
  readonly tests: (count: number) => string;
  readonly countsAsStep: string;
  readonly addEvent: string;
  readonly optional: string;
  readonly optionalAbout: string;
  readonly exclude: string;
  readonly excludeAbout: string;
  readonly addExclusion: string;
  readonly where: string;
  readonly anywhere: string;
  readonly between: (from: number, to: number) => string;
  readonly remove: string;
  readonly count: string;
  readonly counts: Readonly<Record<'customers' | 'sessions', string>>;
  readonly countAbout: string;
  readonly breakdown: string;
  readonly second: string;
  readonly segments: string;
  readonly touch: string;
  readonly touches: Readonly<Record<'first' | 'last' | 'every', string>>;
  readonly atStep: (step: number) => string;
  readonly top: string;
  readonly tops: (count: number) => string;
  readonly interval: string;
  readonly intervals: Readonly<Record<BucketSize | '', string>>;
  readonly compare: string;
  readonly previous: string;
  readonly withRest: (segment: string) => string;
  readonly reuse: string;
  readonly reuseAbout: string;
  readonly difference: string;
  readonly why: string;
}

export const funnelChoiceWords: Catalogue<FunnelChoiceWords> = {
  en: {
    side: 'What is shown of the funnel',
    sides: { steps: 'Steps', time: 'Time', trend: 'Trend', along: 'What goes along', order: 'Out of order' },
    needsOrder:
      'Times, a trend and what goes along belong to steps that follow one another: choose “In order” or “Strictly” above.',
    needsCustomers: 'What goes along is told of customers, not of sessions: choose “Customers” under “Count” above.',
    more: 'Filters, groups and comparison',
    stepTests: 'Which rows count for each step',
    tests: (count) => (count === 0 ? 'all rows' : `${count} ${count === 1 ? 'condition' : 'conditions'}`),
    countsAsStep: 'Any of these events is this step',
    addEvent: 'Add an event',
    optional: 'May be skipped',
    optionalAbout: 'Shares of the steps after it are then of the step before it.',
    exclude: 'Leave out whoever does',
    excludeAbout: 'Whoever does this between these steps is not in the funnel at all.',
    addExclusion: 'Add an event that leaves out',
    where: 'Between which steps',
    anywhere: 'between the first and the last step',
    between: (from, to) => `between steps ${from} and ${to}`,
    remove: 'Remove',
    count: 'Count',
    counts: { customers: 'Customers', sessions: 'Sessions' },
    countAbout: 'All steps have to lie in one session.',
    breakdown: 'By group',
    second: 'And by',
    segments: 'Segments',
    touch: 'Whose value',
    touches: { first: 'First touch', last: 'Last touch', every: 'At every step' },
    atStep: (step) => `At step ${step}`,
    top: 'How many values',
    tops: (count) => `the ${count} most frequent`,
    interval: 'By',
    intervals: { '': 'chosen from the span', day: 'days', week: 'weeks', month: 'months' },
    compare: 'Compare with',
    previous: 'The period before',
    withRest: (segment) => `${segment} and everyone else`,
    reuse: 'One event may count for several steps',
    reuseAbout: 'As ClickHouse’s windowFunnel does. Otherwise each step needs an event of its own.',
    difference: 'Show whom the two ways count differently',
    why: 'Counting each event by itself asks “who has ever bought?”. A funnel asks “who bought after filling a cart, after looking, in time?”. Somebody who buys without a cart, or fills it only afterwards, is in the first number and not in the second, so the first always looks better, and the shares between its steps mean nothing.',
  },
  ru: {
    side: 'Что показать о воронке',
    sides: { steps: 'Шаги', time: 'Время', trend: 'Динамика', along: 'Что связано', order: 'Не по порядку' },
    needsOrder:
      'Время, динамика и связи есть только у шагов, которые идут друг за другом: выберите выше «По порядку» или «Строго».',
    needsCustomers: 'Связи считаются по покупателям, а не по визитам: выберите выше «Считать: покупателей».',
    more: 'Условия, группы и сравнение',
    stepTests: 'Какие строки засчитываются шагу',
    tests: (count) => (count === 0 ? 'все строки' : `условий: ${count}`),
    countsAsStep: 'Шагом считается любое из этих событий',
    addEvent: 'Добавить событие',
    optional: 'Можно пропустить',
    optionalAbout: 'Доли следующих шагов тогда считаются от шага перед ним.',
    exclude: 'Не считать тех, у кого было',
    excludeAbout: 'Кто сделал это между указанными шагами, в воронку не входит совсем.',
    addExclusion: 'Добавить исключающее событие',
    where: 'Между какими шагами',
    anywhere: 'между первым и последним шагом',
    between: (from, to) => `между шагами ${from} и ${to}`,
    remove: 'Убрать',
    count: 'Считать',
    counts: { customers: 'Покупателей', sessions: 'Визиты' },
    countAbout: 'Все шаги должны уложиться в один визит.',
    breakdown: 'По группам',
    second: 'И по',
    segments: 'Сегменты',
    touch: 'Чьё значение',
    touches: { first: 'Первое касание', last: 'Последнее касание', every: 'На каждом шаге' },
    atStep: (step) => `На шаге ${step}`,
    top: 'Сколько значений',
    tops: (count) => `${count} самых частых`,
    interval: 'По',
    intervals: { '': 'по длине данных', day: 'дням', week: 'неделям', month: 'месяцам' },
    compare: 'Сравнить с',
    previous: 'Прошлым периодом',
    withRest: (segment) => `${segment} и все остальные`,
    reuse: 'Одно событие можно засчитать за несколько шагов',
    reuseAbout: 'Так считает windowFunnel в ClickHouse. Иначе каждому шагу нужно своё событие.',
    difference: 'Показать, кого эти способы считают по-разному',
    why: 'Если считать каждое событие отдельно, вопрос звучит так: «кто вообще покупал?». Воронка спрашивает: «кто купил после того, как посмотрел и положил в корзину, и успел в срок?». Купивший без корзины или положивший в неё позже попадает в первое число и не попадает во второе, поэтому первое всегда выглядит лучше, а доли между его шагами ничего не значат.',
  },
};
