import { VitrineError } from '../../core/errors';
import type { Frame } from '../../core/frame';
import { datasetFromFrame, summaryOf, type DatasetPlan, type DatasetSummary } from '../../learn/dataset';
import type { Dataset } from '../../learn/table';
import { learnError } from '../../learn/jobs/failed';
import type { JobName, Jobs } from '../../learn/jobs/jobs';
import { runJob } from '../../learn/jobs/runners';
import type { Learner, SearchOptions, SearchRun, Study } from '../../learn/jobs/learner';
import { PooledSearch } from '../../learn/jobs/search-run';
import type { Search } from '../../learn/validate/search';
import { sha256 } from '../../../workers/compute/sha256';

/** Learns in the command line's process, one thing at a time; an abort is seen where the work reports. */
export class NodeLearner implements Learner {
  async open(signal: AbortSignal, frame: Frame, plan: DatasetPlan): Promise<Study> {
    await arrivals(signal);
    return new NodeStudy(datasetFromFrame(frame, plan));
  }

  async hold(signal: AbortSignal, dataset: Dataset): Promise<Study> {
    await arrivals(signal);
    return new NodeStudy(dataset);
  }
}

class NodeStudy implements Study {
  readonly summary: DatasetSummary;
  #dataset: Dataset | null;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
    this.summary = summaryOf(dataset);
  }

  async run<K extends JobName>(
    signal: AbortSignal,
    job: K,
    ask: Jobs[K]['ask'],
    onProgress?: (done: number) => void,
  ): Promise<Jobs[K]['answer']> {
    await arrivals(signal);
    if (this.#dataset === null) throw new VitrineError('engine.lost', { reason: 'it was closed' });
    const report = (done: number): void => {
      if (signal.aborted) throw new VitrineError('cancelled', {});
      onProgress?.(done);
    };
    try {
      return await runJob(this.#dataset, job, ask, report, { now: () => performance.now() / 1000, sha256 });
    } catch (error) {
      throw learnError(error);
    }
  }

  search(signal: AbortSignal, search: Search, options: SearchOptions = {}): SearchRun {
    const rows = options.rows ?? null;
    return new PooledSearch(signal, search, 1, (fold) => this.run(signal, 'scoreFold', { ...fold, rows }), options);
  }

  close(): void {
    this.#dataset = null;
  }
}

/** Lets an abort that is already on its way arrive first. */
async function arrivals(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new VitrineError('cancelled', {});
}
