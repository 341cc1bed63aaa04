import type { ReadAs, Take } from '../core/reading';
import type { Forecast, Seen } from '../data/forecast';
import type { FileSource } from '../engines/remote';

/** A large file before it is read: what was seen of it, and what a person may take of it. */
export interface Asked {
  readonly seen: Seen;
  /** Bytes that this tab can hold. */
  readonly room: number;
  readonly answer: (take: Take) => void;
}

/** What is being chosen of a large file, for the page to show; `choose.ts`, loaded with the first file, does the work. */
export class Choosing {
  /** What waits for a person; null when nothing does. */
  asked = $state.raw<Asked | null>(null);
  /** What the file being read will take; null when none is, or it is small. */
  expected = $state.raw<Forecast | null>(null);
  /** A person wants to choose, also where all of it fits. */
  wanted = false;
  /** Stops reading the file, to begin it anew; null where it cannot. */
  restart: AbortController | null = null;

  /**
   * Looks at a file that is open, for another choice; null before one was. Throws what opening it does, `cancelled`.
   */
  look: ((signal: AbortSignal, source: FileSource, as: ReadAs) => Promise<Omit<Asked, 'answer'>>) | null = null;

  /** Stops reading, and asks what is to be read. */
  choose(): void {
    this.wanted = this.restart !== null;
    this.restart?.abort();
  }
}
