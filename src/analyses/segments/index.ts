import type { Analysis } from '../../core/analysis';
import { planSegments } from './plan';
import { segmentsResult, type SegmentsFigures } from './result';
import { segmentsParams, settleSegments, type SegmentsParams } from './spec';

/** Groups buyers who behave alike, by a Gaussian mixture or k-means, and says what to do for each group. */
export const segments: Analysis<SegmentsParams, SegmentsFigures> = {
  kind: 'segments',
  about: 'Groups buyers who behave alike, names the groups, and proposes what to do for each.',
  params: segmentsParams,
  settle: settleSegments,
  plan: planSegments,
  result: segmentsResult,
};
