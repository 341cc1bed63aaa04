import type { VitrineError } from '../../core/errors';
import { exportedInputs } from '../../learn/onnx/export/onnx';
import type { Fitted } from '../../learn/pipeline/fitted';
import { fittedToJson } from '../../learn/pipeline/json';
import type { Prediction } from '../predict.svelte';
import { figureName, type Trained } from './contender';
import type { ChosenCut } from './cuts.svelte';
import type { SegmentFile } from './files';
import type { BroughtModel, KeptModel } from './record';
import { ShelfError, type Shelf } from './shelf';

/** The models kept on this device. */
export class KeptModels {
  #models = $state.raw<readonly KeptModel[] | null>(null);
  #brought = $state.raw<readonly BroughtModel[]>([]);
  #denied = $state<string | null>(null);
  readonly #shelf: Pick<Shelf, 'list' | 'brought' | 'keep' | 'erase'>;
  /** Ids of the records that hold models on the board: what is done to one is kept with it. */
  readonly #records = new WeakMap<Fitted, string>();

  constructor(shelf: Pick<Shelf, 'list' | 'brought' | 'keep' | 'erase'>) {
    this.#shelf = shelf;
  }

  /** The latest first; null until they were looked up. */
  get models(): readonly KeptModel[] | null {
    return this.#models;
  }
  /** Models of any maker that are kept as files, the latest first. */
  get brought(): readonly BroughtModel[] {
    return this.#brought;
  }
  /** Why the device keeps nothing, in its own words; null where it does. */
  get denied(): string | null {
    return this.#denied;
  }

  /** Looks up what is kept. Never rejects. */
  async look(): Promise<void> {
    await this.#try(async () => undefined);
  }

  /**
   * Keeps a trained model under a title; a title that is taken makes a new version. Never rejects; answers whether it
   * is kept.
   * @param onnx the file that segments score with, where there are such
   */
  async keep(
    prediction: Pick<Prediction, 'prepared' | 'metric' | 'thresholdOf' | 'cuts' | 'rows'>,
    model: Trained,
    title: string,
    source: { readonly file: string; readonly fingerprint: string },
    onnx: SegmentFile | null = null,
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
      onnx,
    };
    const done = await this.#try(() => this.#shelf.keep(kept));
    if (done) this.#records.set(model.fitted, kept.id);
    return done;
  }

  /** Keeps a model of any maker as it is, under its file's name. Never rejects; answers whether it is kept. */
  async keepFile(name: string, { sha256, bytes }: SegmentFile): Promise<boolean> {
    const title = name.slice(0, 200);
    return this.#try(() => this.#shelf.keep({ format: 'file', id: sha256, title, keptAt: Date.now(), bytes }));
  }

  /** The record that holds a model of the board; null where it is not kept. */
  recordOf(model: Trained): KeptModel | null {
    const id = this.#records.get(model.fitted);
    return (this.#models ?? []).find((k) => k.id === id) ?? null;
  }

  /** Puts a kept model on the board, as `Prediction.use` does; what becomes of its cut there is kept with it. */
  async use(prediction: Pick<Prediction, 'use' | 'chosen'>, kept: KeptModel): Promise<VitrineError | null> {
    const refused = await prediction.use(kept);
    const model = prediction.chosen;
    if (refused === null && model !== null) this.#records.set(model.fitted, kept.id);
    return refused;
  }

  /** Keeps a cut with a model that is kept. Never rejects. */
  async recut(model: Trained, cut: ChosenCut): Promise<void> {
    const record = this.recordOf(model);
    if (record === null || JSON.stringify(record.cut) === JSON.stringify(cut)) return;
    await this.#try(() => this.#shelf.keep({ ...record, threshold: cut.threshold, cut }));
  }

  /** Keeps the file that segments score with beside a model that is kept. Never rejects; answers whether it is kept. */
  async attach(model: Trained, onnx: SegmentFile): Promise<boolean> {
    const record = this.recordOf(model);
    return record !== null && (await this.#try(() => this.#shelf.keep({ ...record, onnx })));
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
      this.#brought = await this.#shelf.brought();
      return true;
    } catch (error) {
      if (!(error instanceof ShelfError)) throw error;
      this.#denied = error.message;
      this.#models ??= [];
      return false;
    }
  }
}
