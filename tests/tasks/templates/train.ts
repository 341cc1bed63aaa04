import type { Engine } from '../../../src/core/engine';
import { NodeLearner } from '../../../src/engines/native/learner';
import type { Interval } from '../../../src/stats/rate';
import type { Fitted } from '../../../src/learn/pipeline/fitted';
import { pipelineOf } from '../../../src/state/predict/candidates';
import { openStudy, type Opened } from '../../../src/state/predict/study';
import { usualSettings, type LearnerName } from '../../../src/state/predict/settings';
import { prepareTask } from '../../../src/tasks/prepare';
import type { Prepared } from '../../../src/tasks/prepared';
import { typeOf, type Task } from '../../../src/tasks/spec';
import type { TaskSource } from '../../../src/tasks/source';
import { signal } from '../../data/engines';

/** A question with its rows where models are learnt, as the page holds them. */
export interface Ready {
  readonly prepared: Prepared;
  readonly opened: Opened;
}

/** Makes the rows of a question and opens them to learners. */
export async function ready(engine: Engine, source: TaskSource, task: Task): Promise<Ready> {
  const prepared = await prepareTask(signal, engine, source, task, { name: 'template' });
  return { prepared, opened: await openStudy(signal, engine, new NodeLearner(), prepared) };
}

/** Fits a learner as one button would before it searches, and judges it on the test rows. */
export async function trained(
  { prepared, opened }: Ready,
  learner: LearnerName,
  draws = 0,
): Promise<{
  readonly fitted: Fitted;
  readonly figure: (name: string) => number;
  readonly interval: (name: string) => Interval | null;
}> {
  const { study, rows } = opened;
  const { task } = prepared;
  const spec = pipelineOf(learner, usualSettings(typeOf(task), rows.train.length, task.kind !== 'table'));
  const fitted = await study.run(signal, 'fit', { spec, rows: rows.train, seed: 1 });
  const options = { threshold: 0.5, seed: 1, draws };
  const judged = await study.run(signal, 'judge', { fitted, trained: rows.train, rows: rows.test, options });
  return {
    fitted,
    figure: (name) => judged.figures[name]?.figure.value ?? NaN,
    interval: (name) => judged.figures[name]?.interval ?? null,
  };
}
