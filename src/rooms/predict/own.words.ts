import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import type { MappedSlot } from '../../learn/onnx/mapping';
import type { ValueType } from '../../learn/onnx/types';
import type { OwnFigures } from './own-figures';

/** The model that a person brings, its dialogue and its answers. */
export interface OwnWords {
  readonly title: string;
  readonly hint: string;
  readonly drop: string;
  readonly checking: string;
  readonly dialog: (model: string) => string;
  readonly about: (producer: string, answers: string, table: string) => string;
  readonly classes: (names: readonly string[] | null, format: Formatter) => string;
  readonly number: string;
  readonly types: Readonly<Record<ValueType, string>>;
  readonly unnamed: (input: string, place: number) => string;
  readonly column: (name: string) => string;
  readonly choose: string;
  readonly constant: string;
  readonly value: string;
  readonly badValue: Readonly<Record<ValueType, string>>;
  readonly mayMiss: string;
  readonly reasons: Readonly<Record<MappedSlot['reason'], string>>;
  readonly textForNumber: string;
  readonly width: string;
  readonly widthHint: string;
  readonly open: (count: number, format: Formatter) => string;
  readonly score: string;
  readonly again: string;
  readonly close: string;
  readonly rows: (count: number, format: Formatter) => string;
  readonly spread: string;
  readonly spreadOf: (name: string) => string;
  readonly headline: (figures: OwnFigures, format: Formatter) => string;
  readonly sub: (model: string, table: string, figures: OwnFigures, format: Formatter) => string;
  readonly unproven: string;
  readonly margins: string;
  readonly missing: (rows: number, format: Formatter) => string;
  readonly listTitle: string;
  readonly columns: {
    readonly row: string;
    readonly prediction: string;
    readonly probability: (name: string | null) => string;
    readonly score: string;
    readonly from: string;
    readonly to: string;
    readonly rows: string;
    readonly share: string;
  };
}

const number = (value: number, format: Formatter): string => format.compact(value);

export const ownWords: Catalogue<OwnWords> = {
  en: {
    title: 'Use a model of your own',
    hint: 'Any .onnx model of a table: from scikit-learn, XGBoost, LightGBM, CatBoost or Vitrine. It is checked before it is loaded, and runs apart from your data.',
    drop: 'Drop an .onnx file',
    checking: 'Checking the model',
    dialog: (model) => `What ${model} is to be given`,
    about: (producer, answers, table) =>
      `${producer === '' ? 'It does not say what made it' : `Made with ${producer}`}. It answers ${answers} for each row of ${table}.`,
    classes: (names, format) => (names === null ? 'a class' : `a class: ${format.list(names.slice(0, 8))}`),
    number: 'a number',
    types: {
      float: 'number',
      double: 'number',
      int64: 'whole number',
      int32: 'whole number',
      bool: '0 or 1',
      string: 'text',
    },
    unnamed: (input, place) => `${input}, column ${place}`,
    column: (name) => `Column for ${name}`,
    choose: 'Choose a column',
    constant: 'The same value in every row',
    value: 'Value',
    badValue: {
      float: 'A number, or empty for missing',
      double: 'A number, or empty for missing',
      int64: 'A whole number',
      int32: 'A whole number',
      bool: '0 or 1',
      string: '',
    },
    mayMiss: 'empty: missing',
    reasons: {
      'same name': 'same name',
      'similar name': 'similar name: look whether it is meant',
      'same meaning': 'same meaning: look whether it is meant',
      position: 'by position: the model names no columns',
      none: '',
    },
    textForNumber: 'This column is text; the model takes numbers.',
    width: 'Columns that it takes',
    widthHint: 'The model does not say how many.',
    open: (count, format) =>
      `${format.integer(count)} ${plural('en', count, { one: 'place is', other: 'places are' })} still empty`,
    score: 'Score every row',
    again: 'Change what it is given',
    close: 'Put the model away',
    rows: (count, format) => `${format.integer(count)} ${plural('en', count, { one: 'row', other: 'rows' })}`,
    spread: 'How the answers spread: rows',
    spreadOf: (name) => `How the score of “${name}” spreads: rows`,
    headline: (f, format) => {
      if (f.is === 'number') {
        if (f.quartiles === null) return 'The model answers no number for any row';
        const [low, middle, high] = f.quartiles;
        return `Half of the answers lie between ${number(low, format)} and ${number(high, format)}; the middle one is ${number(middle, format)}`;
      }
      const [most] = f.classes;
      if (most === undefined) return 'There is no row to score';
      if (f.classes.length === 1) return `The model says “${most.name}” for every row`;
      return `The model says “${most.name}” for ${format.integer(most.rows)} of ${format.integer(f.rows)} rows (${format.percent(most.rows / f.rows, 0)}), more than any other class`;
    },
    sub: (model, table, f, format) =>
      `What ${model} answers for ${format.integer(f.rows)} rows of ${table}; no filter is applied`,
    unproven: 'how well it predicts is not known here',
    margins: 'its scores are no probabilities',
    missing: (rows, format) => `${format.integer(rows)} rows without an answer`,
    listTitle: 'Every row, highest first',
    columns: {
      row: 'Row',
      prediction: 'Answer',
      probability: (name) => (name === null ? 'Probability of the answer' : `Probability of “${name}”`),
      score: 'Score',
      from: 'From',
      to: 'To',
      rows: 'Rows',
      share: 'Share',
    },
  },
  ru: {
    title: 'Своя модель',
    hint: 'Любая модель .onnx для таблиц: из scikit-learn, XGBoost, LightGBM, CatBoost или Vitrine. Она проверяется до загрузки и работает отдельно от ваших данных.',
    drop: 'Перетащите файл .onnx',
    checking: 'Проверяем модель',
    dialog: (model) => `Что подать на вход ${model}`,
    about: (producer, answers, table) =>
      `${producer === '' ? 'Чем сделана, не сказано' : `Сделана в ${producer}`}. На каждую строку «${table}» отвечает так: ${answers}.`,
    classes: (names, format) => (names === null ? 'класс' : `класс — ${format.list(names.slice(0, 8))}`),
    number: 'число',
    types: {
      float: 'число',
      double: 'число',
      int64: 'целое число',
      int32: 'целое число',
      bool: '0 или 1',
      string: 'текст',
    },
    unnamed: (input, place) => `${input}, столбец ${place}`,
    column: (name) => `Столбец для ${name}`,
    choose: 'Выберите столбец',
    constant: 'Одно значение для всех строк',
    value: 'Значение',
    badValue: {
      float: 'Число; пусто — пропуск',
      double: 'Число; пусто — пропуск',
      int64: 'Целое число',
      int32: 'Целое число',
      bool: '0 или 1',
      string: '',
    },
    mayMiss: 'пусто — пропуск',
    reasons: {
      'same name': 'то же имя',
      'similar name': 'похожее имя: проверьте, тот ли столбец',
      'same meaning': 'тот же смысл: проверьте, тот ли столбец',
      position: 'по порядку: модель не называет столбцов',
      none: '',
    },
    textForNumber: 'В этом столбце текст, а модели нужны числа.',
    width: 'Сколько столбцов она принимает',
    widthHint: 'Модель этого не говорит.',
    open: (count, format) =>
      `Осталось заполнить: ${format.integer(count)} ${plural('ru', count, { one: 'место', few: 'места', many: 'мест', other: 'места' })}`,
    score: 'Оценить все строки',
    again: 'Изменить входные столбцы',
    close: 'Убрать модель',
    rows: (count, format) =>
      `${format.integer(count)} ${plural('ru', count, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}`,
    spread: 'Как распределены ответы: строки',
    spreadOf: (name) => `Как распределена оценка «${name}»: строки`,
    headline: (f, format) => {
      if (f.is === 'number') {
        if (f.quartiles === null) return 'Ни на одну строку модель не ответила числом';
        const [low, middle, high] = f.quartiles;
        return `Половина ответов — между ${number(low, format)} и ${number(high, format)}, средний из них — ${number(middle, format)}`;
      }
      const [most] = f.classes;
      if (most === undefined) return 'Оценивать нечего';
      if (f.classes.length === 1) return `На каждую строку модель отвечает «${most.name}»`;
      return `Чаще всего модель отвечает «${most.name}»: строк — ${format.integer(most.rows)} из ${format.integer(f.rows)} (${format.percent(most.rows / f.rows, 0)})`;
    },
    sub: (model, table, f, format) =>
      `Ответы ${model} на строки «${table}»: ${format.integer(f.rows)}; фильтр не применяется`,
    unproven: 'насколько хорошо она предсказывает, здесь неизвестно',
    margins: 'её оценки — не вероятности',
    missing: (rows, format) => `без ответа строк: ${format.integer(rows)}`,
    listTitle: 'Все строки, высокие оценки — первыми',
    columns: {
      row: 'Строка',
      prediction: 'Ответ',
      probability: (name) => (name === null ? 'Вероятность ответа' : `Вероятность «${name}»`),
      score: 'Оценка',
      from: 'От',
      to: 'До',
      rows: 'Строки',
      share: 'Доля',
    },
  },
};
