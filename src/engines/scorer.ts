import type { OpenedModel, ScoreAnswer, ScoreRequest } from '../../workers/score/contract';
import { taskOfModel } from '../analyses/score/opened';
import { ownModel, readOwnModel } from '../analyses/score/own-file';
import type { TaskName } from '../analyses/score/tasks';
import { unpackError, VitrineError } from '../core/errors';
import type { ModelDescription } from '../learn/onnx/describe';
import type { Feed, ModelRunner, OpenedForeign, Prediction } from '../learn/onnx/feed';
import { copyFeed } from './feed';
import { shippedModel } from './models';
import { sha256 } from './sha256';

/** A model that was opened: pass `model` and `task` to the score analysis. */
export interface AddedModel {
  /** Key for `score` and for the parameter `model`. */
  readonly model: string;
  readonly task: TaskName;
  readonly features: readonly string[];
}

/** What the bridge needs of a Worker. */
export interface ScoreWorker {
  postMessage(message: ScoreRequest, transfer: ArrayBuffer[]): void;
  terminate(): void;
  // `never`: a page's Worker and a Node thread hand over events of different kinds.
  onmessage: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

export interface RemoteScorerOptions {
  /** Bytes of a shipped model; from the page's own origin when not said. */
  readonly shipped?: (name: string) => Promise<Uint8Array>;
  /** Seconds without a sign of life until the worker is killed; 20 when not said. */
  readonly seconds?: number;
  /** The same while onnxruntime itself is fetched and started; 120 when not said. */
  readonly startSeconds?: number;
}

type Asked = ScoreRequest extends infer R ? (R extends ScoreRequest ? Omit<R, 'id'> : never) : never;

/**
 * The score worker as a Scorer, and as a runner of any tabular model. One call runs at a time. A model that gives no sign of life is stopped by
 * ending the worker, which starts anew with the next call; models that were opened are loaded again then.
 */
export class RemoteScorer implements ModelRunner {
  readonly #start: () => ScoreWorker;
  readonly #shipped: (name: string) => Promise<Uint8Array>;
  readonly #seconds: number;
  readonly #startSeconds: number;
  #worker: ScoreWorker | null = null;
  /** Names of models that the running worker has loaded. */
  readonly #loaded = new Set<string>();
  /** Bytes of models that a person opened. */
  readonly #opened = new Map<string, Uint8Array>();
  /** Models of any maker, by the key that `add` gave. */
  readonly #added = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  /** Looks for the file of a model that was not opened here by its SHA-256; the page says where. */
  files: (sha256: string) => Promise<Uint8Array | null> = () => Promise.resolve(null);
  #queue: Promise<unknown> = Promise.resolve();
  #lastId = 0;

  /** @param start makes the worker; called with the first call and after the worker had to be ended */
  constructor(start: () => ScoreWorker, options: RemoteScorerOptions = {}) {
    this.#start = start;
    this.#shipped = options.shipped ?? shippedModel;
    this.#seconds = options.seconds ?? 20;
    this.#startSeconds = options.startSeconds ?? 120;
  }

  /**
   * Opens a model from a file. It is checked, loaded and compared with the shipped models' features.
   * @param name the file's name
   * @throws VitrineError `model.not-onnx`, `model.refused`, `model.timeout`, `cancelled`
   */
  open(signal: AbortSignal, name: string, bytes: Uint8Array): Promise<AddedModel> {
    return this.#inTurn(signal, async () => {
      const own = bytes.slice();
      const key = ownModel({ name, model: await sha256(own) });
      const { task, features } = await this.#load(signal, name, key, bytes);
      // Only a model that fits stays known by its key.
      this.#loaded.delete(key);
      const fits = taskOfModel(name, task, features);
      this.#loaded.add(key);
      this.#opened.set(key, own);
      return { model: key, task: fits, features };
    });
  }

  score(
    signal: AbortSignal,
    model: string,
    features: readonly Float64Array[],
    onProgress?: (done: number) => void,
  ): Promise<Float64Array> {
    return this.#inTurn(signal, async () => {
      if (this.#worker === null || !this.#loaded.has(model)) {
        await this.#load(signal, model, model, await this.#bytesOf(model));
      }
      // Columns may be views of one buffer: transferring them as they are would take it from their owner.
      const columns = features.map((f) => f.slice());
      const asked: Asked = { do: 'score', model, features: columns };
      const buffers = columns.map((c) => c.buffer);
      const answer = await this.#ask(signal, model, asked, buffers, this.#seconds, onProgress);
      if (answer.is !== 'scored') throw new Error(`the score worker answered ${answer.is}`);
      return answer.scores;
    });
  }

  async #bytesOf(model: string): Promise<Uint8Array> {
    const opened = this.#opened.get(model);
    if (opened !== undefined) return opened;
    const own = readOwnModel(model);
    if (own === null) return this.#shipped(model);
    const found = await this.files(own.model);
    if (found === null) throw new VitrineError('model.absent', { model: own.name, sha256: own.model });
    this.#opened.set(model, found);
    return found;
  }

  add(signal: AbortSignal, name: string, bytes: Uint8Array): Promise<OpenedForeign> {
    return this.#inTurn(signal, async () => {
      const description = await this.#add(signal, name, bytes);
      const model = `any:${name}`;
      this.#added.set(model, { name, bytes: bytes.slice() });
      this.#loaded.add(model);
      return { model, description };
    });
  }

  run(signal: AbortSignal, model: string, feed: Feed, onProgress?: (done: number) => void): Promise<Prediction> {
    return this.#inTurn(signal, async () => {
      const added = this.#added.get(model);
      if (added === undefined) throw new VitrineError('data.missing', { what: `model “${model}”` });
      if (this.#worker === null || !this.#loaded.has(model)) {
        await this.#add(signal, added.name, added.bytes);
        this.#loaded.add(model);
      }
      const copy = copyFeed(feed);
      const asked: Asked = { do: 'run', model: added.name, feed: copy.feed };
      const answer = await this.#ask(signal, added.name, asked, copy.buffers, this.#seconds, onProgress);
      if (answer.is !== 'predicted') throw new Error(`the score worker answered ${answer.is}`);
      return answer.prediction;
    });
  }

  /** Ends the worker and frees its memory; a later call starts it again. */
  close(): void {
    this.#end();
  }

  /** Starts the worker where there is none. */
  async #startWorker(signal: AbortSignal): Promise<void> {
    if (this.#worker !== null) return;
    this.#worker = this.#start();
    await this.#ask(signal, 'onnxruntime', { do: 'start' }, [], this.#startSeconds);
  }

  async #add(signal: AbortSignal, name: string, bytes: Uint8Array): Promise<ModelDescription> {
    await this.#startWorker(signal);
    const answer = await this.#ask(signal, name, { do: 'add', model: name, bytes: bytes.slice() }, [], this.#seconds);
    if (answer.is !== 'added') throw new Error(`the score worker answered ${answer.is}`);
    return answer.description;
  }

  async #load(signal: AbortSignal, shown: string, key: string, bytes: Uint8Array): Promise<OpenedModel> {
    await this.#startWorker(signal);
    const answer = await this.#ask(signal, shown, { do: 'open', model: key, bytes: bytes.slice() }, [], this.#seconds);
    if (answer.is !== 'opened') throw new Error(`the score worker answered ${answer.is}`);
    this.#loaded.add(key);
    return answer.model;
  }

  /** Sends one request and waits for its last answer; ends the worker on abort, silence or a crash. */
  #ask(
    signal: AbortSignal,
    shown: string,
    asked: Asked,
    transfer: ArrayBuffer[],
    seconds: number,
    onProgress?: (done: number) => void,
  ): Promise<ScoreAnswer> {
    const worker = this.#worker;
    if (worker === null) throw new VitrineError('model.refused', { model: shown, reason: 'its worker was ended' });
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout>;
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      };
      const fail = (error: VitrineError): void => {
        settle();
        this.#end();
        reject(error);
      };
      const stop = (): void => fail(new VitrineError('cancelled', {}));
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => fail(new VitrineError('model.timeout', { model: shown, seconds })), seconds * 1000);
      };
      worker.onmessage = ({ data }: { readonly data: ScoreAnswer }): void => {
        // A late answer of an earlier call.
        if (data.id !== id) return;
        if (data.is === 'progress') {
          watch();
          onProgress?.(data.done);
          return;
        }
        settle();
        if (data.is === 'failed') reject(unpackError(data.error));
        else resolve(data);
      };
      worker.onerror = (event: { readonly message: string }): void => {
        fail(new VitrineError('model.refused', { model: shown, reason: `it broke its worker: ${event.message}` }));
      };
      signal.addEventListener('abort', stop);
      watch();
      worker.postMessage({ ...asked, id }, transfer);
    });
  }

  /** Runs after all earlier calls have ended, however they did. */
  #inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => {
      if (signal.aborted) throw new VitrineError('cancelled', {});
      return work();
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#loaded.clear();
  }
}
