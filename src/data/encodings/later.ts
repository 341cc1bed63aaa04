import type { ImportReport, PreparedPart, Source } from '../../core/engine';
import type { ReadAs } from '../../core/reading';
import { detectEncoding, invalidUtf8, type Guess } from './detect';

/** The engines' reason for a row that is no UTF-8 (sql/csv-import.ts). */
export const NOT_UTF8 = 'not UTF-8';
const STRIDE = 1024 * 1024;
/** Megabytes with faults that are enough to tell. */
const ENOUGH = 4;

/**
 * The character set of a text whose head was plain ASCII or valid UTF-8 and that has rows which are not. Reads on to
 * the first faults.
 * @returns null where nothing has to be read anew: no such rows, a set that was chosen, or a few faults in UTF-8
 */
export async function laterEncoding(
  signal: AbortSignal,
  { source, encoding }: Pick<PreparedPart, 'source' | 'encoding'>,
  report: Pick<ImportReport, 'rejects'>,
  how: ReadAs,
): Promise<Guess | null> {
  if (how.encoding !== undefined || encoding?.name !== 'utf-8') return null;
  if (!report.rejects.some((r) => r.reason === NOT_UTF8)) return null;
  const parts: Uint8Array[] = [await firstBytes(source)];
  for (let at = 0; at < source.size && parts.length <= ENOUGH; at += STRIDE) {
    signal.throwIfAborted();
    const part = await source.read(at, Math.min(source.size, at + STRIDE));
    if (invalidUtf8(part) > 0) parts.push(part);
  }
  const guess = detectEncoding(parts);
  return guess === null || guess.encoding === 'utf-8' ? null : guess;
}

/** So few that the head alone decides nothing. */
function firstBytes(source: Source): Promise<Uint8Array> {
  return source.read(0, Math.min(source.size, 1024));
}
