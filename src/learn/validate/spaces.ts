import type { Space } from './space';

const real = (at: string, low: number, high: number, log = false) =>
  ({ at: ['learner', at], kind: 'real', low, high, log }) as const;
const whole = (at: string, low: number, high: number, log = false) =>
  ({ at: ['learner', at], kind: 'whole', low, high, log }) as const;

/** What is worth trying of each learner that has something to tune, for a spec of kind `pipeline`. */
export const SPACES = {
  logistic: [real('C', 1e-3, 100, true), { at: ['learner', 'l1Ratio'], kind: 'choice', of: [0, 0.5, 1] }],
  ridge: [real('alpha', 1e-5, 10, true)],
  'elastic-net': [real('alpha', 1e-4, 1, true), real('l1Ratio', 0.05, 1)],
  tree: [whole('maxDepth', 2, 12), whole('minLeaf', 1, 200, true)],
  forest: [whole('maxDepth', 4, 20), whole('minLeaf', 1, 50, true), real('maxFeatures', 0.1, 1)],
  boosting: [
    real('learningRate', 0.02, 0.3, true),
    whole('maxDepth', 2, 9),
    real('minChildWeight', 0.5, 50, true),
    real('l2', 0.1, 30, true),
    real('subsample', 0.5, 1),
    real('columns', 0.4, 1),
  ],
} as const satisfies Readonly<Record<string, Space>>;
