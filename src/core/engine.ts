import type { Frame } from './frame';
import type { Encoding, ReadAs, Take } from './reading';

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
  /** What makes a quote within quotes a character of the text; the quote itself, doubled, when not said. */
  readonly escape?: '\\';
  readonly header: boolean;
  /** Rows with too few cells are filled up with NULL; else they are rejects. Not for `'whitespace'`. */
  readonly short?: 'null';
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
      /** Names columns by what they shall be called. */
      readonly take?: Take;
    }
  | { readonly format: 'parquet'; readonly take?: Take };

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
  /** Rows of the file that cannot be read; of all of it where a sample of a text was taken. */
  readonly rejected: number;
  /** The first 100 of them. */
  readonly rejects: readonly Reject[];
  /** Rows of the file that can be read, where only some were taken and some cannot; else it is not counted. */
  readonly readable?: number;
}

/** A table that a file holds, in a form that `import` takes: text in UTF-8, or Parquet. */
export interface PreparedPart<S extends Source = Source> {
  readonly source: S;
  /** Its name within the file (a file of an archive, a sheet), or null when the file is one table. */
  readonly part: string | null;
  /** What was opened on the way, the outermost first: `gzip`, `zstd`, `zip`, `xlsx`, `json`, `arrow`, `fixed`. */
  readonly via: readonly string[];
  /** Character set of the text as the file has it, and what says so; null where the format settles it. */
  readonly encoding: {
    readonly name: Encoding;
    readonly by: 'mark' | 'validity' | 'letters';
    readonly sure: boolean;
  } | null;
  /** Characters that mean nothing in that set; U+FFFD stands in their place. */
  readonly replaced: number;
  /** How the table was written, where it was made; its columns where their types are known. */
  readonly given: { readonly dialect: CsvDialect; readonly columns: readonly Column[] | null } | null;
  readonly notes: {
    /** Filled lines above the table that were left out. */
    readonly above?: number;
    /** Cells that hold an error of a workbook, read as empty. */
    readonly errors?: number;
  };
}

/** What a file holds. */
export interface Prepared<S extends Source = Source> {
  readonly parts: readonly PreparedPart<S>[];
  /** Names of what is in the file and is no table. */
  readonly skipped: readonly string[];
  /** Frees what was made; to be called when the parts are imported. */
  remove(): Promise<void>;
}

/**
 * How a table is written: `arrow` is the IPC file (Feather 2), `json` an array of objects, `ndjson` one object to a
 * line, `tsv` text for a spreadsheet's paste, `xlsx` a workbook of one sheet.
 */
export type ExportFormat = 'csv' | 'tsv' | 'xlsx' | 'json' | 'ndjson' | 'parquet' | 'arrow';

/**
 * Where plans run. Every call takes its AbortSignal first, reports progress, and ends in a value or a
 * VitrineError. Calls may overlap; an aborted one leaves the others and the tables as they were.
 */
export interface Engine<S extends Source = Source> {
  /** Which implementation, for a person: `DuckDB-WASM`, `DuckDB`. */
  readonly name: string;
  /** Version of the database, for instance `v1.4.3`. */
  version(signal: AbortSignal): Promise<string>;
  /**
   * Runs one statement and answers its rows; a statement without rows answers an empty frame.
   * @param whole a plain SELECT of many rows: they come in one piece, a third of the time, and cannot be stopped half-way
   */
  query(signal: AbortSignal, statement: Statement, onProgress?: OnProgress, whole?: boolean): Promise<Frame>;
  /**
   * Looks what tables a file holds and makes them readable for `import`: inflated, in UTF-8, one by one. A file
   * that is readable already is handed back as it is.
   * @throws VitrineError `file.*`, `cancelled`
   */
  prepare(signal: AbortSignal, source: S, how: ReadAs, onProgress?: OnProgress): Promise<Prepared<S>>;
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
  /**
   * A query's rows as a file. Cells of CSV, TSV and XLSX are formula-safe; see `core/csv.ts`.
   * @throws VitrineError `export.sheet` (an Excel sheet cannot hold the rows), `sql.failed`, `engine.*`, `cancelled`
   */
  export(signal: AbortSignal, statement: Statement, format: ExportFormat, onProgress?: OnProgress): Promise<Blob>;
  /** Stops whatever runs; each stopped call ends as `cancelled`. Answers when all have ended. */
  cancel(): Promise<void>;
  /** Ends the engine and frees its memory; later calls fail as `engine.lost`. */
  close(): Promise<void>;
}
