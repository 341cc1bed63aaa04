import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';

interface State {
  readonly says: string;
  readonly remedy: string;
}

interface Term {
  readonly title: string;
  readonly says: string;
}

/** Texts of scoring that belong to no exhibit. */
export interface ScoreRoomWords {
  readonly none: State;
  readonly training: State;
  readonly title: string;
  readonly list: string;
  readonly listSub: (priority: boolean, reasons: number, format: Formatter) => string;
  /** Why test rows stand here. @param few rows without an answer that there are */
  readonly listTest: (few: number, format: Formatter) => string;
  readonly testRows: (few: number, format: Formatter) => string;
  readonly noSegments: string;
  readonly columns: Readonly<
    Record<
      | 'who'
      | 'score'
      | 'number'
      | 'band'
      | 'low'
      | 'high'
      | 'tenth'
      | 'segment'
      | 'spent'
      | 'priority'
      | 'value'
      | 'expected'
      | 'reasons',
      string
    >
  >;
  readonly search: string;
  readonly found: (n: number, format: Formatter) => string;
  readonly noValues: string;
  readonly priorityTerm: Term;
  readonly tenthTerm: Term;
  readonly rangeTerm: Term;
  /** By what the score is multiplied with. */
  readonly expectedTerms: Readonly<Record<'value' | 'spend', Term>>;
  readonly save: {
    readonly which: string;
    readonly everybody: string;
    readonly cut: string;
    readonly band: (name: string) => string;
    readonly top: string;
    readonly count: string;
    readonly filtered: string;
    readonly keep: string;
    readonly keepHint: string;
    readonly isKept: string;
    /** Proposed names; the last word is what they will do. */
    readonly names: {
      readonly cut: (will: string) => string;
      readonly band: (will: string, band: string) => string;
      readonly top: (will: string, n: string) => string;
    };
  };
}

export const scoreWords: Catalogue<ScoreRoomWords> = {
  en: {
    training: { says: 'Models are still being trained.', remedy: 'The best one scores here when they are done.' },
    none: { says: 'No model is trained yet.', remedy: 'Train one above: it scores your customers here.' },
    title: 'Who scores how',
    list: 'Everybody with a score',
    listTest: (few, format) =>
      few === 0
        ? 'Test rows, whose answer is known: this data has no newer ones.'
        : `Test rows, whose answer is known: only ${format.integer(few)} visits are still open where the data ends.`,
    listSub: (priority, reasons, format) =>
      `${priority ? 'By priority: score × what the customer has spent. ' : 'Best scores first. '}Reasons for the first ${format.integer(reasons)}.`,
    testRows: (few, format) =>
      few === 0
        ? 'test rows: this data has no newer ones'
        : `test rows: only ${format.integer(few)} visits are still open`,
    noSegments:
      'Segments are groups of customers in a log of events; this table has no times, so choose here whom to list and download.',
    columns: {
      who: 'Customer',
      score: 'Score',
      number: 'Forecast',
      band: 'Band',
      low: 'From about',
      high: 'To about',
      tenth: 'Tenth',
      segment: 'RFM segment',
      spent: 'Spent so far',
      priority: 'Priority',
      value: 'Customer value',
      expected: 'Expected value',
      reasons: 'Why (↑ more, ↓ less)',
    },
    search: 'Search by customer',
    found: (n, format) => `${format.integer(n)} found`,
    noValues: 'Open customer value in the room Customers, and each customer’s value stands here too.',
    tenthTerm: {
      title: 'Tenth',
      says: '1 is the tenth of all customers here with the highest scores, 10 the tenth with the lowest. Equal scores share the better tenth.',
    },
    rangeTerm: {
      title: 'Range',
      says: 'Of test customers with about such a forecast, eight in ten came to between these two numbers, in proportion to their own forecast. It is measured, not what the model believes of itself.',
    },
    expectedTerms: {
      value: {
        title: 'Value at stake',
        says: 'The probability to leave times what the customer is expected to be worth (customer value).',
      },
      spend: {
        title: 'Expected value',
        says: 'The probability to buy times what one purchase of this customer is expected to bring (Gamma–Gamma).',
      },
    },
    save: {
      which: 'Who is in it',
      everybody: 'Everybody',
      cut: 'Those picked by the chosen cut',
      band: (name) => `Band ${name}`,
      top: 'The highest scores',
      count: 'How many customers',
      filtered: 'A filter is in force. Segments are asked of all customers, so more may be in it than in the list.',
      keep: 'Keep the model on this device',
      keepHint: 'The segment needs the model’s file. Not kept, it goes with this tab; the recipe takes it along.',
      isKept: 'The model is kept on this device, so the segment works here next time, too.',
      names: {
        cut: (will) => `Will probably ${will}`,
        band: (will, band) => `Probability to ${will}: ${band}`,
        top: (will, n) => `Top ${n} by probability to ${will}`,
      },
    },
    priorityTerm: {
      title: 'Priority',
      says: 'The score times what the customer has spent so far. It sorts by what is at stake, not by who is likeliest alone.',
    },
  },
  ru: {
    training: { says: 'Модели ещё обучаются.', remedy: 'Когда закончат, лучшая оценит клиентов здесь.' },
    none: { says: 'Модели пока нет.', remedy: 'Обучите её выше — здесь она оценит ваших клиентов.' },
    title: 'У кого какой балл',
    list: 'Все, у кого есть балл',
    listTest: (few, format) =>
      few === 0
        ? 'Строки проверки, ответ для которых известен: новее в данных нет.'
        : `Строки проверки, ответ для которых известен: незавершённых визитов в конце данных всего ${format.integer(few)}.`,
    listSub: (priority, reasons, format) =>
      `${priority ? 'По приоритету: балл × сколько клиент потратил. ' : 'Сначала высокие баллы. '}Причины — для первых ${format.integer(reasons)}.`,
    testRows: (few, format) =>
      few === 0
        ? 'строки проверки: новее в данных нет'
        : `строки проверки: незавершённых визитов всего ${format.integer(few)}`,
    noSegments:
      'Сегменты — группы клиентов из журнала событий; в этой таблице нет времени, поэтому выберите здесь, кого показать и скачать.',
    columns: {
      who: 'Клиент',
      score: 'Балл',
      number: 'Прогноз',
      band: 'Группа',
      low: 'Примерно от',
      high: 'Примерно до',
      tenth: 'Десятая часть',
      segment: 'Сегмент RFM',
      spent: 'Потрачено',
      priority: 'Приоритет',
      value: 'Ценность клиента',
      expected: 'Ожидаемая ценность',
      reasons: 'Почему (↑ больше, ↓ меньше)',
    },
    search: 'Найти клиента',
    found: (n, format) => `найдено: ${format.integer(n)}`,
    noValues: 'Откройте ценность клиентов в разделе «Клиенты» — и здесь появится ценность каждого.',
    tenthTerm: {
      title: 'Десятая часть',
      says: '1 — десятая часть клиентов с самыми высокими баллами, 10 — с самыми низкими. При равных баллах номер один и тот же, лучший.',
    },
    rangeTerm: {
      title: 'Разброс',
      says: 'У восьми из десяти клиентов проверки с примерно таким прогнозом на деле вышло между этими числами — в пропорции к своему прогнозу. Это измерено, а не обещано моделью.',
    },
    expectedTerms: {
      value: {
        title: 'Что на кону',
        says: 'Вероятность ухода, умноженная на ожидаемую ценность клиента.',
      },
      spend: {
        title: 'Ожидаемая ценность',
        says: 'Вероятность покупки, умноженная на ожидаемую сумму одной покупки этого клиента (Gamma–Gamma).',
      },
    },
    save: {
      which: 'Кто войдёт',
      everybody: 'Все',
      cut: 'Отобранные выбранным порогом',
      band: (name) => `Группа ${name}`,
      top: 'Самые высокие баллы',
      count: 'Сколько клиентов',
      filtered:
        'Сейчас действует фильтр. Сегмент считается по всем клиентам, поэтому в нём может быть больше, чем в списке.',
      keep: 'Сохранить модель на устройстве',
      keepHint: 'Сегменту нужен файл модели. Без сохранения он исчезнет вместе с вкладкой; рецепт берёт его с собой.',
      isKept: 'Модель сохранена на устройстве — сегмент будет работать здесь и в следующий раз.',
      names: {
        cut: (will) => `Вероятно, ${will}`,
        band: (will, band) => `Вероятно, ${will}: ${band}`,
        top: (will, n) => `Первые ${n}: вероятно, ${will}`,
      },
    },
    priorityTerm: {
      title: 'Приоритет',
      says: 'Балл, умноженный на то, сколько клиент уже потратил. Сортирует по тому, что на кону, а не только по вероятности.',
    },
  },
};
