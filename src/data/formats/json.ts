import { VitrineError } from '../../core/errors';
import { columnNames } from '../names';
import { isList, isObject, jsonRecords, listWithin, type Json } from './json-records';
import type { Row } from './rows';

/** A table made of records: its columns, and its rows as often as they are asked for. */
export interface MadeTable {
  readonly columns: readonly string[];
  rows(): AsyncIterable<Row> | Iterable<Row>;
}

/** Objects are opened so deep; what lies deeper stays JSON text. */
const DEEPEST = 5;
/** Objects are not opened where they would make more columns than this: their keys are values then. */
const MOST_COLUMNS = 500;

/**
 * Records of JSON as a table. Objects within objects become columns with dots (`customer.city`), lists stay
 * JSON text. Columns come in the order in which they are first seen; a key that a record lacks is NULL. Lists
 * of lists are rows, their first one the names where it holds texts only.
 * @param texts gives the text from its start, each time it is called
 */
export async function jsonTable(texts: () => AsyncIterable<string>, file: string): Promise<MadeTable> {
  let records = (): AsyncIterable<Json> | Iterable<Json> => jsonRecords(texts(), file);
  const first = await firstTwo(records());
  if (first.length === 0) throw new VitrineError('file.empty', { file });
  const [only] = first;
  const within = first.length === 1 && only !== undefined ? listWithin(only) : null;
  if (within !== null) records = () => within.rows;
  if (isList(only)) return listTable(records);
  const found = new Paths();
  for await (const record of records()) found.see(record);
  const paths = found.paths();
  const places = new Map(paths.map((path, i) => [path, i]));
  const opened = found.opens;
  return {
    columns: columnNames(paths, paths.length),
    async *rows() {
      for await (const record of records()) {
        const row = new Array<string | null>(paths.length).fill(null);
        for (const [path, value] of cells(record, opened)) row[places.get(path) ?? 0] = textOf(value);
        yield row;
      }
    },
  };
}

async function firstTwo(records: AsyncIterable<Json> | Iterable<Json>): Promise<readonly Json[]> {
  const two: Json[] = [];
  for await (const record of records) {
    two.push(record);
    if (two.length === 2) break;
  }
  return two;
}

/** Which columns there are, as records are seen. */
class Paths {
  readonly #deep = new Set<string>();
  readonly #flat = new Set<string>();

  see(record: Json): void {
    for (const [path] of cells(record, false)) this.#flat.add(path);
    if (this.#deep.size <= MOST_COLUMNS) for (const [path] of cells(record, true)) this.#deep.add(path);
  }

  get opens(): boolean {
    return this.#deep.size <= MOST_COLUMNS;
  }

  paths(): readonly string[] {
    return [...(this.opens ? this.#deep : this.#flat)];
  }
}

/** Cells of a record by their path; a record that is no object is the one cell `value`. */
function* cells(record: Json, opens: boolean, before = '', depth = 0): Generator<[path: string, value: Json]> {
  if (!isObject(record)) {
    yield [before === '' ? 'value' : before, record];
    return;
  }
  for (const [key, value] of Object.entries(record)) {
    const path = before === '' ? key : `${before}.${key}`;
    const deeper = opens && depth < DEEPEST && isObject(value) && Object.keys(value).length > 0;
    if (deeper) yield* cells(value, opens, path, depth + 1);
    else yield [path, value];
  }
}

function textOf(value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function listTable(records: () => AsyncIterable<Json> | Iterable<Json>): Promise<MadeTable> {
  let width = 0;
  let head: readonly Json[] | null = null;
  for await (const record of records()) {
    const list = isList(record) ? record : [record];
    head ??= list;
    width = Math.max(width, list.length);
  }
  const named = head !== null && head.length > 0 && head.every((cell) => typeof cell === 'string');
  const names = named ? (head ?? []).map((cell) => String(cell)) : [];
  return {
    columns: columnNames(names, width),
    async *rows() {
      let skip = named;
      for await (const record of records()) {
        if (skip) {
          skip = false;
          continue;
        }
        const list = isList(record) ? record : [record];
        yield Array.from({ length: width }, (_, i) => textOf(list[i] ?? null));
      }
    },
  };
}
