import { faultOf, seal, type Fault, type Kept } from '../../../src/data/kept';
import { eraseAll, held } from '../../../src/engines/device/everything';
import { RemoteKeeper, type Found } from '../../../src/engines/device/keeper';

/* The page's own bridge to the worker that keeps files, with verbs that a test calls. */

const workers: Worker[] = [];
globalThis.Worker = class extends Worker {
  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given);
    workers.push(this);
  }
};

let keeper = new RemoteKeeper();
const never = new AbortController().signal;

/** Made bytes: the same seed gives the same. */
function made(seed: number, bytes: number): Uint8Array<ArrayBuffer> {
  const all = new Uint32Array(bytes / 4);
  let state = seed;
  for (let i = 0; i < all.length; i++) all[i] = state = Math.imul(state ^ (state >>> 15), 2246822519) + 1;
  return new Uint8Array(all.buffer);
}

function fileOf(seed: number, bytes: number): File {
  return new File([made(seed, bytes)], `made ${seed}.csv`, { lastModified: seed });
}

/** What the test may stop at: told of each step, by name. */
let step: (name: string) => void = () => undefined;

/** Keeps a made file as the product does: copy, then manifest. */
async function keep(seed: number, bytes: number, stopAt: number | null = null): Promise<Fault | null> {
  const file = fileOf(seed, bytes);
  const controller = new AbortController();
  try {
    step('start');
    const copy = await keeper.put(controller.signal, file, (done) => {
      step(`${Math.round(done * 100)} %`);
      if (stopAt !== null && done >= stopAt) controller.abort();
    });
    step('copied');
    const committing = keeper.commit(keptOf(file, copy));
    step('committing');
    await committing;
    step('committed');
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

function keptOf(file: File, copy: { readonly id: string; readonly checksum: string }): Kept {
  return {
    at: 1,
    files: [
      {
        name: file.name,
        size: file.size,
        modified: file.lastModified,
        fingerprint: file.name,
        place: { is: 'copy', ...copy },
      },
    ],
    tables: [{ name: file.name, file: 0, columns: [], recipe: {} }],
    current: 0,
    analysed: false,
    choices: 0,
  };
}

/** Looks as a start does, and reads what is there; answers the seed of the whole file found, or what else it was. */
async function look(): Promise<unknown> {
  try {
    const found: Found = await keeper.look(true);
    if (found.is !== 'whole') return found;
    const [file] = await keeper.read(never, found.kept, () => undefined);
    if (file == null) return 'no file';
    const seed = file.lastModified;
    const equal = same(new Uint8Array(await file.arrayBuffer()), made(seed, file.size));
    return { seed: equal ? seed : 'other bytes', name: file.name, size: file.size };
  } catch (error) {
    return faultOf(error);
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Names and sizes of all that is in the folder. */
async function files(): Promise<readonly string[]> {
  return (await held()).files.map(({ path, bytes }) => `${path.replace(/file-.*/, 'file')} ${bytes}`).sort();
}

/** Changes the bytes of an entry behind the worker's back. */
async function tamper(name: string, how: 'cut' | 'flip' | 'newer'): Promise<void> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('vitrine');
  for await (const handle of folder.values()) {
    if (handle.kind !== 'file' || !handle.name.startsWith(name)) continue;
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    const half = Math.floor(bytes.length / 2);
    if (how === 'flip') bytes[half] = (bytes[half] ?? 0) ^ 1;
    const now = how === 'cut' ? bytes.slice(0, half) : how === 'newer' ? await seal({ of: 'later' }, 2) : bytes;
    const writable = await handle.createWritable();
    await writable.write(now);
    await writable.close();
  }
}

/** Keeps a made file, and ends the worker some milliseconds after a step; then looks as a start does. */
async function endAfter(seed: number, bytes: number, name: string, ms: number): Promise<unknown> {
  const ended = new Promise<void>((done) => {
    step = (reached) => {
      if (reached !== name) return;
      const end = performance.now() + ms;
      // Awake: a timer would not be on time.
      while (performance.now() < end);
      workers.at(-1)?.terminate();
      done();
    };
  });
  void keep(seed, bytes);
  await ended;
  step = () => undefined;
  keeper = new RemoteKeeper();
  return look();
}

/** Calls `kill`, which the test gives, when a step is reached, and takes no other step: the page has not gone on. */
function killAt(name: string): void {
  const { kill } = globalThis as unknown as { kill: () => void };
  step = (reached) => {
    if (reached !== name) return;
    kill();
    for (;;);
  };
}

const erase = (): Promise<Fault | null> => eraseAll().then(() => null, faultOf);

Object.assign(globalThis, { device: { keep, look, files, tamper, killAt, endAfter, erase } });
