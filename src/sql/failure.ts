import { VitrineError } from '../core/errors';

/** What went on when the database failed: a query of its own, or reading a file a person knows by name. */
export type Doing =
  { readonly what: 'query'; readonly sql: string } | { readonly what: 'csv' | 'parquet'; readonly file: string };

/**
 * A message of DuckDB as a VitrineError: out of memory, interrupted, or by what went on. The reason is
 * the message's first line without DuckDB's class of error and without its final stop.
 */
export function databaseFailure(error: unknown, doing: Doing): VitrineError {
  if (error instanceof VitrineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const options = doing.what === 'query' ? { cause: error, sql: doing.sql } : { cause: error };
  if (/out of memory|bad_alloc|failed to allocate|could not allocate/i.test(message)) {
    return new VitrineError('engine.memory', { needed: firstLine(message) }, options);
  }
  if (/^INTERRUPT Error|query was (?:cancell?ed|interrupted)/i.test(message)) {
    return new VitrineError('cancelled', {}, options);
  }
  const reason = firstLine(message);
  if (doing.what === 'query') return new VitrineError('sql.failed', { reason }, options);
  if (doing.what === 'parquet') return new VitrineError('parquet.broken', { file: doing.file, reason }, options);
  return new VitrineError('file.unreadable', { file: doing.file, reason }, options);
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.replace(/^(?:Error: )?[A-Z][A-Za-z ]* Error: /, '').replace(/[.!]+$/, '');
}
