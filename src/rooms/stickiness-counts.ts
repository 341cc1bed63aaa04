import type { StickinessParams } from '../analyses/stickiness/spec';

export const stickinessCounts = ['day-week', 'day-month', 'day-all', 'week-all', 'month-all'] as const;
/** What stickiness counts, within what. */
export type StickinessCount = (typeof stickinessCounts)[number];

/** The parameters of a choice. */
export const countParams: Readonly<Record<StickinessCount, Required<Pick<StickinessParams, 'unit' | 'per'>>>> = {
  'day-week': { unit: 'day', per: 'week' },
  'day-month': { unit: 'day', per: 'month' },
  'day-all': { unit: 'day', per: 'all' },
  'week-all': { unit: 'week', per: 'all' },
  'month-all': { unit: 'month', per: 'all' },
};
