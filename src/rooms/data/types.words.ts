import type { TypeChoice } from '../../core/reading';
import { plural, type Catalogue } from '../../core/words';

/** Reading a column as another type. */
export interface TypeWords {
  readonly open: string;
  readonly title: string;
  readonly lead: string;
  readonly column: string;
  readonly type: string;
  readonly types: Readonly<Record<TypeChoice['as'], string>>;
  readonly order: string;
  readonly orders: Readonly<Record<NonNullable<TypeChoice['order']>, string>>;
  readonly then: string;
  readonly thens: Readonly<Record<'null' | 'drop', string>>;
  readonly trying: string;
  readonly reading: string;
  readonly allFit: (values: string) => string;
  readonly left: (faults: string, n: number, values: string, examples: readonly string[]) => string;
  readonly apply: string;
  readonly asFound: string;
  /** A column that has a type given by the person. */
  readonly typed: (column: string, type: string, faults: string, n: number, then: 'null' | 'drop') => string;
  readonly change: string;
}

export const typeWords: Catalogue<TypeWords> = {
  en: {
    open: 'Read a column as another type',
    title: 'Read a column as another type',
    lead: 'Try a type first: it says how many values do not fit. The file is read again only when you apply it.',
    column: 'Column',
    type: 'Type',
    types: {
      integer: 'Whole numbers',
      decimal: 'Numbers with decimals',
      time: 'Dates and times',
      boolean: 'Yes or no',
      text: 'Text, as it stands in the file',
    },
    order: 'How dates are written',
    orders: {
      'year-first': '2020-12-31, year first',
      'day-first': '31.12.2020, day first',
      'month-first': '12/31/2020, month first',
      compact: '20201231',
      epoch: 'Seconds or milliseconds since 1970',
    },
    then: 'Values that do not fit',
    thens: { null: 'Make them empty', drop: 'Leave their rows out' },
    trying: 'Trying',
    reading: 'Reading the file again',
    allFit: (values) => `All ${values} values fit.`,
    left: (faults, n, values, examples) =>
      `${faults} of ${values} values ${plural('en', n, { one: 'does', other: 'do' })} not fit, such as ${examples.map((e) => `“${e}”`).join(', ')}.`,
    apply: 'Read the file so',
    asFound: 'As it was found',
    typed: (column, type, faults, n, then) =>
      `“${column}”: ${type.toLowerCase()}, as you chose. ${n === 0 ? 'All values fit.' : `${faults} ${plural('en', n, { one: 'value does', other: 'values do' })} not fit: ${then === 'null' ? 'made empty' : 'rows left out'}.`}`,
    change: 'Change',
  },
  ru: {
    open: 'Прочитать столбец как другой тип',
    title: 'Прочитать столбец как другой тип',
    lead: 'Сначала проба: видно, сколько значений не подходит. Файл перечитывается, только когда вы примените выбор.',
    column: 'Столбец',
    type: 'Тип',
    types: {
      integer: 'Целые числа',
      decimal: 'Дробные числа',
      time: 'Даты и время',
      boolean: 'Да или нет',
      text: 'Текст, как в файле',
    },
    order: 'Как записаны даты',
    orders: {
      'year-first': '2020-12-31 — сначала год',
      'day-first': '31.12.2020 — сначала день',
      'month-first': '12/31/2020 — сначала месяц',
      compact: '20201231',
      epoch: 'Секунды или миллисекунды с 1970 года',
    },
    then: 'Значения, которые не подходят',
    thens: { null: 'Считать пустыми', drop: 'Не учитывать их строки' },
    trying: 'Проверяется',
    reading: 'Файл читается заново',
    allFit: (values) => `Подходят все значения: ${values}.`,
    left: (faults, n, values, examples) =>
      `${plural('ru', n, { one: 'Не подходит', few: 'Не подходят', many: 'Не подходят', other: 'Не подходят' })} ${faults} из ${values}, например ${examples.map((e) => `«${e}»`).join(', ')}.`,
    apply: 'Прочитать так',
    asFound: 'Как было определено',
    typed: (column, type, faults, n, then) =>
      `«${column}»: ${type.toLowerCase()} — по вашему выбору. ${n === 0 ? 'Подходят все значения.' : `Не подходит значений: ${faults}, ${then === 'null' ? 'они сделаны пустыми' : 'их строки не учтены'}.`}`,
    change: 'Изменить',
  },
};
