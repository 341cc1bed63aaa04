import type { Catalogue } from '../../core/words';

/** Names of columns that a proposal makes: written in the reader's language once, and part of the plan from then on. */
export interface SummaryNames {
  /** Column that says which file a row came from. */
  readonly file: string;
  readonly rows: (table: string) => string;
  readonly sum: (column: string) => string;
  readonly mean: (column: string) => string;
  readonly max: (column: string) => string;
  readonly count: (column: string) => string;
  readonly last: (column: string) => string;
}

export const summaryNames: Catalogue<SummaryNames> = {
  en: {
    file: 'file',
    rows: (table) => `${table}: rows`,
    sum: (column) => `${column}: sum`,
    mean: (column) => `${column}: mean`,
    max: (column) => `${column}: largest`,
    count: (column) => `${column}: count`,
    last: (column) => `${column}: last`,
  },
  ru: {
    file: 'файл',
    rows: (table) => `${table}: строк`,
    sum: (column) => `${column}: сумма`,
    mean: (column) => `${column}: среднее`,
    max: (column) => `${column}: наибольшее`,
    count: (column) => `${column}: количество`,
    last: (column) => `${column}: последнее`,
  },
};
