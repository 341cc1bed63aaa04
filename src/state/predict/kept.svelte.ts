import { VitrineError } from '../../core/errors';
import type { ModelCard } from '../../learn/onnx/export/card';
import { exportedInputs } from '../../learn/onnx/export/onnx';
import type { Fitted } from '../../learn/pipeline/fitted';
import { fittedFromJson, fittedToJson } from '../../learn/pipeline/json';
import type { Prediction } from '../predict.svelte';
import { figureName, type Trained } from './contender';
import { ShelfError, type KeptModel, type Shelf } from './shelf';

/** A model as files, to be taken elsewhere. */
export interface ModelFiles {
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly card: ModelCard;
  readonly python: string;
}

/** The models kept on this device. */
export class KeptModels {
  #models = $state.raw<readonly KeptModel[] | null>(null);
  #denied = $state<string | null>(null);
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** The latest first; null until they were looked up. */
  get models(): readonly KeptModel[] | null {
    return this.#models;
  }
  /** Why the device keeps nothing, in its own words; null where it does. */
  get denied(): string | null {
    return this.#denied;
  }

  /** Looks up what is kept. Never rejects. */
  async look(): Promise<void> {
    await this.#try(async () => undefined);
  }

  /** Keeps a trained model under a title; a title that is taken makes a new version. Never rejects; answers whether it is kept. */
  async keep(
    prediction: Prediction,
    model: Trained,
    title: string,
    source: { readonly file: string; readonly fingerprint: string },
  ): Promise<boolean> {
    const { prepared, metric } = prediction;
    if (prepared === null) return false;
    const judged =
      metric === null ? undefined : model.test?.figures[figureName(metric, prepared.type === 'multiclass')];
    const value = judged?.figure.value;
    const versions = (this.#models ?? []).filter((k) => k.title === title).map((k) => k.version);
    const kept: KeptModel = {
      format: 1,
      id: crypto.randomUUID(),
      name: model.name,
      title,
      version: Math.max(0, ...versions) + 1,
      keptAt: Date.now(),
      source: { file: source.file, fingerprint: source.fingerprint },
      task: prepared.task,
      spec: model.spec,
      fitted: fittedToJson(model.fitted),
      threshold: prediction.thresholdOf(model.id),
      cut: prediction.cuts.has(model.id) ? prediction.cuts.of(model.id) : null,
      seconds: model.seconds,
      cv: model.cv === null ? null : { ...model.cv, scores: [...model.cv.scores] },
      test:
        judged === undefined || value == null
          ? null
          : {
              value,
              low: judged.interval?.low ?? null,
              high: judged.interval?.high ?? null,
              baseline: judged.baseline.value,
              rows: model.test?.rows ?? 0,
            },
      rows: prediction.rows.train.length,
      inputs: exportedInputs(model.fitted).map((i) => i.column),
    };
    return this.#try(() => this.#shelf.keep(kept));
  }

  /** Erases a model from the device. Never rejects. */
  async erase(id: string): Promise<void> {
    await this.#try(() => this.#shelf.erase(id));
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    this.#denied = null;
    try {
      await work();
      this.#models = await this.#shelf.list();
      return true;
    } catch (error) {
      if (!(error instanceof ShelfError)) throw error;
      this.#denied = error.message;
      this.#models ??= [];
      return false;
    }
  }
}

/**
 * The model in a kept record, checked.
 * @throws VitrineError `model.refused` when what is kept is no model any more
 */
export function fittedOf({ title, fitted }: Pick<KeptModel, 'title' | 'fitted'>): Fitted {
  try {
    return fittedFromJson(fitted);
  } catch (cause) {
    throw new VitrineError('model.refused', { model: title, reason: 'it cannot be read any more' }, { cause });
  }
}

/** Writes a model as ONNX, with its card and a Python program that scores a file with it. */
export async function modelFiles(
  fitted: Fitted,
  about: {
    readonly title: string;
    readonly file: string;
    readonly threshold: number;
    readonly labels: readonly [string, string] | null;
    readonly cutoffs: readonly number[];
    readonly rows: number;
    readonly fingerprint: string | null;
    readonly metrics: Readonly<Record<string, number>>;
  },
): Promise<ModelFiles> {
  // Written in the page, once, when asked for: a few hundred trees take a blink.
  const { exported } = await import('../../learn/jobs/export');
  const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
  };
  const options = {
    name: about.title,
    threshold: about.threshold,
    ...(about.labels === null ? {} : { labels: about.labels }),
    details: {
      trainingRows: about.rows,
      ...(about.fingerprint === null ? {} : { trainingData: about.fingerprint }),
      cutoffs: about.cutoffs.map((c) => new Date(c).toISOString()),
      metrics: about.metrics,
    },
  };
  return exported(fitted, options, about.file, null, sha256);
}
