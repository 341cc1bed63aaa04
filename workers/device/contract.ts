import type { Fault, Kept } from '../../src/data/kept';

/** Names one call, so that the page can stop it. */
export type CallId = number;

/** What a call ends in. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** What a device was found to keep. */
export type Found =
  | {
      readonly is: 'nothing';
      /** Bytes of an unfinished copy that were removed just now. */
      readonly removed: number;
    }
  | { readonly is: 'whole'; readonly kept: Kept; readonly removed: number }
  | { readonly is: 'newer'; readonly bytes: number };

/** A copy that was written. */
export interface Copy {
  /** Name of the file that holds it. */
  readonly id: string;
  readonly checksum: string;
}

/** A share in [0, 1], as a Comlink proxy. */
export type ShareProxy = (done: number) => void;

/** What the worker that keeps files exposes over Comlink. One call is worked off at a time. */
export interface DeviceService {
  /** @param tidy removes what no whole manifest names; only for who holds the lock */
  look(tidy: boolean): Promise<Answer<Found>>;
  /** Writes a copy of a file; it counts as kept when a manifest names it. */
  put(call: CallId, file: File, onShare: ShareProxy): Promise<Answer<Copy>>;
  /** Writes the manifest, and then removes what it does not name. */
  commit(kept: Kept): Promise<Answer<null>>;
  /** The copies that a manifest names, checked byte for byte, in the order of its files; null for what is no copy. */
  read(call: CallId, kept: Kept, onShare: ShareProxy): Promise<Answer<readonly (File | null)[]>>;
  /** Removes everything. */
  erase(): Promise<Answer<null>>;
  /** Stops a call, which then ends as `stopped`. */
  stop(call: CallId): void;
}
