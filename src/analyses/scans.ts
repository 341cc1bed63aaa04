import type { BesideKind, HeldRows } from '../core/analysis';
import { VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import type { Json } from '../core/result';
import { readBeside, type Beside } from '../sql/beside';
import { readLog, type Log } from '../sql/log';
import { scanFunnel } from '../sql/funnel/pass';
import type { ScanSpec } from '../sql/funnel/scan';
import { scanTrend, type TrendSpec } from '../sql/funnel/trend-pass';
import type { FeaturesSpec } from '../sql/walks/featureAsked';
import { scanFeatures } from '../sql/walks/features';
import { scanPaths, type PathsSpec } from '../sql/walks/paths';
import { scanRetention, type RetentionSpec } from '../sql/walks/retention';
import { scanSessions, type SessionsSpec } from '../sql/walks/sessions';

/** One pass over a log, and what it reads beside it. Pure and deterministic. */
export type Scan = (log: Log, params: Json, beside: readonly Beside[]) => Readonly<Record<string, Frame>>;

/** Parameters of a pass were written by a plan of our own and have been plain JSON since. */
const pass =
  <P>(scan: (log: Log, params: P, beside: readonly Beside[]) => Readonly<Record<string, Frame>>): Scan =>
  (log, params, beside) =>
    scan(log, params as unknown as P, beside);

/** Every pass by name, one line each; what a plan's `scan` step may ask for. */
export const scans: ReadonlyMap<string, Scan> = new Map([
  ['features', pass<FeaturesSpec>(scanFeatures)],
  ['funnel', pass<ScanSpec>(scanFunnel)],
  ['funnel-trend', pass<TrendSpec>(scanTrend)],
  ['paths', pass<PathsSpec>(scanPaths)],
  ['retention', pass<RetentionSpec>(scanRetention)],
  ['sessions', pass<SessionsSpec>(scanSessions)],
]);

/** How many of each are kept. Logs: the whole one, and the one that the funnel at hand made of it. Rows are bits. */
const KEPT: Readonly<Record<HeldRows['as'], number>> = { log: 2, places: 1, money: 1, purchases: 1, rows: 40 };

type Held = { readonly as: 'log'; readonly log: Log } | Beside;

/** Keeps the rows used last, as typed arrays, and makes passes over them. */
export class ScanTable {
  /** By when they were used, longest ago first. */
  readonly #held = new Map<string, Held>();

  /** Keys of which there is nothing here. */
  missing(keys: readonly string[]): readonly string[] {
    return keys.filter((key) => !this.#held.has(key));
  }

  /** Takes rows; their frame's number columns are used up. Of one kind those used longest ago are let go. */
  put(key: string, as: 'log' | BesideKind, frame: Frame): void {
    // First, so that both are never there at once.
    const alike = [...this.#held].filter(([, held]) => held.as === as);
    for (const [oldest] of alike.slice(0, Math.max(0, alike.length - KEPT[as] + 1))) this.#held.delete(oldest);
    this.#held.set(key, as === 'log' ? { as, log: readLog(frame) } : readBeside(as, frame));
  }

  /** @throws VitrineError `internal` for rows that are not there, or an unknown pass */
  scan([key, ...others]: readonly string[], work: string, params: Json): Readonly<Record<string, Frame>> {
    const log = this.#use(key);
    const scan = scans.get(work);
    if (scan === undefined || log.as !== 'log')
      throw new VitrineError('internal', { reason: scan === undefined ? `there is no pass ${work}` : 'no log' });
    const beside = others.map((other) => {
      const held = this.#use(other);
      if (held.as === 'log') throw new VitrineError('internal', { reason: 'a second log' });
      return held;
    });
    return scan(log.log, params, beside);
  }

  #use(key: string | undefined): Held {
    const held = key === undefined ? undefined : this.#held.get(key);
    if (key === undefined || held === undefined) throw new VitrineError('internal', { reason: 'the rows are gone' });
    this.#held.delete(key);
    this.#held.set(key, held);
    return held;
  }
}
