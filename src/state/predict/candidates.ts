import type { LearnerSpec, PipelineSpec, Spec } from '../../learn/pipeline/spec';
import type { PreprocessSpec } from '../../learn/preprocess/spec';
import type { FoldSpec } from '../../learn/validate/folds';
import type { Search } from '../../learn/validate/search';
import type { Space } from '../../learn/validate/space';
import { SPACES } from '../../learn/validate/spaces';
import type { LearnerName, TrainSettings } from './settings';

/** What a model is, for its name on the page. */
export type ModelName = 'constant' | LearnerName | 'stack' | 'segments';

/** A model that is to be trained. */
export interface Candidate {
  readonly name: ModelName;
  readonly spec: Spec;
  /** What of it is tuned; null where its defaults are taken. */
  readonly search: Search | null;
}

/** Rounds of boosted trees in a search: few enough for a tab, enough at the usual learning rates. */
const ROUNDS = 120;

/** Rows a part of a segment-wise model needs to have a model of its own. */
export const DEFAULT_LEAST = 200;

/** Start of each learner; a search changes what its space names. */
const starts: Readonly<Record<LearnerName, LearnerSpec>> = {
  logistic: { learner: 'logistic', C: 0.1, l1Ratio: 1 },
  'elastic-net': { learner: 'elastic-net', alpha: 0.01, l1Ratio: 1 },
  ridge: { learner: 'ridge', alpha: 0.01 },
  tree: { learner: 'tree', maxDepth: 5, minLeaf: 50 },
  forest: { learner: 'forest', trees: 100, maxDepth: 12, minLeaf: 5, maxFeatures: 'root' },
  boosting: {
    learner: 'boosting',
    rounds: ROUNDS,
    learningRate: 0.08,
    maxDepth: 4,
    minChildWeight: 5,
    subsample: 0.8,
    columns: 0.8,
  },
};

/** What is tuned of each. The linear models stay L1, which leaves weak features out; hardly any shrinkage only takes long. */
const spaces: Readonly<Record<LearnerName, Space>> = {
  ...SPACES,
  logistic: [{ at: ['learner', 'C'], kind: 'real', low: 2e-3, high: 5, log: true }],
  'elastic-net': SPACES['elastic-net'].slice(0, 1),
};

/** How rows are split; by time the label window stays between. @param gap milliseconds */
export function foldsFor(settings: TrainSettings, gap: number): FoldSpec {
  return settings.by === 'time' ? { by: 'time', folds: settings.folds, gap } : { by: 'random', folds: settings.folds };
}

/** How a learner wants its features. */
export function preprocessFor(learner: LearnerName, settings: TrainSettings): PreprocessSpec {
  const trees = learner === 'tree' || learner === 'forest' || learner === 'boosting';
  return {
    numbers: {
      as: 'number',
      // Boosted trees and forests learn where a missing value goes.
      impute: trees ? { by: 'none' } : { by: settings.impute },
      flag: !trees && settings.flags,
      log: !trees && settings.log,
      scale: !trees,
    },
    categories: trees
      ? { as: 'target', smoothing: 20 }
      : { as: 'one-hot', rare: settings.rare, most: 50, missing: 'feature' },
    correlation: settings.correlation,
  };
}

/** One learner with its preprocessing. */
export function pipelineOf(learner: LearnerName, settings: TrainSettings): PipelineSpec {
  return {
    kind: 'pipeline',
    preprocess: preprocessFor(learner, settings),
    learner: starts[learner],
    ...(settings.balanced && learner !== 'elastic-net' && learner !== 'ridge' ? { classWeights: 'balanced' } : {}),
  };
}

/** The model that knows no feature. */
export const CONSTANT: PipelineSpec = {
  kind: 'pipeline',
  preprocess: {
    numbers: { as: 'number', impute: { by: 'none' }, flag: false, log: false, scale: false },
    categories: { as: 'target', smoothing: 0 },
    correlation: null,
  },
  learner: { learner: 'constant' },
};

/** The search of one learner; null where a single setting is asked for. */
export function searchOf(
  learner: LearnerName,
  spec: Spec,
  settings: TrainSettings,
  folds: FoldSpec,
  rows: number,
): Search | null {
  if (settings.trials <= 1) return null;
  const space = spaces[learner];
  // One parameter is found in half as many trials.
  const trials = space.length === 1 ? Math.max(3, Math.ceil(settings.trials / 2)) : settings.trials;
  return {
    spec,
    space,
    folds,
    metric: settings.metric,
    seed: settings.seed,
    settings: trials,
    random: settings.tpe ? Math.max(3, Math.round(trials * 0.4)) : trials,
    // A ninth of few rows says little.
    rungs: settings.halving && rows >= 2000 ? [1 / 9, 1] : [1],
    keep: 3,
  };
}

/** All that is trained for some settings, but what is made of other models (stack, segments). */
export function candidatesFor(settings: TrainSettings, gap: number, rows: number): readonly Candidate[] {
  const folds = foldsFor(settings, gap);
  return [
    { name: 'constant', spec: CONSTANT, search: null },
    ...settings.learners.map((learner): Candidate => {
      const spec = pipelineOf(learner, settings);
      return { name: learner, spec, search: searchOf(learner, spec, settings, folds, rows) };
    }),
  ];
}

/** A model that learns from the answers of others. */
export function stackOf(bases: readonly Spec[], settings: TrainSettings): Spec {
  return { kind: 'stack', bases, C: 1, folds: { by: 'random', folds: settings.folds } };
}
