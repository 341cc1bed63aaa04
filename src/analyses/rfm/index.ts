import type { Analysis } from '../../core/analysis';
import { planRfm } from './plan';
import { rfmResult, type RfmFigures } from './result';
import { rfmParams, settleRfm, type RfmParams } from './spec';

/** Scores customers by recency, frequency and money, and sorts them into ten segments. */
export const rfm: Analysis<RfmParams, RfmFigures> = {
  kind: 'rfm',
  about: 'Scores customers by recency, frequency and money, and sorts them into ten segments.',
  params: rfmParams,
  settle: settleRfm,
  plan: planRfm,
  result: rfmResult,
};
