import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Matrix } from '../../../src/learn/matrix';
import type { TreeModel } from '../../../src/learn/model';
import { sharedData } from '../../support/shared';

/** Uniform numbers in [0, 1), as `lcg` of tests/fixtures/learn/trees/make.py makes them. */
export function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Rows {
  readonly x: Matrix;
  readonly y: Float64Array;
}

/** The synthetic sets of make.py. */
export function made(kind: 'binary' | 'regression', rows = 6000): Rows {
  const columns = 10;
  const u = lcg(kind === 'binary' ? 7 : 8);
  const values = new Float64Array(rows * columns);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    for (let j = 0; j < columns; j++) row[j] = u();
    const noise = u();
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = row;
    const z = 4 * (a - 0.5) + 6 * (b - 0.5) * (c - 0.5) + (d > 0.7 ? 1.5 : 0) - 2 * (e - 0.5) * f;
    y[i] = kind === 'binary' ? (noise < 0.5 + z / (2 * (1 + Math.abs(z))) ? 1 : 0) : z + 2 * (noise - 0.5);
    if (i % 13 === 0) row[1] = NaN;
  }
  return { x: { rows, columns, values }, y };
}

/** The real sets of make.py, texts as their place among the sorted different ones; null where the file is absent. */
export async function real(name: 'telco' | 'shoppers' | 'magenta'): Promise<Rows | null> {
  if (name === 'magenta') return magenta();
  const path = sharedData(
    name === 'telco' ? 'telco-churn/Telco-Customer-Churn.csv' : 'online-shoppers/online_shoppers_intention.csv',
  );
  if (path === null) return null;
  const [head = [], ...lines] = readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(name === 'telco' ? ',' : ';'));
  const label = name === 'telco' ? 'Churn' : 'Revenue';
  const columns = head.flatMap((column, j) => (column === label || column === 'customerID' ? [] : [j]));
  const coded = columns.map((j) => codes(lines.map((line) => line[j] ?? '')));
  return {
    x: matrix(lines.length, columns.length, (i, k) => coded[k]?.[i] ?? NaN),
    y: Float64Array.from(lines, (line) => (/^(yes|true)$/i.test(line[head.indexOf(label)] ?? '') ? 1 : 0)),
  };
}

/** Numbers (blank is missing), or each text's place. */
function codes(texts: readonly string[]): number[] {
  const values = texts.map((t) => (t.trim() === '' ? NaN : Number(t)));
  if (values.every((v, i) => !Number.isNaN(v) || (texts[i] ?? '').trim() === '')) return values;
  const levels = [...new Set(texts)].sort();
  const place = new Map(levels.map((level, i) => [level, i]));
  return texts.map((t) => place.get(t) ?? NaN);
}

/** Every fourth row of the training table. */
async function magenta(): Promise<Rows | null> {
  const path = sharedData('magenta/train-data-v0-80.parquet');
  if (path === null) return null;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const read = await connection.runAndReadAll(
    `SELECT COLUMNS(*)::DOUBLE FROM read_parquet('${path.replaceAll("'", "''")}')`,
  );
  const names = read.columnNames();
  const rows = read.getRows().filter((_, i) => i % 4 === 0);
  const label = names.indexOf('has_done_upselling');
  const columns = names.flatMap((_, j) => (j === label ? [] : [j]));
  const number = (value: unknown): number => (typeof value === 'number' ? value : NaN);
  return {
    x: matrix(rows.length, columns.length, (i, k) => number(rows[i]?.[columns[k] ?? 0])),
    y: Float64Array.from(rows, (row) => number(row[label])),
  };
}

export function matrix(rows: number, columns: number, value: (row: number, column: number) => number): Matrix {
  const values = Float64Array.from({ length: rows * columns }, (_, at) =>
    value(Math.floor(at / columns), at % columns),
  );
  return { rows, columns, values };
}

/** The rows whose number passes. */
export function rowsWhere({ x, y }: Rows, keep: (row: number) => boolean): Rows {
  const kept = Array.from({ length: x.rows }, (_, i) => i).filter(keep);
  return {
    x: matrix(kept.length, x.columns, (i, j) => x.values[(kept[i] ?? 0) * x.columns + j] ?? NaN),
    y: Float64Array.from(kept, (i) => y[i] ?? NaN),
  };
}

/** The split rule of make.py: Knuth's multiplicative hash of the row number. */
export function isTestRow(row: number): boolean {
  return Number((BigInt(row) * 2654435761n) % 2n ** 32n) / 2 ** 32 < 0.3;
}

/** SHA-256 of everything in a model. */
export function hashOf(model: TreeModel): string {
  const hash = createHash('sha256').update(`${model.task} ${model.link} ${model.features}`);
  const add = (a: Float64Array | Int32Array | Uint8Array): unknown =>
    hash.update(new Uint8Array(a.buffer, a.byteOffset, a.byteLength));
  add(model.base);
  add(model.outputs);
  for (const t of model.trees) {
    for (const a of [t.feature, t.threshold, t.missingLeft, t.left, t.right, t.value, t.cover, t.gain]) add(a);
  }
  return hash.digest('hex');
}
