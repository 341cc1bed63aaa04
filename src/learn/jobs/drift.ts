import type { Frame } from '../../core/frame';
import { tableFromFrame } from '../frame';
import { countsByDecile, stability, type Stability } from '../judge/stability';
import { outputsOf, predictPipeline } from '../pipeline/predict';
import type { Fitted } from '../pipeline/fitted';
import { readLevels, readNumbers } from '../preprocess/values';
import type { Report } from '../report';
import { everyRow } from '../rows';
import type { Column, Table } from '../table';

/** One group of a column's values. */
export type DriftPart =
  /** Numbers in (low, high]; null without an end. */
  | { readonly range: { readonly low: number | null; readonly high: number | null } }
  | { readonly level: string }
  /** Levels that are none of those, new ones among them; missing values. */
  | { readonly rest: 'other' | 'missing' };

/** How far a column has moved between two sets of rows. */
export interface Drift {
  /** Null: the model's own answer. */
  readonly column: string | null;
  /** Population stability index; moved more than by chance where it passes `nullHigh`. */
  readonly psi: number;
  /** 95 % of two samples of these sizes from one distribution stay below. */
  readonly nullHigh: number;
  /** Shares of both sets. */
  readonly groups: readonly { readonly part: DriftPart; readonly expected: number; readonly actual: number }[];
}

/** Rows of a table; all when null. */
export interface SomeRows {
  readonly table: Table;
  readonly rows: Int32Array;
}

export interface DriftOptions {
  readonly seed: number;
  /** Simulated pairs behind `nullHigh`, 500 when not said. */
  readonly draws?: number | undefined;
}

/** Levels that are looked at by themselves; rarer ones are `other`. */
const LEVELS = 20;

/**
 * Stability of columns between two sets of rows, in the order of the columns; before them that of the model's
 * answers (of several classes: each class' probability would be one too many; left out), where a model is given.
 * Numbers are compared by tenths of the expected ones, categories by their most frequent levels.
 * @throws Error when a column is not there or of another kind, or one set has no rows
 */
export function driftOf(
  expected: SomeRows,
  actual: SomeRows,
  columns: readonly string[],
  fitted: Fitted | null,
  { seed, draws }: DriftOptions,
  report: Report = () => undefined,
): readonly Drift[] {
  const options = { seed, ...(draws === undefined ? {} : { draws }) };
  if (expected.rows.length === 0 || actual.rows.length === 0) throw new Error('one of the two sets has no rows');
  const out: Drift[] = [];
  if (fitted !== null && outputsOf(fitted) === 1) {
    const of = ({ table, rows }: SomeRows): Float64Array => predictPipeline(fitted, table, rows);
    out.push(numbersDrift(null, of(expected), of(actual), options));
  }
  columns.forEach((name, j) => {
    report(j / columns.length);
    const [a, b] = [columnOf(expected.table, name), columnOf(actual.table, name)];
    if (a.kind === 'number' && b.kind === 'number')
      out.push(numbersDrift(name, readNumbers(a, expected.rows), readNumbers(b, actual.rows), options));
    else out.push(levelsDrift(name, textsOf(a, expected.rows), textsOf(b, actual.rows), options));
  });
  return out;
}

/** Other rows, from an engine: every one of them. */
export function framed(frame: Frame): SomeRows {
  return { table: tableFromFrame(frame), rows: everyRow(frame.length) };
}

function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((c) => c.name === name);
  if (column === undefined) throw new Error(`there is no column “${name}”`);
  return column;
}

function textsOf(column: Column, rows: Int32Array): readonly (string | null)[] {
  if (column.kind === 'number') throw new Error(`“${column.name}” is a number in one of the two only`);
  return Array.from(readLevels(column, rows), (code) => column.levels[code] ?? null);
}

type Options = Parameters<typeof stability>[2];

function numbersDrift(column: string | null, expected: Float64Array, actual: Float64Array, options: Options): Drift {
  const { cuts, ...counts } = countsByDecile(expected, actual);
  const parts = Array.from({ length: cuts.length + 2 }, (_, k): DriftPart => {
    if (k > cuts.length) return { rest: 'missing' };
    return { range: { low: cuts[k - 1] ?? null, high: cuts[k] ?? null } };
  });
  return put(column, parts, stability(counts.expected, counts.actual, options));
}

function levelsDrift(
  column: string,
  expected: readonly (string | null)[],
  actual: readonly (string | null)[],
  options: Options,
): Drift {
  const count = (texts: readonly (string | null)[]): Map<string | null, number> => {
    const counts = new Map<string | null, number>();
    for (const t of texts) counts.set(t, (counts.get(t) ?? 0) + 1);
    return counts;
  };
  const [e, a] = [count(expected), count(actual)];
  const levels = [...e.keys()]
    .filter((l) => l !== null)
    .sort((x, y) => (e.get(y) ?? 0) - (e.get(x) ?? 0) || (x < y ? -1 : 1))
    .slice(0, LEVELS);
  const parts: DriftPart[] = levels.map((level) => ({ level }));
  const counted = (of: Map<string | null, number>, all: number): number[] => {
    const own = levels.map((l) => of.get(l) ?? 0);
    const missing = of.get(null) ?? 0;
    return [...own, all - missing - own.reduce((n, c) => n + c, 0), missing];
  };
  parts.push({ rest: 'other' }, { rest: 'missing' });
  const [x, y] = [counted(e, expected.length), counted(a, actual.length)];
  // A group that neither has is none.
  const kept = Array.from(parts.keys()).filter((k) => (x[k] ?? 0) + (y[k] ?? 0) > 0);
  const pick = <T>(list: readonly T[]): T[] => list.filter((_, k) => kept.includes(k));
  return put(column, pick(parts), stability(pick(x), pick(y), options));
}

function put(column: string | null, parts: readonly DriftPart[], { psi, nullHigh, groups }: Stability): Drift {
  return {
    column,
    psi,
    nullHigh,
    groups: groups.map((g, k) => ({ part: parts[k] ?? { rest: 'other' }, ...g })),
  };
}
