import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { countAt, numberAt } from '../../core/frame';
import { nearest } from '../../core/nearest';
import { DAY } from '../../core/time';
import { ident, join, raw, sql } from '../../sql/sql';
import type { MadeFeature, MadeTable } from '../inspect';
import type { Maker } from '../maker';
import type { PlainTable, TableSource } from '../source';
import type { TableTask } from '../spec';
import { isNumber, isTime, numericText } from './types';
import { periodColumns, periodFeatures } from './periods';

/**
 * Makes the rows of a table task. Labels: binary 1 where the column, as text without blanks around it, is the
 * positive value, several classes as text, numbers as they are. Rows without a label are `current`: they are what is
 * to be predicted. With a time, the latest `testShare` of the labelled rows (all of one instant together) are the
 * test; else a seeded draw of that share of each class, where rows of one id stay together.
 *
 * Numbers and booleans are numbers, times days since 1970-01-01, text a category; text that is numbers but for
 * blanks is read as numbers.
 * @throws VitrineError `property.unknown`
 */
export async function prepareTable(
  make: Maker,
  { main, periods = periodColumns(main) }: TableSource,
  task: TableTask,
  table: string,
): Promise<MadeTable> {
  const names = new Set(main.columns.map((c) => c.name));
  for (const column of [task.label, ...task.columns, ...[task.id, task.time].filter((c) => c !== null)])
    known(column, names);
  const derived = periodFeatures(main, periods).filter(
    (f) => !names.has(f.name) && f.from.every((c) => task.columns.includes(c)),
  );
  const learnt = task.columns.filter((c) => c !== task.label && c !== task.id && c !== task.time);
  // The names of our own columns give way to those of the file.
  const free = (name: string): string => (names.has(name) ? free(`${name}_`) : name);
  const columns = { key: free('customer'), label: free('label'), part: free('part'), cutoff: free('cutoff_at') };
  const numeric = await numericText(make, main, learnt);
  const features = learnt.map((name): MadeFeature & { readonly value: Statement } => {
    const column = typeOfColumn(main, name);
    const number = isNumber(column) || isTime(column) || numeric.has(name);
    return {
      name,
      group: 'column',
      kind: number ? 'number' : 'category',
      window: null,
      unit: 'none',
      latest: null,
      value: valueOf(name, column, numeric.has(name)),
    };
  });
  const text = sql`nullif(trim(CAST(${ident(task.label)} AS VARCHAR)), '')`;
  const label =
    task.type === 'binary'
      ? sql`CASE WHEN ${text} IS NULL THEN NULL WHEN ${text} = ${task.positive ?? ''} THEN 1.0 ELSE 0.0 END`
      : task.type === 'multiclass'
        ? text
        : finite(sql`TRY_CAST(${ident(task.label)} AS DOUBLE)`);
  const key = task.id === null ? sql`CAST(NULL AS VARCHAR)` : sql`CAST(${ident(task.id)} AS VARCHAR)`;
  const time = task.time === null ? sql`CAST(NULL AS DOUBLE)` : valueOf(task.time, typeOfColumn(main, task.time), true);
  const read = `${table}_read`;
  await make.table(
    read,
    sql`SELECT rowid AS place_, ${key} AS key_, ${label} AS label_, ${time} AS time_, ${join(
      [
        ...features.map((f) => sql`${f.value} AS ${ident(f.name)}`),
        ...derived.map((f) => sql`CAST(${f.value} AS DOUBLE) AS ${ident(f.name)}`),
      ],
      ', ',
    )} FROM ${ident(main.table)}`,
  );
  const made = [...features, ...derived.map(({ value: _, from: __, ...f }) => f)];
  const all = made.map((f) => ident(f.name));
  await make.table(
    table,
    sql`SELECT row_number() OVER (ORDER BY CASE part_ WHEN 'train' THEN 0 WHEN 'test' THEN 1 ELSE 2 END, place_) - 1 AS row_id,
        key_ AS ${ident(columns.key)}, CAST(NULL AS BIGINT) AS ${ident(columns.cutoff)}, part_ AS ${ident(columns.part)}, label_ AS ${ident(columns.label)}, ${all}
      FROM (${await parted(make, task, read)}) AS parted`,
  );
  await make.drop(read);
  return {
    table,
    columns,
    features: made.map(({ name, group, kind, window, unit, latest }) => ({ name, group, kind, window, unit, latest })),
    proof: [],
    byCutoff: false,
    names:
      task.type === 'binary' ? [await restOf(make, main, text, task.positive ?? ''), task.positive ?? ''] : ['', ''],
  };
}

function known(column: string, names: ReadonlySet<string>): void {
  if (names.has(column)) return;
  const near = nearest(column, [...names]);
  throw new VitrineError('property.unknown', { property: column, nearest: near === null ? '' : `“${near}”` });
}

function typeOfColumn({ columns }: PlainTable, name: string): string {
  return columns.find((c) => c.name === name)?.type ?? '';
}

const finite = (value: Statement): Statement => sql`CASE WHEN isfinite(${value}) THEN ${value} END`;

/** A column's value as it is learnt from. */
function valueOf(name: string, type: string, asNumber: boolean): Statement {
  const column = ident(name);
  if (isTime(type)) return sql`CAST(epoch_ms(CAST(${column} AS TIMESTAMP)) AS DOUBLE) / ${raw(`${DAY}.0`)}`;
  if (isNumber(type)) return finite(sql`CAST(${column} AS DOUBLE)`);
  return asNumber
    ? finite(sql`TRY_CAST(trim(CAST(${column} AS VARCHAR)) AS DOUBLE)`)
    : sql`nullif(trim(CAST(${column} AS VARCHAR)), '')`;
}

/** The one other value of a label, where there is one. */
async function restOf(make: Maker, { table }: PlainTable, text: Statement, positive: string): Promise<string> {
  const frame = await make.rows(
    sql`SELECT coalesce(min(v), '') AS low, coalesce(max(v), '') AS high FROM (SELECT ${text} AS v FROM ${ident(table)}) AS labels WHERE v <> ${positive}`,
  );
  const [low, high] = frame.columns.map((c) => c.values[0]);
  return typeof low === 'string' && low === high ? low : '';
}

/** The rows with the part each is in. */
async function parted(make: Maker, task: TableTask, read: string): Promise<Statement> {
  const { testShare } = task;
  if (task.time !== null) {
    const frame = await make.rows(sql`SELECT min(time_) AS since FROM (
      SELECT time_, row_number() OVER (ORDER BY time_ DESC, place_ DESC) AS latest, count(*) OVER () AS n
      FROM ${ident(read)} WHERE label_ IS NOT NULL AND time_ IS NOT NULL) AS ranked WHERE latest <= round(n * ${testShare})`);
    const since = numberAt(frame, 'since');
    return sql`SELECT *, CASE WHEN label_ IS NULL THEN 'current' WHEN time_ >= ${since} THEN 'test' ELSE 'train' END AS part_ FROM ${ident(read)}`;
  }
  const frame = await make.rows(
    sql`SELECT count(key_) AS n, count(DISTINCT key_) AS keys FROM ${ident(read)} WHERE label_ IS NOT NULL`,
  );
  if (countAt(frame, 'keys') < countAt(frame, 'n')) {
    // Rows of one customer stay together, so they cannot be drawn by class.
    return sql`SELECT *, CASE WHEN label_ IS NULL THEN 'current' WHEN ${draw(sql`group_`, task.seed)} < ${testShare * PRIME} THEN 'test' ELSE 'train' END AS part_
      FROM (SELECT *, dense_rank() OVER (ORDER BY coalesce(key_, CAST(place_ AS VARCHAR))) AS group_ FROM ${ident(read)}) AS grouped`;
  }
  const within = task.type === 'regression' ? sql`label_ IS NULL` : sql`label_`;
  return sql`SELECT *, CASE WHEN label_ IS NULL THEN 'current'
        WHEN row_number() OVER (PARTITION BY ${within} ORDER BY draw_, place_) <= round(count(*) OVER (PARTITION BY ${within}) * ${testShare}) THEN 'test'
        ELSE 'train' END AS part_
    FROM (SELECT *, ${draw(sql`place_`, task.seed)} AS draw_ FROM ${ident(read)}) AS drawn`;
}

/** 2^31 − 1: products of two numbers below it fit a BIGINT. */
const PRIME = 2_147_483_647;

/**
 * A number in [0, 2^31 − 1) for a row's number, the same everywhere: no database's own hash or random numbers. Two
 * rounds of a multiplier (Park & Miller 1988) with a square between them, so that neighbours do not stay in order.
 */
function draw(of: Statement, seed: number): Statement {
  const p = raw(String(PRIME));
  const start = sql`((CAST(${of} AS BIGINT) + ${raw(String((seed % 1_000_003) * 1009 + 1))}) * 48271) % ${p}`;
  const squared = sql`((${start}) * (${start}) + 12345) % ${p}`;
  return sql`((${squared}) * 16807) % ${p}`;
}
