import type { Engine } from '../core/engine';
import { VitrineError } from '../core/errors';

interface Turn {
  readonly prefix: string;
  readonly ended: Promise<void>;
}

/** Runs that have begun and not yet ended, by engine. */
const going = new WeakMap<Engine, Set<Turn>>();

/**
 * Runs `work`, which writes tables whose names begin with `prefix`, once every earlier one of that engine that may
 * write the same names has ended, however it ended: an engine answers an abort only when its statement is over, and
 * until then a table that is being replaced cannot be replaced again ("write-write conflict"). How long that takes
 * is the engine's affair; it gives a statement up that does not stop.
 * @throws VitrineError `cancelled` when the signal aborts while waiting; what `work` throws
 */
export async function inTurn<T>(
  signal: AbortSignal,
  engine: Engine,
  prefix: string,
  work: () => Promise<T>,
): Promise<T> {
  const turns = going.get(engine) ?? new Set<Turn>();
  going.set(engine, turns);
  const earlier = [...turns].filter((t) => overlap(t.prefix, prefix)).map((t) => t.ended);
  let end: () => void = () => undefined;
  const turn: Turn = { prefix, ended: new Promise((resolve) => (end = resolve)) };
  turns.add(turn);
  try {
    if (earlier.length > 0) await until(signal, Promise.all(earlier));
    return await work();
  } finally {
    turns.delete(turn);
    end();
  }
}

/** Whether a name can begin with both: `funnel` and `funnel_every` do, `funnel` and `funnelTrend` do not. */
function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}_`) || b.startsWith(`${a}_`);
}

function until(signal: AbortSignal, promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new VitrineError('cancelled', {}));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}
