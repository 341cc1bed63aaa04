import type { Statement } from '../../../core/engine';
import { ident, raw, sql } from '../../../sql/sql';

/** The three groups that want three different things done; nobody is in two. */
export const valueGroups = ['high', 'missed', 'risk'] as const;
export type ValueGroup = (typeof valueGroups)[number];

/** Where the groups begin. */
export interface GroupCuts {
  /** Predicted spend from which on it is high. */
  readonly predicted: number;
  /** Spend so far from which on it is high. */
  readonly spent: number;
  /** Days without a purchase from which on somebody is silent. */
  readonly silent: number;
}

/**
 * The group of each scored customer as rows `(row_id, score, spent, silent, grp)`; NULL for all others:
 *
 * - `high`: high predicted spend, and not silent
 * - `missed`: high predicted spend, but silent: an opportunity that is being missed
 * - `risk`: spent much so far, but silent, and no high spend is expected any more
 *
 * @param scores table of `row_id` and `score`
 * @param prepared table with the features `spend_all` and `days_since_purchase`
 */
export function groupRows(scores: string, prepared: string, { predicted, spent, silent }: GroupCuts): Statement {
  const number = (v: number): Statement => sql`CAST(${raw(String(v))} AS DOUBLE)`;
  return sql`SELECT p.row_id, s.score, p.spend_all AS spent, p.days_since_purchase AS silent,
      CASE WHEN s.score >= ${number(predicted)} AND p.days_since_purchase < ${number(silent)} THEN 'high'
           WHEN s.score >= ${number(predicted)} THEN 'missed'
           WHEN p.spend_all >= ${number(spent)} AND p.days_since_purchase >= ${number(silent)} THEN 'risk' END AS grp
    FROM ${ident(scores)} AS s JOIN ${ident(prepared)} AS p ON p.row_id = CAST(s.row_id AS BIGINT)`;
}

/** A group, counted. */
export interface GroupCount {
  readonly group: ValueGroup;
  readonly customers: number;
  /** Predicted spend in all. */
  readonly predicted: number;
  /** Spent so far in all. */
  readonly spent: number;
}

/** All three, in their order, with where they begin. */
export interface Groups {
  readonly counts: readonly GroupCount[];
  readonly cuts: GroupCuts;
  /** Of the scored customers. */
  readonly all: { readonly customers: number; readonly predicted: number };
  /** Days that the prediction is about. */
  readonly days: number;
}
