import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';

interface State {
  readonly says: string;
  readonly remedy: string;
}

/** Texts of scoring that belong to no exhibit. */
export interface ScoreRoomWords {
  readonly none: State;
  readonly training: State;
  readonly several: State;
  readonly title: string;
  readonly list: string;
  readonly listSub: (test: boolean, priority: boolean, reasons: number, format: Formatter) => string;
  readonly testRows: string;
  readonly columns: Readonly<
    Record<'who' | 'score' | 'number' | 'band' | 'segment' | 'spent' | 'priority' | 'reasons', string>
  >;
  readonly priorityTerm: { readonly title: string; readonly says: string };
}

export const scoreWords: Catalogue<ScoreRoomWords> = {
  en: {
    training: { says: 'Models are still being trained.', remedy: 'The best one scores here when they are done.' },
    none: { says: 'No model is trained yet.', remedy: 'Train one above: it scores your customers here.' },
    several: {
      says: 'A model of several classes gives a score per class.',
      remedy: 'Ask about one class to get a list in one order.',
    },
    title: 'Who scores how',
    list: 'Everybody with a score',
    listSub: (test, priority, reasons, format) =>
      `${test ? 'Test rows, whose answer is known: this data has no newer ones. ' : ''}${priority ? 'By priority: score × what the customer has spent. ' : 'Best scores first. '}Reasons for the first ${format.integer(reasons)}.`,
    testRows: 'test rows: this data has no newer ones',
    columns: {
      who: 'Customer',
      score: 'Score',
      number: 'Forecast',
      band: 'Band',
      segment: 'RFM segment',
      spent: 'Spent so far',
      priority: 'Priority',
      reasons: 'Why (↑ more, ↓ less)',
    },
    priorityTerm: {
      title: 'Priority',
      says: 'The score times what the customer has spent so far. It sorts by what is at stake, not by who is likeliest alone.',
    },
  },
  ru: {
    training: { says: 'Модели ещё обучаются.', remedy: 'Когда закончат, лучшая оценит клиентов здесь.' },
    none: { says: 'Модели пока нет.', remedy: 'Обучите её выше — здесь она оценит ваших клиентов.' },
    several: {
      says: 'Модель с несколькими классами даёт балл для каждого класса.',
      remedy: 'Спросите об одном классе — получите один список по порядку.',
    },
    title: 'У кого какой балл',
    list: 'Все, у кого есть балл',
    listSub: (test, priority, reasons, format) =>
      `${test ? 'Строки проверки, ответ для которых известен: новее в данных нет. ' : ''}${priority ? 'По приоритету: балл × сколько клиент потратил. ' : 'Сначала высокие баллы. '}Причины — для первых ${format.integer(reasons)}.`,
    testRows: 'строки проверки: новее в данных нет',
    columns: {
      who: 'Клиент',
      score: 'Балл',
      number: 'Прогноз',
      band: 'Группа',
      segment: 'Сегмент RFM',
      spent: 'Потрачено',
      priority: 'Приоритет',
      reasons: 'Почему (↑ больше, ↓ меньше)',
    },
    priorityTerm: {
      title: 'Приоритет',
      says: 'Балл, умноженный на то, сколько клиент уже потратил. Сортирует по тому, что на кону, а не только по вероятности.',
    },
  },
};
