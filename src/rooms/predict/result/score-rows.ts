import type { Statement } from '../../../core/engine';
import type { Frame } from '../../../core/frame';
import { countAt } from '../../../core/frame';
import type { TableRef } from '../../../core/result';
import type { Workspace } from '../../../state/workspace.svelte';
import type { Prepared } from '../../../tasks/prepared';
import { ident, sql } from '../../../sql/sql';
import { whoSql } from './rows';

/** What the list of scored rows is made with. */
export interface ScoredRows {
  /** Row numbers, and what the model answered for each. */
  readonly rows: Int32Array;
  readonly scores: Float64Array;
  /** Of each, 1 and up from low to high; null for numbers. */
  readonly bands: Int32Array | null;
  /** Why, by row; null where it was not asked. */
  readonly reasons: readonly (string | null)[];
}

/** Name of the engine's table with the answers of a prepared question's latest scoring. */
export const scoresTable = (prepared: Prepared): string => `${prepared.table}_scores`;

/** Whether the data says what a customer has spent: then risk is weighed by it. */
export function hasRevenue(workspace: Workspace, { task }: Prepared): boolean {
  return task.kind === 'log' && workspace.data?.spine.hasAmount === true;
}

/** The answers as a table: `row_id`, `score`, `band`, `reasons`. */
function scoresFrame({ rows, scores, bands, reasons }: ScoredRows): Frame {
  return {
    length: rows.length,
    columns: [
      { name: 'row_id', type: 'number', values: Float64Array.from(rows) },
      { name: 'score', type: 'number', values: scores.slice() },
      { name: 'band', type: 'number', values: Float64Array.from(rows, (_, i) => bands?.[i] ?? NaN) },
      { name: 'reasons', type: 'text', values: reasons },
    ],
  };
}

/**
 * Loads answers into the engine and lists them: customer, score, band, the segment where RFM is known already, what
 * they spent and the priority (score × spend) where the data says it, and reasons. Ordered by priority where there is
 * one, else by score; ties by name.
 */
export async function scoredList(
  workspace: Workspace,
  prepared: Prepared,
  scored: ScoredRows,
  members: TableRef | undefined,
): Promise<TableRef> {
  const table = scoresTable(prepared);
  await workspace.load(new AbortController().signal, table, scoresFrame(scored));
  const { data } = workspace;
  const spent = hasRevenue(workspace, prepared) && data !== null;
  const of = (yes: boolean, statement: Statement): Statement => (yes ? statement : sql``);
  const spends =
    data === null
      ? sql``
      : sql`LEFT JOIN (SELECT customer, round(sum(amount) FILTER (WHERE sign <> 0), 2) AS spent FROM ${ident(data.spine.table)}
          GROUP BY customer) AS v ON v.customer = p.${ident(prepared.columns.key)}`;
  const groups =
    members === undefined
      ? sql``
      : sql`LEFT JOIN (SELECT customer, max(segment) AS segment FROM (${members.sql}) AS m GROUP BY customer) AS g
          ON g.customer = ${whoSql(workspace, prepared)}`;
  const bands = scored.bands !== null;
  const rows = sql`SELECT ${whoSql(workspace, prepared)} AS who, p.row_id + 1 AS place, round(s.score, 6) AS score
      ${of(bands, sql`, CAST(CAST(s.band AS INTEGER) AS VARCHAR) AS band`)}
      ${of(members !== undefined, sql`, g.segment`)}
      ${of(spent, sql`, coalesce(v.spent, 0) AS spent`)}
      ${of(spent && bands, sql`, round(s.score * greatest(coalesce(v.spent, 0), 0), 2) AS priority`)}, s.reasons
    FROM ${ident(table)} AS s JOIN ${ident(prepared.table)} AS p ON p.row_id = CAST(s.row_id AS BIGINT)
    ${of(spent, spends)} ${groups}`;
  const statement = sql`SELECT ${listColumns(bands, spent, members !== undefined).map(ident)} FROM (${rows}) AS r
    ORDER BY ${ident(spent && bands ? 'priority' : 'score')} DESC, place`;
  const counted = await workspace.query(
    new AbortController().signal,
    sql`SELECT count(*) AS "rows" FROM (${statement}) AS l`,
  );
  return {
    name: 'scores',
    rows: countAt(counted, 'rows'),
    columns: listColumns(bands, spent, members !== undefined),
    sql: statement,
  };
}

function listColumns(bands: boolean, spent: boolean, segment: boolean): readonly string[] {
  return [
    'who',
    'score',
    ...(bands ? ['band'] : []),
    ...(segment ? ['segment'] : []),
    ...(spent ? ['spent'] : []),
    ...(spent && bands ? ['priority'] : []),
    'reasons',
  ];
}

/** The band of each score between rising cut points, 1 for the lowest. */
export function bandsOf(scores: Float64Array, cuts: readonly number[]): Int32Array {
  return Int32Array.from(scores, (score) => 1 + cuts.filter((cut) => score >= cut).length);
}
