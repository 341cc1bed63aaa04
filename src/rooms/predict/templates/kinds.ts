import { learnersFor, type TrainSettings } from '../../../state/predict/settings';
import type { Prediction } from '../../../state/predict.svelte';
import type { Prepared } from '../../../tasks/prepared';

/** A race of every kind of model: what is still to be trained, and who stands at the start already. */
export interface Race {
  readonly settings: TrainSettings;
  /** Ids of models on the board that were trained by the same settings. */
  readonly entered: readonly string[];
}

/**
 * The race of each learner, one model per part of the customers, and a stack of all, on the same rows and folds with
 * as many settings tried of each. What stands on the board by the same settings is not trained again. Parts are the
 * values of the text column that alone tells the most, else thirds of such a number.
 */
export async function everyKind(prediction: Prediction, prepared: Prepared, settings: TrainSettings): Promise<Race> {
  const used = prepared.columns.features.filter((f) => f.used);
  const telling = used.toSorted((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
  const segment = telling.find((f) => f.kind === 'category') ?? telling[0];
  const cuts = segment === undefined || segment.kind === 'category' ? null : await prediction.thirds(segment.name);
  const standing = prediction.training.alike(settings);
  const all = learnersFor(prepared.type);
  return {
    settings: {
      ...settings,
      learners: all.filter((learner) => !standing.some((t) => t.name === learner)),
      segment: segment === undefined || cuts?.length === 0 ? null : segment.name,
      cuts,
      stack: true,
    },
    entered: standing.map((t) => t.id),
  };
}
