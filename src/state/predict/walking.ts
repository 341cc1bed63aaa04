import { MadeTables } from '../../analyses/made';
import { runScan, type Place } from '../../analyses/run';
import type { Walking } from '../../tasks/log/walked';

/**
 * Passes over logs for features, by the rows that analyses have the scanner keep; null where there is no scanner.
 */
export function walkingAt(place: Pick<Place, 'engine' | 'scanner'>): Walking | null {
  const { engine, scanner } = place;
  if (scanner === undefined) return null;
  return {
    engine,
    scan: (signal, { spine }, step) => runScan(signal, place, new MadeTables(engine, spine), step, () => undefined),
  };
}
