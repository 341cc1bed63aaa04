import { DeviceError, faultOf, type Fault, type Kept, type KeptFile } from '../../data/kept';
import type { Found, OnShare, RemoteKeeper } from '../../engines/device/keeper';
import type { Handles } from '../../engines/device/handles';
import type { DeviceLock } from '../../engines/device/lock';
import { deviceRoom, promised } from '../../engines/device/room';
import { handleOf } from '../../ui/fileHandles';
import type { Workspace } from '../workspace.svelte';
import { Before } from './before.svelte';
import type { Journal } from './journal';
import { missedOf, modelsOf, openAgain, standingOf, type Missed, type Open } from './standing';
import { watch } from './watch.svelte';

/** What is being done with the device now. */
export interface Doing {
  readonly what: 'keeping' | 'checking' | 'asking' | 'erasing';
  readonly done: number | null;
}

/** Who writes and reads copies. */
export type Keeper = Pick<RemoteKeeper, 'look' | 'put' | 'commit' | 'read' | 'erase'>;

/** A copy of the files, or only where they lie. */
export type How = 'copy' | 'handle';

const NOTHING: Found = { is: 'nothing', removed: 0 };

/**
 * What outlives the tab: the journal of what stands open in it, and, where a person asks for it, the workspace kept on
 * this device. Its verbs never reject; what went wrong is `fault`.
 */
export class Device {
  /** What stood open in this tab before. */
  readonly before: Before;
  readonly #workspace: Workspace;
  readonly #keeper: Keeper;
  readonly #handles: Handles;
  readonly #lock: DeviceLock;

  #found = $state.raw<Found>(NOTHING);
  #keeping = $state(false);
  #elsewhere = $state(false);
  #doing = $state.raw<Doing | null>(null);
  #fault = $state.raw<Fault | null>(null);
  #persisted = $state<boolean | null>(null);
  #missed = $state.raw<Missed>({ tables: [], choices: [] });
  #controller: AbortController | null = null;
  #how: How = 'copy';
  #last: Promise<unknown> = Promise.resolve();
  /** Fingerprints of what was open when everything was erased: that is not written down again. */
  #silent: string | null = null;
  #waiting = false;

  constructor(workspace: Workspace, keeper: Keeper, handles: Handles, lock: DeviceLock, journal: Journal) {
    this.#workspace = workspace;
    this.#keeper = keeper;
    this.#handles = handles;
    this.#lock = lock;
    this.before = new Before(workspace, journal);
  }

  /** What the device keeps; null where that is nothing that this version reads. */
  get kept(): Kept | null {
    return this.#found.is === 'whole' ? this.#found.kept : null;
  }
  /** Whether something of a newer version is kept. */
  get newer(): boolean {
    return this.#found.is === 'newer';
  }
  /** Bytes of an unfinished copy that was found and removed. */
  get removed(): number {
    return this.#found.is === 'newer' ? 0 : this.#found.removed;
  }
  /** Whether this tab keeps what is open in it. */
  get keeping(): boolean {
    return this.#keeping;
  }
  /** Whether another tab of this address has the kept workspace. */
  get elsewhere(): boolean {
    return this.#elsewhere;
  }
  get doing(): Doing | null {
    return this.#doing;
  }
  get fault(): Fault | null {
    return this.#fault;
  }
  /** Whether the browser promised to leave it alone; null where it does not say. */
  get persisted(): boolean | null {
    return this.#persisted;
  }
  /** Whether opening again left something to say. */
  get noticed(): boolean {
    const { tables, choices } = this.#missed;
    return this.before.others.length > 0 || this.before.standing !== null || tables.length + choices.length > 0;
  }
  /** What opening the kept workspace did not bring back. */
  get missed(): Missed {
    return this.#missed;
  }

  /** Looks what there is to come back to. */
  async look(): Promise<void> {
    this.before.look();
    await this.refresh();
    // Nothing was asked of the browser yet: that it gives no storage is told when it is wanted.
    if (this.#fault?.is === 'denied') this.#fault = null;
    // What is kept has its own offer.
    this.before.settle(this.kept?.files.map((f) => f.fingerprint) ?? []);
  }

  /** Looks again what is kept, for another tab may have changed it. */
  refresh(): Promise<void> {
    return this.#try(() => this.#queue(() => this.#lookUp()));
  }

  /** Begins to write down what stands open, whenever it changes; to be called once. */
  watch(): void {
    watch(this.#workspace, () => this.#note());
  }

  /** Keeps what is open, from now on, in place of what was kept before. A file whose place is not known is copied. */
  async keep(how: How = 'copy'): Promise<void> {
    this.#how = how;
    await this.#try(() =>
      this.#queue(async () => {
        await this.#own();
        try {
          if (this.newer) throw new DeviceError({ is: 'newer' });
          const open = standingOf(this.#workspace, Date.now());
          if (open === null) return;
          this.#keeping = true;
          this.#persisted = await promised(false);
          // Firefox asks the person, who may leave that unanswered: the copy does not wait for it.
          void promised(true).then((answer) => (this.#persisted = answer));
          await this.#write(open);
        } catch (cause) {
          const fault = faultOf(cause);
          // Where the browser does not say what was too much for it, all of it was.
          const needed = fileBytes(standingOf(this.#workspace, 0));
          const error =
            fault.is === 'full' && fault.needed === 0 ? new DeviceError({ ...fault, needed }, { cause }) : cause;
          // Copies that no manifest names are removed at once, and what was kept before stays.
          this.#keeping = false;
          this.#found = await this.#keeper.look(true).catch(() => this.#found);
          throw error;
        } finally {
          if (!this.#keeping) this.#lock.give();
        }
      }),
    );
  }

  /** Opens what is kept and goes on keeping it. Answers whether figures were asked for before. */
  async openKept(): Promise<boolean> {
    let analysed = false;
    await this.#try(() =>
      this.#queue(async () => {
        await this.#own();
        try {
          const { kept } = this;
          if (kept === null) throw new DeviceError({ is: 'gone' });
          const files = await this.#work('checking', (signal, onShare) => this.#keeper.read(signal, kept, onShare));
          const there = await this.#work('asking', (signal) => stoppable(signal, this.#whereTheyLie(kept, files)));
          this.#how = kept.files.some((f) => f.place.is === 'handle') ? 'handle' : 'copy';
          if (this.#how === 'handle') {
            // A file that lies where it lay may be another by now: it is told as one that is dropped again.
            this.before.resume(kept);
            analysed = await this.before.open(there);
            this.#missed = missedOf(this.#workspace, kept);
          } else {
            this.#missed = await openAgain(this.#workspace, kept, there);
            analysed = kept.analysed;
          }
          // What did not open must not be let go because it is not open.
          this.#keeping = this.#missed.tables.length + this.before.others.length === 0;
        } finally {
          if (!this.#keeping) this.#lock.give();
        }
      }),
    );
    return analysed;
  }

  /** Erases what is kept of workspaces, and stops keeping. */
  async erase(): Promise<void> {
    this.stop();
    await this.#try(() =>
      this.#queue(async () => {
        await this.#own();
        this.#keeping = false;
        try {
          await this.#work('erasing', () => this.#keeper.erase());
          await this.#handles.only([]);
          this.#found = NOTHING;
        } finally {
          this.#lock.give();
        }
      }),
    );
  }

  /** Erases all that this browser holds for the page. @param rest erases what is no workspace */
  async eraseAll(rest: () => Promise<void>): Promise<void> {
    await this.erase();
    if (this.#fault !== null) return;
    await this.#try(async () => {
      const open = standingOf(this.#workspace, 0);
      this.#silent = open === null ? null : printsOf(open);
      this.before.forget();
      await rest();
    });
  }

  /** Stops a copy or a check; what was kept before stays. */
  stop(): void {
    this.#controller?.abort();
  }

  /** What went wrong was read. */
  forgive(): void {
    this.#fault = null;
    this.#missed = { tables: [], choices: [] };
  }

  #note(): void {
    const open = standingOf(this.#workspace, Date.now());
    if (open === null) {
      // The last file was closed, or the database was lost: no reason to let go of what is kept. It is offered again.
      if (this.#keeping && this.#workspace.tables.length === 0) {
        this.#keeping = false;
        this.#lock.give();
      }
      return;
    }
    if (printsOf(open) === this.#silent) return;
    this.#silent = null;
    this.before.note(open.standing);
    if (this.#keeping) void this.#try(() => this.#queue(() => this.#write(open)));
  }

  /** Removes what is unfinished where no other tab writes; else waits until that tab is gone, and looks again. */
  async #lookUp(): Promise<void> {
    // A copy that is being written would be taken for litter; and what is kept is known.
    if (this.#lock.held) return;
    this.#elsewhere = !(await this.#lock.take());
    try {
      this.#found = await this.#keeper.look(!this.#elsewhere);
    } finally {
      this.#lock.give();
    }
    if (this.#elsewhere) this.#wait();
    else this.#persisted = await promised(false);
  }

  /** Takes the lock and looks again, for another tab may have changed what is kept. @throws DeviceError `elsewhere` */
  async #own(): Promise<void> {
    if (this.#lock.held) return;
    this.#elsewhere = !(await this.#lock.take());
    if (this.#elsewhere) {
      this.#wait();
      throw new DeviceError({ is: 'elsewhere' });
    }
    try {
      this.#found = await this.#keeper.look(true);
    } catch (error) {
      this.#lock.give();
      throw error;
    }
  }

  #wait(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    const looked = this.#lock.free(new AbortController().signal).then(() => {
      this.#waiting = false;
      return this.refresh();
    });
    void looked;
  }

  /** Writes the copies that are not there yet, then the manifest. */
  async #write({ standing, sources }: Open): Promise<void> {
    if (!this.#keeping) return;
    const own = standing.files.flatMap((file, i) => {
      const blob = sources[i]?.blob;
      return blob === undefined ? [] : [{ file, blob: blob instanceof File ? blob : new File([blob], file.name) }];
    });
    const known = this.kept?.files ?? [];
    // Segments of scores need their models' files: they come after those that tables are of.
    const wanted = await Promise.all(
      [...own, ...(await modelsOf(this.#workspace))].map(async ({ file, blob }) => {
        const there = known.find((k) => k.fingerprint === file.fingerprint);
        const handle = there === undefined && this.#how === 'handle' ? await handleOf(blob) : null;
        return { file, blob, there, handle };
      }),
    );
    const needed = wanted.reduce((n, w) => n + (w.there === undefined && w.handle === null ? w.file.size : 0), 0);
    const { free } = await deviceRoom();
    if (free !== null && needed > free) throw new DeviceError({ is: 'full', needed, free });
    const files: KeptFile[] = [];
    const put = async (signal: AbortSignal, onShare: OnShare): Promise<void> => {
      let done = 0;
      for (const { file, blob, there, handle } of wanted) {
        if (there !== undefined) files.push({ ...file, place: there.place });
        else if (handle !== null) {
          const id = crypto.randomUUID();
          await this.#handles.put(id, handle);
          files.push({ ...file, place: { is: 'handle', id } });
        } else {
          const copy = await this.#keeper.put(signal, blob, (share) => onShare((done + share * file.size) / needed));
          files.push({ ...file, place: { is: 'copy', ...copy } });
          done += file.size;
        }
      }
    };
    // Choices alone are written without a word.
    if (needed === 0) await put(new AbortController().signal, () => undefined);
    else await this.#work('keeping', put);
    const kept: Kept = { ...standing, files };
    await this.#keeper.commit(kept);
    const ids = files.flatMap(({ place }) => (place.is === 'handle' ? [place.id] : []));
    if (ids.length > 0 || known.some((f) => f.place.is === 'handle')) await this.#handles.only(ids);
    this.#found = { is: 'whole', kept, removed: 0 };
  }

  /** The files, those that are no copies from where they lie: the browser may ask a person for leave, one by one. */
  async #whereTheyLie({ files }: Kept, copies: readonly (File | null)[]): Promise<readonly File[]> {
    const there: File[] = [];
    for (const [i, { name, place }] of files.entries()) {
      there.push(copies[i] ?? (await this.#handles.file(place.id, name)));
    }
    return there;
  }

  async #work<T>(what: Doing['what'], work: (signal: AbortSignal, onShare: OnShare) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#controller = controller;
    this.#doing = { what, done: null };
    try {
      return await work(controller.signal, (done) => {
        if (this.#controller === controller) this.#doing = { what, done };
      });
    } finally {
      this.#controller = null;
      this.#doing = null;
    }
  }

  /** One after the other, whatever came of the one before. */
  #queue(work: () => Promise<void>): Promise<void> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.#fault = null;
    try {
      await work();
    } catch (error) {
      const fault = faultOf(error);
      if (fault.is !== 'stopped') this.#fault = fault;
    }
  }
}

/** What a person need not answer: a stop ends the waiting, and a late answer is nobody's. */
function stoppable<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, fail) => {
      signal.addEventListener('abort', () => fail(new DeviceError({ is: 'stopped' })));
    }),
  ]);
}

function fileBytes(open: Open | null): number {
  return open?.standing.files.reduce((n, f) => n + f.size, 0) ?? 0;
}

function printsOf({ standing }: Open): string {
  return standing.files.map((f) => f.fingerprint).join();
}
