import type { FunnelFigures } from '../../analyses/funnel/result';
import type { MigrationFigures } from '../../analyses/migration/result';
import type { OverviewFigures } from '../../analyses/overview/result';
import type { RetentionFigures } from '../../analyses/retention/result';
import type { RfmFigures } from '../../analyses/rfm/result';
import type { ValueFigures } from '../../analyses/value/result';
import type { BucketSize } from '../../core/calendar';
import type { SegmentKey } from '../../core/rfmSegments';
import type { Result } from '../../core/result';
import type { Target } from './target';
import { rules } from './advice.rules';

/** The results that recommendations may rest on; null where one is not there. */
export interface AdviceSources {
  readonly overview: Result<OverviewFigures> | null;
  readonly funnel: Result<FunnelFigures> | null;
  readonly rfm: Result<RfmFigures> | null;
  readonly migration: Result<MigrationFigures> | null;
  readonly retention: Result<RetentionFigures> | null;
  readonly value: Result<ValueFigures> | null;
  /** Rows by hour of the week, Monday first; null while they are not counted. */
  readonly week: Float64Array | null;
}

/** What a recommendation says, as figures. Shares are in [0, 1]. */
export type AdviceFacts =
  | {
      readonly rule: 'funnel-drop';
      readonly from: string;
      readonly to: string;
      /** Who stopped there, and their share of those who could go on. */
      readonly lost: number;
      readonly share: number;
      readonly unit: 'customers' | 'sessions';
    }
  | {
      readonly rule: 'sliding-champions';
      readonly before: number;
      readonly left: number;
      readonly to: SegmentKey | null;
    }
  | { readonly rule: 'concentration'; readonly holders: number; readonly share: number }
  /** `alive` is the mean P(alive), `spent` what they have brought so far. */
  | {
      readonly rule: 'at-risk-value';
      readonly customers: number;
      readonly alive: number;
      readonly spent: number | null;
    }
  | { readonly rule: 'gone-quiet'; readonly customers: number; readonly share: number | null }
  | { readonly rule: 'second-purchase'; readonly once: number; readonly share: number }
  | { readonly rule: 'low-return'; readonly share: number; readonly interval: BucketSize; readonly customers: number }
  | { readonly rule: 'busy-hours'; readonly from: number; readonly to: number; readonly share: number };

export interface Advice {
  readonly facts: AdviceFacts;
  /** Money at stake in the data's currency, by the rule's own reckoning; null where money is not known. */
  readonly stake: number | null;
  /** Where the figure it rests on stands. */
  readonly target: Target;
}

/** More than five are a list of chores. */
export const MOST_ADVICE = 5;

/**
 * What the figures recommend: those with money at stake first, the largest sum leading, then the others in the
 * order of the rules; at most five. A rule whose data are missing, few or not ripe says nothing.
 */
export function adviceOf(sources: AdviceSources): readonly Advice[] {
  const spoken = rules.flatMap((rule) => rule(sources) ?? []);
  const told = new Set(spoken.map((a) => a.facts.rule));
  // The forecast says the same of the same people, better; and who buys once does not return either.
  const once = spoken.filter(
    ({ facts: { rule } }) =>
      !(rule === 'gone-quiet' && told.has('at-risk-value')) && !(rule === 'low-return' && told.has('second-purchase')),
  );
  const known = once.filter((a) => a.stake !== null).sort((a, b) => (b.stake ?? 0) - (a.stake ?? 0));
  return [...known, ...once.filter((a) => a.stake === null)].slice(0, MOST_ADVICE);
}
