import type { DatasetPort, LearnAnswer, LearnRequest } from '../../workers/compute/contract';
import { unpackError, VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import type { DatasetPlan, DatasetSummary } from '../learn/dataset';
import type { Dataset } from '../learn/table';
import type { Job, JobName, Jobs } from '../learn/jobs/jobs';
import type { Learner, SearchOptions, SearchRun, Study } from '../learn/jobs/learner';
import { PooledSearch } from '../learn/jobs/search-run';
import { arraysOf } from '../learn/jobs/transfer';
import { Turns } from './turns';
import type { Search } from '../learn/validate/search';

/** What the bridge needs of a Worker; `transfer` holds buffers and ports. */
export interface LearnWorker {
  postMessage(message: LearnRequest, transfer: (ArrayBuffer | DatasetPort)[]): void;
  terminate(): void;
  // `never`: a page's Worker and a Node thread hand over events of different kinds.
  onmessage: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

export interface LearnPool {
  /** Makes a worker. */
  readonly start: () => LearnWorker;
  /** Makes the two ends of a channel. */
  readonly channel: () => readonly [DatasetPort, DatasetPort];
  /** Trials of a search that are made at a time; see {@link usualWidth}. */
  readonly width: number;
}

/**
 * Workers for a search. A core is left to the page where there are more than two: with two, the page's short
 * tasks get their share of a core from the system. More than 8 datasets are too much memory.
 */
export function usualWidth(cores: number): number {
  return cores <= 2 ? Math.max(1, cores) : Math.min(8, cores - 1);
}

type Body<T> = T extends unknown ? Omit<T, 'id'> : never;
type Final = Exclude<LearnAnswer, { readonly is: 'progress' }>;

/** One worker, asked one thing at a time. */
class Hand {
  readonly #worker: LearnWorker;
  #lastId = 0;
  #ended = false;
  /** Ends what is under way. */
  #drop: ((error: VitrineError) => void) | null = null;

  constructor(start: () => LearnWorker) {
    this.#worker = start();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** An abort ends the worker, as it does not look up while it works. */
  ask(signal: AbortSignal, body: Body<LearnRequest>, onProgress?: (done: number) => void): Promise<Final> {
    if (signal.aborted) return Promise.reject(new VitrineError('cancelled', {}));
    const request: LearnRequest = { ...body, id: ++this.#lastId };
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        signal.removeEventListener('abort', stop);
        this.#drop = null;
      };
      const fail = (error: VitrineError): void => {
        settle();
        this.end();
        reject(error);
      };
      const stop = (): void => fail(new VitrineError('cancelled', {}));
      this.#drop = fail;
      this.#worker.onmessage = ({ data }: { readonly data: LearnAnswer }): void => {
        if (data.id !== request.id || this.#ended) return;
        if (data.is === 'progress') {
          onProgress?.(data.done);
          return;
        }
        settle();
        if (data.is === 'failed') reject(unpackError(data.error));
        else resolve(data);
      };
      this.#worker.onerror = (event: { readonly message: string }): void =>
        fail(new VitrineError('engine.lost', { reason: event.message }));
      signal.addEventListener('abort', stop);
      this.#worker.postMessage(request, transferred(body));
    });
  }

  end(error: VitrineError = new VitrineError('engine.lost', { reason: 'its worker was ended' })): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#worker.terminate();
    this.#drop?.(error);
  }
}

function transferred(body: Body<LearnRequest>): (ArrayBuffer | DatasetPort)[] {
  switch (body.is) {
    case 'open':
      return arraysOf(body.frame);
    case 'hold':
      return arraysOf(body.dataset);
    case 'give':
    case 'take':
      return [body.port];
    case 'run':
      return framesOf(body.job);
  }
}

/** Arrays of other rows than the dataset's, which are handed over; models and answers are kept by the page, and copied. */
function framesOf({ job, ask }: Job): ArrayBuffer[] {
  if (job === 'predict' || job === 'explain') return arraysOf(ask.frame);
  return job === 'drift' && 'frame' in ask.actual ? arraysOf(ask.actual.frame) : [];
}

/** Learns in workers: one keeps the dataset, others hold a copy each and learn. */
export class RemoteLearner implements Learner {
  /** `start` takes a worker that is warm where there is one, `begin` does not. */
  readonly #pool: LearnPool & { readonly begin: LearnPool['start'] };
  /** Started, and asked nothing yet. */
  readonly #warm: LearnWorker[] = [];

  constructor(pool: LearnPool) {
    this.#pool = { ...pool, begin: pool.start, start: () => this.#warm.pop() ?? pool.start() };
  }

  /** Starts one worker to keep a dataset, and those of a search. What is not needed waits for the next dataset. */
  warm(): void {
    const { begin, width } = this.#pool;
    while (this.#warm.length < width + 1) {
      const worker = begin();
      // One that breaks before it is asked anything is not asked.
      worker.onerror = (): void => void this.#warm.splice(this.#warm.indexOf(worker), 1);
      this.#warm.push(worker);
    }
  }

  open(signal: AbortSignal, frame: Frame, plan: DatasetPlan): Promise<Study> {
    return this.#keep(signal, { is: 'open', frame, plan });
  }

  hold(signal: AbortSignal, dataset: Dataset): Promise<Study> {
    return this.#keep(signal, { is: 'hold', dataset });
  }

  async #keep(signal: AbortSignal, body: Body<LearnRequest>): Promise<Study> {
    const keeper = new Hand(this.#pool.start);
    try {
      const answer = await keeper.ask(signal, body);
      if (answer.is !== 'held') throw new VitrineError('internal', { reason: `the learner said ${answer.is}` });
      return new RemoteStudy(this.#pool, keeper, answer.summary);
    } catch (error) {
      keeper.end();
      throw error;
    }
  }
}

class RemoteStudy implements Study {
  readonly summary: DatasetSummary;
  readonly #pool: LearnPool;
  readonly #keeper: Hand;
  /** Workers that hold the dataset and have nothing to do. */
  #idle: Hand[] = [];
  readonly #all = new Set<Hand>();
  #turn: Promise<unknown> = Promise.resolve();
  /** The keeper gives one copy at a time. */
  #giving: Promise<unknown> = Promise.resolve();
  /** Of all searches together. */
  readonly #trials: Turns;
  #searches = 0;

  constructor(pool: LearnPool, keeper: Hand, summary: DatasetSummary) {
    this.#pool = pool;
    this.#keeper = keeper;
    this.#trials = new Turns(pool.width);
    this.summary = summary;
  }

  run<K extends JobName>(
    signal: AbortSignal,
    job: K,
    ask: Jobs[K]['ask'],
    onProgress?: (done: number) => void,
  ): Promise<Jobs[K]['answer']> {
    const turn = this.#turn.then(() => this.#do(signal, job, ask, onProgress));
    // The next job waits for the end of this one, however it ends; its caller has the error.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  search(signal: AbortSignal, search: Search, options: SearchOptions = {}): SearchRun {
    const rows = options.rows ?? null;
    // A failed trial ends the others' work too.
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const rank = this.#searches++;
    const run = new PooledSearch(
      signal,
      search,
      this.#pool.width,
      (fold) => this.#trials.take(either, rank, () => this.#do(either, 'scoreFold', { ...fold, rows })),
      options,
    );
    run.ended.catch(() => stop.abort());
    return run;
  }

  close(): void {
    this.#keeper.end();
    for (const hand of this.#all) hand.end();
    this.#all.clear();
    this.#idle = [];
  }

  async #do<K extends JobName>(
    signal: AbortSignal,
    job: K,
    ask: Jobs[K]['ask'],
    onProgress?: (done: number) => void,
  ): Promise<Jobs[K]['answer']> {
    // One that broke while it had nothing to do is not asked again.
    this.#idle = this.#idle.filter((h) => !h.ended);
    const hand = this.#idle.pop() ?? (await this.#start(signal));
    try {
      // `job` and `ask` belong together by the signature, which a union of pairs cannot see.
      const answer = await hand.ask(signal, { is: 'run', job: { job, ask } as Job }, onProgress);
      if (answer.is !== 'done') throw new VitrineError('internal', { reason: `the learner said ${answer.is}` });
      return answer.answer as Jobs[K]['answer'];
    } finally {
      if (hand.ended) this.#all.delete(hand);
      else this.#idle.push(hand);
    }
  }

  async #start(signal: AbortSignal): Promise<Hand> {
    if (this.#keeper.ended) throw new VitrineError('engine.lost', { reason: 'its worker was ended' });
    if (signal.aborted) throw new VitrineError('cancelled', {});
    const hand = new Hand(this.#pool.start);
    this.#all.add(hand);
    const [there, here] = this.#pool.channel();
    // What the signal aborts is the taking; the keeper is not ended by it.
    const given = this.#giving.then(() => this.#keeper.ask(new AbortController().signal, { is: 'give', port: there }));
    this.#giving = given.catch(() => undefined);
    try {
      await Promise.all([given, hand.ask(signal, { is: 'take', port: here })]);
      return hand;
    } catch (error) {
      hand.end();
      this.#all.delete(hand);
      throw error;
    }
  }
}
