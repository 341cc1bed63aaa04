import type { Catalogue } from '../../core/words';

/** The formats a table is downloaded in, in the order of the menu. */
export const fileFormats = ['csv', 'xlsx', 'parquet', 'arrow', 'json', 'ndjson'] as const;
export type FileFormat = (typeof fileFormats)[number];

interface ExportWords {
  readonly download: string;
  readonly formats: Readonly<Record<FileFormat, string>>;
  readonly copy: string;
  /** Beside a format that cannot hold so many rows. */
  readonly tooLong: string;
  readonly writing: (format: string) => string;
  /** While the number of rows is not known: what is done, and how many rows there are by now. */
  readonly soFar: (doing: string, rows: string) => string;
  readonly copying: string;
  readonly cut: (rows: string) => string;
}

export const exportWords: Catalogue<ExportWords> = {
  en: {
    download: 'Download',
    formats: {
      csv: 'CSV',
      xlsx: 'Excel (.xlsx)',
      parquet: 'Parquet',
      arrow: 'Arrow (Feather)',
      json: 'JSON',
      ndjson: 'NDJSON, one row a line',
    },
    copy: 'Copy for a spreadsheet',
    tooLong: 'too many rows',
    writing: (format) => `Writing ${format}`,
    soFar: (doing, rows) => `${doing}: ${rows} rows`,
    copying: 'Copying',
    cut: (rows) => `The first ${rows} rows are copied: a clipboard holds no more. The downloads have them all.`,
  },
  ru: {
    download: 'Скачать',
    formats: {
      csv: 'CSV',
      xlsx: 'Excel (.xlsx)',
      parquet: 'Parquet',
      arrow: 'Arrow (Feather)',
      json: 'JSON',
      ndjson: 'NDJSON, строка за строкой',
    },
    copy: 'Скопировать для таблицы',
    tooLong: 'слишком много строк',
    writing: (format) => `Пишем ${format}`,
    soFar: (doing, rows) => `${doing}: строк — ${rows}`,
    copying: 'Копируем',
    cut: (rows) => `Скопированы первые ${rows} строк: больше буфер обмена не вмещает. В скачанном файле будут все.`,
  },
};
