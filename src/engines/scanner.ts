import type { ScanAnswer, ScanRequest } from '../../workers/scan/contract';
import type { HeldRows, Scanner } from '../core/analysis';
import { unpackError, VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import { buffersOf } from '../core/frames';
import type { Json } from '../core/result';

/** What the bridge needs of a Worker. */
export interface ScanWorker {
  postMessage(message: ScanRequest, transfer: ArrayBuffer[]): void;
  terminate(): void;
  // `never`: a page's Worker and a Node thread hand over events of different kinds.
  onmessage: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

/** A request without its number. */
type Of<K extends ScanRequest['ask']> = Omit<Extract<ScanRequest, { ask: K }>, 'id'>;

/**
 * The worker that scans logs, as a Scanner: apart from the one that fits models, for stopping a fit ends its worker and
 * all it holds. A scan takes parts of a second, so that an aborted one is not stopped; nobody hears of its answer.
 */
export class RemoteScanner implements Scanner {
  readonly #start: () => ScanWorker;
  #worker: ScanWorker | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, { done: (answer: ScanAnswer) => void; fail: (error: VitrineError) => void }>();
  /** Logs on their way, so that two analyses do not ask for one twice. */
  readonly #coming = new Map<string, Promise<unknown>>();

  /** @param start makes the worker; called with the first scan and after the worker broke */
  constructor(start: () => ScanWorker) {
    this.#start = start;
  }

  scan(
    signal: AbortSignal,
    rows: readonly HeldRows[],
    work: string,
    params: Json,
  ): Promise<Readonly<Record<string, Frame>>> {
    return this.#withRows(signal, rows, { ask: 'scan', keys: rows.map((one) => one.key), work, params });
  }

  async hold(signal: AbortSignal, rows: HeldRows): Promise<void> {
    await this.#withRows(signal, [rows], { ask: 'has', keys: [rows.key] });
  }

  /** Ends the worker and frees its memory; a later scan starts it again. */
  close(): void {
    this.#end(new VitrineError('cancelled', {}));
  }

  /** Asks the worker; where it does not have some of the rows, brings them and asks again. */
  async #withRows(
    signal: AbortSignal,
    rows: readonly HeldRows[],
    request: Of<'scan'> | Of<'has'>,
  ): Promise<Readonly<Record<string, Frame>>> {
    for (;;) {
      // Of another analysis that was stopped: then this one asks itself.
      for (const { key } of rows) await this.#coming.get(key)?.catch(() => undefined);
      if (signal.aborted) throw new VitrineError('cancelled', {});
      const answer = await this.#ask(request, []);
      if (signal.aborted) throw new VitrineError('cancelled', {});
      if (answer.is === 'done') return answer.frames;
      for (const one of rows) if (answer.keys.includes(one.key) && !this.#coming.has(one.key)) await this.#bring(one);
    }
  }

  async #bring({ key, as, ask }: HeldRows): Promise<void> {
    const coming = ask().then((frame) => this.#ask({ ask: 'put', key, as, frame }, buffersOf([frame])));
    this.#coming.set(key, coming);
    try {
      await coming;
    } finally {
      this.#coming.delete(key);
    }
  }

  #ask(
    request: Of<'put'> | Of<'scan'> | Of<'has'>,
    transfer: ArrayBuffer[],
  ): Promise<Exclude<ScanAnswer, { is: 'failed' }>> {
    const worker = (this.#worker ??= this.#started());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        fail: reject,
        done: (answer) => (answer.is === 'failed' ? reject(unpackError(answer.error)) : resolve(answer)),
      });
      worker.postMessage({ ...request, id }, transfer);
    });
  }

  #started(): ScanWorker {
    const worker = this.#start();
    worker.onmessage = ({ data }: { readonly data: ScanAnswer }): void => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      waiting?.done(data);
    };
    worker.onerror = (event: { readonly message: string }): void => {
      this.#end(new VitrineError('internal', { reason: `the scanning worker broke: ${event.message}` }));
    };
    return worker;
  }

  #end(error: VitrineError): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}
