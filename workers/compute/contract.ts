import type { PackedError } from '../../src/core/errors';
import type { Frame } from '../../src/core/frame';
import type { Json } from '../../src/core/result';
import type { DatasetPlan, DatasetSummary } from '../../src/learn/dataset';
import type { Dataset } from '../../src/learn/table';
import type { Job, JobName, Jobs } from '../../src/learn/jobs/jobs';

/** Names one call. Given by the page, unique in a worker's life. */
export type ComputeCallId = number;

/** The message to the worker, which is asked one thing at a time. The frame's number columns are transferred. */
export interface ComputeRequest {
  readonly id: ComputeCallId;
  readonly work: string;
  readonly frame: Frame;
  readonly params: Json;
}

/** Messages from the worker: any number of `progress`, then `computed` (columns transferred) or `failed`. */
export type ComputeAnswer =
  | { readonly id: ComputeCallId; readonly is: 'progress'; readonly done: number }
  | { readonly id: ComputeCallId; readonly is: 'computed'; readonly frames: Readonly<Record<string, Frame>> }
  | { readonly id: ComputeCallId; readonly is: 'failed'; readonly error: PackedError };

/*
 * The learning workers. One of them only keeps the dataset; it gives copies to those that learn, through a
 * channel between the two. One that learns does not look up, so that it is ended to stop it; the dataset is
 * not lost with it, and does not pass the page again.
 */

/** What is used of either end of a MessageChannel. */
export interface DatasetPort {
  postMessage(message: Dataset): void;
  // `never`: the page, the worker and Node type the event each in its own way.
  onmessage: ((event: never) => unknown) | null;
  close(): void;
}

/** Messages to a learning worker, which is asked one thing at a time. */
export type LearnRequest = { readonly id: ComputeCallId } &
  /** Makes a dataset and holds it. Number columns are transferred. */
  (
    | { readonly is: 'open'; readonly frame: Frame; readonly plan: DatasetPlan }
    /** Holds a dataset; its arrays are transferred. */
    | { readonly is: 'hold'; readonly dataset: Dataset }
    /** Sends a copy of what is held. The port is transferred. */
    | { readonly is: 'give'; readonly port: DatasetPort }
    /** Holds what comes through the port, which is transferred. */
    | { readonly is: 'take'; readonly port: DatasetPort }
    /** Does a job with what is held. The columns of its frame, if any, are transferred. */
    | { readonly is: 'run'; readonly job: Job }
  );

/** Messages from the worker: any number of `progress`, then one of the others. */
export type LearnAnswer = { readonly id: ComputeCallId } & (
  | { readonly is: 'progress'; readonly done: number }
  | { readonly is: 'held'; readonly summary: DatasetSummary }
  | { readonly is: 'given' }
  /** The answer of the job of this name; its arrays are transferred. */
  | { readonly is: 'done'; readonly answer: Jobs[JobName]['answer'] }
  | { readonly is: 'failed'; readonly error: PackedError }
);
