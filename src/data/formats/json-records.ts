import { VitrineError } from '../../core/errors';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Longest single record, in characters: longer ones are no rows of a table. */
const LONGEST = 64 * 1024 * 1024;

/**
 * The records of a JSON text, one after the other and without holding the whole: elements of an array, or
 * values that follow each other with nothing or line ends between them (NDJSON). A lone object whose one
 * list of objects is what was meant (`{"data": […]}`) is opened by {@link listWithin}.
 *
 * Whole numbers beyond 2^53 are given as text, so that no digit is lost.
 * @throws VitrineError `file.unreadable` where the text is no JSON, with the place
 */
export async function* jsonRecords(texts: AsyncIterable<string>, file: string): AsyncGenerator<Json> {
  const cutter = new Cutter(file);
  for await (const text of texts) yield* cutter.take(text);
  yield* cutter.end();
}

/** Cuts a text at the ends of its records: at depth 0, or at depth 1 within one array around all. */
class Cutter {
  readonly #file: string;
  #rest = '';
  /** Characters before `#rest`. */
  #before = 0;
  #at = 0;
  #depth = 0;
  #inText = false;
  #inArray = false;
  #over = false;
  #started = false;

  constructor(file: string) {
    this.#file = file;
  }

  *take(text: string): Generator<Json> {
    this.#rest += text;
    const { length } = this.#rest;
    let start = 0;
    for (; this.#at < length; this.#at++) {
      const code = this.#rest.charCodeAt(this.#at);
      if (this.#inText) {
        if (code === 92) {
          // The escaped character may not be there yet.
          if (this.#at + 1 >= length) break;
          this.#at++;
        } else if (code === 34) this.#inText = false;
        continue;
      }
      if (code === 34) this.#inText = true;
      else if (code === 91 || code === 123) {
        if (!this.#started && code === 91) {
          this.#inArray = true;
          start = this.#at + 1;
        } else this.#depth++;
        this.#started = true;
      } else if (code === 93 || code === 125) {
        if (this.#depth === 0) {
          if (!this.#inArray || this.#over || code !== 93) throw this.#broken(start);
          yield* this.#record(start, this.#at);
          this.#over = true;
          start = this.#at + 1;
          continue;
        }
        this.#depth--;
        if (this.#depth === 0 && !this.#inArray) {
          yield* this.#record(start, this.#at + 1);
          start = this.#at + 1;
        }
      } else if (this.#depth === 0 && (this.#inArray ? code === 44 : code === 10)) {
        yield* this.#record(start, this.#at);
        start = this.#at + 1;
      } else if (code > 32 && code !== 0xfeff) this.#started = true;
    }
    this.#before += start;
    this.#rest = this.#rest.slice(start);
    this.#at -= start;
    if (this.#rest.length > LONGEST) throw this.#broken(0);
  }

  *end(): Generator<Json> {
    if (this.#inText || this.#depth > 0 || (this.#inArray && !this.#over))
      throw this.#broken(0, 'it ends in the middle');
    yield* this.#record(0, this.#rest.length);
  }

  *#record(from: number, to: number): Generator<Json> {
    const text = this.#rest
      .slice(from, to)
      .replace(/^\ufeff/, '')
      .trim();
    if (text === '') return;
    if (this.#over) throw this.#broken(from);
    yield parsed(text, (cause) => this.#broken(from, undefined, cause));
  }

  #broken(
    at: number,
    reason = `it is no JSON near character: ${this.#before + at + 1}`,
    cause?: unknown,
  ): VitrineError {
    return new VitrineError('file.unreadable', { file: this.#file, reason }, { cause });
  }
}

function parsed(text: string, broken: (cause: unknown) => VitrineError): Json {
  try {
    return JSON.parse(exactNumbers(text)) as Json;
  } catch (cause) {
    throw broken(cause);
  }
}

/** Whole numbers that a double cannot hold, in quotes. */
function exactNumbers(text: string): string {
  if (!/\d{16}/.test(text)) return text;
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
}

/**
 * What a lone object holds: the rows of its longest list of objects, with the name of that list; null where
 * it has none and is itself the one row.
 */
export function listWithin(value: Json): { readonly name: string; readonly rows: readonly Json[] } | null {
  if (!isObject(value)) return null;
  let best: { name: string; rows: readonly Json[] } | null = null;
  for (const [name, held] of Object.entries(value)) {
    if (!isList(held) || held.length === 0 || !held.every((row) => isObject(row))) continue;
    if (best === null || held.length > best.rows.length) best = { name, rows: held };
  }
  return best;
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
