import * as v from 'valibot';
import { featureGroups } from '../sql/features/groups';

export { featureGroups, type FeatureGroup } from '../sql/features/groups';

/*
 * A predictive question as plain data: what is predicted, of whom, from when on, and what is looked at. It stands in
 * a recipe and in a model's card.
 */

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const instant = v.pipe(v.number(), v.safeInteger());
const names = v.pipe(v.array(name), v.maxLength(5000), v.readonly());

const common = {
  groups: v.pipe(v.array(v.picklist(featureGroups)), v.readonly(), v.description('Groups of features that are used.')),
  off: v.pipe(names, v.description('Single features that are left out.')),
  trusted: v.pipe(names, v.description('Features that are used although they seem to tell the answer.')),
};

const days = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(3650));

/** Row: a customer at a cutoff. */
const logTask = v.strictObject({
  kind: v.literal('log'),
  question: v.picklist(['churn', 'repurchase', 'value', 'propensity']),
  window: v.pipe(days, v.description('Days of the label: it lies in [cutoff, cutoff + window).')),
  cutoffs: v.pipe(
    v.array(instant),
    v.minLength(1),
    v.maxLength(24),
    v.readonly(),
    v.description('Cutoffs that are learnt from, epoch ms, rising; each one window or more before the test.'),
  ),
  test: v.pipe(instant, v.description('The later cutoff that the model is judged on, epoch ms.')),
  goal: v.pipe(
    v.nullable(name),
    v.description('Event that counts as a purchase (churn: as activity); null: purchases (churn: any row).'),
  ),
  activeWithin: v.pipe(
    v.nullable(days),
    v.description(
      'Only customers with a row (repurchase, value: a purchase) in so many days before the cutoff; null: ever.',
    ),
  ),
  ...common,
});

/** What of it a score of now depends on. */
export const logQuestion = v.pick(logTask, ['question', 'window', 'goal', 'activeWithin']);

/** Row: a session, seen from its start up to its first events or minutes. */
const sessionTask = v.strictObject({
  kind: v.literal('session'),
  question: v.literal('conversion'),
  goal: v.pipe(v.nullable(name), v.description('Event that is to come later in the session; null: a purchase.')),
  first: v.union([
    v.strictObject({ events: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)) }),
    v.strictObject({ minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(1440)) }),
  ]),
  gap: v.pipe(v.number(), v.minValue(1), v.maxValue(1440), v.description('Minutes of silence that end a session.')),
  test: v.pipe(instant, v.description('Sessions that begin from here on are the test set, epoch ms.')),
  ...common,
});

/** Row: a row of a table without times, or with one that only splits it. */
const tableTask = v.strictObject({
  kind: v.literal('table'),
  question: v.picklist(['decline', 'upsell', 'custom']),
  label: name,
  type: v.picklist(['binary', 'multiclass', 'regression']),
  positive: v.pipe(
    v.nullable(v.string()),
    v.description('Value that is predicted (binary); every other is its contrary.'),
  ),
  columns: v.pipe(names, v.description('Columns that are learnt from.')),
  id: v.nullable(name),
  time: v.pipe(
    v.nullable(name),
    v.description('With a time the latest rows are the test set, else a seeded hold-out.'),
  ),
  testShare: v.pipe(v.number(), v.minValue(0.05), v.maxValue(0.5)),
  seed: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  ...common,
});

export const taskSchema = v.variant('kind', [logTask, sessionTask, tableTask]);

export type LogTask = v.InferOutput<typeof logTask>;
export type LogQuestion = v.InferOutput<typeof logQuestion>;
export type SessionTask = v.InferOutput<typeof sessionTask>;
export type TableTask = v.InferOutput<typeof tableTask>;
export type Task = LogTask | SessionTask | TableTask;
export type Question = Task['question'];
/** How the answer is counted. */
export type TaskType = TableTask['type'];

/** What a task's answers are: classes or a number. */
export function typeOf(task: Task): TaskType {
  if (task.kind === 'table') return task.type;
  return task.question === 'value' ? 'regression' : 'binary';
}
