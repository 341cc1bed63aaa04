import type { PackedError } from '../../src/core/errors';
import type { ModelDescription } from '../../src/learn/onnx/describe';
import type { Feed, Prediction } from '../../src/learn/onnx/feed';

/** Names one call. Given by the page, unique in a worker's life. */
export type ScoreCallId = number;

/** What a model that was opened is for. */
export interface OpenedModel {
  /** From its metadata; null where it does not say. */
  readonly task: string | null;
  /** Names of its features, in order. */
  readonly features: readonly string[];
}

/** Messages to the worker, which is asked one thing at a time. Feature columns are transferred. */
export type ScoreRequest =
  | { readonly id: ScoreCallId; readonly do: 'start' }
  | { readonly id: ScoreCallId; readonly do: 'open'; readonly model: string; readonly bytes: Uint8Array }
  | {
      readonly id: ScoreCallId;
      readonly do: 'score';
      readonly model: string;
      readonly features: readonly Float64Array[];
    }
  | { readonly id: ScoreCallId; readonly do: 'add'; readonly model: string; readonly bytes: Uint8Array }
  | { readonly id: ScoreCallId; readonly do: 'run'; readonly model: string; readonly feed: Feed };

/** Messages from the worker: any number of `progress`, then what was asked for, or `failed`. */
export type ScoreAnswer =
  | { readonly id: ScoreCallId; readonly is: 'progress'; readonly done: number }
  | { readonly id: ScoreCallId; readonly is: 'started' }
  | { readonly id: ScoreCallId; readonly is: 'opened'; readonly model: OpenedModel }
  | { readonly id: ScoreCallId; readonly is: 'scored'; readonly scores: Float64Array }
  | { readonly id: ScoreCallId; readonly is: 'added'; readonly description: ModelDescription }
  | { readonly id: ScoreCallId; readonly is: 'predicted'; readonly prediction: Prediction }
  | { readonly id: ScoreCallId; readonly is: 'failed'; readonly error: PackedError };
