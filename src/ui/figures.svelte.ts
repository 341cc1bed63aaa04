import type { TableData } from './types';

/** The formats besides CSV that the figures behind a picture are saved in, by their endings, and how they are called. */
export const figureFormatNames = ['xlsx', 'json', 'parquet', 'arrow'] as const;
export type FigureFormat = (typeof figureFormatNames)[number];
export const figureFormats: Readonly<Record<FigureFormat, string>> = {
  xlsx: 'Excel',
  json: 'JSON',
  parquet: 'Parquet',
  arrow: 'Arrow',
};

/** Saves a table as a file of a name without ending; failures are told to the person. */
export type SaveFigures = (table: TableData, format: FigureFormat, name: string) => void;

/** Who writes these formats: the page's database, which the design system does not know. Null while there is none. */
class Figures {
  save = $state.raw<SaveFigures | null>(null);
}

export const figures = new Figures();
