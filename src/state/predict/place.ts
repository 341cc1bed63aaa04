import type { Engine } from '../../core/engine';
import type { Learner } from '../../learn/jobs/learner';
import type { Walking } from '../../tasks/log/walked';

/** What a prediction is made with. */
export interface PredictionPlace {
  readonly engine: Pick<Engine, 'query'>;
  /** Where models are learnt; its workers start with the first dataset. */
  readonly learner: Learner;
  /** Where the rows of a log can be passed over; else all is asked of the engine. */
  readonly walking?: Walking | null;
}
