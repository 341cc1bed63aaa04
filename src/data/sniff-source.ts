import type { PreparedPart, Source } from '../core/engine';
import { VitrineError } from '../core/errors';
import { HEAD_BYTES, sniff, type Sniffed } from './sniff';

/** Most bytes of the head that are read while it holds too few lines. */
const MOST_HEAD_BYTES = 4 * 1024 * 1024;
/** Parts from further on that types are guessed from as well. */
const SAMPLES = 3;
const SAMPLE_BYTES = 16 * 1024;

/**
 * Reads the head of a file, and a little of the rest, and sniffs it. Nothing is imported.
 * @param given the dialect, where the text was made here; then nothing is guessed but types
 * @throws VitrineError `file.*`, `parquet.broken`
 */
export async function sniffSource(
  signal: AbortSignal,
  source: Source,
  given: PreparedPart['given'] = null,
): Promise<Sniffed> {
  const { name: file, size } = source;
  if (given !== null && given.columns !== null) {
    return { format: 'csv', dialect: given.dialect, columns: given.columns };
  }
  let bytes = HEAD_BYTES;
  let head = await source.read(0, Math.min(size, bytes));
  // Long lines: a few records are needed to see what they have in common.
  while (head.length < size && bytes < MOST_HEAD_BYTES && lineEnds(head) < 20) {
    bytes *= 4;
    head = await source.read(0, Math.min(size, bytes));
  }
  signal.throwIfAborted();
  const samples: Uint8Array[] = [];
  for (let i = 1; i <= SAMPLES && head.length < size; i++) {
    const from = Math.max(head.length, Math.floor((size * i) / SAMPLES) - SAMPLE_BYTES);
    samples.push(await source.read(from, Math.min(size, from + SAMPLE_BYTES)));
  }
  const sniffed = sniff(file, head, size, samples, given?.dialect);
  if (sniffed.format === 'parquet') await checkParquetEnd(source);
  return sniffed;
}

/** A Parquet file ends in its directory, the directory's length, and PAR1: a cut file does not. */
async function checkParquetEnd(source: Source): Promise<void> {
  const { name: file, size } = source;
  const broken = (reason: string): VitrineError => new VitrineError('parquet.broken', { file, reason });
  if (size < 12) throw broken('it is too short');
  const end = await source.read(size - 8, size);
  if (String.fromCharCode(...end.subarray(4)) !== 'PAR1') throw broken('its end is missing');
  const directory = new DataView(end.buffer, end.byteOffset, 4).getUint32(0, true);
  if (directory > size - 12) throw broken('its directory is damaged');
}

function lineEnds(bytes: Uint8Array): number {
  return bytes.reduce((n, byte) => n + (byte === 10 ? 1 : 0), 0);
}
