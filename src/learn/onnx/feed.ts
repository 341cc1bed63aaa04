import type { Scorer } from '../../core/analysis';
import type { Column } from '../table';
import type { ModelDescription } from './describe';

/** What one input of a model is given: one column, or the columns of its table in order. */
export interface FeedInput {
  readonly name: string;
  /** All of the feed's length. Numbers are given as the input's type wants them, see `inputValues`. */
  readonly columns: readonly Column[];
}

/** Rows to score: every input of the model by name. */
export interface Feed {
  readonly rows: number;
  readonly inputs: readonly FeedInput[];
}

/** What a model says of rows. */
export type Prediction =
  | { readonly is: 'number'; readonly values: Float64Array }
  | {
      readonly is: 'classes';
      /** Every class the model knows, or for models that list none, `0` … or the labels it gave. */
      readonly classes: readonly string[];
      /** Rows × classes, row after row; null where the model answers labels only. */
      readonly probabilities: Float64Array | null;
      /** Whether they lie in [0, 1]: some models answer margins in their place. */
      readonly areProbabilities: boolean;
      /** Index into `classes` per row, the model's own choice; null where it makes none. */
      readonly labels: Int32Array | null;
    };

/** A model that was opened, whoever made it. */
export interface OpenedForeign {
  /** Key for `run`. */
  readonly model: string;
  readonly description: ModelDescription;
}

/** A scorer that runs any tabular model: onnxruntime-web in a worker, or in the command line's process. */
export interface ModelRunner extends Scorer {
  /**
   * Checks a model and loads it.
   * @param name what a person calls it
   * @throws VitrineError `model.not-onnx`, `model.refused`, `model.timeout`, `cancelled`
   */
  add(signal: AbortSignal, name: string, bytes: Uint8Array): Promise<OpenedForeign>;
  /**
   * Scores rows. The feed's columns stay the caller's.
   * @param model a key that `add` gave
   * @param onProgress share of the rows done, (0, 1]
   * @throws VitrineError `model.refused` when feed and model do not fit or the model fails, `model.timeout`,
   * `data.missing` for an unknown key, `cancelled`
   */
  run(signal: AbortSignal, model: string, feed: Feed, onProgress?: (done: number) => void): Promise<Prediction>;
}
