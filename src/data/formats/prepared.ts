import type { OnProgress, Prepared, Source } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import type { ReadAs } from '../../core/reading';
import { prepareFile, type Workshop } from './prepare';

/**
 * {@link prepareFile} as an engine offers it: checks that the file is there and can be read, says `cancelled` where it
 * was stopped.
 */
export async function prepared<S extends Source>(
  signal: AbortSignal,
  source: S,
  how: ReadAs,
  workshop: Workshop<S>,
  onProgress?: OnProgress,
): Promise<Prepared<S>> {
  const { name: file, size } = source;
  if (signal.aborted) throw new VitrineError('cancelled', {});
  if (size === 0) throw new VitrineError('file.empty', { file });
  // A file that was moved or changed since it was opened fails here, and under its own name.
  await source.read(0, 1).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new VitrineError('file.unreadable', { file, reason }, { cause });
  });
  try {
    return await prepareFile(signal, source, how, workshop, onProgress);
  } catch (error) {
    if (signal.aborted) throw new VitrineError('cancelled', {}, { cause: error });
    throw error;
  }
}
