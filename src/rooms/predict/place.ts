import { tabLearner } from '../../engines/tab-learner';
import { KeptModels } from '../../state/predict/kept.svelte';
import { Shelf } from '../../state/predict/shelf';
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
    prediction: new Prediction({ engine: workspace, learner: tabLearner() }),
    kept: new KeptModels(new Shelf(storage())),
  };
  known.set(workspace, made);
  return made;
}

/** This browser's database of objects, or null where it is denied. */
function storage(): IDBFactory | null {
  try {
    return window.indexedDB;
  } catch {
    // A sandboxed frame: reading the property throws, and there is no other way to ask.
    return null;
  }
}
