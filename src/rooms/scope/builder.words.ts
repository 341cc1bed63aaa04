import type { Catalogue } from '../../core/words';
import type { Operator } from './rows';

/** The texts of the filter builder. */
export interface BuilderWords {
  readonly column: string;
  readonly how: string;
  readonly operators: Readonly<Record<Operator, string>>;
  readonly values: string;
  readonly addValue: string;
  readonly removeValue: (value: string) => string;
  readonly missing: string;
  readonly text: string;
  readonly least: string;
  readonly below: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly add: string;
  readonly remove: (column: string) => string;
  readonly noColumns: string;
  readonly incomplete: string;
  readonly noNumber: string;
  readonly yes: string;
  readonly no: string;
}

export const builderWords: Catalogue<BuilderWords> = {
  en: {
    column: 'Column',
    how: 'Condition',
    operators: {
      is: 'is any of',
      not: 'is none of',
      contains: 'contains',
      range: 'is between',
      given: 'has a value',
      missing: 'is missing',
    },
    values: 'Values',
    addValue: 'Type or choose a value',
    removeValue: (value) => `Remove ${value}`,
    missing: 'missing',
    text: 'Text',
    least: 'From',
    below: 'Below',
    fromDay: 'From',
    toDay: 'To, included',
    add: 'Add a condition',
    remove: (column) => `Remove the condition on ${column}`,
    noColumns: 'The file has no columns to filter by.',
    incomplete: 'Not applied yet: say which value.',
    noNumber: 'Not a number.',
    yes: 'true',
    no: 'false',
  },
  ru: {
    column: 'Столбец',
    how: 'Условие',
    operators: {
      is: 'одно из',
      not: 'ни одно из',
      contains: 'содержит',
      range: 'в пределах',
      given: 'заполнено',
      missing: 'пусто',
    },
    values: 'Значения',
    addValue: 'Введите или выберите',
    removeValue: (value) => `Убрать ${value}`,
    missing: 'пусто',
    text: 'Текст',
    least: 'От',
    below: 'Меньше',
    fromDay: 'С',
    toDay: 'По, включительно',
    add: 'Добавить условие',
    remove: (column) => `Убрать условие на «${column}»`,
    noColumns: 'В файле нет столбцов для фильтра.',
    incomplete: 'Пока не действует: укажите значение.',
    noNumber: 'Это не число.',
    yes: 'да',
    no: 'нет',
  },
};
