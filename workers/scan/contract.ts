import type { HeldRows } from '../../src/core/analysis';
import type { PackedError } from '../../src/core/errors';
import type { Frame } from '../../src/core/frame';
import type { Json } from '../../src/core/result';

/** Messages to the worker, which keeps the rows it was given last. Number columns are transferred. */
export type ScanRequest =
  | {
      readonly id: number;
      readonly ask: 'put';
      readonly key: string;
      readonly as: HeldRows['as'];
      readonly frame: Frame;
    }
  | { readonly id: number; readonly ask: 'has'; readonly keys: readonly string[] }
  | {
      readonly id: number;
      readonly ask: 'scan';
      /** Of the log, then of what is read beside it. */
      readonly keys: readonly string[];
      readonly work: string;
      readonly params: Json;
    };

/** Messages from the worker: one per request; `gone` with the keys of rows it does not have. Columns are transferred. */
export type ScanAnswer =
  | { readonly id: number; readonly is: 'done'; readonly frames: Readonly<Record<string, Frame>> }
  | { readonly id: number; readonly is: 'gone'; readonly keys: readonly string[] }
  | { readonly id: number; readonly is: 'failed'; readonly error: PackedError };
