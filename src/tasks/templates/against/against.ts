import { benjaminiHochberg } from '../../../stats/benjaminiHochberg';
import { meanDifference, type Spread } from '../../../stats/meanDifference';
import type { Interval } from '../../../stats/rate';
import { shareDifference, shareEffect, sharesAlike } from '../../../stats/shareDifference';

/** A column in a group and in the rest, summed up by the engine; missing values are left out. */
export type Summed =
  | {
      readonly kind: 'number';
      readonly column: string;
      readonly group: Spread & { readonly median: number };
      readonly rest: Spread & { readonly median: number };
    }
  | {
      readonly kind: 'level';
      readonly column: string;
      /** A value of a column of texts. */
      readonly level: string;
      readonly group: { readonly count: number; readonly of: number };
      readonly rest: { readonly count: number; readonly of: number };
    };

/** How a column differs between a group and the rest. */
export interface Difference {
  readonly column: string;
  /** A value of a column of texts; null for numbers. */
  readonly level: string | null;
  /** Means, or shares. */
  readonly group: number;
  readonly rest: number;
  /** Null for shares. */
  readonly medians: { readonly group: number; readonly rest: number } | null;
  readonly value: number;
  /** Of the difference, 95 %. */
  readonly interval: Interval | null;
  /** Hedges' g of means, Cohen's h of shares: about 0.2 is small, 0.5 visible, 0.8 large. */
  readonly effect: number;
  /** The interval in the same units as the effect. */
  readonly effectInterval: Interval | null;
  /** Of both sides, adjusted for looking at all of them (Benjamini–Hochberg). */
  readonly p: number | null;
}

/** At most one false among twenty differences that are called. */
export const FALSE_SHARE = 0.05;

/**
 * Every column of a group against the rest, the largest effect first; ties by name. Columns that do not vary, or of
 * which a side has nothing, are left out.
 */
export function againstRest(columns: readonly Summed[]): readonly Difference[] {
  const found = columns.flatMap((c): (Omit<Difference, 'p'> & { readonly raw: number | null })[] => {
    const made = c.kind === 'number' ? ofMeans(c) : ofShares(c);
    return made === null ? [] : [made];
  });
  const adjusted = benjaminiHochberg(found.map((f) => f.raw));
  return found
    .map(({ raw: _, ...d }, i): Difference => ({ ...d, p: adjusted[i] ?? null }))
    .sort(
      (a, b) =>
        Math.abs(b.effect) - Math.abs(a.effect) ||
        (a.column < b.column ? -1 : a.column > b.column ? 1 : (a.level ?? '') < (b.level ?? '') ? -1 : 1),
    );
}

function ofMeans({ column, group, rest }: Summed & { kind: 'number' }) {
  const { value, interval, p, effect } = meanDifference(group, rest);
  if (value === null || effect === null) return null;
  return {
    column,
    level: null,
    group: group.mean,
    rest: rest.mean,
    medians: { group: group.median, rest: rest.median },
    value,
    interval,
    effect,
    effectInterval: scaled(interval, value, effect),
    raw: p,
  };
}

function ofShares({ column, level, group, rest }: Summed & { kind: 'level' }) {
  const { value, interval } = shareDifference(group, rest);
  const p = sharesAlike(group, rest);
  if (value === null || p === null) return null;
  const [a, b] = [group.count / group.of, rest.count / rest.of];
  const effect = shareEffect(a, b);
  return {
    column,
    level,
    group: a,
    rest: b,
    medians: null,
    value,
    interval,
    effect,
    effectInterval: scaled(interval, value, effect),
    raw: p,
  };
}

/** An interval of a difference in the units of its effect: the spread it is measured in is taken as known. */
function scaled(interval: Interval | null, value: number, effect: number): Interval | null {
  if (interval === null || value === 0) return null;
  const by = effect / value;
  return { low: interval.low * by, high: interval.high * by };
}

/** Whether a difference stands after all were looked at. */
export function stands({ p }: Difference): boolean {
  return p !== null && p <= FALSE_SHARE;
}

/** The group that is compared, and how many the others are. */
export interface Sides {
  /** As words name it: "those picked". */
  readonly name: string;
  readonly group: number;
  readonly rest: number;
}
