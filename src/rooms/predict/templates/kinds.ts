import { learnersFor, type TrainSettings } from '../../../state/predict/settings';
import type { Prediction } from '../../../state/predict.svelte';
import type { Prepared } from '../../../tasks/prepared';

/**
 * Settings that train every kind of model there is: each learner, one model per part of the customers, and a stack of
 * all. Parts are the values of a text column, else thirds of the number that alone tells the most.
 */
export async function everyKind(
  prediction: Prediction,
  prepared: Prepared,
  settings: TrainSettings,
): Promise<TrainSettings> {
  const used = prepared.columns.features.filter((f) => f.used);
  const text = used.find((f) => f.kind === 'category');
  const [best] = used.filter((f) => f.kind === 'number').toSorted((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
  const segment = text ?? best;
  const cuts = segment === undefined || segment.kind === 'category' ? null : await prediction.thirds(segment.name);
  return {
    ...settings,
    learners: learnersFor(prepared.type),
    segment: segment === undefined || cuts?.length === 0 ? null : segment.name,
    cuts,
    stack: true,
    // Six models: a shorter search of each.
    trials: Math.min(settings.trials, 6),
  };
}
