import type { Frame } from './frame';

/** A value bound to a `?` of a statement. Whole numbers beyond 2^53 have to be text. */
export type Value = string | number | boolean | null;

/** SQL with its bound values: made by the `sql` tag only. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

/** How far a long call is: `done` in [0, 1], or null when it cannot be known. */
export interface Progress {
  readonly done: number | null;
  readonly rows?: number;
}
export type OnProgress = (progress: Progress) => void;

/** A file that can be read in parts: a browser's File or a path on disk. */
export interface Source {
  /** The name a person knows it by. Any characters. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, epoch milliseconds. */
  readonly modified: number;
  /** Bytes of `[from, to)`; fewer when the file ends before `to`. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** How a text table is written. */
export interface CsvDialect {
  /** One character, or `'whitespace'` for columns set apart by runs of spaces. */
  readonly delimiter: string;
  /** Quote character, or `''` for none. */
  readonly quote: string;
  readonly header: boolean;
  /** Character set of the file; the engines read utf-8 only. */
  readonly encoding: 'utf-8';
}

/** The types a column of a text table is read as. */
export type ColumnType = 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'TIMESTAMP' | 'DATE' | 'BOOLEAN';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** How a file becomes a table. */
export type ImportSpec =
  | {
      readonly format: 'csv';
      readonly dialect: CsvDialect;
      /** All columns of the file in order, with the names they shall have. */
      readonly columns: readonly Column[];
    }
  | { readonly format: 'parquet' };

/** A row that could not be read. */
export interface Reject {
  /** Line in the file, from 1, or null when the engine does not say. */
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: string;
  /** The raw text of the line, cut at 1,000 characters. */
  readonly text: string;
}

export interface ImportReport {
  /** Rows of the new table. */
  readonly rows: number;
  /** The new table's columns with the engine's own type names. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Rows of the file that are not in the table. */
  readonly rejected: number;
  /** The first 100 of them. */
  readonly rejects: readonly Reject[];
}

export type ExportFormat = 'csv' | 'parquet';

/**
 * Where plans run. Every call takes its AbortSignal first, reports progress, and ends in a value or a
 * VitrineError. Calls may overlap; an aborted one leaves the others and the tables as they were.
 */
export interface Engine<S extends Source = Source> {
  /** Which implementation, for a person: `DuckDB-WASM`, `DuckDB`. */
  readonly name: string;
  /** Version of the database, for instance `v1.4.3`. */
  version(signal: AbortSignal): Promise<string>;
  /** Runs one statement and answers its rows; a statement without rows answers an empty frame. */
  query(signal: AbortSignal, statement: Statement, onProgress?: OnProgress): Promise<Frame>;
  /** Reads a file into a new table; an existing table of that name is replaced only on success. */
  import(
    signal: AbortSignal,
    source: S,
    spec: ImportSpec,
    table: string,
    onProgress?: OnProgress,
  ): Promise<ImportReport>;
  /** Writes a frame as a new table (replacing one of that name). */
  load(signal: AbortSignal, table: string, frame: Frame): Promise<void>;
  /** A query's rows as a file. CSV cells are formula-safe; see `core/csv.ts`. */
  export(signal: AbortSignal, statement: Statement, format: ExportFormat, onProgress?: OnProgress): Promise<Blob>;
  /** Stops whatever runs; each stopped call ends as `cancelled`. Answers when all have ended. */
  cancel(): Promise<void>;
  /** Ends the engine and frees its memory; later calls fail as `engine.lost`. */
  close(): Promise<void>;
}
