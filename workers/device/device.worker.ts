import * as Comlink from 'comlink';
import { faultOf } from '../../src/data/kept';
import type { Answer, CallId, DeviceService } from './contract';
import { KeptStore } from './store';

const store = new KeptStore(() => navigator.storage.getDirectory());
const running = new Map<CallId, AbortController>();
/** Calls take turns: what one writes, another would take for litter. */
let last: Promise<unknown> = Promise.resolve();

function turn<T>(work: () => Promise<T>): Promise<Answer<T>> {
  const mine = last.then(async (): Promise<Answer<T>> => {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      return { ok: false, fault: faultOf(error) };
    }
  });
  last = mine;
  return mine;
}

async function stoppable<T>(call: CallId, work: (signal: AbortSignal) => Promise<T>): Promise<Answer<T>> {
  const controller = new AbortController();
  running.set(call, controller);
  try {
    return await turn(() => work(controller.signal));
  } finally {
    running.delete(call);
  }
}

const service: DeviceService = {
  look: (tidy) => turn(() => store.look(tidy)),
  put: (call, file, onShare) => stoppable(call, (signal) => store.put(signal, file, onShare)),
  commit: (kept) =>
    turn(async () => {
      await store.commit(kept);
      return null;
    }),
  read: (call, kept, onShare) => stoppable(call, (signal) => store.read(signal, kept, onShare)),
  erase: () =>
    turn(async () => {
      await store.erase();
      return null;
    }),
  stop: (call) => running.get(call)?.abort(),
};

Comlink.expose(service);
