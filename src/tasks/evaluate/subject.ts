import { typeOf, type Task } from '../spec';

/** What is predicted, and of whom: what the sentences about a model are made of. */
export interface Subject {
  readonly question: 'churn' | 'repurchase' | 'propensity' | 'conversion' | 'value' | 'decline' | 'upsell' | 'custom';
  readonly type: 'binary' | 'multiclass' | 'regression';
  /** Length of the label's window in days; null for sessions and tables. */
  readonly days: number | null;
  /** Column and value that are looked for in a table; null for questions about a log. */
  readonly label: string | null;
  readonly positive: string | null;
  /** Whether a predicted number is money in the data's currency. */
  readonly money: boolean;
}

/** The subject of a task. */
export function subjectOf(task: Task): Subject {
  const table = task.kind === 'table' ? task : null;
  return {
    question: task.question,
    type: typeOf(task),
    days: task.kind === 'log' ? task.window : null,
    label: table?.label ?? null,
    positive: table?.positive ?? null,
    money: task.question === 'value',
  };
}
