/**
 * What a customer's money is: spent so far times P(leaving) (`at-risk`), the mean order times P(buying) (`expected`), or
 * the predicted spend itself (`predicted`).
 */
export type StakeKind = 'at-risk' | 'expected' | 'predicted';

/** A customer with what is at stake. */
export interface Stake {
  readonly who: string;
  /** In [0, 1]; null for a predicted number. */
  readonly probability: number | null;
  /** Spent so far, or the mean order; null for a predicted number, and where nothing was bought. */
  readonly base: number | null;
  readonly value: number;
}

/** Money of all scored customers, and those with the most of it. */
export interface Stakes {
  readonly kind: StakeKind;
  readonly customers: number;
  /** Over all of them. */
  readonly total: number;
  /** The most first; ties by name. */
  readonly top: readonly Stake[];
}

/** Customers that the list has. */
export const TOP = 20;

/** Share of the money that the listed customers hold; null where there is none. */
export function topShare({ top, total }: Stakes): number | null {
  return total > 0 ? top.reduce((sum, s) => sum + s.value, 0) / total : null;
}
