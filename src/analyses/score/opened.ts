import { VitrineError } from '../../core/errors';
import { cards } from './cards';
import { taskNames, type TaskName } from './tasks';

/**
 * The task whose features a model takes: the same names in the same order.
 * @throws VitrineError `model.refused` with the first difference to the task it names (or to propensity)
 */
export function taskOfModel(model: string, task: string | null, features: readonly string[]): TaskName {
  const fits = (name: TaskName): boolean => {
    const own = cards[name].features;
    return own.length === features.length && own.every((f, i) => f.name === features[i]);
  };
  const found = taskNames.find((name) => name === task && fits(name)) ?? taskNames.find(fits);
  if (found !== undefined) return found;
  const near = taskNames.find((name) => name === task) ?? 'propensity';
  const own = cards[near].features.map((f) => f.name);
  const place = Array.from({ length: Math.max(own.length, features.length) }, (_, i) => i).find(
    (i) => own[i] !== features[i],
  );
  const at = place ?? 0;
  throw new VitrineError('model.refused', {
    model,
    reason: `its feature ${at + 1} is “${features[at] ?? 'nothing'}” where ${near} has “${own[at] ?? 'nothing'}”`,
  });
}
