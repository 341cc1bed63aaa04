import type { ClassWeights } from '../class-weights';
import type { Kernel } from '../kernel/kernel';

/** What every learner of trees can be told. */
export interface TreeOptions {
  /** Whole number; the same data, options and seed give the same model, byte for byte. */
  readonly seed: number;
  /** Splits between the root and a leaf, at most. */
  readonly maxDepth?: number;
  /** At most this many leaves per tree; any number when not said. */
  readonly maxLeaves?: number;
  /** A split has to gain more than this; 0 when not said. */
  readonly minGain?: number;
  /** Bins of a feature, 2 to 255, the one of missing values not counted; 255 when not said. */
  readonly bins?: number;
  /** Per feature 1 (the prediction never falls as the value rises), −1 (never rises) or 0. */
  readonly monotone?: readonly (-1 | 0 | 1)[];
  /** Weight of each row, ≥ 0; 1 each when not said. */
  readonly weights?: Float64Array;
  readonly classWeights?: ClassWeights;
  /** Makes the memory and inner loops; the fastest there is when not said. All give the same model. */
  readonly kernel?: (bytes: number) => Kernel;
}

/** Signs of a monotone constraint, null where there is none. */
export function monotoneSigns(options: TreeOptions, features: number): Int8Array | null {
  const { monotone } = options;
  if (monotone === undefined || monotone.every((m) => m === 0)) return null;
  if (monotone.length !== features) throw new Error(`${monotone.length} monotone signs for ${features} features`);
  return Int8Array.from(monotone);
}

/** @throws Error that names the option, unless it lies in [low, high] */
export function within(name: string, value: number, low: number, high = Infinity): number {
  if (value >= low && value <= high) return value;
  throw new Error(`${name} is ${value}, not between ${low} and ${high}`);
}
