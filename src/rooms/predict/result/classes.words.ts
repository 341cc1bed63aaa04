import type { Catalogue } from '../../../core/words';

/** Texts of models of several classes. */
export interface ClassWords {
  readonly choose: string;
  readonly hint: string;
  readonly title: string;
}

export const classWords: Catalogue<ClassWords> = {
  en: {
    choose: 'Class to look at',
    hint: 'Scores, reasons and the list below are of this class against all others.',
    title: 'What is called what',
  },
  ru: {
    choose: 'Какой класс смотрим',
    hint: 'Баллы, причины и список ниже — про этот класс против всех остальных.',
    title: 'Что чем названо',
  },
};
