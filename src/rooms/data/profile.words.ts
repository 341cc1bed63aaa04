import { plural, type Catalogue } from '../../core/words';
import type { ValueKind } from '../../data/profile';
import type { ColumnWarning } from '../../data/profile-warnings';

type Plain = 'empty' | 'mostly-empty' | 'constant' | 'near-unique' | 'future';

/** What columns hold, what is odd about them, and what a click on a bar does. */
export interface ProfileWords {
  readonly warnings: Readonly<Record<Plain, (rows: string) => string>>;
  readonly far: (code: 'far-above' | 'far-below', rows: string, bound: string, scale: 'log' | 'raw') => string;
  readonly below: (code: 'refunds' | 'returns', rows: string, share: string | null) => string;
  readonly gap: (from: string, to: string, length: string, usual: string) => string;
  readonly mixed: (shares: string) => string;
  readonly kinds: Readonly<Record<ValueKind, string>>;
  /** Types of the database in plain words; those that are not here go by their own names. */
  readonly types: (type: string) => string;
  /** More values of another kind than a filter takes. */
  readonly tooMany: string;
  readonly only: (column: string, what: string) => string;
  readonly seeOnly: string;
  readonly hint: string;
  readonly sampled: (rows: string, all: string) => string;
  readonly estimated: string;
  readonly counting: string;
  readonly details: (column: string) => string;
  readonly quantiles: Readonly<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95', string>>;
  readonly mean: string;
  readonly examples: string;
  readonly kindsTitle: string;
  readonly more: (n: number) => string;
  readonly changeType: string;
}

/** Codes of warnings whose sentence is made of the rows alone. */
export const isPlain = (code: ColumnWarning['code']): code is Plain =>
  ['empty', 'mostly-empty', 'constant', 'near-unique', 'future'].includes(code);

/** What a type of the database holds; null for what has no plain word. */
function holds(type: string): 'text' | 'whole' | 'decimal' | 'day' | 'moment' | 'hour' | 'choice' | null {
  if (type === 'VARCHAR') return 'text';
  if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(type)) return 'whole';
  if (/^(?:DOUBLE|FLOAT|DECIMAL\(\d+,\d+\))$/.test(type)) return 'decimal';
  if (type === 'DATE') return 'day';
  if (/^TIMESTAMP(?:_\w+)?(?: WITH TIME ZONE)?$/.test(type)) return 'moment';
  if (type === 'TIME') return 'hour';
  return type === 'BOOLEAN' ? 'choice' : null;
}

function typesIn(names: Readonly<Record<NonNullable<ReturnType<typeof holds>>, string>>): ProfileWords['types'] {
  return (type) => {
    const held = holds(type);
    return held === null ? type : names[held];
  };
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
    far: (code, rows, bound, scale) =>
      `Rows far ${code === 'far-above' ? `above the rest, at ${bound} or more` : `below the rest, under ${bound}`}: ${rows}. More than 3 interquartile ranges away${scale === 'log' ? ', on a log scale' : ''}.`,
    below: (code, rows, share) =>
      `${code === 'refunds' ? 'Refunds' : 'Returns'}: ${rows} rows below zero${share === null ? '' : `, ${share} of ${code === 'refunds' ? 'the money paid' : 'the pieces sold'}`}.`,
    gap: (from, to, length, usual) => `No rows from ${from} to ${to}: ${length} without any, usually ${usual} at most.`,
    mixed: (shares) => `Several kinds of values: ${shares}.`,
    kinds: { whole: 'whole numbers', decimal: 'decimals', time: 'dates', boolean: 'true or false', text: 'text' },
    types: typesIn({
      text: 'Text',
      whole: 'Whole numbers',
      decimal: 'Decimals',
      day: 'Dates',
      moment: 'Dates and times',
      hour: 'Times of day',
      choice: 'Yes or no',
    }),
    tooMany: 'More than 1,000 different values: too many for a filter. The SQL room can list them.',
    only: (column, what) => `Only ${column}: ${what}`,
    seeOnly: 'See only these rows',
    hint: 'Click a bar, a value or a remark to see only these rows, everywhere; click again to see all.',
    sampled: (rows, all) =>
      `Shapes and quantiles are approximate (≈): taken from ${rows} of ${all} rows. Ranges, empty cells and remarks count every row.`,
    estimated: 'approximate: from a sample of the rows',
    counting: 'counting',
    details: (column) => `More about ${column}`,
    quantiles: {
      p5: '5 % lie below',
      p25: '25 % below',
      p50: 'Half below (median)',
      p75: '75 % below',
      p95: '95 % below',
    },
    mean: 'Mean',
    examples: 'Examples',
    kindsTitle: 'Kinds of values',
    more: (n) => `Show ${n} more ${plural('en', n, { one: 'column', other: 'columns' })}`,
    changeType: 'Read as another type',
  },
  ru: {
    warnings: {
      empty: () => 'Пусто. Столбец ничего не говорит.',
      'mostly-empty': (rows) => `Почти пусто: без значения строк — ${rows}.`,
      constant: (rows) => `Одно и то же значение во всех строках (${rows}): сравнивать нечего.`,
      'near-unique': (rows) => `Разных значений ${rows}, почти по одному на строку: это номер. Не группируйте по нему.`,
      future: (rows) => `Строк из будущего: ${rows}. Проверьте порядок дня и месяца или отфильтруйте их.`,
    },
    far: (code, rows, bound, scale) =>
      `Строк далеко от остальных (${code === 'far-above' ? `от ${bound}` : `меньше ${bound}`}): ${rows}. Это дальше трёх межквартильных размахов${scale === 'log' ? ' по логарифмической шкале' : ''}.`,
    below: (code, rows, share) =>
      `Возвраты: строк ниже нуля — ${rows}${share === null ? '' : `, ${share} ${code === 'refunds' ? 'от полученных денег' : 'от проданных штук'}`}.`,
    gap: (from, to, length, usual) => `Нет строк с ${from} по ${to}: перерыв ${length}, обычно — не больше ${usual}.`,
    mixed: (shares) => `Значения разного рода: ${shares}.`,
    kinds: { whole: 'целые числа', decimal: 'дробные', time: 'даты', boolean: 'да/нет', text: 'текст' },
    types: typesIn({
      text: 'Текст',
      whole: 'Целые числа',
      decimal: 'Дробные числа',
      day: 'Даты',
      moment: 'Дата и время',
      hour: 'Время суток',
      choice: 'Да или нет',
    }),
    tooMany: 'Больше 1000 разных значений — для фильтра слишком много. Их покажет раздел SQL.',
    only: (column, what) => `Только ${column}: ${what}`,
    seeOnly: 'Показать только эти строки',
    hint: 'Щёлкните по столбику, значению или замечанию, чтобы везде видеть только эти строки; ещё раз — чтобы видеть все.',
    sampled: (rows, all) =>
      `Форма и квантили приблизительны (≈): взято ${rows} строк из ${all}. Границы, пустые ячейки и замечания — по всем строкам.`,
    estimated: 'приблизительно: по выборке строк',
    counting: 'считается',
    details: (column) => `Подробнее: ${column}`,
    quantiles: {
      p5: '5 % значений ниже',
      p25: '25 % ниже',
      p50: 'Половина ниже (медиана)',
      p75: '75 % ниже',
      p95: '95 % ниже',
    },
    mean: 'Среднее',
    examples: 'Примеры',
    kindsTitle: 'Виды значений',
    more: (n) =>
      `Показать ещё ${n} ${plural('ru', n, { one: 'столбец', few: 'столбца', many: 'столбцов', other: 'столбца' })}`,
    changeType: 'Прочитать как другой тип',
  },
};
