import type { Locale } from '../../../core/words';
import type { Json, Receipt } from '../../../core/result';
import { VITRINE_VERSION } from '../../../analyses/run';
import type { ModelRunner } from '../../../learn/onnx/feed';
import type { Trained } from '../../../state/predict/contender';
import type { Prediction } from '../../../state/predict.svelte';
import type { Workspace } from '../../../state/workspace.svelte';
import type { FeatureNames } from '../../../tasks/evaluate/explain/feature';
import { subjectOf, type Subject } from '../../../tasks/evaluate/subject';
import type { Prepared } from '../../../tasks/prepared';
import type { ReceiptView } from '../../../ui/types';
import { featureText } from '../features';
import { contenderName } from '../names';

/** What every view of a trained model is given: one model, its rows, and where to ask. */
export interface ResultContext {
  readonly workspace: Workspace;
  readonly prediction: Prediction;
  readonly prepared: Prepared;
  readonly model: Trained;
  /** The model as the page calls it. */
  readonly name: string;
  readonly subject: Subject;
  readonly names: FeatureNames;
  readonly receipt: ReceiptView | undefined;
  /** Burned into images. */
  readonly source: string;
  /** Runs exported models; null where there is none to ask. */
  readonly runner: ModelRunner | null;
  /** Of several classes, the number of the one that is looked at; 0 else. */
  readonly output: number;
  /** Names of several classes, in the order of the answers; empty else. */
  readonly classes: readonly string[];
}

/**
 * What the views of the model that is looked at are given; null before there is one.
 * @param more what only some views need: the runner of exported models, the class that is looked at, DuckDB's version
 */
export function contextOf(
  workspace: Workspace,
  prediction: Prediction,
  locale: Locale,
  more: { readonly runner?: ModelRunner; readonly output?: number; readonly duckdb?: string } = {},
): ResultContext | null {
  const { prepared, chosen } = prediction;
  if (prepared === null || chosen === null) return null;
  const { classes } = chosen.fitted;
  return {
    workspace,
    prediction,
    prepared,
    model: chosen,
    name: contenderName(chosen, locale),
    subject: subjectOf(prepared.task),
    names: featureNames(prepared, locale),
    receipt: receiptOf(workspace, prepared, chosen, more.duckdb ?? ''),
    source: workspace.current?.name ?? '',
    runner: more.runner ?? null,
    output: Math.min(more.output ?? 0, Math.max(0, classes.length - 1)),
    classes,
  };
}

/** One of several classes against all others: what is said of a score of it. Others' subjects stay as they are. */
export function subjectNow({ subject, classes, output }: ResultContext): Subject {
  if (subject.type !== 'multiclass') return subject;
  return { ...subject, type: 'binary', positive: classes[output] ?? '' };
}

/** Answers about the class that is looked at, one for each row; those of other models as they are. */
export function answersNow({ subject, classes, output }: ResultContext, answers: Float64Array): Float64Array {
  if (subject.type !== 'multiclass') return answers;
  return Float64Array.from(
    { length: answers.length / classes.length },
    (_, i) => answers[i * classes.length + output] ?? NaN,
  );
}

/** Draws of the bootstrap behind intervals on this page, and the seed of all that is drawn. */
export const DRAWS = 300;
export const SEED = 1;

/** How features are called and counted. */
export function featureNames(prepared: Prepared, locale: Locale): FeatureNames {
  const known = new Map(prepared.columns.features.map((f) => [f.name, f]));
  return {
    label: (column) => featureText(prepared, column, locale).label,
    unit: (column) => known.get(column)?.unit ?? 'none',
  };
}

/** Share of class 1 among the rows that are learnt from; null where there are not two classes. */
export function trainedRate({ parts }: Pick<Prepared, 'parts'>): number | null {
  let [rows, positives] = [0, 0];
  for (const part of parts) {
    if (part.part !== 'train') continue;
    if (part.positives === null) return null;
    rows += part.rows;
    positives += part.positives;
  }
  return rows === 0 ? null : positives / rows;
}

/** Share among labelled rows of what is looked at: class 1, or the chosen of several; null for numbers. */
export function rateNow({ prepared, subject, classes, output }: ResultContext): number | null {
  if (subject.type !== 'multiclass') return trainedRate(prepared);
  const all = prepared.classes.reduce((n, c) => n + c.rows, 0);
  const own = prepared.classes.find((c) => c.name === classes[output])?.rows ?? 0;
  return all === 0 ? null : own / all;
}

/** What a prepared question was made by: the statements, the question, the file. */
export function receiptOf(
  workspace: Workspace,
  prepared: Prepared,
  model: { readonly spec: unknown },
  duckdb: string,
): ReceiptView | undefined {
  const table = workspace.current;
  if (table === null) return undefined;
  const { data } = workspace;
  const receipt: Receipt = {
    asOf: data?.asOf ?? Date.now(),
    zone: workspace.zone,
    currency: workspace.currency,
    source: {
      name: table.opened.file,
      fingerprint: table.opened.fingerprint,
      rows: data?.spine.rows ?? table.opened.rows,
      excluded: data?.spine.excluded ?? [],
    },
    sql: prepared.statements.map((text, i) => ({ name: `${i + 1}`, text, values: [] })),
    versions: { vitrine: VITRINE_VERSION, duckdb },
  };
  return {
    receipt,
    // Both are plain data by their schema.
    params: { task: prepared.task as unknown as Json, model: model.spec as Json },
    sql: receipt.sql,
  };
}

export { subjectOf };
