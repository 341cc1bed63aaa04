import type { Analysis } from '../../core/analysis';
import { planCohortValue } from './plan';
import { cohortValueResult, type CohortValueFigures } from './result';
import { cohortValueParams, settleCohortValue, type CohortValueParams } from './spec';

/** What customers have brought since their first purchase, by when that was. */
export const cohortValue: Analysis<CohortValueParams, CohortValueFigures> = {
  kind: 'cohortValue',
  about: 'Money so far per customer, by the period of the first purchase and by age.',
  params: cohortValueParams,
  settle: settleCohortValue,
  plan: planCohortValue,
  result: cohortValueResult,
};
