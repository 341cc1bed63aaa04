import type { BucketSize } from '../../../core/calendar';

/** Milliseconds are gone here: a slot is an hour of local time since 1970-01-01. */
export const HOURS = 24;

/** How the columns of `plan.ts` are packed, and what is asked of them. */
export interface CrossShape {
  /** First slot, and how many there are. */
  readonly firstSlot: number;
  readonly slots: number;
  /** Event ids are below it. */
  readonly events: number;
  /** Codes of the property's values are below it; 1 where no property is counted. */
  readonly values: number;
  /** Buckets of the chart over time. */
  readonly bucket: BucketSize;
  /** What is added up per bucket. */
  readonly lead: 'revenue' | 'purchases' | 'events';
}

/** Hours of a weekday, `from` inclusive, `to` exclusive; 0 is Monday. */
export interface WeekCell {
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
}

/** What a person has chosen; every part that is null lets everything through. */
export interface CrossSelection {
  /** Local days since 1970-01-01, `from` inclusive, `to` exclusive. */
  readonly days: { readonly from: number; readonly to: number } | null;
  readonly event: number | null;
  readonly cell: WeekCell | null;
  readonly value: number | null;
}

export const EVERYTHING: CrossSelection = { days: null, event: null, cell: null, value: null };

/**
 * Figures of what passes the whole selection. Each picture's counts leave its own part of the selection out,
 * so that one sees what else could be chosen.
 */
export interface CrossCounts {
  readonly customers: number;
  /** Customers with a purchase among the rows. */
  readonly buyers: number;
  readonly rows: number;
  readonly purchases: number;
  /** Distinct orders; purchase days of a customer where a purchase has no order key. */
  readonly orders: number;
  /** Money of purchases and of refunds (negative). */
  readonly gross: number;
  readonly refunded: number;
  /** The lead figure by bucket, from the first one. */
  readonly series: Float64Array;
  /** Rows by event id, by weekday × hour (Monday first), by code of the property's value. */
  readonly events: Float64Array;
  readonly week: Float64Array;
  readonly values: Float64Array;
}
