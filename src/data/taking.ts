import type { PreparedPart, Source } from '../core/engine';
import { VitrineError } from '../core/errors';
import { nearest } from '../core/nearest';
import type { ReadAs, Take } from '../core/reading';
import type { Opened } from './open';
import type { Sniffed } from './sniff';

/** Texts of so many bytes take seconds to read. */
const LARGE = 50_000_000;
/** Of smaller ones nobody needs a part. */
const WORTH = 10_000_000;
/** A Parquet file holds about as many times more than a text of its size. */
const DENSER = 7;

/** Whether a part is so large that it is looked at before it is read. */
export function isLarge<S extends Source>({ source, encoding, given }: PreparedPart<S>): boolean {
  const isText = encoding !== null || given !== null;
  return source.size * (isText ? 1 : DENSER) >= LARGE;
}

/** Whether it is worth choosing what is read of an open file. */
export function isChoosable({ size, format }: Pick<Opened, 'size' | 'format'>): boolean {
  return size * (format === 'parquet' ? DENSER : 1) >= WORTH;
}

/** Whether somebody said already what is to be read. */
export const isChosen = ({ columns, sample }: ReadAs): boolean => columns !== undefined || sample !== undefined;

/**
 * Checks that the columns that are wanted are in the file.
 * @throws VitrineError `combine.column` where a column that is wanted is not
 */
export async function checkTake(
  source: Source,
  file: string,
  found: Sniffed,
  { columns, sample }: Take,
): Promise<void> {
  const wanted = [...(columns ?? []), ...(sample?.of === 'customers' ? [sample.column] : [])];
  if (wanted.length === 0) return;
  const names = found.format === 'csv' ? found.columns.map((c) => c.name) : await parquetColumns(source);
  const missing = wanted.find((name) => !names.includes(name));
  if (missing === undefined) return;
  const near = nearest(missing, names);
  throw new VitrineError('combine.column', {
    source: file,
    column: missing,
    nearest: near === null ? '' : `“${near}”`,
  });
}

async function parquetColumns(source: Source): Promise<readonly string[]> {
  const { readFooter } = await import('./formats/parquet-footer');
  return (await readFooter(source)).columns.map((c) => c.name);
}

/**
 * The columns to take of a Parquet file where some hold INTERVAL, which cannot be read: all others that are wanted.
 * @throws VitrineError `parquet.spans` where nothing is left
 */
export async function withoutSpans(source: Source, { columns }: Take): Promise<Pick<Take, 'columns'>> {
  const { readFooter } = await import('./formats/parquet-footer');
  const footer = await readFooter(source).catch((error: unknown) => {
    // What only this reader fails on is another's to tell.
    if (error instanceof VitrineError && error.code === 'parquet.broken') return null;
    throw error;
  });
  if (footer === null || footer.spans.length === 0) return {};
  const wanted = columns === undefined || columns.length === 0 ? footer.columns.map((c) => c.name) : columns;
  const left = wanted.filter((name) => !footer.spans.includes(name));
  if (left.length > 0) return { columns: left };
  throw new VitrineError('parquet.spans', { file: source.name });
}
