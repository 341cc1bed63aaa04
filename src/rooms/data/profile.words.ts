import type { Catalogue } from '../../core/words';
import type { ColumnWarning } from '../../data/profile-warnings';

/** What is odd about columns, and what a click on a bar does. */
export interface ProfileWords {
  readonly warnings: Readonly<Record<ColumnWarning['code'], (rows: string) => string>>;
  readonly only: (column: string, what: string) => string;
  readonly hint: string;
}

export const profileWords: Catalogue<ProfileWords> = {
  en: {
    warnings: {
      empty: () => 'Empty. It says nothing and can be left alone.',
      'mostly-empty': (rows) => `Mostly empty. Rows without a value: ${rows}.`,
      constant: (rows) => `The same value in all ${rows} rows: nothing to compare.`,
      'near-unique': (rows) => `${rows} different values, nearly one per row: an id. Do not group by it.`,
      future: (rows) => `Rows in the future: ${rows}. Check the order of day and month, or filter them out.`,
    },
    only: (column, what) => `Only ${column}: ${what}`,
    hint: 'Click a bar or a value to see only these rows, everywhere; click again to see all.',
  },
  ru: {
    warnings: {
      empty: () => 'Пусто. Столбец ничего не говорит.',
      'mostly-empty': (rows) => `Почти пусто: без значения строк — ${rows}.`,
      constant: (rows) => `Одно и то же значение во всех строках (${rows}): сравнивать нечего.`,
      'near-unique': (rows) => `Разных значений ${rows}, почти по одному на строку: это номер. Не группируйте по нему.`,
      future: (rows) => `Строк из будущего: ${rows}. Проверьте порядок дня и месяца или отфильтруйте их.`,
    },
    only: (column, what) => `Только ${column}: ${what}`,
    hint: 'Щёлкните по столбику или значению, чтобы везде видеть только эти строки; ещё раз — чтобы видеть все.',
  },
};
