import {
  climb,
  cutCurve,
  gainCurve,
  gainTable,
  liftCurve,
  precisionRecallCurve,
  rocCurve,
  thinned,
  type GainRow,
  type Point,
} from '../judge/curves';
import { scoreHistogram, type ScoreHistogram } from '../judge/histogram';
import { calibration, expectedCalibrationError, ranking, type CalibrationBin, type Scored } from '../judge/scores';
import { finite } from './answers';

/** How well probabilities rank and how true they are, for drawing. */
export interface Curves {
  readonly rows: number;
  /** By weight. */
  readonly positives: number;
  readonly negatives: number;
  /** Thinned; the ends are exact. See each function of judge/curves for x and y; empty where it has no meaning. */
  readonly roc: readonly Point[];
  readonly precisionRecall: readonly Point[];
  readonly gain: readonly Point[];
  readonly lift: readonly Point[];
  /** Best scores first. */
  readonly deciles: readonly GainRow[];
  /** Reliability: up to ten groups of equal weight by rising probability. */
  readonly reliability: readonly CalibrationBin[];
  /** Expected calibration error over these groups; null without rows. */
  readonly calibrationError: number | null;
  readonly histogram: ScoreHistogram;
}

/** @param points of each curve at most, 400 when not said */
export function curvesOf(scored: Scored, points = 400): Curves {
  const ordered: Scored = { ...scored, order: scored.order ?? ranking(scored.scores) };
  const cuts = cutCurve(ordered);
  return {
    rows: scored.scores.length,
    positives: cuts.positives,
    negatives: cuts.negatives,
    roc: thinned(rocCurve(cuts), points, climb),
    precisionRecall: thinned(precisionRecallCurve(cuts), points),
    gain: thinned(gainCurve(cuts), points, climb),
    lift: thinned(liftCurve(cuts), points),
    deciles: gainTable(cuts),
    reliability: calibration(ordered),
    calibrationError: finite(expectedCalibrationError(ordered)),
    histogram: scoreHistogram(ordered),
  };
}
