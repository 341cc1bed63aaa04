import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';

export interface ClassesWords {
  /** The class that is told worst, or that all are told well. */
  readonly headline: (worst: { name: string; recall: number; taken: string | null }, format: Formatter) => string;
  readonly none: string;
  readonly sub: string;
  readonly called: string;
  readonly mark: (
    actual: string,
    called: string,
    n: string,
    share: string,
  ) => { title: string; value: string; note: string };
  readonly caption: string;
  readonly columns: Readonly<Record<'name' | 'rows' | 'precision' | 'recall' | 'f1' | 'auc', string>>;
}

export const classesWords: Catalogue<ClassesWords> = {
  en: {
    headline: ({ name, recall, taken }, format) =>
      `“${name}” is told worst: ${format.percent(recall, 0)} of its rows are called so${taken === null ? '' : `, most others “${taken}”`}`,
    none: 'No class has rows to be judged on',
    sub: 'Test rows: across, what the model calls them; down, what they are. Shares are of each row of the table.',
    called: 'Called',
    mark: (actual, called, n, share) => ({
      title: actual === called ? `“${actual}”, called so` : `“${actual}”, called “${called}”`,
      value: n,
      note: `${share} of “${actual}”`,
    }),
    caption: 'How each class is told',
    columns: {
      name: 'Class',
      rows: 'Rows',
      precision: 'Right when called',
      recall: 'Found',
      f1: 'F1',
      auc: 'AUC against the rest',
    },
  },
  ru: {
    headline: ({ name, recall, taken }, format) =>
      `Хуже всего узнаётся «${name}»: верно названо ${format.percent(recall, 0)} его строк${taken === null ? '' : `, остальные чаще всего — «${taken}»`}`,
    none: 'Ни у одного класса нет строк для проверки',
    sub: 'Строки проверки: по горизонтали — как их назвала модель, по вертикали — что это на самом деле. Доли — от строки таблицы.',
    called: 'Названо',
    mark: (actual, called, n, share) => ({
      title: actual === called ? `«${actual}», названо верно` : `«${actual}», названо «${called}»`,
      value: n,
      note: `${share} от «${actual}»`,
    }),
    caption: 'Как узнаётся каждый класс',
    columns: {
      name: 'Класс',
      rows: 'Строк',
      precision: 'Верно, когда назван',
      recall: 'Найдено',
      f1: 'F1',
      auc: 'AUC против остальных',
    },
  },
};
