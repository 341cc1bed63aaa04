import type { Engine, Statement } from '../core/engine';
import { cell, countAt, numberAt, type Frame } from '../core/frame';
import { ident, join, raw, sql } from '../sql/sql';
import type { TableColumn } from './sample';

/** What the columns of a table hold. Plain data. */
export interface Profile {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}

export interface ColumnProfile {
  readonly name: string;
  /** The engine's own name of the type. */
  readonly type: string;
  readonly kind: 'number' | 'time' | 'boolean' | 'text';
  readonly nulls: number;
  /**
   * Different values without NULL: counted in tables up to 100,000 rows and 50 columns, else an estimate (HyperLogLog, off
   * by up to a tenth) and marked as `approximate`.
   */
  readonly distinct: number;
  readonly approximate: boolean;
  /** Numbers, epoch milliseconds for times, else text cut at 200 characters; null without values. */
  readonly min: number | string | null;
  readonly max: number | string | null;
  /** Rows of a time column later than the clock at profiling; 0 for other kinds. */
  readonly future: number;
  /** Mean of numbers, else null. */
  readonly mean: number | null;
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
}

/** Rows up to which different values are counted one by one. */
const EXACT_ROWS = 100_000;
const EXACT_COLUMNS = 50;
const BINS = 20;
const TOP = 5;
/** Columns asked for in one query. */
const COLUMNS_AT_ONCE = 40;

/**
 * Profiles columns of a table, three queries for every 40 of them. NaN and infinities count as NULL.
 * @param now epoch milliseconds, after which a time lies in the future
 * @throws VitrineError `engine.*`, `cancelled`
 */
export async function profileTable(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  columns: readonly TableColumn[],
  now = Date.now(),
): Promise<Profile> {
  const counted = await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(table)}`);
  const rows = countAt(counted, 'n');
  const exact = rows <= EXACT_ROWS && columns.length <= EXACT_COLUMNS;
  const profiles: ColumnProfile[] = [];
  for (let from = 0; from < columns.length; from += COLUMNS_AT_ONCE) {
    const some = columns.slice(from, from + COLUMNS_AT_ONCE);
    const basics = basicsOf(some, await engine.query(signal, basicsQuery(table, some, exact, now)), rows, exact);
    const tops = await answers(
      signal,
      engine,
      basics.map((b, i) => topQuery(table, b, i, rows)),
    );
    const bins = await answers(
      signal,
      engine,
      basics.map((b, i) => histogramQuery(table, b, i)),
    );
    basics.forEach((basic, i) =>
      profiles.push({ ...basic, top: topOf(tops, i), histogram: histogramOf(bins, i, basic) }),
    );
  }
  return { table, rows, columns: profiles };
}

type Basic = Omit<ColumnProfile, 'top' | 'histogram'>;

/** The kind of a type of the engine. Lists, structs, intervals and times of day are shown as text. */
export function kindOf(type: string): ColumnProfile['kind'] {
  if (/^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/.test(type)) return 'number';
  if (/^(?:DATE|TIMESTAMP(?:_S|_MS|_NS| WITH TIME ZONE)?)$/.test(type)) return 'time';
  return type === 'BOOLEAN' ? 'boolean' : 'text';
}

/** A column as the profile sees it: DOUBLE, epoch ms as DOUBLE, or VARCHAR. */
function valueOf({ name, type }: TableColumn): Statement {
  const c = ident(name);
  switch (kindOf(type)) {
    case 'number':
      return /^(?:FLOAT|DOUBLE)$/.test(type)
        ? sql`CASE WHEN isfinite(${c}) THEN CAST(${c} AS DOUBLE) END`
        : sql`CAST(${c} AS DOUBLE)`;
    case 'time':
      return sql`CASE WHEN isfinite(${c}) THEN CAST(epoch_ms(CAST(${c} AS TIMESTAMP)) AS DOUBLE) END`;
    case 'boolean':
    case 'text':
      return sql`CAST(${c} AS VARCHAR)`;
  }
}

function basicsQuery(table: string, columns: readonly TableColumn[], exact: boolean, now: number): Statement {
  const distinct = ({ name }: TableColumn): Statement =>
    exact ? sql`count(DISTINCT ${ident(name)})` : sql`approx_count_distinct(${ident(name)})`;
  const parts = columns.map((column, i) => {
    const value = valueOf(column);
    const text = kindOf(column.type) === 'text' || kindOf(column.type) === 'boolean';
    const cut = (s: Statement): Statement => (text ? sql`left(${s}, 200)` : s);
    const mean = kindOf(column.type) === 'number' ? sql`avg(${value})` : sql`CAST(NULL AS DOUBLE)`;
    const future =
      kindOf(column.type) === 'time' ? sql`count(*) FILTER (WHERE ${value} > ${now})` : sql`CAST(0 AS BIGINT)`;
    return sql`count(${value}) AS ${ident(`n${i}`)}, ${distinct(column)} AS ${ident(`d${i}`)},
      ${cut(sql`min(${value})`)} AS ${ident(`a${i}`)}, ${cut(sql`max(${value})`)} AS ${ident(`b${i}`)}, ${mean} AS ${ident(`m${i}`)}, ${future} AS ${ident(`l${i}`)}`;
  });
  return sql`SELECT ${join(parts, ', ')} FROM ${ident(table)}`;
}

function basicsOf(columns: readonly TableColumn[], frame: Frame, rows: number, exact: boolean): readonly Basic[] {
  const at = (name: string): number | string | null => {
    const column = frame.columns.find((c) => c.name === name);
    return column === undefined ? null : cell(column, 0);
  };
  return columns.map(({ name, type }, i) => {
    const filled = countAt(frame, `n${i}`);
    const min = at(`a${i}`);
    const max = at(`b${i}`);
    // One value or none is known exactly; an estimate never exceeds the values there are.
    const few = min === max;
    const distinct = few ? Math.min(1, filled) : Math.max(2, Math.min(filled, countAt(frame, `d${i}`)));
    return {
      name,
      type,
      kind: kindOf(type),
      nulls: rows - filled,
      distinct,
      approximate: !few && !exact,
      min,
      max,
      future: countAt(frame, `l${i}`),
      mean: numberAt(frame, `m${i}`),
    };
  });
}

/** Null where the values hardly repeat: the most frequent of them would say nothing and cost the most. */
function topQuery(table: string, basic: Basic, index: number, rows: number): Statement | null {
  const filled = rows - basic.nulls;
  if (filled === 0 || (basic.distinct > 50 && basic.distinct > filled / 2)) return null;
  const c = ident(basic.name);
  return sql`SELECT ${raw(String(index))} AS i, left(CAST(key AS VARCHAR), 200) AS value, n FROM (
      SELECT ${c} AS key, count(*) AS n FROM ${ident(table)} WHERE ${c} IS NOT NULL GROUP BY 1
      ORDER BY n DESC, key LIMIT ${raw(String(TOP))}) AS t`;
}

function histogramQuery(table: string, basic: Basic, index: number): Statement | null {
  const { min, max } = basic;
  if (typeof min !== 'number' || typeof max !== 'number' || min >= max) return null;
  const value = valueOf(basic);
  const width = max - min;
  const bin = sql`least(${raw(String(BINS - 1))}, CAST(floor((${value} - ${min}) / ${width} * ${raw(String(BINS))}) AS INTEGER))`;
  return sql`SELECT ${raw(String(index))} AS i, bin, count(*) AS n FROM (
      SELECT ${bin} AS bin FROM ${ident(table)} WHERE ${value} IS NOT NULL) AS t GROUP BY bin`;
}

/** All of the queries in one; null when there is none. */
async function answers(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  queries: readonly (Statement | null)[],
): Promise<Frame | null> {
  const some = queries.filter((q) => q !== null);
  if (some.length === 0) return null;
  return engine.query(
    signal,
    join(
      some.map((q) => sql`SELECT * FROM (${q}) AS one`),
      ' UNION ALL ',
    ),
  );
}

function topOf(frame: Frame | null, index: number): ColumnProfile['top'] {
  const top: { value: string; rows: number }[] = [];
  const value = frame?.columns.find((c) => c.name === 'value');
  for (let row = 0; frame !== null && value !== undefined && row < frame.length; row++) {
    if (countAt(frame, 'i', row) === index)
      top.push({ value: String(cell(value, row)), rows: countAt(frame, 'n', row) });
  }
  return top.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
}

function histogramOf(frame: Frame | null, index: number, { min, max }: Basic): ColumnProfile['histogram'] {
  if (frame === null || typeof min !== 'number' || typeof max !== 'number' || min >= max) return null;
  const rows = Array.from({ length: BINS }, () => 0);
  for (let row = 0; row < frame.length; row++) {
    if (countAt(frame, 'i', row) === index) rows[countAt(frame, 'bin', row)] = countAt(frame, 'n', row);
  }
  const edge = (i: number): number => (i === BINS ? max : min + ((max - min) * i) / BINS);
  return rows.map((n, i) => ({ from: edge(i), to: edge(i + 1), rows: n }));
}
