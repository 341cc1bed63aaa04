import type { ModelCard } from '../../learn/onnx/export/card';
import type { Fitted } from '../../learn/pipeline/fitted';
import { sha256 } from '../../engines/sha256';
import { scoredQuestion } from '../../tasks/scored/question';
import type { Task } from '../../tasks/spec';
import type { Prediction } from '../predict.svelte';
import { figureName, type Trained } from './contender';
import { fittedOf, type KeptModel } from './record';

/** A model as files, to be taken elsewhere. */
export interface ModelFiles {
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly card: ModelCard;
  readonly python: string;
}

/** The file that segments score with. */
export interface SegmentFile {
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a model's files say of it. */
interface About {
  readonly title: string;
  /** Name that the ONNX file will have. */
  readonly file: string;
  readonly threshold: number;
  readonly rows: number;
  readonly fingerprint: string | null;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Writes a model as ONNX, with its card and a Python program that scores a file with it. */
async function modelFiles(fitted: Fitted, task: Task, about: About): Promise<ModelFiles> {
  // Written in the page, once, when asked for: a few hundred trees take a blink.
  const { exported } = await import('../../learn/jobs/export');
  const positive = task.kind === 'table' ? task.positive : null;
  const cutoffs = task.kind === 'log' ? task.cutoffs : task.kind === 'session' ? [task.test] : [];
  const question = scoredQuestion(task);
  const options = {
    name: about.title,
    threshold: about.threshold,
    ...(fitted.task !== 'binary' || positive === null ? {} : { labels: [`≠ ${positive}`, positive] as const }),
    details: {
      trainingRows: about.rows,
      ...(about.fingerprint === null ? {} : { trainingData: about.fingerprint }),
      cutoffs: cutoffs.map((c) => new Date(c).toISOString()),
      metrics: about.metrics,
      ...(question === null ? {} : { question }),
    },
  };
  return exported(fitted, options, about.file, null, sha256);
}

/**
 * The files of a model on the board.
 * @param fingerprint of the data that it was trained on
 * @throws Error once its rows are gone
 */
export function filesOfTrained(
  prediction: Prediction,
  model: Trained,
  { title, file, fingerprint }: Pick<About, 'title' | 'file' | 'fingerprint'>,
): Promise<ModelFiles> {
  const { prepared, rows, metric } = prediction;
  if (prepared === null) return Promise.reject(new Error('its rows are gone'));
  const figures = Object.entries(model.test?.figures ?? {});
  const metrics = Object.fromEntries(
    figures.flatMap(([key, j]) => (j.figure.value === null ? [] : [[key, j.figure.value]])),
  );
  return modelFiles(model.fitted, prepared.task, {
    title,
    file,
    fingerprint,
    threshold: prediction.thresholdOf(model.id),
    rows: rows.train.length,
    metrics: metric === null ? {} : metrics,
  });
}

const segmentFiles = new WeakMap<Fitted, Promise<SegmentFile>>();

/**
 * The file that segments score with: one for a model, however often its cut is moved, so that all segments of it name
 * the same.
 */
export function segmentFile(
  prediction: Prediction,
  model: Trained,
  about: Pick<About, 'title' | 'fingerprint'>,
): Promise<SegmentFile> {
  const made = async (): Promise<SegmentFile> => {
    const { onnx } = await filesOfTrained(prediction, model, { ...about, file: 'model.onnx' });
    return { sha256: await sha256(onnx), bytes: onnx };
  };
  const file = segmentFiles.get(model.fitted) ?? made();
  segmentFiles.set(model.fitted, file);
  // One that failed is tried again.
  file.catch(() => segmentFiles.delete(model.fitted));
  return file;
}

/** The files of a kept model. @throws VitrineError `model.refused` when what is kept is no model any more */
export async function filesOfKept(model: KeptModel, file: string): Promise<ModelFiles> {
  const { title, threshold, rows, source, cv, test, task } = model;
  const several = task.kind === 'table' && task.type === 'multiclass';
  const metrics = cv === null || test === null ? {} : { [figureName(cv.metric, several)]: test.value };
  return modelFiles(fittedOf(model), task, { title, file, threshold, rows, fingerprint: source.fingerprint, metrics });
}
