import type { OnProgress, Prepared, PreparedPart, Source } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import type { Encoding, ReadAs } from '../../core/reading';
import { looksLike } from '../binary';
import { decoded, utf8, type Losses } from '../encodings/decode';
import { detectEncoding, type Guess } from '../encodings/detect';
import { bytesOf, guarded, type Bytes } from './bytes';
import { fixedTable } from './fixed-table';
import { formatOf } from './format';
import { gunzipped } from './gzip';
import { jsonTable } from './json';
import { linesAbove, withoutLines } from './preface';
import { MADE, writtenRows } from './rows';
import { sheetTable } from './xlsx';
import { readWorkbook } from './xlsx-parts';
import { zipContent, zipEntries, type ZipEntry } from './zip';
import { unzstd } from './zstd';

/** Where made files are kept until they are read: a Blob in the tab, a temporary file on a machine. */
export interface Workshop<S extends Source> {
  keep(name: string, bytes: Bytes): Promise<{ readonly source: S; remove(): Promise<void> }>;
}

/** Bytes of the head, and of each of the places further on that a character set is guessed from. */
const HEAD = 64 * 1024;
const PART = 32 * 1024;
const PARTS = 6;
/** Archives within archives are opened so deep. */
const DEEPEST = 3;

/** What led to a part so far. */
type Way = Pick<PreparedPart<Source>, 'part' | 'via'>;

interface Work<S extends Source> {
  readonly signal: AbortSignal;
  readonly file: string;
  readonly how: ReadAs;
  readonly workshop: Workshop<S>;
  readonly parts: PreparedPart<S>[];
  readonly skipped: string[];
  readonly kept: (() => Promise<void>)[];
  readonly onProgress: OnProgress;
}

/**
 * Makes of a file what the engines read: tables of UTF-8 text or Parquet. What is such a table already is
 * handed back as it is, uncopied. Archives give a part per file, workbooks a part per sheet.
 * @param how `encoding` overrules the character set that was found; `part` takes one part alone
 * @throws VitrineError `file.*` (`file.bomb`: it would inflate beyond all measure), `cancelled`
 */
export async function prepareFile<S extends Source>(
  signal: AbortSignal,
  source: S,
  how: ReadAs,
  workshop: Workshop<S>,
  onProgress: OnProgress = () => undefined,
): Promise<Prepared<S>> {
  const kept: (() => Promise<void>)[] = [];
  const remove = async (): Promise<void> => {
    for (const one of kept.splice(0)) await one();
  };
  const work: Work<S> = { signal, file: source.name, how, workshop, parts: [], skipped: [], kept, onProgress };
  try {
    await look(work, source, { part: null, via: [] }, 0);
  } catch (error) {
    await remove();
    throw error;
  }
  if (work.parts.length === 0) {
    await remove();
    throw new VitrineError('file.parts', { file: source.name, parts: work.skipped.slice(0, 5).join(', ') });
  }
  return { parts: work.parts, skipped: work.skipped, remove };
}

async function look<S extends Source>(work: Work<S>, source: S, way: Way, depth: number): Promise<void> {
  const { signal } = work;
  const head = await source.read(0, Math.min(source.size, HEAD));
  signal.throwIfAborted();
  if (head.length === 0) throw new VitrineError('file.empty', { file: source.name });
  const chosen = work.how.encoding;
  const peek = (bytes: Uint8Array): string =>
    new TextDecoder(chosen ?? detectEncoding([bytes])?.encoding ?? 'utf-8').decode(bytes);
  const format = formatOf(way.part ?? source.name, head, peek);
  switch (format) {
    case 'parquet':
      work.parts.push({ source, ...way, encoding: null, replaced: 0, given: null, notes: {} });
      return;
    case 'gzip':
    case 'zstd': {
      if (depth >= DEEPEST) throw new VitrineError('file.not-text', { file: source.name, looksLike: 'ZIP' });
      let taken = 0;
      const packed = (): Bytes => counted(work, source, (bytes) => (taken = Math.max(taken, bytes)));
      const part = (from: number, to?: number): Bytes =>
        from === 0 && to === undefined ? packed() : bytesOf(signal, source, from, to);
      const plain = format === 'gzip' ? gunzipped(part, work.file) : unzstd(packed(), work.file);
      const inner = await keep(
        work,
        source.name,
        guarded(plain, work.file, () => taken),
      );
      return look(work, inner, { ...way, via: [...way.via, format] }, depth + 1);
    }
    case 'zip':
      return archive(work, source, way, depth);
    case 'arrow': {
      const { arrowTable } = await import('./arrow');
      const table = await arrowTable(() => counted(work, source), work.file);
      const columns = table.columns.map((c) => c.name);
      const made = await keep(work, source.name, writtenRows(columns, table.rows()));
      const given = { dialect: MADE, columns: table.columns };
      work.parts.push({ source: made, ...via(way, 'arrow'), encoding: null, replaced: 0, given, notes: {} });
      return;
    }
    case 'json': {
      const losses = { replaced: 0 };
      const encoding = await encodingOf(work, source, head);
      const text = (): AsyncIterable<string> => {
        losses.replaced = 0;
        return decoded(counted(work, source), encoding.encoding, losses);
      };
      const table = await jsonTable(text, work.file);
      const made = await keep(work, source.name, writtenRows(table.columns, table.rows()));
      const part = { ...via(way, 'json'), encoding: detected(encoding), replaced: losses.replaced };
      work.parts.push({ source: made, ...part, given: { dialect: MADE, columns: null }, notes: {} });
      return;
    }
    case 'other':
      return plainText(work, source, head, way);
  }
}

/** A text in any character set; binary data is refused under its name. */
async function plainText<S extends Source>(work: Work<S>, source: S, head: Uint8Array, way: Way): Promise<void> {
  const guess = await encodingOf(work, source, head);
  const { encoding } = guess;
  const losses: Losses = { replaced: 0 };
  const inUtf8 = encoding === 'utf-8';
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  const fixed = fixedTable(text, head.length >= source.size);
  const base = { ...way, encoding: detected(guess) };
  const above = linesAbove(text.replace(/^\ufeff/, ''), head.length >= source.size);
  if (above > 0) {
    const rest = withoutLines(decoded(counted(work, source), encoding, losses), above);
    const made = await keep(work, source.name, utf8(rest));
    work.parts.push({ source: made, ...base, replaced: losses.replaced, given: null, notes: { above } });
    return;
  }
  if (fixed !== null) {
    const made = await keep(work, source.name, fixed.bytes(decoded(counted(work, source), encoding, losses)));
    const given = { dialect: MADE, columns: null };
    work.parts.push({ source: made, ...via(base, 'fixed'), replaced: losses.replaced, given, notes: {} });
    return;
  }
  if (inUtf8) {
    work.parts.push({ source, ...base, replaced: 0, given: null, notes: {} });
    return;
  }
  const made = await keep(work, source.name, utf8(decoded(counted(work, source), encoding, losses)));
  work.parts.push({ source: made, ...base, replaced: losses.replaced, given: null, notes: {} });
}

/** @throws VitrineError `file.not-text` */
async function encodingOf<S extends Source>(work: Work<S>, source: S, head: Uint8Array): Promise<Guess> {
  const { encoding } = work.how;
  if (encoding !== undefined) return { encoding, by: 'mark', sure: true };
  const parts = [head];
  for (let i = 1; i <= PARTS && head.length < source.size; i++) {
    const from = Math.max(head.length, Math.floor((source.size * i) / PARTS) - PART);
    parts.push(await source.read(from, Math.min(source.size, from + PART)));
  }
  work.signal.throwIfAborted();
  const named = looksLike(head);
  const guess = named === null || /^(?:UTF-16|text that is not UTF-8)$/.test(named) ? detectEncoding(parts) : null;
  if (guess !== null) return guess;
  if (/\.parquet$/i.test(source.name)) {
    throw new VitrineError('parquet.broken', { file: source.name, reason: 'it does not begin with PAR1' });
  }
  throw new VitrineError('file.not-text', { file: source.name, looksLike: named ?? 'binary data' });
}

async function archive<S extends Source>(work: Work<S>, source: S, way: Way, depth: number): Promise<void> {
  const entries = await zipEntries(work.signal, source);
  const workbook = await readWorkbook(work.signal, source, entries);
  if (workbook !== null) {
    for (const { name, entry } of workbook.sheets) {
      if (!wanted(work, way, name)) continue;
      const table = await sheetTable(work.signal, source, workbook, entry);
      if (table === null) {
        work.skipped.push(name);
        continue;
      }
      const made = await keep(work, source.name, writtenRows(table.columns, table.rows()));
      const place = workbook.sheets.length === 1 && way.part === null ? way : { ...way, part: partName(way, name) };
      const notes = { above: table.above, errors: table.errors };
      const given = { dialect: MADE, columns: null };
      work.parts.push({ source: made, ...via(place, 'xlsx'), encoding: null, replaced: 0, given, notes });
    }
    return;
  }
  if (depth >= DEEPEST) throw new VitrineError('file.not-text', { file: source.name, looksLike: 'ZIP' });
  const files = entries.filter((e) => !e.name.endsWith('/') && !isLitter(e.name));
  for (const entry of files) {
    if (!wanted(work, way, entry.name)) continue;
    await member(
      work,
      source,
      entry,
      files.length === 1 && way.part === null ? way : { ...way, part: partName(way, entry.name) },
      depth,
    );
  }
}

/** One file of an archive; what is no table is skipped and named, but for the only one. */
async function member<S extends Source>(
  work: Work<S>,
  source: S,
  entry: ZipEntry,
  way: Way,
  depth: number,
): Promise<void> {
  try {
    const name = entry.name.split(/[\\/]/).at(-1) ?? entry.name;
    const inner = await keep(
      work,
      way.part === null ? name : `${work.file} › ${way.part}`,
      zipContent(work.signal, source, entry),
    );
    await look(work, inner, { ...way, via: [...way.via, 'zip'] }, depth + 1);
  } catch (error) {
    const noTable = error instanceof VitrineError && (error.code === 'file.not-text' || error.code === 'file.empty');
    if (!noTable || way.part === null || work.how.part !== undefined) throw error;
    work.skipped.push(entry.name);
  }
}

/** What systems and editors leave in archives. */
const isLitter = (name: string): boolean => /(?:^|\/)(?:__MACOSX\/|\.[^./]|Thumbs\.db$|desktop\.ini$)/i.test(name);

const partName = (way: Way, name: string): string => (way.part === null ? name : `${way.part} › ${name}`);

/** Whether a part was asked for, or lies on the way to the one that was. */
function wanted<S extends Source>({ how }: Work<S>, way: Way, name: string): boolean {
  if (how.part === undefined) return true;
  const part = partName(way, name);
  return how.part === part || how.part.startsWith(`${part} › `);
}

const via = <W extends Way>(way: W, step: string): W => ({ ...way, via: [...way.via, step] });

const detected = ({
  encoding,
  by,
  sure,
}: Guess): { readonly name: Encoding; readonly by: Guess['by']; readonly sure: boolean } => ({
  name: encoding,
  by,
  sure,
});

async function keep<S extends Source>(work: Work<S>, name: string, bytes: Bytes): Promise<S> {
  const { source, remove } = await work.workshop.keep(name, stoppable(work.signal, bytes));
  work.kept.push(remove);
  return source;
}

async function* stoppable(signal: AbortSignal, bytes: Bytes): AsyncGenerator<Uint8Array> {
  for await (const part of bytes) {
    signal.throwIfAborted();
    yield part;
  }
}

function counted<S extends Source>(
  work: Work<S>,
  source: S,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  return bytesOf(work.signal, source, 0, source.size, (bytes) => {
    onRead(bytes);
    work.onProgress({ done: bytes / Math.max(1, source.size) });
  });
}
