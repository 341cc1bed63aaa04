import type {
  ExportFormat,
  ImportReport,
  ImportSpec,
  OnProgress,
  PreparedPart,
  Source,
  Statement,
} from '../../src/core/engine';
import type { PackedError } from '../../src/core/errors';
import type { Frame } from '../../src/core/frame';
import type { ReadAs } from '../../src/core/reading';

/** Names one call, so that the page can stop it. Given by the page, unique in a worker's life. */
export type CallId = number;

/** What a call ends in; errors cross as plain data, since an Error's own fields would be lost. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PackedError };

/** A file as it crosses to the worker: the handle, not its bytes. */
export interface FileMessage {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly blob: Blob;
}

/** A file that a person opened in the page. */
export interface FileSource extends Source, FileMessage {}

/** Progress crosses as a Comlink proxy; null when nobody asks. */
export type ProgressProxy = OnProgress | null;

/** What a file holds, as it crosses: a made part is a Blob, which the browser keeps until nobody holds it. */
export interface PreparedMessage {
  readonly parts: readonly (Omit<PreparedPart, 'source'> & { readonly source: FileMessage })[];
  readonly skipped: readonly string[];
}

/** What the database worker exposes over Comlink. Number columns of frames are transferred, both ways. */
export interface DatabaseService {
  version(call: CallId): Promise<Answer<string>>;
  query(call: CallId, statement: Statement, onProgress: ProgressProxy, whole: boolean): Promise<Answer<Frame>>;
  prepare(call: CallId, file: FileMessage, how: ReadAs, onProgress: ProgressProxy): Promise<Answer<PreparedMessage>>;
  import(
    call: CallId,
    file: FileMessage,
    spec: ImportSpec,
    table: string,
    onProgress: ProgressProxy,
  ): Promise<Answer<ImportReport>>;
  load(call: CallId, table: string, frame: Frame): Promise<Answer<null>>;
  export(call: CallId, statement: Statement, format: ExportFormat, onProgress: ProgressProxy): Promise<Answer<Blob>>;
  /** Stops one call, which then ends as `cancelled`; unknown ids (ended calls) are nothing to do. */
  cancel(call: CallId): void;
}
