import type { Place } from '../../src/analyses/run';
import { NodeScanner } from '../../src/engines/native/scanner';

/** What a place has beside its engine where rows are scanned. */
export const scanning: Pick<Place, 'scanner'> = { scanner: new NodeScanner() };

/** Half of random logs by a scan, half in SQL: the same one always the same way. */
export const byHalves = (log: readonly unknown[]): Pick<Place, 'scanner'> => (log.length % 2 === 0 ? scanning : {});
