import { typeOf, type LogQuestion, type Task } from '../spec';

/** What is predicted, and of whom: what the sentences about a model are made of. */
export interface Subject {
  readonly question: 'churn' | 'repurchase' | 'propensity' | 'conversion' | 'value' | 'decline' | 'upsell' | 'custom';
  readonly type: 'binary' | 'multiclass' | 'regression';
  /** Length of the label's window in days; null for sessions and tables. */
  readonly days: number | null;
  /** Column and value that are looked for in a table; null for questions about a log. */
  readonly label: string | null;
  readonly positive: string | null;
  /** A table's rows are customers, as far as its question or its id says. */
  readonly customers: boolean;
  /** Whether a predicted number is money in the data's currency. */
  readonly money: boolean;
}

/** Names of ids that say whom a row is about. */
const ofCustomers = /customer|client|user|visitor|member|subscriber|клиент|покупател|пользовател|абонент/i;

/** The subject of a task. */
export function subjectOf(task: Task): Subject {
  const table = task.kind === 'table' ? task : null;
  return {
    question: task.question,
    type: typeOf(task),
    days: task.kind === 'log' ? task.window : null,
    label: table?.label ?? null,
    positive: table?.positive ?? null,
    customers: table === null || table.question !== 'custom' || (table.id !== null && ofCustomers.test(table.id)),
    money: task.question === 'value',
  };
}

/** The subject of a question of a log, as a model's file or a segment names it. */
export function subjectOfLog({ question, window }: LogQuestion): Subject {
  return {
    question,
    type: question === 'value' ? 'regression' : 'binary',
    days: window,
    label: null,
    positive: null,
    customers: true,
    money: question === 'value',
  };
}

/** How the value that is looked for in a table's column is spoken of. */
export type Sought =
  /** The column is a question, and the value says yes or no to it: `name` is the question, without underscores. */
  | { readonly is: 'yes' | 'no'; readonly name: string }
  /** The value says all by itself ("lowered"), or is a code that needs its column ("tariff = 3"). */
  | { readonly is: 'value'; readonly name: string };

const saysYes = /^(1|1[.,]0+|y|yes|true|t|да|истина|\+)$/i;
const saysNo = /^(0|0[.,]0+|n|no|false|f|нет|ложь|-)$/i;
const saysFell = /сниз|упал|меньше|fell|fall|declin|decreas|drop|lower|less/i;
/** A name longer than this would push everything else out of a headline. */
const LONGEST = 40;

/** Whether those are looked for whose activity fell: the column asks about activity, and the value says that it did. */
export function looksForFallen({ question, positive }: Pick<Subject, 'question' | 'positive'>): boolean {
  return question === 'decline' && positive !== null && saysFell.test(positive);
}

/** What is looked for in a table; null where the question is about a log. */
export function soughtOf({ label, positive }: Pick<Subject, 'label' | 'positive'>): Sought | null {
  if (label === null) return null;
  const name = shortened(label.replaceAll(/[_\s]+/g, ' ').trim());
  const value = (positive ?? '1').trim();
  if (saysYes.test(value)) return { is: 'yes', name };
  if (saysNo.test(value)) return { is: 'no', name };
  return { is: 'value', name: shortened(/\p{L}{2}/u.test(value) ? value : `${name} = ${value}`) };
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
