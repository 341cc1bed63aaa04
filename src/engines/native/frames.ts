import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBResult,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Frame, FrameColumn, NumberColumn } from '../../core/frame';
import { DAY } from '../../core/time';
import { isText } from '../../sql/answer';

/** Rows of a chunk that DuckDB fills at once. */
const CHUNK = 2048;

/** Reads a whole result. Columns of types that are not handed over faithfully must be cast before. */
export async function readFrame(result: DuckDBResult): Promise<Frame> {
  const names = result.columnNames();
  const text = names.map((_, i) => isText(String(result.columnType(i))));
  const numbers: Float64Array[][] = names.map(() => []);
  const texts: (string | null)[][] = names.map(() => []);
  let length = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let column = 0; column < names.length; column++) {
      if (text[column] === true) readTexts(chunk, column, texts[column] ?? []);
      else numbers[column]?.push(readNumbers(chunk, column));
    }
    length += chunk.rowCount;
  }
  const columns = names.map((name, i): FrameColumn => {
    if (text[i] === true) return { name, type: 'text', values: texts[i] ?? [] };
    return { name, type: 'number', values: joined(numbers[i] ?? [], length), ...meaning(String(result.columnType(i))) };
  });
  return { length, columns };
}

function meaning(type: string): Pick<NumberColumn, 'of'> {
  if (type === 'DATE') return { of: 'day' };
  if (type.startsWith('TIMESTAMP')) return { of: 'time' };
  return type === 'BOOLEAN' ? { of: 'boolean' } : {};
}

/** Appends the cells of one text column of a chunk to `into`. */
export function readTexts(chunk: DuckDBDataChunk, column: number, into: (string | null)[]): void {
  const vector = chunk.getColumnVector(column);
  for (let row = 0; row < chunk.rowCount; row++) {
    const value = vector.getItem(row);
    into.push(value === null ? null : String(value));
  }
}

function readNumbers(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column);
  const values = new Float64Array(chunk.rowCount);
  for (let row = 0; row < values.length; row++) values[row] = toNumber(vector.getItem(row));
  return values;
}

/** Days and seconds beyond what DuckDB can hold stand for ±infinity. */
function toNumber(value: DuckDBValue): number {
  if (value === null) return NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (value instanceof DuckDBTimestampValue) return time(value.micros, 1000, value.isFinite);
  if (value instanceof DuckDBTimestampTZValue) return time(value.micros, 1000, value.isFinite);
  if (value instanceof DuckDBDateValue) return time(BigInt(value.days), 1 / DAY, value.isFinite);
  if (value instanceof DuckDBTimestampNanosecondsValue) return time(value.nanos, 1_000_000, value.isFinite);
  if (value instanceof DuckDBTimestampMillisecondsValue) return time(value.millis, 1, value.isFinite);
  if (value instanceof DuckDBTimestampSecondsValue) return time(value.seconds, 1 / 1000, value.isFinite);
  throw new Error(`a value of this type does not fit a number column: ${String(value)}`);
}

function time(units: bigint, perMillisecond: number, finite: boolean): number {
  if (!finite) return units > 0n ? Infinity : -Infinity;
  return perMillisecond >= 1 ? Number(units) / perMillisecond : Number(units) * Math.round(1 / perMillisecond);
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const all = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Appends a frame to a table whose columns are DOUBLE and VARCHAR in the frame's order. NaN is NULL. */
export function appendFrame(appender: DuckDBAppender, frame: Frame): void {
  const types = frame.columns.map((column) => (column.type === 'number' ? DOUBLE : VARCHAR));
  for (let from = 0; from < frame.length; from += CHUNK) {
    const rows = Math.min(CHUNK, frame.length - from);
    const chunk = DuckDBDataChunk.create(types, rows);
    for (const [index, column] of frame.columns.entries()) {
      const cells: DuckDBValue[] = [];
      for (let row = from; row < from + rows; row++) {
        const value = column.values[row] ?? null;
        cells.push(typeof value === 'number' && Number.isNaN(value) ? null : value);
      }
      chunk.setColumnValues(index, cells);
    }
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
}
