import type { Engine, Statement } from '../../../core/engine';
import { countAt, numbers, type Frame } from '../../../core/frame';
import type { TableRef } from '../../../core/result';
import { rangeOf, type ForecastRange } from '../../../tasks/evaluate/score/range';
import type { Prepared } from '../../../tasks/prepared';
import { ident, join, raw, sql } from '../../../sql/sql';
import { whoSql, type RowsPlace } from './rows';

/** What the list of scored rows is made with. */
export interface ScoredRows {
  /** Row numbers, rising, and what the model answered for each. */
  readonly rows: Int32Array;
  readonly scores: Float64Array;
  /** Of each, 1 and up from low to high; null for numbers. */
  readonly bands: Int32Array | null;
  /** How far what happened lay around such forecasts; none but for numbers. */
  readonly ranges: readonly ForecastRange[];
  /** Why, by row; null where it was not asked. */
  readonly reasons: readonly (string | null)[];
}

/** Lists of other analyses that say more of the same customers; each may not be computed yet. */
export interface Beside {
  /** RFM's: `segment`. */
  readonly segments?: TableRef | undefined;
  /** Customer value's: `value` over its horizon and `spend` of a purchase. */
  readonly values?: TableRef | undefined;
}

/** Where tables are asked and loaded. */
export type ListPlace = RowsPlace & Pick<Engine, 'load'>;

/** Name of the engine's table with the answers of a prepared question's latest scoring. */
export const scoresTable = (prepared: Prepared): string => `${prepared.table}_scores`;

/** Whether the data says what a customer has spent: then risk is weighed by it. */
export function hasRevenue({ data }: Pick<ListPlace, 'data'>, { task }: Prepared): boolean {
  return task.kind === 'log' && data?.spine.hasAmount === true;
}

/**
 * What a score is multiplied with: what a customer is worth where the score is of losing them, one purchase where it is
 * of buying; null where neither means something.
 */
export function weighedBy({ task }: Prepared): 'value' | 'spend' | null {
  if (task.kind !== 'log' || task.question === 'value') return null;
  return task.question === 'churn' ? 'value' : 'spend';
}

/** Tenths by score: 1 for the highest tenth. Equal scores share the better one. */
export function tenthsOf(scores: Float64Array): Int32Array {
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const tenths = new Int32Array(scores.length);
  let [before, tenth] = [NaN, 1];
  order.forEach((row, place) => {
    const score = scores[row] ?? NaN;
    if (score !== before) tenth = 1 + Math.floor((10 * place) / scores.length);
    tenths[row] = tenth;
    before = score;
  });
  return tenths;
}

/** The answers as a table: `row_id`, `score`, `band`, `tenth`, `low`, `high`, `reasons`. */
function scoresFrame({ rows, scores, bands, ranges, reasons }: ScoredRows): Frame {
  const around = Array.from(scores, (score) => rangeOf(ranges, score));
  const column = (name: string, values: Float64Array) => ({ name, type: 'number' as const, values });
  return {
    length: rows.length,
    columns: [
      column('row_id', Float64Array.from(rows)),
      column('score', scores.slice()),
      column(
        'band',
        Float64Array.from(rows, (_, i) => bands?.[i] ?? NaN),
      ),
      column('tenth', Float64Array.from(tenthsOf(scores))),
      column(
        'low',
        Float64Array.from(around, (r) => r?.low ?? NaN),
      ),
      column(
        'high',
        Float64Array.from(around, (r) => r?.high ?? NaN),
      ),
      { name: 'reasons', type: 'text', values: reasons },
    ],
  };
}

/** A column of the list, and its SQL. */
type Listed = readonly [name: string, statement: Statement];

/**
 * Loads answers into the engine and lists them: who, score, and as far as it is known band, tenth, range, segment,
 * what they spent, the priority (score × spend), customer value, the expected value (score × value), and reasons.
 * Ordered by priority where there is one, else by score; ties by place.
 */
export async function scoredList(
  place: ListPlace,
  prepared: Prepared,
  scored: ScoredRows,
  { segments, values }: Beside,
): Promise<TableRef> {
  const table = scoresTable(prepared);
  const { signal } = new AbortController();
  await place.load(signal, table, scoresFrame(scored));
  const { data } = place;
  const spent = hasRevenue(place, prepared) && data !== null;
  const bands = scored.bands !== null;
  const who = whoSql(place, prepared);
  const weigh = weighedBy(prepared);
  const yes = (known: boolean, ...listed: readonly Listed[]): readonly Listed[] => (known ? listed : []);
  const listed: readonly Listed[] = [
    ['who', who],
    ['score', sql`round(s.score, 6)`],
    ...yes(bands, ['band', sql`CAST(CAST(s.band AS INTEGER) AS VARCHAR)`]),
    ...yes(scored.ranges.length > 0, ['low', sql`round(s.low, 2)`], ['high', sql`round(s.high, 2)`]),
    ['tenth', sql`CAST(s.tenth AS INTEGER)`],
    ...yes(segments !== undefined, ['segment', sql`g.segment`]),
    ...yes(spent, ['spent', sql`coalesce(v.spent, 0)`]),
    ...yes(spent && bands, ['priority', sql`round(s.score * greatest(coalesce(v.spent, 0), 0), 2)`]),
    ...yes(values !== undefined, ['value', sql`w.value`]),
    ...yes(values !== undefined && weigh !== null && bands, [
      'expected',
      sql`round(s.score * w.${raw(weigh ?? 'value')}, 2)`,
    ]),
    ['reasons', sql`s.reasons`],
  ];
  const joined = (known: TableRef | undefined, alias: string, columns: readonly string[]): Statement =>
    known === undefined
      ? sql``
      : sql` LEFT JOIN (SELECT customer, ${join(
          columns.map((c) => sql`max(${ident(c)}) AS ${ident(c)}`),
          ', ',
        )} FROM (${known.sql}) AS m GROUP BY customer) AS ${raw(alias)} ON ${raw(alias)}.customer = ${who}`;
  const spends = spent ? spendOf(data.spine, prepared) : sql``;
  const columns = listed.map(([name]) => name);
  const rows = sql`SELECT ${join(
    listed.map(([name, statement]) => sql`${statement} AS ${ident(name)}`),
    ', ',
  )}, p.row_id + 1 AS place
    FROM ${ident(table)} AS s JOIN ${ident(prepared.table)} AS p ON p.row_id = CAST(s.row_id AS BIGINT)
    ${spends}${joined(segments, 'g', ['segment'])}${joined(values, 'w', ['value', 'spend'])}`;
  const statement = sql`SELECT ${columns.map(ident)} FROM (${rows}) AS r
    ORDER BY ${ident(spent && bands ? 'priority' : 'score')} DESC, place`;
  return { name: 'scores', rows: scored.rows.length, columns, sql: statement };
}

/** Joins what each customer has spent, as `v.spent`, to the prepared rows `p`. */
function spendOf({ table }: { readonly table: string }, { columns }: Prepared): Statement {
  return sql` LEFT JOIN (SELECT customer, round(sum(amount) FILTER (WHERE sign <> 0), 2) AS spent FROM ${ident(table)}
        GROUP BY customer) AS v ON v.customer = p.${ident(columns.key)}`;
}

/**
 * Places among the rows of those whom the list begins with, rising: by priority where it is ordered by that, else by
 * score; ties by place.
 */
export async function firstListed(
  place: RowsPlace,
  prepared: Prepared,
  { rows, scores, bands }: Pick<ScoredRows, 'rows' | 'scores' | 'bands'>,
  most: number,
): Promise<Int32Array> {
  const { data } = place;
  let by = scores;
  if (hasRevenue(place, prepared) && data !== null && bands !== null) {
    const frame = await place.query(
      new AbortController().signal,
      sql`SELECT p.row_id AS row, v.spent
        FROM ${ident(prepared.table)} AS p ${spendOf(data.spine, prepared)}
        WHERE p.row_id BETWEEN ${raw(String(rows[0] ?? 0))} AND ${raw(String(rows.at(-1) ?? 0))} AND v.spent > 0`,
    );
    const [ids, amounts] = [numbers(frame, 'row'), numbers(frame, 'spent')];
    const spent = new Map(Array.from(ids, (id, i) => [id, amounts[i] ?? 0]));
    by = Float64Array.from(rows, (row, i) => (scores[i] ?? 0) * (spent.get(row) ?? 0));
  }
  const order = Int32Array.from(rows.keys()).sort((a, b) => (by[b] ?? 0) - (by[a] ?? 0) || a - b);
  return order.slice(0, most).sort();
}

/** A part of a list: scores from one on (Infinity: nobody), or a band by its number; all of it where neither is said. */
export interface Among {
  readonly from?: number;
  readonly band?: string;
}

/** Those of a part of a list whose name has the text, upper and lower case alike. */
export async function searched(
  place: Pick<Engine, 'query'>,
  list: TableRef,
  text: string,
  { from, band }: Among = {},
): Promise<TableRef> {
  const wanted = text.trim().toLowerCase();
  const conditions: Statement[] = [];
  if (wanted !== '') conditions.push(sql`contains(lower(who), ${wanted})`);
  // The list's scores are rounded; no share is above 1.
  if (from !== undefined) conditions.push(sql`score >= round(CAST(${Number.isFinite(from) ? from : 2} AS DOUBLE), 6)`);
  if (band !== undefined) conditions.push(sql`band = ${band}`);
  if (conditions.length === 0) return list;
  const rows = sql`SELECT * FROM (${list.sql}) AS found WHERE ${join(conditions, ' AND ')}`;
  const counted = await place.query(new AbortController().signal, sql`SELECT count(*) AS n FROM (${rows}) AS l`);
  return { ...list, rows: countAt(counted, 'n'), sql: rows };
}

/** What happened to the test rows, in the order of their numbers; numbers only. */
export async function happenedTo(place: Pick<Engine, 'query'>, { table, columns }: Prepared): Promise<Float64Array> {
  const frame = await place.query(
    new AbortController().signal,
    sql`SELECT CAST(${ident(columns.label)} AS DOUBLE) AS y FROM ${ident(table)}
      WHERE ${ident(columns.part)} = 'test' ORDER BY row_id`,
  );
  return numbers(frame, 'y');
}

/** The band of each score between rising cut points, 1 for the lowest. */
export function bandsOf(scores: Float64Array, cuts: readonly number[]): Int32Array {
  return Int32Array.from(scores, (score) => 1 + cuts.filter((cut) => score >= cut).length);
}
