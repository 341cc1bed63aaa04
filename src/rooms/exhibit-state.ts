import { describeError } from '../core/errors';
import type { Locale } from '../core/words';
import type { Run } from '../state/run.svelte';
import type { ExhibitState } from '../ui/types';
import { shellWords } from './words/shell';

/** What an exhibit shows of a run. Its picture stays, as one of before, while it is computed anew. */
export function exhibitState(run: Run, locale: Locale): ExhibitState {
  if (run.error !== null) return { kind: 'error', error: errorView(run.error, locale) };
  if (run.result !== null) {
    if (run.status === 'running') return { kind: 'ready', stale: { done: run.progress } };
    return run.status === 'done' || run.status === 'failed' ? { kind: 'ready' } : { kind: 'ready', stale: run.status };
  }
  if (run.status === 'stopped') return { kind: 'empty', ...shellWords[locale].stopped };
  return { kind: 'loading', done: run.progress };
}

/** An error with its folded details, in the reader's language. */
export function errorView(
  error: NonNullable<Run['error']>,
  locale: Locale,
): Extract<ExhibitState, { kind: 'error' }>['error'] {
  const cause = error.cause instanceof Error ? error.cause.message : null;
  return {
    ...describeError(error, locale),
    ...(cause === null ? {} : { cause }),
    ...(error.sql === undefined ? {} : { sql: error.sql }),
  };
}
