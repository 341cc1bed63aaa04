import { VitrineError } from '../core/errors';
import type { Take } from '../core/reading';
import { forecast, type Seen } from '../data/forecast';
import { TAB_BYTES } from '../data/limits';
import { openParts, type Opened, type Opening } from '../data/open';
import { foresee, type Make } from '../data/probe';
import { fileSource, type FileSource } from '../engines/remote';
import type { Choosing } from './choosing.svelte';

export { reopening } from '../data/open';

/**
 * Opens the tables of a file as `openParts` does. A large one is looked at first: what a tab is not likely to hold waits
 * for a person to choose columns and rows; of anything else the forecast is shown while it is read, and a person may stop
 * and choose.
 */
export async function* openChosen(
  choosing: Choosing,
  place: Opening<FileSource>,
  source: FileSource,
  nameOf: (part: string | null) => string,
): AsyncGenerator<Opened, void, undefined> {
  choosing.look = async (signal, file, as) => ({
    seen: await foresee(signal, place.engine, file, as, make),
    room: room(),
  });
  for (;;) {
    const restart = new AbortController();
    choosing.restart = restart;
    try {
      const signal = AbortSignal.any([place.signal, restart.signal]);
      const asking = { make, ask: (seen: Seen) => ask(choosing, signal, seen) };
      for await (const opened of openParts({ ...place, signal, foresee: asking }, source, nameOf)) {
        // What was read already is not read twice.
        choosing.restart = null;
        choosing.expected = null;
        yield opened;
      }
      return;
    } catch (error) {
      if (!restart.signal.aborted || place.signal.aborted) throw error;
    } finally {
      choosing.restart = null;
      choosing.expected = null;
      choosing.asked = null;
    }
  }
}

async function ask(choosing: Choosing, signal: AbortSignal, seen: Seen): Promise<Take> {
  const space = room();
  const expected = forecast(seen, {}, space);
  const { wanted } = choosing;
  choosing.wanted = false;
  if (expected.fits && !wanted) {
    choosing.expected = expected;
    return {};
  }
  const take = await new Promise<Take>((answer, reject) => {
    signal.addEventListener('abort', () => reject(new VitrineError('cancelled', {})));
    choosing.asked = { seen, room: space, answer };
  });
  choosing.asked = null;
  choosing.expected = forecast(seen, take, space);
  return take;
}

const make: Make<FileSource> = (name, parts) => {
  const bytes = parts.map((p) => new Uint8Array(p));
  return Promise.resolve({ source: fileSource(new File(bytes, name)), remove: () => Promise.resolve() });
};

/** Bytes that the database may hold here: its own limit, and half of a device with little memory. */
function room(): number {
  const gibibytes = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : 8;
  return Math.min(TAB_BYTES, gibibytes * 2 ** 29);
}
