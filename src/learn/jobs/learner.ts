import type { Frame } from '../../core/frame';
import type { DatasetPlan, DatasetSummary } from '../dataset';
import type { Dataset } from '../table';
import type { Search, Trial } from '../validate/search';
import type { JobName, Jobs } from './jobs';

/** Where models are learnt: workers in the tab, in process on the command line. */
export interface Learner {
  /**
   * Makes a dataset of an engine's rows and holds it. Number columns are taken (transferred): the caller must
   * not read them afterwards.
   * @throws VitrineError `learn.…` where the rows cannot serve, `cancelled` when the signal aborts
   */
  open(signal: AbortSignal, frame: Frame, plan: DatasetPlan): Promise<Study>;
  /** Holds a dataset that is made already; its arrays are taken (transferred). */
  hold(signal: AbortSignal, dataset: Dataset): Promise<Study>;
  /** A dataset will come soon: workers may start meanwhile. */
  warm?(): void;
}

/** A dataset that is held where models are learnt, and what is asked of it. */
export interface Study {
  readonly summary: DatasetSummary;
  /**
   * Does one job; jobs wait for one another.
   * @throws VitrineError `learn.failed` with the reason, `cancelled` when the signal aborts (within a second)
   */
  run<K extends JobName>(
    signal: AbortSignal,
    job: K,
    ask: Jobs[K]['ask'],
    onProgress?: (done: number) => void,
  ): Promise<Jobs[K]['answer']>;
  /**
   * Runs a search, several trials at a time where there are workers for it. It starts at once and can be
   * paused; an abort stops it within a second, and the trials made stay in `trials`.
   */
  search(signal: AbortSignal, search: Search, options?: SearchOptions): SearchRun;
  /** Lets go of the dataset and ends its workers; later calls fail as `engine.lost`. */
  close(): void;
}

export interface SearchOptions {
  /** Rows of the dataset that may be learnt from; all when not said. */
  readonly rows?: Int32Array;
  /** Trials of the same search that were already made. */
  readonly history?: readonly Trial[];
  /** Told every trial as it ends, and the best one until then. */
  readonly onTrial?: (trial: Trial, best: Trial | null) => void;
}

/** A search under way. */
export interface SearchRun {
  /** All trials so far, in the order in which they ended. */
  readonly trials: readonly Trial[];
  readonly best: Trial | null;
  readonly paused: boolean;
  /** Starts no further trial; those under way are finished. */
  pause(): void;
  resume(): void;
  /** All trials, when nothing is left to try. @throws VitrineError `cancelled` when the signal aborts */
  readonly ended: Promise<readonly Trial[]>;
}
