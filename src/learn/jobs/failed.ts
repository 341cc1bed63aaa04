import { isAbort, VitrineError } from '../../core/errors';

/** What a fit throws, as an error that a person can read; a VitrineError and an abort stay what they are. */
export function learnError(error: unknown): unknown {
  if (error instanceof VitrineError || isAbort(error)) return error;
  // A RangeError is an array that did not fit.
  if (error instanceof RangeError)
    return new VitrineError('engine.memory', { needed: error.message }, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new VitrineError('learn.failed', { reason }, { cause: error });
}
