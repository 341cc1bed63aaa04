import type { Role, Stage } from '../../core/roles';
import type { ExclusionReason } from '../../core/spine';
import { plural, type Catalogue } from '../../core/words';

/** The room Data. */
export interface DataWords {
  readonly title: (rows: string, rowCount: number, columns: string, columnCount: number) => string;
  readonly sources: string;
  readonly another: string;
  readonly remove: (name: string) => string;
  readonly rolesTitle: string;
  readonly rolesText: string;
  readonly roles: Readonly<Record<Role, { name: string; about: string }>>;
  readonly none: string;
  readonly reasons: Readonly<Record<'name' | 'values' | 'name and values' | 'chosen', string>>;
  readonly sure: (confidence: string) => string;
  readonly stagesTitle: string;
  readonly stagesText: string;
  readonly stages: Readonly<Record<Stage | 'other', string>>;
  readonly qualityTitle: string;
  readonly qualityGood: string;
  readonly duplicates: (rows: string, count: number) => string;
  /** Values of a number column that are no numbers. */
  readonly unreadable: (column: string, rows: string) => string;
  readonly dropDuplicates: string;
  readonly dropZero: string;
  readonly excluded: Readonly<Record<ExclusionReason, string>>;
  readonly rejectsTitle: (count: string) => string;
  readonly rejectColumns: readonly [string, string, string, string];
  readonly profileTitle: string;
  readonly profileColumns: Readonly<
    Record<'column' | 'type' | 'filled' | 'distinct' | 'range' | 'shape' | 'top', string>
  >;
  readonly approximate: string;
  readonly currency: string;
  readonly noCurrency: string;
  readonly analyse: string;
  readonly again: string;
  /** What a table without times is good for, and the way there. */
  readonly timeless: string;
  readonly ask: string;
  /** A table whose dates can be read in two ways. */
  readonly undated: string;
}

export const dataWords: Catalogue<DataWords> = {
  en: {
    title: (rows, r, columns, c) =>
      `${rows} ${plural('en', r, { one: 'row', other: 'rows' })}, ${columns} ${plural('en', c, { one: 'column', other: 'columns' })}`,
    sources: 'Files',
    another: 'Add files',
    remove: (name) => `Remove ${name}`,
    rolesTitle: 'What the columns mean',
    rolesText: 'Found from names and values. Change what is wrong; everything is computed anew.',
    roles: {
      customer: { name: 'Customer', about: 'Who it is: an id that stays the same.' },
      time: { name: 'Time', about: 'When it happened. Times without a zone are read as UTC.' },
      event: { name: 'Event', about: 'What happened. Leave empty when every row is an order.' },
      order: { name: 'Order', about: 'Rows with one order number are one order.' },
      amount: { name: 'Amount', about: 'Money of the whole row; negative for refunds.' },
      price: { name: 'Unit price', about: 'Used with the quantity where there is no amount.' },
      quantity: { name: 'Quantity', about: 'Pieces; negative for returns.' },
    },
    none: 'not in this file',
    reasons: {
      name: 'by its name',
      values: 'by its values',
      'name and values': 'by name and values',
      chosen: 'chosen by you',
    },
    sure: (confidence) => `${confidence} sure`,
    stagesTitle: 'What the events mean',
    stagesText: 'Purchases and refunds decide what counts as money; the others are the steps before.',
    stages: {
      view: 'View',
      cart: 'Add to cart',
      checkout: 'Checkout',
      purchase: 'Purchase',
      refund: 'Refund',
      other: 'Something else',
    },
    qualityTitle: 'What was left out, and why',
    qualityGood: 'Nothing. Every row is used.',
    unreadable: (column, rows) => `Not numbers in “${column}”: ${rows}. These rows are kept without a value.`,
    duplicates: (rows, count) =>
      `${rows} ${plural('en', count, { one: 'row equals', other: 'rows equal' })} an earlier row in every column.`,
    dropDuplicates: 'Leave repeated rows out',
    dropZero: 'Leave purchases of zero out',
    excluded: {
      'no customer': 'without a customer',
      'no time': 'without a time',
      'unreadable time': 'with a time that cannot be read',
      'unreadable row': 'that could not be read',
      duplicate: 'repeated',
      'zero amount': 'purchases of zero',
    },
    rejectsTitle: (count) => `Rows that could not be read: ${count}`,
    rejectColumns: ['Line', 'Column', 'Reason', 'Text'],
    profileTitle: 'Columns',
    profileColumns: {
      column: 'Column',
      type: 'Type',
      filled: 'Filled',
      distinct: 'Distinct',
      range: 'From – to',
      shape: 'Shape',
      top: 'Most frequent',
    },
    approximate: 'an estimate, usually within 15 %',
    currency: 'Currency',
    noCurrency: 'not said',
    analyse: 'Show what is in it',
    again: 'Compute again',
    timeless:
      'This table has no times: Predict learns from its columns, and SQL reads it. For funnels and customers over time, choose the column with the time below.',
    ask: 'Predict something from it',
    undated: 'The dates can be read in two ways. Say which comes first, and the figures follow.',
  },
  ru: {
    title: (rows, _r, columns) => `Строк: ${rows}, столбцов: ${columns}`,
    sources: 'Файлы',
    another: 'Добавить файлы',
    remove: (name) => `Убрать ${name}`,
    rolesTitle: 'Что означают столбцы',
    rolesText: 'Определено по названиям и значениям. Поправьте, что не так, — всё пересчитается.',
    roles: {
      customer: { name: 'Клиент', about: 'Кто это: идентификатор, который не меняется.' },
      time: { name: 'Время', about: 'Когда это было. Время без пояса читается как UTC.' },
      event: { name: 'Событие', about: 'Что произошло. Оставьте пустым, если каждая строка — заказ.' },
      order: { name: 'Заказ', about: 'Строки с одним номером — один заказ.' },
      amount: { name: 'Сумма', about: 'Деньги за всю строку; у возвратов отрицательные.' },
      price: { name: 'Цена за штуку', about: 'Вместе с количеством, если суммы нет.' },
      quantity: { name: 'Количество', about: 'Штуки; у возвратов отрицательные.' },
    },
    none: 'в файле нет',
    reasons: {
      name: 'по названию',
      values: 'по значениям',
      'name and values': 'по названию и значениям',
      chosen: 'выбрали вы',
    },
    sure: (confidence) => `уверенность ${confidence}`,
    stagesTitle: 'Что означают события',
    stagesText: 'Покупки и возвраты решают, что считать деньгами; остальное — шаги до них.',
    stages: {
      view: 'Просмотр',
      cart: 'Корзина',
      checkout: 'Оформление',
      purchase: 'Покупка',
      refund: 'Возврат',
      other: 'Другое',
    },
    qualityTitle: 'Что не вошло и почему',
    qualityGood: 'Вошло всё: использована каждая строка.',
    unreadable: (column, rows) => `Не числа в столбце «${column}»: ${rows}. Эти строки учтены без значения.`,
    duplicates: (rows, count) =>
      `${rows} ${plural('ru', count, { one: 'строка повторяет', few: 'строки повторяют', many: 'строк повторяют', other: 'строки повторяют' })} более раннюю во всех столбцах.`,
    dropDuplicates: 'Не учитывать повторы',
    dropZero: 'Не учитывать нулевые покупки',
    excluded: {
      'no customer': 'без клиента',
      'no time': 'без времени',
      'unreadable time': 'с нечитаемым временем',
      'unreadable row': 'не прочитаны',
      duplicate: 'повторы',
      'zero amount': 'нулевые покупки',
    },
    rejectsTitle: (count) => `Непрочитанные строки: ${count}`,
    rejectColumns: ['Строка', 'Столбец', 'Причина', 'Текст'],
    profileTitle: 'Столбцы',
    profileColumns: {
      column: 'Столбец',
      type: 'Тип',
      filled: 'Заполнено',
      distinct: 'Разных',
      range: 'От – до',
      shape: 'Форма',
      top: 'Чаще всего',
    },
    approximate: 'оценка, обычно в пределах 15 %',
    currency: 'Валюта',
    noCurrency: 'не указана',
    analyse: 'Показать, что внутри',
    again: 'Пересчитать',
    timeless:
      'В этой таблице нет времени: раздел «Прогноз» учится на её столбцах, SQL её читает. Для воронок и поведения во времени укажите ниже столбец со временем.',
    ask: 'Построить прогноз',
    undated: 'Даты можно прочесть двояко. Укажите, что идёт первым, — и появятся цифры.',
  },
};
