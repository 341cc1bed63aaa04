import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { WINDOW_SHOPPERS } from '../../core/rfmSegments';
import { quintiles, rfmBuyers, rfmCuts, rfmScored, segmentColumn } from '../../sql/rfm';
import { ident, join, raw, sql } from '../../sql/sql';
import { afterKeys, beforeKeys, moveOf, moves, NOT_YET } from './move';
import { earlierInstant, type MigrationParams } from './spec';

/**
 * Columns of the list: the two segments and the move as keys (`move.ts`); recency in its unit, frequency and net
 * money at either date, NULL where the customer had not bought.
 */
export const migrationListNames = [
  'customer',
  'before',
  'after',
  'move',
  'recency_before',
  'recency',
  'frequency_before',
  'frequency',
  'monetary_before',
  'monetary',
] as const;

/**
 * The plan of migration (SEMANTICS §6): every customer seen up to as-of is scored by RFM twice, of what was
 * known at the end of the earlier day and of what is known as of now, and stands in one cell of the matrix
 * before × after. Who was seen but had not bought is a window shopper, who was first seen later is `not-yet`.
 * Five scores by quintile as in RFM, or by own cut points where they are given; else with each date's own cut points or the earlier ones for both (where
 * nobody had bought by then, the later ones).
 */
export function planMigration(params: MigrationParams, data: DataInfo, prefix: string): Plan {
  const { spine, asOf } = data;
  const at = earlierInstant(params, data);
  const name = (part: string): string => `${prefix}_${part}`;
  const table = (part: string, statement: Statement, per: 'customer' | 'all'): Step => ({
    step: 'table',
    name: name(part),
    sql: statement,
    per,
  });
  const scored = (part: string, cuts: string): Step =>
    table(`${part}_scored`, rfmScored(name(`${part}_buyers`), name(cuts), spine.hasAmount), 'all');
  const both = ['before', 'after'] as const;
  const scoring = { ...quintiles, cuts: params.own?.cuts };
  return [
    ...both.flatMap((part) => [
      table(`${part}_buyers`, rfmBuyers(data, part === 'before' ? at : asOf, params.own?.recencyUnit), 'customer'),
      table(`${part}_cuts`, rfmCuts(name(`${part}_buyers`), spine.hasAmount, scoring), 'all'),
    ]),
    table('used_cuts', usedCuts(params, name('before_cuts'), name('after_cuts')), 'all'),
    scored('before', 'before_cuts'),
    scored('after', 'used_cuts'),
    table('moves', movesOf(data, at, name('before_scored'), name('after_scored')), 'all'),
    {
      step: 'rows',
      name: 'flows',
      sql: sql`SELECT before, after, count(*) AS customers, sum(monetary_before) AS spent FROM ${ident(name('moves'))}
        GROUP BY before, after ORDER BY before, after`,
    },
    {
      step: 'list',
      name: 'moves',
      columns: migrationListNames,
      // Whom one could still win back first: the worst move, then the most money brought.
      sql: sql`SELECT n.name AS customer, ${migrationListNames.slice(1).map(ident)} FROM ${ident(name('moves'))} AS m
        JOIN ${ident(spine.customersTable)} AS n ON n.id = m.customer
        ORDER BY ${placeOf('move', moves)}, monetary_before DESC NULLS LAST, ${placeOf('before', beforeKeys)}, ${placeOf('after', afterKeys)}, monetary DESC NULLS LAST, n.name`,
    },
  ];
}

/** The cut points that hold at as-of. */
function usedCuts({ cuts }: MigrationParams, before: string, after: string): Statement {
  if (cuts === 'each') return sql`SELECT * FROM ${ident(after)}`;
  return sql`SELECT * FROM ${ident(before)}
    UNION ALL SELECT * FROM ${ident(after)} WHERE (SELECT count(*) FROM ${ident(before)}) = 0`;
}

/** One row per customer seen up to as-of: {@link migrationListNames}, `customer` as the key of the spine. */
function movesOf({ spine, asOf }: DataInfo, at: number, before: string, after: string): Statement {
  const pairs = beforeKeys.flatMap((b) => afterKeys.map((a) => [b, a] as const));
  const cases = moves.map((move) => {
    const cells = pairs.filter(([b, a]) => moveOf(b, a) === move).map(([b, a]) => `'${b} ${a}'`);
    return sql`WHEN concat(before, ' ', after) IN (${raw(cells.join(', '))}) THEN ${raw(`'${move}'`)}`;
  });
  return sql`SELECT *, CASE ${join(cases, ' ')} END AS move FROM (
    SELECT k.customer, CASE WHEN k.first > ${at} THEN ${raw(`'${NOT_YET}'`)} ELSE ${segmentColumn('b', WINDOW_SHOPPERS)} END AS before,
      ${segmentColumn('a', WINDOW_SHOPPERS)} AS after,
      b.recency AS recency_before, a.recency AS recency, b.frequency AS frequency_before, a.frequency AS frequency,
      b.monetary AS monetary_before, a.monetary AS monetary
    FROM (SELECT customer, min(time) AS first FROM ${ident(spine.table)} WHERE time <= ${asOf} GROUP BY customer) AS k
    LEFT JOIN ${ident(before)} AS b ON b.customer = k.customer
    LEFT JOIN ${ident(after)} AS a ON a.customer = k.customer) AS both_dates`;
}

/** The place of a column's key among keys of ours, for ordering. */
const placeOf = (column: string, keys: readonly string[]): Statement =>
  sql`CASE ${raw(column)} ${raw(keys.map((key, i) => `WHEN '${key}' THEN ${i}`).join(' '))} END`;
