import { VitrineError } from '../../src/core/errors';

/** What is used of parquet-wasm; the module is the same in the tab and in Node, only its loading differs. */
export type ParquetModule = Pick<
  typeof import('parquet-wasm/esm'),
  'Compression' | 'ParquetFile' | 'Table' | 'WriterPropertiesBuilder' | 'transformParquetStream' | 'writeParquet'
>;

/** One row group as an Arrow IPC stream. */
export interface RowGroup {
  readonly index: number;
  readonly groups: number;
  readonly rows: number;
  readonly ipc: Uint8Array;
}

/**
 * Reads a Parquet file row group by row group; never more than one is in memory.
 * @param faults tells of faults of the reader that reach nobody else
 * @param columns names to read, all when not said
 * @throws VitrineError `parquet.broken` when the file is cut off or is something else
 */
export async function* rowGroups(
  module: ParquetModule,
  file: Blob,
  name: string,
  faults: Faults,
  columns?: readonly string[],
): AsyncGenerator<RowGroup, void, undefined> {
  await checkEnds(file, name);
  const broken = (cause: unknown): VitrineError => {
    const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? '';
    return new VitrineError('parquet.broken', { file: name, reason: reason.replace(/[.!]+$/, '') }, { cause });
  };
  const parquet = await answered(module.ParquetFile.fromFile(file), faults).catch((cause: unknown) => {
    throw broken(cause);
  });
  try {
    const groups = parquet.metadata().numRowGroups();
    // A file without row groups still has columns: its schema makes an empty table.
    if (groups === 0) {
      yield { index: 0, groups: 1, rows: 0, ipc: parquet.schema().intoIPCStream() };
      return;
    }
    for (let index = 0; index < groups; index++) {
      const options = columns === undefined ? { rowGroups: [index] } : { rowGroups: [index], columns: [...columns] };
      const table = await answered(parquet.read({ ...options, batchSize: 65_536 }), faults).catch((cause: unknown) => {
        throw broken(cause);
      });
      const rows = parquet.metadata().rowGroup(index).numRows();
      yield { index, groups, rows, ipc: table.intoIPCStream() };
    }
  } finally {
    release(parquet);
  }
}

/** A reader that panicked is still borrowed and cannot be freed: its memory goes with the worker. */
function release(parquet: { free(): void }): void {
  try {
    parquet.free();
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('borrowed'))) throw error;
  }
}

/** Calls the listener with errors that nobody caught, until the function it gives back is called. */
export type Faults = (listener: (error: unknown) => void) => () => void;

/**
 * Waits for the reader. Where a damaged file makes it panic, its promise never settles and the error reaches the
 * thread alone, which it would end.
 */
async function answered<T>(step: Promise<T>, faults: Faults): Promise<T> {
  let stop = (): void => undefined;
  const fault = new Promise<never>((_, reject) => {
    stop = faults((error) => reject(error instanceof Error ? error : new Error(String(error))));
  });
  try {
    return await Promise.race([step, fault]);
  } finally {
    stop();
  }
}

/** A Parquet file starts and ends with `PAR1`; said before the reader fails with words of its own. */
async function checkEnds(file: Blob, name: string): Promise<void> {
  const mark = async (from: number): Promise<string> => file.slice(from, from + 4).text();
  if ((await mark(0)) !== 'PAR1')
    throw new VitrineError('parquet.broken', { file: name, reason: 'it does not start with PAR1' });
  if ((await mark(file.size - 4)) !== 'PAR1' || file.size < 12) {
    throw new VitrineError('parquet.broken', { file: name, reason: 'its end is missing' });
  }
}
