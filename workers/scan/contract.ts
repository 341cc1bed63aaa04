import type { PackedError } from '../../src/core/errors';
import type { Frame } from '../../src/core/frame';
import type { Json } from '../../src/core/result';

/** Messages to the worker, which keeps the logs it was given last. A log's number columns are transferred. */
export type ScanRequest =
  | { readonly id: number; readonly ask: 'put'; readonly key: string; readonly frame: Frame }
  | { readonly id: number; readonly ask: 'has'; readonly key: string }
  | { readonly id: number; readonly ask: 'scan'; readonly key: string; readonly work: string; readonly params: Json };

/** Messages from the worker: one per request; `gone` where it does not have the log. Columns are transferred. */
export type ScanAnswer =
  | { readonly id: number; readonly is: 'done'; readonly frames: Readonly<Record<string, Frame>> }
  | { readonly id: number; readonly is: 'gone' }
  | { readonly id: number; readonly is: 'failed'; readonly error: PackedError };
