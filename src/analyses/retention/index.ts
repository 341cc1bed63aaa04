import type { Analysis } from '../../core/analysis';
import { planRetention } from './plan';
import { retentionResult, type RetentionFigures } from './result';
import { retentionParams, settleRetention, type RetentionParams } from './spec';

/** How many customers come back after they started, and what they spend. */
export const retention: Analysis<RetentionParams, RetentionFigures> = {
  kind: 'retention',
  about: 'How many customers of each cohort come back in the periods after they started, and what they spend.',
  params: retentionParams,
  settle: settleRetention,
  plan: planRetention,
  result: retentionResult,
};
