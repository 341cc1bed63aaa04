import type { CrossCounts, CrossSelection, CrossShape } from '../../src/analyses/overview/cross/shape';
import type { PackedError } from '../../src/core/errors';
import type { Frame } from '../../src/core/frame';

/** Messages to the worker. It keeps the log it was given last; the frames' number columns are transferred. */
export type CrossRequest =
  | {
      readonly id: number;
      readonly ask: 'load';
      readonly plain: Frame;
      readonly money: Frame;
      readonly shape: CrossShape;
    }
  | { readonly id: number; readonly ask: 'count'; readonly selection: CrossSelection };

/** Messages from the worker: one per request. A loaded log is counted in full at once. */
export type CrossAnswer =
  | { readonly id: number; readonly is: 'counted'; readonly counts: CrossCounts; readonly milliseconds: number }
  | { readonly id: number; readonly is: 'failed'; readonly error: PackedError };
