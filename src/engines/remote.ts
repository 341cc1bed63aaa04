import * as Comlink from 'comlink';
import type { Answer, CallId, DatabaseService, FileMessage, FileSource } from '../../workers/database/contract';
import type { Engine, ExportFormat, ImportReport, ImportSpec, OnProgress, Prepared, Statement } from '../core/engine';
import { unpackError, VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import type { ReadAs } from '../core/reading';

export type { FileSource } from '../../workers/database/contract';

/** A file that a person opened. Nothing is read yet. */
export function fileSource(file: File): FileSource {
  return readable({ name: file.name, size: file.size, modified: file.lastModified, blob: file });
}

function readable(file: FileMessage): FileSource {
  return { ...file, read: async (from, to) => new Uint8Array(await file.blob.slice(from, to).arrayBuffer()) };
}

/** Functions do not cross; the handle does. */
function messageOf({ name, size, modified, blob }: FileSource): FileMessage {
  return { name, size, modified, blob };
}

/** What the bridge needs of a Worker. */
export interface WorkerLike extends Comlink.Endpoint {
  terminate(): void;
}

interface Bridge {
  readonly worker: WorkerLike;
  readonly service: Comlink.Remote<DatabaseService>;
  /** Ends every call that waits, when the worker is gone. */
  readonly lost: Promise<never>;
  readonly lose: (error: VitrineError) => void;
}

/**
 * The database worker as an Engine. The worker starts with the first call. When it breaks, waiting calls
 * fail as `engine.lost` and the next call starts another one, which is empty.
 */
export class RemoteEngine implements Engine<FileSource> {
  readonly name = 'DuckDB-WASM';
  readonly #start: () => WorkerLike;
  readonly #onLost: () => void;
  readonly #waiting = new Map<CallId, Promise<unknown>>();
  #bridge: Bridge | null = null;
  #lastCall = 0;
  #closed = false;

  /**
   * @param start makes the worker
   * @param onLost called when the database and its tables are gone: they have to be made again
   */
  constructor(start: () => WorkerLike, onLost: () => void = () => undefined) {
    this.#start = start;
    this.#onLost = onLost;
  }

  version(signal: AbortSignal): Promise<string> {
    return this.#call(signal, (service, call) => service.version(call));
  }

  /**
   * Starts the database before anybody asks for it, so that the first file meets it running. A failure is
   * let go: the first call tries again, and says so.
   */
  async warm(): Promise<void> {
    await this.version(new AbortController().signal).catch(() => undefined);
  }

  query(signal: AbortSignal, statement: Statement, onProgress?: OnProgress, whole = false): Promise<Frame> {
    return this.#call(signal, (service, call) => service.query(call, statement, proxied(onProgress), whole));
  }

  async prepare(
    signal: AbortSignal,
    source: FileSource,
    how: ReadAs,
    onProgress?: OnProgress,
  ): Promise<Prepared<FileSource>> {
    const file = messageOf(source);
    const { parts, skipped } = await this.#call(signal, (service, call) =>
      service.prepare(call, file, how, proxied(onProgress)),
    );
    const remove = (): Promise<void> => Promise.resolve();
    return { parts: parts.map((part) => ({ ...part, source: readable(part.source) })), skipped, remove };
  }

  import(
    signal: AbortSignal,
    source: FileSource,
    spec: ImportSpec,
    table: string,
    onProgress?: OnProgress,
  ): Promise<ImportReport> {
    const file = messageOf(source);
    return this.#call(signal, (service, call) => service.import(call, file, spec, table, proxied(onProgress)));
  }

  async load(signal: AbortSignal, table: string, frame: Frame): Promise<void> {
    // Copied, not transferred: the frame stays the caller's.
    await this.#call(signal, (service, call) => service.load(call, table, frame));
  }

  export(signal: AbortSignal, statement: Statement, format: ExportFormat, onProgress?: OnProgress): Promise<Blob> {
    return this.#call(signal, (service, call) => service.export(call, statement, format, proxied(onProgress)));
  }

  async cancel(): Promise<void> {
    const { service } = this.#bridge ?? {};
    if (service === undefined) return;
    const calls = [...this.#waiting];
    for (const [call] of calls) void service.cancel(call);
    await Promise.allSettled(calls.map(([, answer]) => answer));
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#drop(new VitrineError('engine.lost', { reason: 'it was closed' }));
    return Promise.resolve();
  }

  async #call<T>(
    signal: AbortSignal,
    ask: (service: Comlink.Remote<DatabaseService>, call: CallId) => Promise<Answer<T>>,
  ): Promise<T> {
    if (this.#closed) throw new VitrineError('engine.lost', { reason: 'it was closed' });
    if (signal.aborted) throw new VitrineError('cancelled', {});
    const bridge = (this.#bridge ??= this.#build());
    const call = ++this.#lastCall;
    // The call ends when the worker says so: then what it worked in is cleaned up.
    const abort = (): void => void bridge.service.cancel(call);
    signal.addEventListener('abort', abort);
    const answered = Promise.race([ask(bridge.service, call), bridge.lost]);
    this.#waiting.set(call, answered);
    try {
      const answer = await answered;
      if (answer.ok) return answer.value;
      if (answer.error.code === 'engine.lost') this.#onLost();
      throw unpackError(answer.error);
    } finally {
      this.#waiting.delete(call);
      signal.removeEventListener('abort', abort);
    }
  }

  #build(): Bridge {
    const worker = this.#start();
    let lose: (error: VitrineError) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => {
      lose = reject;
    });
    // With no call waiting nobody has to hear of it.
    lost.catch(() => undefined);
    const bridge: Bridge = { worker, service: Comlink.wrap<DatabaseService>(worker), lost, lose };
    const broken = (): void => {
      if (this.#bridge === bridge) this.#drop(new VitrineError('engine.lost', { reason: 'its worker broke off' }));
    };
    worker.addEventListener('error', broken);
    worker.addEventListener('messageerror', broken);
    return bridge;
  }

  /** Late answers of a dropped worker find nobody waiting. */
  #drop(error: VitrineError): void {
    const bridge = this.#bridge;
    this.#bridge = null;
    if (bridge === null) return;
    bridge.lose(error);
    bridge.worker.terminate();
    if (!this.#closed) this.#onLost();
  }
}

function proxied(onProgress: OnProgress | undefined): (OnProgress & Comlink.ProxyMarked) | null {
  // What a listener answers would go back to the worker, which cannot take everything.
  return onProgress === undefined ? null : Comlink.proxy<OnProgress>((progress) => void onProgress(progress));
}
