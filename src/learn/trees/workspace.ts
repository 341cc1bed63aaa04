import type { Matrix } from '../matrix';
import { BEST_BYTES, FEATURE_BYTES, type Kernel } from '../kernel/kernel';
import { writeBins, type Cuts } from './binning';

/** Histograms that wait for their node's turn take at most this much memory. */
const MOST_WAITING = 128 * 2 ** 20;

/** What growing needs, laid out in the memory of a kernel. Made once per fit. */
export interface Workspace {
  readonly kernel: Kernel;
  readonly features: number;
  readonly cuts: readonly Cuts[];
  /** Room for the row numbers of one tree. */
  readonly rows: Int32Array;
  /** Gradient and hessian per row, one array per pair of outputs that are grown together. */
  readonly pairs: readonly Float32Array[];
  /** Feature numbers of the tree or node in hand. */
  readonly list: Int32Array;
  /** Byte offsets in the kernel's memory. */
  readonly at: {
    readonly bins: number;
    readonly rows: number;
    readonly scratch: number;
    readonly pairs: readonly number[];
    readonly list: number;
    readonly splits: number;
    readonly best: number;
    /** One per pair, for nodes that keep no histogram. */
    readonly passing: readonly number[];
    /** For nodes that keep theirs until they are split. */
    readonly waiting: readonly number[];
  };
  /** The numbers of `at.best`. */
  readonly best: Float64Array;
  /** All memory as float64. */
  readonly floats: Float64Array;
  /** All memory as bytes. */
  readonly bytes: Uint8Array;
}

/**
 * Bins a matrix into the memory of a kernel.
 * @param pairs 1, or more where several outputs are grown together
 * @param waiting histograms that may wait at a time; fewer are made where they take too much memory
 * @param bins those of the matrix where they are known; null makes them
 */
export function makeWorkspace(
  x: Matrix,
  cuts: readonly Cuts[],
  pairs: number,
  waiting: number,
  makeKernel: (bytes: number) => Kernel,
  bins: Uint8Array | null = null,
): Workspace {
  const features = x.columns;
  const histogram = features * FEATURE_BYTES;
  let bytes = 0;
  const place = (size: number): number => {
    const at = bytes;
    // A multiple of 64: places are aligned for every type, and do not share a line of the cache.
    bytes += Math.ceil(size / 64) * 64;
    return at;
  };
  const slots = Math.min(waiting, Math.floor(MOST_WAITING / Math.max(histogram, 1)));
  const at = {
    best: place(BEST_BYTES),
    list: place(4 * features),
    splits: place(4 * features),
    passing: Array.from({ length: pairs }, () => place(histogram)),
    waiting: Array.from({ length: slots }, () => place(histogram)),
    pairs: Array.from({ length: pairs }, () => place(8 * x.rows)),
    rows: place(4 * x.rows),
    scratch: place(4 * x.rows),
    bins: place(x.rows * features),
  };
  if (bytes > 2 ** 31 - 2 ** 16) throw new Error(`${x.rows} rows of ${features} features are more than fits in memory`);
  const kernel = makeKernel(bytes);
  const { buffer } = kernel;
  new Int32Array(buffer, at.splits, features).set(cuts.map((c) => c.length));
  const room = new Uint8Array(buffer, at.bins, x.rows * features);
  if (bins === null) writeBins(x, cuts, room);
  else room.set(bins);
  return {
    kernel,
    features,
    cuts,
    rows: new Int32Array(buffer, at.rows, x.rows),
    pairs: at.pairs.map((p) => new Float32Array(buffer, p, 2 * x.rows)),
    list: new Int32Array(buffer, at.list, features),
    at,
    best: new Float64Array(buffer, at.best, BEST_BYTES / 8),
    floats: new Float64Array(buffer, 0, Math.floor(bytes / 8)),
    bytes: new Uint8Array(buffer, 0, bytes),
  };
}
