import { VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import type { Json } from '../core/result';
import { readLog, type Log } from '../sql/log';
import { scanFunnel } from '../sql/funnel/pass';
import type { ScanSpec } from '../sql/funnel/scan';
import { scanTrend, type TrendSpec } from '../sql/funnel/trend-pass';

/** One pass over a log. Pure and deterministic. */
export type Scan = (log: Log, params: Json) => Readonly<Record<string, Frame>>;

/** Parameters of a pass were written by a plan of our own and have been plain JSON since. */
const pass =
  <P>(scan: (log: Log, params: P) => Readonly<Record<string, Frame>>): Scan =>
  (log, params) =>
    scan(log, params as unknown as P);

/** Every pass by name, one line each; what a plan's `scan` step may ask for. */
export const scans: ReadonlyMap<string, Scan> = new Map([
  ['funnel', pass<ScanSpec>(scanFunnel)],
  ['funnel-trend', pass<TrendSpec>(scanTrend)],
]);

/** Logs that are kept: the whole one, and the one that the funnel at hand made of it. */
const KEPT = 2;

/** Keeps the logs used last, as typed arrays, and makes passes over them. */
export class ScanTable {
  readonly #logs = new Map<string, Log>();

  has(key: string): boolean {
    return this.#logs.has(key);
  }

  /** Takes a log; its frame's number columns are used up. The one used longest ago is let go. */
  put(key: string, frame: Frame): void {
    // First, so that both are never there at once.
    while (this.#logs.size >= KEPT) for (const oldest of [...this.#logs.keys()].slice(0, 1)) this.#logs.delete(oldest);
    this.#logs.set(key, readLog(frame));
  }

  /** @throws VitrineError `internal` for a log that is not there, or an unknown pass */
  scan(key: string, work: string, params: Json): Readonly<Record<string, Frame>> {
    const log = this.#logs.get(key);
    const scan = scans.get(work);
    if (log === undefined || scan === undefined)
      throw new VitrineError('internal', {
        reason: log === undefined ? 'the log is gone' : `there is no pass ${work}`,
      });
    this.#logs.delete(key);
    this.#logs.set(key, log);
    return scan(log, params);
  }
}
