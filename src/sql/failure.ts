import { VitrineError } from '../core/errors';

/** What went on when the database failed: a query, or reading a file; `path` is what the engine calls it. */
export type Doing =
  | { readonly what: 'query'; readonly sql: string }
  | { readonly what: 'csv' | 'parquet'; readonly file: string; readonly path: string };

/**
 * A message of DuckDB as a VitrineError: out of memory, interrupted, or by what went on. The reason is
 * the message's first line without DuckDB's class of error and without its final stop.
 */
export function databaseFailure(error: unknown, doing: Doing): VitrineError {
  if (error instanceof VitrineError) return error;
  const message = messageOf(error);
  const options = doing.what === 'query' ? { cause: error, sql: doing.sql } : { cause: error };
  if (/out of memory|bad_alloc|failed to allocate|could not allocate/i.test(message)) {
    return new VitrineError('engine.memory', { needed: firstLine(message) }, options);
  }
  if (/^INTERRUPT|query was (?:cancell?ed|interrupted)/i.test(message)) {
    return new VitrineError('cancelled', {}, options);
  }
  if (doing.what === 'query') return new VitrineError('sql.failed', { reason: firstLine(message) }, options);
  const reason = firstLine(message).replaceAll(doing.path, doing.file);
  if (doing.what === 'parquet') return new VitrineError('parquet.broken', { file: doing.file, reason }, options);
  return new VitrineError('file.unreadable', { file: doing.file, reason }, options);
}

/** DuckDB-WASM packs some of its messages as JSON. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!message.startsWith('{"exception_type"')) return message;
  const packed: unknown = JSON.parse(message);
  if (typeof packed !== 'object' || packed === null) return message;
  if (!('exception_message' in packed && 'exception_type' in packed)) return message;
  return `${String(packed.exception_type)} Error: ${String(packed.exception_message)}`;
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.replace(/^(?:Error: )?[A-Z][A-Za-z ]* Error: /, '').replace(/[.!]+$/, '');
}
