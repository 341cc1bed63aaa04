import type { DataInfo } from '../../core/analysis';
import { stageEvents, type Population } from './features';

/** Names of the models that are shipped; each is a folder of `models/`. */
export const taskNames = ['propensity', 'repurchase'] as const;
export type TaskName = (typeof taskNames)[number];

/** What a model predicts, of whom, from what. */
export interface Task {
  readonly population: Population;
  /** A purchase within so many days of the cutoff: `[cutoff, cutoff + days)`. */
  readonly days: number;
  /** Features a training uses, in order. Who scores takes them from the model's card. */
  readonly features: readonly string[];
  /** What the data lacks for it, as roles and stages; empty when it fits. */
  missing(data: DataInfo): readonly string[];
}

export const tasks: Readonly<Record<TaskName, Task>> = {
  propensity: {
    population: 'seen within 91 days',
    days: 7,
    features: [
      'days_since_last_event',
      'days_since_last_cart',
      'days_since_last_purchase',
      'days_cart_open',
      // Half a year at most: a log has to be older than any cutoff's tenure to train on it.
      'tenure_half_year',
      'events_7d',
      'events_28d',
      'events_91d',
      'active_days_7d',
      'active_days_28d',
      'active_days_91d',
      'views_7d',
      'views_28d',
      'carts_7d',
      'carts_28d',
      'carts_91d',
      'checkouts_7d',
      'checkouts_28d',
      'depth_7d',
      'depth_28d',
      'purchase_days_28d',
      'purchase_days_91d',
      'purchase_days_all',
    ],
    missing({ spine }) {
      if (spine.kind !== 'events') return ['event'];
      return (['view', 'cart'] as const).filter((stage) => stageEvents(spine, stage).length === 0);
    },
  },
  repurchase: {
    population: 'bought before',
    days: 90,
    features: [
      'days_since_last_purchase',
      'tenure_days',
      'purchase_days_28d',
      'purchase_days_91d',
      'purchase_days_182d',
      'purchase_days_all',
      'days_between_purchases',
      'net_91d',
      'net_all',
      'refunds_all',
    ],
    missing({ spine }) {
      const lacks = [spine.hasAmount ? '' : 'amount', spine.purchases > 0 ? '' : 'purchase'];
      return lacks.filter((what) => what !== '');
    },
  },
};
