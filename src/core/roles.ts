/**
 * Roles: what a column means. SEMANTICS §1, plus `price` (of one unit) for tables that hold unit price
 * and quantity instead of an amount.
 */
export const roleNames = ['customer', 'time', 'event', 'order', 'amount', 'price', 'quantity'] as const;
export type Role = (typeof roleNames)[number];

/** Stages of a shop's funnel that event names are sorted into, in order. */
export const stageNames = ['view', 'cart', 'checkout', 'purchase', 'refund'] as const;
export type Stage = (typeof stageNames)[number];

/** The meaning of one source's columns: a role's column name, and which event names mean which stage. */
export type Roles = { readonly [R in Role]?: string } & {
  /** Event names by stage. `purchase` and `refund` decide which rows carry money. */
  readonly stages?: { readonly [S in Stage]?: readonly string[] };
};

/** A role found in a file, with how sure that is and why. */
export interface RoleGuess {
  readonly role: Role;
  readonly column: string;
  /** In [0, 1]; under 0.5 it is proposed, not applied. */
  readonly confidence: number;
  readonly reason: 'name' | 'values' | 'name and values';
}

/** What is left out of a source before anything is counted. Nothing is, unless asked. */
export interface Cleaning {
  /** Drop rows that equal an earlier row in every column. */
  readonly duplicates?: boolean;
  /** Drop purchases whose amount is zero. */
  readonly zeroAmounts?: boolean;
}
