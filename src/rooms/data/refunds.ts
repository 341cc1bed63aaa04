import { numberAt } from '../../core/frame';
import { roundNumber } from '../../core/rounding';
import type { Spine } from '../../core/spine';
import { ident, sql } from '../../sql/sql';
import type { Workspace } from '../../state/workspace.svelte';

/** What refunds of a log come to. */
export interface Refunds {
  readonly rows: number;
  /** Below zero. */
  readonly money: number;
  /** Of what purchases come to; null where these come to nothing. */
  readonly share: number | null;
}

/** @throws VitrineError `engine.*`, `cancelled` */
export async function refundsOf(
  signal: AbortSignal,
  workspace: Pick<Workspace, 'query'>,
  { table, refunds }: Spine,
): Promise<Refunds> {
  const frame = await workspace.query(
    signal,
    sql`SELECT sum(amount) FILTER (WHERE sign = -1) AS back, sum(amount) FILTER (WHERE sign = 1) AS sold FROM ${ident(table)}`,
  );
  const money = roundNumber(numberAt(frame, 'back') ?? 0);
  const sold = numberAt(frame, 'sold') ?? 0;
  return { rows: refunds, money, share: sold > 0 ? -money / sold : null };
}
