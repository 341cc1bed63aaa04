import { errorWords, type ErrorCode, type ErrorDetails } from './errors.words';
import type { Locale } from './words';

/**
 * The one error that crosses a boundary: a stable code, the details its sentence is made of, and the
 * cause. `message` is the English sentence with its remedy; the page renders the same code in the
 * reader's language with {@link describeError}.
 */
export class VitrineError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'VitrineError';
  readonly code: C;
  readonly details: ErrorDetails[C];
  /** The SQL that failed, when a query did. Shown folded, never executed again. */
  readonly sql: string | undefined;

  constructor(code: C, details: ErrorDetails[C], options: { cause?: unknown; sql?: string } = {}) {
    const { sentence, remedy } = errorWords.en[code](details);
    super(`${sentence} ${remedy}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = details;
    this.sql = options.sql;
  }
}

/** What a person reads of an error: what happened, and what to do next. */
export interface ErrorText {
  readonly code: ErrorCode;
  readonly sentence: string;
  readonly remedy: string;
}

/** Renders any thrown value in a language. A value that is no VitrineError becomes `internal`. */
export function describeError(error: unknown, locale: Locale): ErrorText {
  const known = asVitrineError(error);
  return { code: known.code, ...errorWords[locale][known.code](known.details) };
}

/** Wraps any thrown value; a VitrineError (also one rebuilt from {@link packError}) passes unchanged. */
export function asVitrineError(error: unknown): VitrineError {
  if (error instanceof VitrineError) return error;
  if (isAbort(error)) return new VitrineError('cancelled', {}, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new VitrineError('internal', { reason }, { cause: error });
}

/** True for the exception that an aborted AbortSignal throws, and for our own `cancelled`. */
export function isAbort(error: unknown): boolean {
  if (error instanceof VitrineError) return error.code === 'cancelled';
  return error instanceof Error && error.name === 'AbortError';
}

/** An error as plain data, to cross a worker boundary. */
export interface PackedError {
  readonly code: ErrorCode;
  readonly details: ErrorDetails[ErrorCode];
  readonly sql?: string;
}

/** Packs any thrown value for a worker boundary. */
export function packError(error: unknown): PackedError {
  const { code, details, sql } = asVitrineError(error);
  return sql === undefined ? { code, details } : { code, details, sql };
}

/** Rebuilds the error on the other side of a worker boundary. */
export function unpackError(packed: PackedError): VitrineError {
  return new VitrineError(packed.code, packed.details, packed.sql === undefined ? {} : { sql: packed.sql });
}
