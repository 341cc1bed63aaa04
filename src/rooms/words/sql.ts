import type { Catalogue } from '../../core/words';

/** The room SQL. */
export interface SqlWords {
  readonly title: string;
  readonly lead: string;
  readonly run: string;
  readonly label: string;
  readonly tables: string;
  readonly rows: (count: string) => string;
  /** Over all rows of an answer. */
  readonly answer: string;
  readonly firstRows: (count: string) => string;
}

export const sqlWords: Catalogue<SqlWords> = {
  en: {
    title: 'Ask the data yourself',
    lead: 'DuckDB’s SQL over the tables in this tab. Nothing you run here leaves it.',
    run: 'Run',
    label: 'Query',
    tables: 'Tables',
    rows: (count) => `${count} rows`,
    answer: 'Answer',
    firstRows: (count) => `the first ${count} rows`,
  },
  ru: {
    title: 'Спросите данные сами',
    lead: 'SQL DuckDB по таблицам в этой вкладке. Ничего из запущенного здесь её не покидает.',
    run: 'Выполнить',
    label: 'Запрос',
    tables: 'Таблицы',
    rows: (count) => `строк: ${count}`,
    answer: 'Ответ',
    firstRows: (count) => `первые строки: ${count}`,
  },
};
