import type { Statement } from '../../../core/engine';
import { asVitrineError } from '../../../core/errors';
import { cell, countAt, numberAt, numbers, texts, type Frame } from '../../../core/frame';
import type { TableRef } from '../../../core/result';
import { ident, join, raw, sql } from '../../../sql/sql';
import type { Workspace } from '../../../state/workspace.svelte';
import type { Summed } from '../../../tasks/templates/against/against';
import {
  groupRows,
  valueGroups,
  type GroupCuts,
  type Groups,
  type ValueGroup,
} from '../../../tasks/templates/groups/groups';
import { TOP, type StakeKind, type Stakes } from '../../../tasks/templates/money/stakes';
import type { Prepared } from '../../../tasks/prepared';
import { whoSql } from '../result/rows';

const { signal } = new AbortController();

/** Columns are summed up so many at once: a statement for each would read the table as often. */
const AT_ONCE = 40;
/** Values of a text column that are compared, the most frequent ones. */
const MOST_LEVELS = 8;

let made = 0;

/**
 * Tables of scores that the exhibits of one model read: `row_id`, `score`, and `picked` (1 or 0). Each has a name of
 * its own, since the exhibits of two models stand side by side for a moment while one follows the other.
 */
export class ScoreTables {
  readonly #workspace: Workspace;
  readonly #rows: Int32Array;
  readonly #name: string;
  #over = false;

  constructor(workspace: Workspace, prepared: Prepared, rows: Int32Array) {
    this.#workspace = workspace;
    this.#rows = rows;
    this.#name = `${prepared.table}_act${String(++made)}`;
  }

  /** Loads the scores of the rows; answers the table's name. `picked` replaces the one before. */
  async load(scores: Float64Array, picked: Uint8Array | null): Promise<string> {
    const rows = this.#rows;
    const table = picked === null ? this.#name : this.#picked;
    await this.#workspace.load(signal, table, {
      length: rows.length,
      columns: [
        { name: 'row_id', type: 'number', values: Float64Array.from(rows) },
        { name: 'score', type: 'number', values: scores.slice() },
        { name: 'picked', type: 'number', values: Float64Array.from(picked ?? new Uint8Array(rows.length)) },
      ],
    });
    if (this.#over) await this.drop();
    return table;
  }

  /** Lets go of both; a load under way is dropped when it has ended. */
  async drop(): Promise<void> {
    this.#over = true;
    try {
      for (const table of [this.#name, this.#picked])
        await this.#workspace.query(signal, sql`DROP TABLE IF EXISTS ${ident(table)}`);
    } catch (error) {
      // With the engine its tables went too.
      if (asVitrineError(error).code !== 'engine.lost') throw error;
    }
  }

  get #picked(): string {
    return `${this.#name}_picked`;
  }
}

const has = (prepared: Prepared, name: string): boolean => prepared.columns.features.some((f) => f.name === name);

/** What a question's money is; null where the data knows of none. */
export function stakeKind(workspace: Workspace, prepared: Prepared): StakeKind | null {
  const { task } = prepared;
  if (task.kind !== 'log' || workspace.data?.spine.hasAmount !== true) return null;
  if (task.question === 'value') return 'predicted';
  if (task.question === 'churn') return 'at-risk';
  return has(prepared, 'spend_mean') ? 'expected' : null;
}

/** Money of the scored customers, and the twenty with the most. */
export async function stakesOf(
  workspace: Workspace,
  prepared: Prepared,
  scores: string,
  kind: StakeKind,
): Promise<Stakes> {
  const { data } = workspace;
  const base =
    kind === 'predicted' || data === null
      ? sql`CAST(NULL AS DOUBLE)`
      : kind === 'expected'
        ? sql`p.spend_mean`
        : sql`(SELECT sum(amount) FILTER (WHERE sign <> 0) FROM ${ident(data.spine.table)} AS a WHERE a.customer = p.${ident(prepared.columns.key)})`;
  const value = kind === 'predicted' ? sql`score` : sql`score * greatest(coalesce(base, 0), 0)`;
  const rows = sql`SELECT *, round(${value}, 6) AS value FROM (
      SELECT ${whoSql(workspace, prepared)} AS who, s.score, ${base} AS base
      FROM ${ident(scores)} AS s JOIN ${ident(prepared.table)} AS p ON p.row_id = CAST(s.row_id AS BIGINT)) AS b`;
  const total = await workspace.query(
    signal,
    sql`SELECT count(*) AS n, round(coalesce(sum(value), 0), 6) AS total FROM (${rows}) AS r`,
  );
  const frame = await workspace.query(
    signal,
    sql`SELECT who, score, base, value FROM (${rows}) AS r ORDER BY value DESC, who LIMIT ${raw(String(TOP))}`,
  );
  const [who, score, own, values] = [texts(frame, 'who'), ...['score', 'base', 'value'].map((c) => numbers(frame, c))];
  return {
    kind,
    customers: countAt(total, 'n'),
    total: numberAt(total, 'total') ?? 0,
    top: (who ?? []).map((name, i) => {
      const paid = own?.[i] ?? NaN;
      return {
        who: name ?? '',
        probability: kind === 'predicted' ? null : (score?.[i] ?? null),
        base: Number.isNaN(paid) ? null : paid,
        value: values?.[i] ?? 0,
      };
    }),
  };
}

/** Whether the three groups of value can be told. */
export function hasGroups(prepared: Prepared): boolean {
  const { task } = prepared;
  return task.question === 'value' && has(prepared, 'spend_all') && has(prepared, 'days_since_purchase');
}

/** The groups, counted. @param share of the customers that counts as high, in (0, 1) */
export async function groupsOf(
  workspace: Workspace,
  prepared: Prepared,
  scores: string,
  share: number,
  silent: number,
): Promise<Groups> {
  const { task } = prepared;
  const at = raw(String(1 - share));
  const cut = await workspace.query(
    signal,
    sql`SELECT quantile_cont(s.score, ${at}) AS predicted, quantile_cont(p.spend_all, ${at}) AS spent,
        count(*) AS n, round(sum(s.score), 6) AS total
      FROM ${ident(scores)} AS s JOIN ${ident(prepared.table)} AS p ON p.row_id = CAST(s.row_id AS BIGINT)`,
  );
  const cuts: GroupCuts = {
    predicted: numberAt(cut, 'predicted') ?? 0,
    spent: numberAt(cut, 'spent') ?? 0,
    silent,
  };
  const frame = await workspace.query(
    signal,
    sql`SELECT grp, count(*) AS n, round(sum(score), 6) AS predicted, round(sum(spent), 6) AS spent
      FROM (${groupRows(scores, prepared.table, cuts)}) AS g WHERE grp IS NOT NULL GROUP BY grp`,
  );
  const names = texts(frame, 'grp');
  const counts = valueGroups.map((group) => {
    const i = names.indexOf(group);
    const of = (column: string): number => (i < 0 ? 0 : (numberAt(frame, column, i) ?? 0));
    return { group, customers: of('n'), predicted: of('predicted'), spent: of('spent') };
  });
  return {
    counts,
    cuts,
    all: { customers: countAt(cut, 'n'), predicted: numberAt(cut, 'total') ?? 0 },
    days: task.kind === 'log' ? task.window : 0,
  };
}

/** Customers of one group, the highest forecast first. */
export function groupList(
  workspace: Workspace,
  prepared: Prepared,
  scores: string,
  { cuts, counts }: Groups,
  group: ValueGroup,
): TableRef {
  return {
    name: `group-${group}`,
    rows: counts.find((c) => c.group === group)?.customers ?? 0,
    columns: ['customer', 'predicted', 'spent', 'silent'],
    sql: sql`SELECT customer, predicted, spent, silent FROM (
        SELECT ${whoSql(workspace, prepared)} AS customer, round(g.score, 2) AS predicted, round(g.spent, 2) AS spent,
          round(g.silent, 0) AS silent, g.row_id
        FROM (${groupRows(scores, prepared.table, cuts)}) AS g JOIN ${ident(prepared.table)} AS p ON p.row_id = g.row_id
        WHERE g.grp = ${group}) AS l ORDER BY predicted DESC, row_id`,
  };
}

/** Every feature of the picked and of the rest, summed up. */
export async function summed(workspace: Workspace, prepared: Prepared, scores: string): Promise<readonly Summed[]> {
  const from = sql`FROM ${ident(scores)} AS s JOIN ${ident(prepared.table)} AS p ON p.row_id = CAST(s.row_id AS BIGINT)`;
  const { features } = prepared.columns;
  const numeric = features.filter((f) => f.kind === 'number').map((f) => f.name);
  const found: Summed[] = [];
  for (let at = 0; at < numeric.length; at += AT_ONCE) {
    const some = numeric.slice(at, at + AT_ONCE);
    const frame = await workspace.query(
      signal,
      sql`SELECT CAST(s.picked AS INTEGER) AS side, ${join(
        some.map(
          (name, i) =>
            sql`count(p.${ident(name)}) AS ${raw(`n${i}`)}, avg(p.${ident(name)}) AS ${raw(`m${i}`)}, var_samp(p.${ident(name)}) AS ${raw(`v${i}`)}, median(p.${ident(name)}) AS ${raw(`q${i}`)}`,
        ),
        ', ',
      )} ${from} GROUP BY side ORDER BY side DESC`,
    );
    some.forEach((column, i) => {
      const side = (row: number) => ({
        n: countAt(frame, `n${i}`, row),
        mean: numberAt(frame, `m${i}`, row) ?? 0,
        variance: numberAt(frame, `v${i}`, row) ?? 0,
        median: numberAt(frame, `q${i}`, row) ?? 0,
      });
      if (frame.length === 2) found.push({ kind: 'number', column, group: side(0), rest: side(1) });
    });
  }
  for (const { name } of features.filter((f) => f.kind === 'category')) {
    const frame = await workspace.query(signal, levels(name, from));
    const side = (count: string, all: string, row: number) => ({
      count: countAt(frame, count, row),
      of: countAt(frame, all, row),
    });
    texts(frame, 'level').forEach((level, row) => {
      if (level === null) return;
      found.push({ kind: 'level', column: name, level, group: side('a', 'all_a', row), rest: side('b', 'all_b', row) });
    });
  }
  return found;
}

/** The most frequent values of a text column with their rows on both sides. */
function levels(name: string, from: Statement): Statement {
  return sql`WITH each AS (SELECT CAST(p.${ident(name)} AS VARCHAR) AS level, s.picked ${from} WHERE p.${ident(name)} IS NOT NULL),
      sides AS (SELECT sum(picked) AS all_a, count(*) - sum(picked) AS all_b FROM each)
    SELECT level, CAST(sum(picked) AS DOUBLE) AS a, CAST(count(*) - sum(picked) AS DOUBLE) AS b,
      CAST(max(all_a) AS DOUBLE) AS all_a, CAST(max(all_b) AS DOUBLE) AS all_b
    FROM each CROSS JOIN sides GROUP BY level ORDER BY count(*) DESC, level LIMIT ${raw(String(MOST_LEVELS))}`;
}

/** Values of one feature of some rows, by row number; NaN where missing. */
export async function featureValues(
  workspace: Workspace,
  prepared: Prepared,
  scores: string,
  feature: string,
): Promise<ReadonlyMap<number, number>> {
  const frame: Frame = await workspace.query(
    signal,
    sql`SELECT p.row_id, p.${ident(feature)} AS v FROM ${ident(scores)} AS s
      JOIN ${ident(prepared.table)} AS p ON p.row_id = CAST(s.row_id AS BIGINT)`,
  );
  const [ids, values] = frame.columns;
  if (ids === undefined || values === undefined) return new Map();
  return new Map(
    Array.from({ length: frame.length }, (_, i) => [Number(cell(ids, i)), Number(cell(values, i) ?? NaN)] as const),
  );
}
