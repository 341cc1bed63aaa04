import { tabLearner } from '../../engines/tab-learner';
import { KeptModels } from '../../state/predict/kept.svelte';
import { deviceShelf } from '../../state/predict/shelf';
import { walkingAt } from '../../state/predict/walking';
import { Prediction } from '../../state/predict.svelte';
import type { Workspace } from '../../state/workspace.svelte';

/** What the room Predict holds of a workspace. */
export interface PredictPlace {
  readonly prediction: Prediction;
  readonly kept: KeptModels;
}

const known = new WeakMap<Workspace, PredictPlace>();

/** The predictions of a workspace: they outlive the room, so that who comes back finds the models trained. */
export function predictPlace(workspace: Workspace): PredictPlace {
  const made = known.get(workspace) ?? {
    prediction: new Prediction({ engine: workspace, learner: tabLearner(), walking: walkingAt(workspace.place) }),
    kept: new KeptModels(deviceShelf()),
  };
  known.set(workspace, made);
  return made;
}
