import type { HeatCell } from '../../../core/marks';
import type { Catalogue } from '../../../core/words';
import type { Subject } from '../subject';
import { raised, subjectWords } from '../subject.words';

export interface MatrixWords {
  readonly caption: string;
  readonly happened: string;
  readonly picked: string;
  readonly left: string;
  readonly yes: (s: Subject) => string;
  readonly no: (s: Subject) => string;
  readonly mark: (
    yes: boolean,
    picked: boolean,
    cell: HeatCell,
    s: Subject,
  ) => { title: string; value: string; note: string };
}

export const matrixWords: Catalogue<MatrixWords> = {
  en: {
    caption: 'Who is picked, and what happened',
    happened: 'What happened',
    picked: 'Picked',
    left: 'Left alone',
    yes: (s) => raised(subjectWords.en.yes(s)),
    no: (s) => raised(subjectWords.en.no(s)),
    mark: (yes, picked, cell, s) => ({
      title: `${picked ? 'Picked' : 'Left alone'}, ${yes ? subjectWords.en.yes(s) : subjectWords.en.no(s)}`,
      value: cell.value,
      note: `${cell.note ?? ''} of this group`,
    }),
  },
  ru: {
    caption: 'Кто отобран и что случилось',
    happened: 'Что случилось',
    picked: 'Отобраны',
    left: 'Не отобраны',
    yes: (s) => raised(subjectWords.ru.yes(s)),
    no: (s) => raised(subjectWords.ru.no(s)),
    mark: (yes, picked, cell, s) => ({
      title: `${picked ? 'Отобраны' : 'Не отобраны'}, ${yes ? subjectWords.ru.yes(s) : subjectWords.ru.no(s)}`,
      value: cell.value,
      note: `${cell.note ?? ''} этой группы`,
    }),
  },
};
