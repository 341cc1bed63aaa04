import type { Analysis } from '../../core/analysis';
import { planScore } from './plan';
import { scoreResult, type ScoreFigures } from './result';
import { scoreParams, settleScore, type ScoreParams } from './spec';

/** Scores every customer with an ONNX model: how probably he buys next. */
export const score: Analysis<ScoreParams, ScoreFigures> = {
  kind: 'score',
  about: 'Scores each customer with an ONNX model: how probably he buys within the next days.',
  params: scoreParams,
  settle: settleScore,
  plan: planScore,
  result: scoreResult,
};
