import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';

/** Texts of the card of a kept model. */
export interface CardWords {
  readonly title: string;
  readonly question: string;
  readonly window: (question: string, days: string) => string;
  readonly learnt: string;
  readonly moments: (dates: string) => string;
  readonly cv: string;
  readonly test: string;
  readonly cut: string;
  /** The limit, and the rule that found it. */
  readonly from: (limit: string, rule: string | null) => string;
  readonly own: string;
  readonly reads: string;
  readonly columns: (n: number, format: Formatter) => string;
  readonly data: string;
  readonly file: string;
}

export const cardWords: Catalogue<CardWords> = {
  en: {
    title: 'Card',
    question: 'Question',
    window: (question, days) => `${question} Within ${days}`,
    learnt: 'Training',
    moments: (dates) => `at ${dates}`,
    cv: 'In cross-validation',
    test: 'On rows never seen',
    cut: 'Picked from',
    from: (limit, rule) => (rule === null ? limit : `${limit} (${rule})`),
    own: 'by hand',
    reads: 'Reads',
    columns: (n, f) => `${f.integer(n)} ${plural('en', n, { one: 'column', other: 'columns' })}`,
    data: 'Fingerprint of the data',
    file: 'Checksum of its file',
  },
  ru: {
    title: 'Карточка',
    question: 'Вопрос',
    window: (question, days) => `${question} Срок — ${days}`,
    learnt: 'Обучение',
    moments: (dates) => `моменты: ${dates}`,
    cv: 'Кросс-валидация',
    test: 'На новых строках',
    cut: 'Отбирает с балла',
    from: (limit, rule) => (rule === null ? limit : `${limit} (${rule})`),
    own: 'вручную',
    reads: 'Читает',
    columns: (n, f) =>
      `${f.integer(n)} ${plural('ru', n, { one: 'столбец', few: 'столбца', many: 'столбцов', other: 'столбца' })}`,
    data: 'Отпечаток данных',
    file: 'Контрольная сумма файла',
  },
};
