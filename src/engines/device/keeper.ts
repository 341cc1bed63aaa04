import * as Comlink from 'comlink';
import type { Answer, CallId, Copy, DeviceService, Found } from '../../../workers/device/contract';
import deviceUrl from '../../../workers/device/device.worker.ts?worker&url';
import { DeviceError, type Kept } from '../../data/kept';
import { appWorker } from '../app-worker';

export type { Copy, Found } from '../../../workers/device/contract';

/** Called with a share in [0, 1]. */
export type OnShare = (done: number) => void;

interface Bridge {
  readonly service: Comlink.Remote<DeviceService>;
  /** Ends every call that waits, when the worker is gone. */
  readonly lost: Promise<never>;
}

/** The worker that keeps files, as the page uses it: every call ends in a value or a DeviceError. To be imported late. */
export class RemoteKeeper {
  #bridge: Bridge | null = null;
  #lastCall = 0;

  /** See `workers/device/store`. */
  async look(tidy: boolean): Promise<Found> {
    // Where the page itself is denied, the worker need not start.
    await this.#allowed();
    return this.#ask((service) => service.look(tidy));
  }

  put(signal: AbortSignal, file: File, onShare: OnShare): Promise<Copy> {
    return this.#stoppable(signal, (service, call) => service.put(call, file, Comlink.proxy(onShare)));
  }

  async commit(kept: Kept): Promise<void> {
    await this.#ask((service) => service.commit(kept));
  }

  read(signal: AbortSignal, kept: Kept, onShare: OnShare): Promise<readonly (File | null)[]> {
    return this.#stoppable(signal, (service, call) => service.read(call, kept, Comlink.proxy(onShare)));
  }

  async erase(): Promise<void> {
    await this.#allowed();
    await this.#ask((service) => service.erase());
  }

  /** @throws DeviceError `denied` */
  async #allowed(): Promise<void> {
    // Without one there is no error worth telling.
    const { storage }: { readonly storage?: StorageManager } = navigator;
    if (storage?.getDirectory === undefined) throw new DeviceError({ is: 'denied', reason: '' });
    try {
      await storage.getDirectory();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DeviceError({ is: 'denied', reason }, { cause });
    }
  }

  async #stoppable<T>(
    signal: AbortSignal,
    ask: (service: Comlink.Remote<DeviceService>, call: CallId) => Promise<Answer<T>>,
  ): Promise<T> {
    if (signal.aborted) throw new DeviceError({ is: 'stopped' });
    const call = ++this.#lastCall;
    const stop = (): void => void this.#bridge?.service.stop(call);
    signal.addEventListener('abort', stop);
    try {
      return await this.#ask((service) => ask(service, call));
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #ask<T>(ask: (service: Comlink.Remote<DeviceService>) => Promise<Answer<T>>): Promise<T> {
    const { service, lost } = (this.#bridge ??= this.#start());
    const answer = await Promise.race([ask(service), lost]);
    if (answer.ok) return answer.value;
    throw new DeviceError(answer.fault);
  }

  #start(): Bridge {
    const worker = appWorker(deviceUrl, 'device');
    const lost = new Promise<never>((_, fail) => {
      worker.addEventListener('error', ({ message }) => {
        this.#bridge = null;
        worker.terminate();
        fail(new DeviceError({ is: 'denied', reason: message }));
      });
    });
    // With no call waiting nobody has to hear of it.
    lost.catch(() => undefined);
    return { service: Comlink.wrap<DeviceService>(worker), lost };
  }
}
