import type { ImportReport, Statement } from '../core/engine';
import { countAt, numberAt, texts, type Frame } from '../core/frame';
import { brokenQuotes, withoutLines, type BrokenLine } from './broken-quotes';
import { dropTable, type CsvFile, type ImportPlan } from './csv-import';
import { unifiedLineEnds } from './line-ends';

/** What reading a text table needs of an engine. */
export interface CsvHost {
  ask(statement: Statement): Promise<Frame>;
  /** Bytes `[from, to)` of the file that is read; fewer at its end. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** Lets the database read some bytes as a file; answers its path. */
  part(bytes: Uint8Array): Promise<string>;
  /** The file in pieces that end with a row, where it is so large that it has to be packed as it comes; else null. */
  readonly pieces: (() => AsyncIterable<{ readonly path: string; readonly from: number }>) | null;
  /** Packs what is in the database. */
  pack(): Promise<void>;
  /** From now on reads the file as it is after a change of its bytes; answers its path. */
  changed(change: (parts: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>): Promise<string>;
}

type Rejected = Pick<ImportReport, 'rejected' | 'rejects' | 'readable'>;

/** Up to as many rejects are looked at one by one: more take seconds. */
const FEW = 2000;
/** Bytes from the first reject on that the listed ones are looked for in, where there are more. */
const PART = 128 * 1024;
/** Bytes read at once on the way to a line. */
const STRIDE = 4 * 1024 * 1024;
/** Bytes the reader takes at once, tried in turn. */
const BUFFERS = [32_000_000, 4_000_000, 17_000_000];

/**
 * Fills the plan's table from a text file and tells of the rows that could not be read. A file without such
 * rows is read once. All of them are counted, the first 100 listed. Beyond a few thousand lines are counted:
 * a row of three lines counts as three.
 *
 * DuckDB 1.4.3 loses the file's last buffer when it keeps rejects and one lies at a buffer's end. So rows are
 * read without keeping rejects, and a list of rejects is believed only when as many rows came with it.
 */
export async function importCsv(path: string, plan: ImportPlan, host: CsvHost): Promise<Rejected> {
  const { file, ...asItIs } = await imported({ path }, plan, host);
  if (plan.quoting === null || !mayBeQuotes(asItIs)) return asItIs;
  const lines = await brokenQuotes((from, to) => host.read(from, to), plan.quoting, MOST_BROKEN);
  if (lines === null || lines.length === 0) return asItIs;
  const texts = await textsOf(lines, plan.names, host);
  const mended: CsvFile = { path: await host.changed((parts) => withoutLines(parts, lines)) };
  for (const statement of [dropTable(plan.scratch), ...plan.cleanUp]) await host.ask(statement);
  const { file: _, ...without } = await imported(mended, plan, host);
  // As many rows, and the lines that a quote swallowed are told apart: better too.
  if ((without.readable ?? Infinity) < (asItIs.readable ?? 0)) {
    for (const statement of [dropTable(plan.scratch), ...plan.cleanUp]) await host.ask(statement);
    await fill(plan, file, host, 'skip');
    return asItIs;
  }
  return {
    ...without,
    rejected: without.rejected + lines.length,
    rejects: [...without.rejects, ...texts].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, LISTED),
  };
}

/** Rejects that are listed at most, as the plan does. */
const LISTED = 100;
/** Lines with broken quotes that are taken for mishaps; where there are more, quotes are no quotes. */
const MOST_BROKEN = 100;

/** Whether a quote may be what keeps rows from being read: one that swallowed those after it hides them from the list. */
function mayBeQuotes({ rejected, rejects }: Rejected): boolean {
  return (
    rejects.some((r) => r.reason === OPEN_QUOTE || r.reason === TOO_LONG || r.text.includes('\n')) ||
    (rejects.length < LISTED && rejected > rejects.length)
  );
}

async function textsOf(
  lines: readonly BrokenLine[],
  names: readonly string[],
  host: CsvHost,
): Promise<Rejected['rejects']> {
  const decoder = new TextDecoder();
  const texts: Rejected['rejects'][number][] = [];
  for (const { line, cell, from, to } of lines) {
    // Of a character in UTF-8 there are four bytes at most.
    const text = decoder.decode(await host.read(from, Math.min(to, from + 4 * CUT)));
    texts.push({ line, column: names[cell] ?? null, reason: OPEN_QUOTE, text: text.slice(0, CUT) });
  }
  return texts;
}

/** Characters of a reject that are kept, as the plan does. */
const CUT = 1000;

async function imported(
  first: CsvFile,
  plan: ImportPlan,
  host: CsvHost,
): Promise<Rejected & { readonly file: CsvFile }> {
  let file = first;
  let fault = await filled(plan, file, host);
  if (fault?.message.includes(MIXED) === true) {
    file = { path: await host.changed(unifiedLineEnds) };
    fault = await filled(plan, file, host);
  }
  if (fault !== null) await fill(plan, file, host, 'skip');
  else if (!plan.judgesLater) return { rejected: 0, rejects: [], file };
  const left = Math.max(0, countAt(await host.ask(plan.left(file)), 'lines'));
  const readable = countAt(await host.ask(plan.readable(file)), 'rows');
  if (plan.judgesLater) {
    return { rejected: left, rejects: left === 0 ? [] : await listed(plan, file, host), readable, file };
  }
  if (left <= FEW) {
    const few = await exactly(plan, file, host, readable);
    if (few !== null) return { ...few, readable, file };
  }
  const line = Number(/CSV Error on Line: (\d+)/.exec(fault?.message ?? '')?.[1] ?? 1);
  const from = fault?.from ?? 0;
  const { bytes, cut } = await linesFrom(from, line, host);
  const part: CsvFile = { path: await host.part(bytes), firstLine: (await linesBefore(from, host)) + line };
  await host.ask(plan.keep(part));
  // Where the part ends, a cell may go on.
  const rejects = (await listed(plan, part, host)).filter((r) => !cut || r.reason !== OPEN_QUOTE);
  return { rejected: Math.max(left, rejects.length), rejects, readable, file };
}

/** What the strict reader says where line ends change within the file (`\r\n` here, `\n` there). */
const MIXED = 'state machine reached an invalid state';

/** What stands in the way of reading, and where the piece begins whose lines the message counts. */
interface Fault {
  readonly message: string;
  readonly from: number;
}

/** Reads a file whose rows are all in order; answers null, or what stands in the way. */
async function filled(plan: ImportPlan, file: CsvFile, host: CsvHost): Promise<Fault | null> {
  const at = { from: 0 };
  try {
    await fill(plan, file, host, 'refuse', at);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // Anything else (memory, a stop, a missing file) is no fault of a row.
    if (!message.includes(MIXED) && !message.includes('CSV Error on Line')) throw error;
    await host.ask(dropTable(plan.scratch));
    return { message, ...at };
  }
}

/** Reads a file in one go, or piece by piece; `at` says where the piece begins that is being read. */
async function fill(
  plan: ImportPlan,
  file: CsvFile,
  host: CsvHost,
  faults: 'refuse' | 'skip',
  at = { from: 0 },
): Promise<void> {
  const { more } = plan;
  if (host.pieces === null || more === null) {
    for (const statement of plan.fill(file, faults)) await host.ask(statement);
    return;
  }
  for await (const { path, from } of host.pieces()) {
    at.from = from;
    if (from > 0) await host.ask(more({ path, firstLine: 1 }, faults));
    else for (const statement of plan.fill({ path }, faults)) await host.ask(statement);
    await host.pack();
  }
}

/** Count and list of rejects that were all looked at; null when the reader loses rows whatever it takes at once. */
async function exactly(plan: ImportPlan, file: CsvFile, host: CsvHost, rows: number): Promise<Rejected | null> {
  for (const buffer of BUFFERS) {
    const kept = countAt(await host.ask(plan.keep({ ...file, buffer })), 'rows');
    if (kept === rows) {
      const rejected = countAt(await host.ask(plan.count), 'rejected');
      return { rejected, rejects: await listed(plan, file, host) };
    }
    for (const statement of plan.cleanUp) await host.ask(statement);
  }
  return null;
}

async function listed(plan: ImportPlan, file: CsvFile, host: CsvHost): Promise<Rejected['rejects']> {
  const list = await host.ask(plan.list(file));
  return texts(list, 'reason').map((reason, row) => ({
    line: numberAt(list, 'line', row),
    column: texts(list, 'column')[row] ?? null,
    reason: reason ?? '',
    text: texts(list, 'text')[row] ?? '',
  }));
}

const LINE_FEED = 10;

/** The plan's reason for a row whose quote is not closed. */
const OPEN_QUOTE = 'a quote is not closed';
/** The plan's reason for a row that is longer than any. */
const TOO_LONG = 'the line is too long';

/** Lines before a place of the file. */
async function linesBefore(place: number, host: CsvHost): Promise<number> {
  let lines = 0;
  for (let at = 0; at < place;) {
    const bytes = await host.read(at, Math.min(place, at + STRIDE));
    if (bytes.length === 0) break;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, end + 1)) lines++;
    at += bytes.length;
  }
  return lines;
}

/** Whole lines from a line on (from 1, counted from a place), some {@link PART} bytes of them; `cut` where more follow. */
async function linesFrom(
  from: number,
  line: number,
  host: CsvHost,
): Promise<{ readonly bytes: Uint8Array; readonly cut: boolean }> {
  let at = from;
  for (let before = line - 1; before > 0;) {
    const bytes = await host.read(at, at + STRIDE);
    if (bytes.length === 0) break;
    let end = 0;
    while (before > 0) {
      const next = bytes.indexOf(LINE_FEED, end);
      if (next === -1) break;
      end = next + 1;
      before--;
    }
    at += before === 0 ? end : bytes.length;
  }
  const bytes = await host.read(at, at + PART);
  const end = bytes.length < PART ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1;
  return { bytes: end === 0 ? bytes : bytes.subarray(0, end), cut: bytes.length >= PART };
}
