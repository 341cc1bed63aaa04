import type { PackedError } from '../../src/core/errors';
import type { Frame } from '../../src/core/frame';
import type { Json } from '../../src/core/result';

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
