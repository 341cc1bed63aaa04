import { VitrineError } from '../../core/errors';
import { inflated, type Bytes } from './bytes';

/** Bytes `[from, to)` of a file in parts; to its end when `to` is not said. */
export type Range = (from: number, to?: number) => Bytes;

/**
 * Inflates a gzip file, also one of several members one after the other: logs that were put together, and what `bgzip`
 * writes. Browsers' own decoder knows one member only and fails at the second; where the members begin is then looked
 * up, and each is inflated, and checked, by the same decoder.
 * @throws VitrineError `file.unreadable`
 */
export async function* gunzipped(read: Range, file: string): AsyncGenerator<Uint8Array> {
  let given = 0;
  try {
    for await (const part of inflated(read(0), 'gzip', file)) {
      given += part.length;
      yield part;
    }
    return;
  } catch (error) {
    if (!(error instanceof VitrineError) || error.code !== 'file.unreadable') throw error;
    const starts = await memberStarts(read(0));
    if (starts.length < 2) throw error;
    yield* members(read, starts, given, file);
  }
}

/** Inflates member after member, and leaves out what was given already. */
async function* members(
  read: Range,
  starts: readonly number[],
  given: number,
  file: string,
): AsyncGenerator<Uint8Array> {
  let left = given;
  for (const [i, start] of starts.entries()) {
    for await (const part of inflated(read(start, starts[i + 1]), 'gzip', file)) {
      if (part.length > left) yield left === 0 ? part : part.subarray(left);
      left = Math.max(0, left - part.length);
    }
  }
}

/** Where the members of a gzip file begin; only the first where the rest is none or damaged. */
export async function memberStarts(bytes: Bytes): Promise<readonly number[]> {
  const { Gunzip } = await import('fflate');
  const starts = [0];
  const walk = new Gunzip(() => undefined);
  walk.onmember = (offset) => starts.push(offset);
  try {
    // Never as the last part: members after the one that ends in it would be passed over.
    for await (const part of bytes) walk.push(part, false);
  } catch (error) {
    if (error instanceof VitrineError || (error instanceof Error && error.name === 'AbortError')) throw error;
    return [0];
  }
  return starts;
}
