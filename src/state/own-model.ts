import type { Engine, Statement } from '../core/engine';
import { numbers, type Frame, type FrameColumn } from '../core/frame';
import { feedOf, type Fill } from '../learn/onnx/fill';
import type { ModelDescription } from '../learn/onnx/describe';
import type { ModelRunner, Prediction } from '../learn/onnx/feed';
import type { Column } from '../learn/table';
import { ident, join, sql } from '../sql/sql';

/** Rows asked for and scored at once. */
const BATCH = 100_000;

/** A model of any maker, opened, and how its places are filled. */
export interface OwnModel {
  /** The file's name. */
  readonly name: string;
  /** Key for `run`. */
  readonly model: string;
  readonly description: ModelDescription;
}

/** What a model said of every row of a table, in the rows' order. */
export interface OwnScores {
  /** Place of each row in the file, from 0. */
  readonly keys: Float64Array;
  readonly predictions: readonly Prediction[];
}

/**
 * Scores all rows of an opened table, batch by batch.
 * @param types the engine's types of the columns, by name
 * @throws VitrineError `model.refused` where a column cannot be given as the model wants it, `model.timeout`, `engine.*`, `cancelled`
 */
export async function scoreRows(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  runner: ModelRunner,
  own: OwnModel,
  fills: readonly Fill[],
  table: { readonly table: string; readonly rows: number; readonly numeric: ReadonlySet<string> },
  onProgress: (done: number) => void,
): Promise<OwnScores> {
  const names = [...new Set(fills.flatMap((f) => ('column' in f ? [f.column] : [])))];
  const keys: Float64Array[] = [];
  const predictions: Prediction[] = [];
  for (let from = 0; from < table.rows; from += BATCH) {
    const frame = await engine.query(signal, rowsOf(table, names, from, from + BATCH));
    const columns = new Map(names.map((name, i) => [name, columnOf(name, frame, `c${i}`)]));
    const feed = feedOf(own.description, fills, frame.length, columns);
    const report = (done: number): void => onProgress((from + done * frame.length) / table.rows);
    predictions.push(await runner.run(signal, own.model, feed, report));
    keys.push(numbers(frame, 'key'));
  }
  return { keys: joined(keys), predictions };
}

function rowsOf(
  table: { readonly table: string; readonly numeric: ReadonlySet<string> },
  names: readonly string[],
  from: number,
  to: number,
): Statement {
  const parts = names.map((name, i) =>
    table.numeric.has(name)
      ? sql`CAST(${ident(name)} AS DOUBLE) AS ${ident(`c${i}`)}`
      : sql`CAST(${ident(name)} AS VARCHAR) AS ${ident(`c${i}`)}`,
  );
  const all = join([sql`rowid AS "key"`, ...parts], ', ');
  return sql`SELECT ${all} FROM ${ident(table.table)} WHERE rowid >= ${from} AND rowid < ${to} ORDER BY rowid`;
}

function columnOf(name: string, frame: Frame, as: string): Column {
  const column: FrameColumn | undefined = frame.columns.find((c) => c.name === as);
  if (column === undefined) throw new Error(`no column ${as} in the answer`);
  if (column.type === 'number') return { name, kind: 'number', values: column.values };
  const places = new Map<string, number>();
  const codes = Int32Array.from(column.values, (value) => {
    if (value === null) return -1;
    const known = places.get(value) ?? places.size;
    places.set(value, known);
    return known;
  });
  return { name, kind: 'category', codes, levels: [...places.keys()] };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
