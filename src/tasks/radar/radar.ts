import type { FeatureFlag } from '../prepared';

/** What the leakage radar found, and the proof that nothing was seen from the cutoff on. */
export interface Radar {
  readonly findings: readonly Finding[];
  readonly proof: readonly ProofLine[];
}

/** A doubt about one feature. */
export interface Finding {
  readonly feature: string;
  readonly flag: FeatureFlag;
  /** By this feature alone, where that is the reason. */
  readonly auc: number | null;
  /** Whether it is learnt from nevertheless. */
  readonly used: boolean;
}

/** What features of one reading saw last, over all rows of one cutoff. */
export interface ProofLine {
  /** What was read: `rows`, `purchases`, `history` … with the days it looks back on, `rows/30`. */
  readonly reading: string;
  /** Epoch ms; null where every row has a cutoff of its own (sessions). */
  readonly cutoff: number | null;
  /** Latest source time minus the cutoff, ms; below 0. Null where nothing was read. */
  readonly latest: number | null;
}
