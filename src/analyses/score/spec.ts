import * as v from 'valibot';
import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { taskNames, tasks, type TaskName } from './tasks';

const limits = v.pipe(
  v.array(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))),
  v.minLength(1),
  v.maxLength(9),
  v.check((b) => b.every((x, i) => i === 0 || x > (b[i - 1] ?? 0)), 'probabilities in rising order'),
  v.description('Where one band of scores ends and the next begins; 0.1, 0.3 and 0.7 when not said.'),
);

export const scoreParams = v.strictObject({
  task: v.optional(
    v.pipe(
      v.picklist(taskNames),
      v.description(
        '"propensity": a visitor buys within 7 days; "repurchase": a buyer buys again within 90 days; what fits the data when not said.',
      ),
    ),
  ),
  model: v.optional(
    v.pipe(v.string(), v.minLength(1), v.description("A model opened in the page instead of the task's own.")),
  ),
  bands: v.optional(limits, [0.1, 0.3, 0.7]),
});
export type ScoreParams = v.InferOutput<typeof scoreParams>;

/**
 * The task that fits the data: propensity where the log has views and carts, else repurchase where
 * purchases have amounts.
 * @throws VitrineError `model.not-applicable` with the roles or stages that are missing
 */
export function settleScore(params: ScoreParams, data: DataInfo): ScoreParams {
  const wanted = params.task === undefined ? taskNames : [params.task];
  const task = wanted.find((name) => tasks[name].missing(data).length === 0);
  if (task !== undefined) return { ...params, task };
  const nearest: TaskName = params.task ?? (data.spine.kind === 'events' ? 'propensity' : 'repurchase');
  throw new VitrineError('model.not-applicable', {
    model: nearest,
    missing: tasks[nearest].missing(data).join(', '),
  });
}

/** The task of settled parameters. */
export function taskOf(params: ScoreParams): TaskName {
  if (params.task === undefined) throw new Error('the parameters of score are not settled');
  return params.task;
}
