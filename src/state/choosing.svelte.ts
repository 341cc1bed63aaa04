import type { Engine } from '../core/engine';
import { VitrineError } from '../core/errors';
import type { ReadAs, Take } from '../core/reading';
import type { Forecast, Seen } from '../data/forecast';
import type { Opened, Opening } from '../data/open';
import type { Make } from '../data/probe';
import type { FileSource } from '../engines/remote';

type OpenParts = typeof import('../data/open').openParts;

/** A large file before it is read: what was seen of it, and what a person may take of it. */
export interface Asked {
  readonly seen: Seen;
  /** Bytes that this tab can hold. */
  readonly room: number;
  /** Why it is asked: all of it does not fit, or the person wanted to choose. */
  readonly because: 'memory' | 'wish';
  readonly answer: (take: Take) => void;
}

/**
 * Large files are looked at before they are read. What a tab is not likely to hold waits for a person to choose columns
 * and rows; of anything else the forecast is shown while it is read, and a person may stop and choose.
 */
export class Choosing {
  #asked = $state.raw<Asked | null>(null);
  #expected = $state.raw<Forecast | null>(null);
  #wanted = false;
  #restart: AbortController | null = null;
  readonly #engine: Engine<FileSource>;
  readonly #source: (file: File) => FileSource;

  constructor(engine: Engine<FileSource>, source: (file: File) => FileSource) {
    this.#engine = engine;
    this.#source = source;
  }

  /** What waits for a person; null when nothing does. */
  get asked(): Asked | null {
    return this.#asked;
  }
  /** What the file being read will take; null when none is, or it is small. */
  get expected(): Forecast | null {
    return this.#expected;
  }

  /** Opens the tables of a file as `openParts` does, a large one as a person chooses. */
  async *parts(
    openParts: OpenParts,
    place: Opening<FileSource>,
    source: FileSource,
    nameOf: (part: string | null) => string,
  ): AsyncGenerator<Opened, void, undefined> {
    for (;;) {
      const restart = new AbortController();
      this.#restart = restart;
      try {
        const signal = AbortSignal.any([place.signal, restart.signal]);
        const foresee = { make: this.#make, ask: (seen: Seen) => this.#ask(signal, seen) };
        for await (const opened of openParts({ ...place, signal, foresee }, source, nameOf)) {
          // What was read already is not read twice.
          this.#restart = null;
          this.#expected = null;
          yield opened;
        }
        return;
      } catch (error) {
        if (!restart.signal.aborted || place.signal.aborted) throw error;
      } finally {
        this.#restart = null;
        this.#expected = null;
        this.#asked = null;
      }
    }
  }

  /** Stops reading, and asks what is to be read. */
  choose(): void {
    if (this.#restart === null) return;
    this.#wanted = true;
    this.#restart.abort();
  }

  /**
   * Looks at a file that is open, for another choice.
   * @throws VitrineError as opening it, `cancelled`
   */
  async look(signal: AbortSignal, source: FileSource, as: ReadAs): Promise<Omit<Asked, 'answer'>> {
    const { foresee } = await import('../data/probe');
    return { seen: await foresee(signal, this.#engine, source, as, this.#make), room: await room(), because: 'wish' };
  }

  async #ask(signal: AbortSignal, seen: Seen): Promise<Take> {
    const { forecast } = await import('../data/forecast');
    const space = await room();
    const expected = forecast(seen, {}, space);
    const wanted = this.#wanted;
    this.#wanted = false;
    if (expected.fits && !wanted) {
      this.#expected = expected;
      return {};
    }
    const take = await new Promise<Take>((answer, reject) => {
      const stop = (): void => reject(new VitrineError('cancelled', {}));
      signal.addEventListener('abort', stop);
      this.#asked = { seen, room: space, because: wanted ? 'wish' : 'memory', answer };
    });
    this.#asked = null;
    this.#expected = forecast(seen, take, space);
    return take;
  }

  readonly #make: Make<FileSource> = (name, parts) => {
    const file = new File(
      parts.map((p) => new Uint8Array(p)),
      name,
    );
    return Promise.resolve({ source: this.#source(file), remove: () => Promise.resolve() });
  };
}

/** Bytes that the database may hold here: its own limit, and half of a device with little memory. */
async function room(): Promise<number> {
  const { TAB_BYTES } = await import('../data/forecast');
  const gibibytes = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : 8;
  return Math.min(TAB_BYTES, gibibytes * 2 ** 29);
}
