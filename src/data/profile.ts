import type { Engine, Statement } from '../core/engine';
import { countAt, texts, type Frame } from '../core/frame';
import { ident, raw, sql } from '../sql/sql';
import type { ColumnKind } from './column-kind';
import { basicsOf, basicsQuery, isOdd, textEndsOf, textEndsQuery, type Basics, type Depth } from './profile-basics';
import { manyOf, manyQuery } from './profile-distinct';
import { lookAt } from './profile-kinds';
import { beyondOf, beyondQuery, fencesOf, type Fences } from './profile-outliers';
import { allOf, binsOf, binsQuery, groupsOf, quantilesOf, quantilesQuery, topOf, topQuery } from './profile-shapes';
import { timesOf, timesQuery } from './profile-times';
import type { TableColumn } from './sample';

/** What the columns of a table hold. Plain data. */
export interface Profile {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** Rows that shapes of large tables are taken from, spread over the table; null where all are. */
  readonly sampled: number | null;
  /** False while more is being found out. */
  readonly complete: boolean;
}

export interface ColumnProfile {
  readonly name: string;
  /** The engine's own name of the type. */
  readonly type: string;
  readonly kind: ColumnKind;
  readonly nulls: number;
  /**
   * Different values without NULL: counted in tables up to 100,000 rows and 50 columns, else an estimate marked as
   * `approximate` (standard error 13 %, and less than 3 % of 20,000 and more), but counted where they are 100 at most.
   */
  readonly distinct: number;
  readonly approximate: boolean;
  /**
   * Numbers, epoch milliseconds for times, else text cut at 200 characters; null without values, and of the texts of a
   * large table until all is known.
   */
  readonly min: number | string | null;
  readonly max: number | string | null;
  /** NaN or infinities are among its values. */
  readonly odd?: boolean;
  /** Rows of a time column later than the clock at profiling; 0 for other kinds. */
  readonly future: number;
  /** Mean of numbers, else null. */
  readonly mean: number | null;
  /** Of numbers and times; null for other kinds, and while they are not known. */
  readonly quantiles: Quantiles | null;
  /**
   * Up to 5 most frequent values as the engine prints them (text cut at 200 characters), by falling rows,
   * then by value. Empty where nearly every value is another (more than half of the rows).
   */
  readonly top: readonly { readonly value: string; readonly rows: number }[];
  /**
   * 20 equal bins of numbers and times between min and max, `[from, to)` and the last inclusive; null for
   * other kinds, and where there are no two different values.
   */
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly rows: number }[] | null;
  /** Up to 3 different values as they stand in the table, cut at 200 characters. */
  readonly examples: readonly string[];
  /** What the values of a text column are, of at most 2,000 of them; empty for other kinds. */
  readonly kinds: readonly KindShare[];
  /** Numbers far from the others; null where there are none, and where no bound can be said. */
  readonly outliers: Outliers | null;
  /** Numbers below zero; null where there are none. */
  readonly negatives: Negatives | null;
  /** The longest stretch of a time column without a row, where it is much longer than usual. */
  readonly gap: Gap | null;
  /** What is scaled up from a sample of the rows; all else is of all rows. Kinds and examples are always of a sample. */
  readonly estimated: readonly ('quantiles' | 'histogram' | 'top')[];
}

/** Type-7 quantiles at 5, 25, 50, 75 and 95 %. */
export type Quantiles = Readonly<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95', number>>;

export type ValueKind = 'whole' | 'decimal' | 'time' | 'boolean' | 'text';

export interface KindShare {
  readonly kind: ValueKind;
  /** In (0, 1]. */
  readonly share: number;
}

export interface Outliers {
  readonly scale: 'log' | 'raw';
  /** Values below (exclusive) and from (inclusive) which they are outliers; no lower bound is null. */
  readonly low: number | null;
  readonly high: number;
  /** Rows beyond each. */
  readonly below: number;
  readonly above: number;
}

export interface Negatives {
  readonly rows: number;
  /** Their sum, below zero, and the sum of the positive numbers. */
  readonly sum: number;
  readonly positive: number;
}

/** Epoch milliseconds of the rows before and after it; 95 of 100 other stretches are at most `usual` ms long. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly usual: number;
}

/** Rows up to which different values are counted one by one. */
const EXACT_ROWS = 100_000;
const EXACT_COLUMNS = 50;
/** Rows up to which everything is looked at; of more a sample of about so many. */
const WHOLE_ROWS = 200_000;
const SAMPLE_ROWS = 25_000;
/** Neighbours that are sampled together: single rows would cost three times as much. */
const BLOCK = 64;
/** Different values up to which the frequent ones are counted over all rows. */
const FEW = 100;
/** Values that kinds and examples are taken from. */
const LOOKED_AT = 2000;
/** Columns asked for in one query. */
const COLUMNS_AT_ONCE = 40;

type Ask = (statement: Statement | null) => Promise<Frame | null>;

/** A table's columns while they are profiled. */
interface Work {
  readonly table: string;
  readonly rows: number;
  /** Where shapes are taken from, and how many rows one of its rows stands for. */
  readonly from: string;
  readonly scale: number;
}

/**
 * Profiles columns of a table in three steps, each over all of them, a few queries for every 40: how full they are, from
 * where to where they go and how many values differ (one pass over all rows); their shapes, of tables beyond 200,000 rows
 * from a sample of some 25,000; and what only all rows tell (times, outliers, the shares of few values, and the ends of
 * texts, which cost as much to compare as the first step altogether). NaN and infinities count as NULL.
 * @param now epoch milliseconds, after which a time lies in the future
 * @param onPart told what is known after each step
 * @throws VitrineError `engine.*`, `cancelled`
 */
export async function profileTable(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  columns: readonly TableColumn[],
  now = Date.now(),
  onPart: (profile: Profile) => void = () => undefined,
): Promise<Profile> {
  const ask: Ask = async (statement) => (statement === null ? null : engine.query(signal, statement));
  const rows = countAt(await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(table)}`), 'n');
  const blocks: (readonly TableColumn[])[] = [];
  for (let i = 0; i < columns.length; i += COLUMNS_AT_ONCE) blocks.push(columns.slice(i, i + COLUMNS_AT_ONCE));
  const parts: (readonly ColumnProfile[])[] = [];
  let sampled: number | null = null;
  const told = (complete: boolean): Profile => {
    const profile = { table, rows, columns: parts.flat(), sampled, complete };
    onPart(profile);
    return profile;
  };
  const whole = rows <= WHOLE_ROWS;
  const depth = { exact: rows <= EXACT_ROWS && columns.length <= EXACT_COLUMNS, texts: whole };
  for (const block of blocks) {
    parts.push((await basics(ask, table, block, rows, depth)).map(unknown));
  }
  told(false);
  const every = Math.round(rows / SAMPLE_ROWS);
  const sample = whole ? null : `making_profile_${table}`;
  try {
    if (sample !== null) {
      await ask(sql`CREATE OR REPLACE TABLE ${ident(sample)} AS SELECT * FROM ${ident(table)}
        WHERE (rowid // ${raw(String(BLOCK))}) % ${raw(String(every))} = 0`);
      sampled = countAt(await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(sample)}`), 'n');
    }
    const work = { table, rows, from: sample ?? table, scale: sampled === null ? 1 : rows / sampled };
    for (const [i, block] of parts.entries()) parts[i] = await shaped(ask, work, block);
    told(false);
    for (const [i, block] of parts.entries()) parts[i] = await counted(ask, work, block, now);
    return told(true);
  } finally {
    // Also after an abort, so not with its signal.
    if (sample !== null) await engine.query(new AbortController().signal, sql`DROP TABLE IF EXISTS ${ident(sample)}`);
  }
}

/** One pass over all rows, and another for columns with NaN or infinities. */
async function basics(
  ask: Ask,
  table: string,
  columns: readonly TableColumn[],
  rows: number,
  depth: Depth,
): Promise<readonly Basics[]> {
  const of = async (some: readonly (TableColumn & Pick<Basics, 'odd'>)[]): Promise<readonly Basics[]> => {
    const frame = await ask(basicsQuery(table, some, depth));
    return frame === null ? [] : basicsOf(some, frame, rows, depth);
  };
  const found = await of(columns);
  const odd = found.filter((c) => isOdd(c, rows)).map((c) => ({ ...c, odd: true }));
  if (odd.length === 0) return found;
  const mended = new Map((await of(odd)).map((c) => [c.name, c]));
  return found.map((c) => mended.get(c.name) ?? c);
}

/** A column of which no more is known than one pass tells. */
function unknown(basics: Basics): ColumnProfile {
  const nothing = { future: 0, quantiles: null, histogram: null, outliers: null, negatives: null, gap: null };
  return { ...basics, ...nothing, top: [], examples: [], kinds: [], estimated: [] };
}

/** Quantiles, bins, frequent values, kinds and examples. */
async function shaped(
  ask: Ask,
  { rows, from, scale }: Work,
  columns: readonly ColumnProfile[],
): Promise<readonly ColumnProfile[]> {
  const quantiles = await ask(quantilesQuery(from, columns));
  const bins = await ask(allOf(columns.map((c, i) => (c.kind === 'number' ? binsQuery(from, c, i) : null))));
  const tops = await ask(allOf(columns.map((c, i) => (countsAll(c, scale) ? null : topOfColumn(from, c, i, rows)))));
  const values = await ask(lookQuery(from, columns, rows / scale));
  const of = scale === 1 ? [] : (['quantiles', 'histogram', 'top'] as const);
  return columns.map((column, i) => ({
    ...column,
    quantiles: quantilesOf(column, quantiles, i),
    histogram: column.kind === 'number' ? binsOf(bins, i, column, scale) : null,
    top: topOf(tops, i, scale),
    ...(values === null ? {} : lookAt(texts(values, `v${i}`), column.kind)),
    estimated: of,
  }));
}

/** What only all rows tell: times, outliers, the shares of few values, and the ends of texts. */
async function counted(
  ask: Ask,
  { table, rows, scale }: Work,
  columns: readonly ColumnProfile[],
  now: number,
): Promise<readonly ColumnProfile[]> {
  const times = await ask(allOf(columns.map((c, i) => timesQuery(table, c, i))));
  const fences = columns.map((c): Fences | null => fencesOf(c, c.quantiles, rows - c.nulls, c.distinct));
  const beyond = await ask(beyondQuery(table, columns, fences, now));
  const tops = await ask(allOf(columns.map((c, i) => (countsAll(c, scale) ? topOfColumn(table, c, i, rows) : null))));
  const many = await ask(manyQuery(table, columns));
  const ends = await ask(textEndsQuery(table, columns, rows));
  return columns.map((column, i) => {
    const all = countsAll(column, scale);
    const groups = all ? groupsOf(tops, i) : null;
    const settled = [...(all ? ['top'] : []), ...(column.kind === 'time' ? ['histogram'] : [])];
    return {
      ...column,
      ...manyOf(many, i, column, rows),
      ...textEndsOf(ends, i),
      ...(column.kind === 'time' ? timesOf(times, i, column) : {}),
      ...beyondOf(beyond, i, fences[i] ?? null),
      ...(all ? { top: topOf(tops, i, 1) } : {}),
      ...(groups === null ? {} : { distinct: groups, approximate: false }),
      estimated: column.estimated.filter((e) => !settled.includes(e)),
    };
  });
}

/** Whether the frequent values of a sampled table are counted over all of its rows. */
function countsAll({ distinct }: ColumnProfile, scale: number): boolean {
  return scale !== 1 && distinct <= FEW;
}

function topOfColumn(from: string, column: ColumnProfile, index: number, rows: number): Statement | null {
  return topQuery(from, column, index, rows - column.nulls, column.distinct);
}

/** Values from all over the table as text. */
function lookQuery(from: string, columns: readonly Basics[], rows: number): Statement {
  const cells = columns.map((c, i) => sql`left(CAST(${ident(c.name)} AS VARCHAR), 200) AS ${ident(`v${i}`)}`);
  const every = Math.max(1, Math.ceil(rows / LOOKED_AT));
  return sql`SELECT ${cells} FROM ${ident(from)} WHERE rowid % ${raw(String(every))} = 0 ORDER BY rowid`;
}
