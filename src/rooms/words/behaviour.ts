import type { Catalogue } from '../../core/words';

/** The room Behaviour. */
export interface BehaviourWords {
  readonly steps: string;
  readonly addStep: string;
  readonly removeStep: (step: string) => string;
  readonly order: string;
  readonly orders: Readonly<Record<'ordered' | 'strict' | 'any' | 'independent', { name: string; about: string }>>;
  readonly window: string;
  readonly units: Readonly<Record<'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months', string>>;
  readonly customersTitle: string;
}

export const behaviourWords: Catalogue<BehaviourWords> = {
  en: {
    steps: 'Steps',
    addStep: 'Add a step',
    removeStep: (step) => `Remove ${step}`,
    order: 'Order of the steps',
    orders: {
      ordered: { name: 'In order', about: 'Steps follow each other; other events may lie between.' },
      strict: { name: 'Strictly', about: 'Nothing else may happen between two steps.' },
      any: { name: 'Any order', about: 'How many of the steps were done inside one window.' },
      independent: {
        name: 'Independent',
        about: 'Customers per event, whatever the order. Not a funnel: people who skipped a step count too.',
      },
    },
    window: 'Time to finish',
    units: {
      seconds: 'seconds',
      minutes: 'minutes',
      hours: 'hours',
      days: 'days',
      weeks: 'weeks',
      months: 'months (30 d)',
    },
    customersTitle: 'Customers and how far they came',
  },
  ru: {
    steps: 'Шаги',
    addStep: 'Добавить шаг',
    removeStep: (step) => `Убрать ${step}`,
    order: 'Порядок шагов',
    orders: {
      ordered: { name: 'По порядку', about: 'Шаги идут друг за другом; между ними могут быть другие события.' },
      strict: { name: 'Строго', about: 'Между шагами ничего другого быть не должно.' },
      any: { name: 'В любом порядке', about: 'Сколько шагов пройдено внутри одного окна.' },
      independent: {
        name: 'Независимо',
        about: 'Клиенты по каждому событию в любом порядке. Это не воронка: пропустившие шаг тоже считаются.',
      },
    },
    window: 'Время на прохождение',
    units: {
      seconds: 'секунд',
      minutes: 'минут',
      hours: 'часов',
      days: 'дней',
      weeks: 'недель',
      months: 'месяцев (30 дн.)',
    },
    customersTitle: 'Клиенты и докуда они дошли',
  },
};
