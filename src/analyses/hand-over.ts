import type { DataInfo } from '../core/analysis';
import { eventCodes } from '../sql/funnel/scan';
import { isScanned, logRows } from '../sql/log';
import { MadeTables } from './made';
import type { Place } from './run';

/**
 * Hands the log to the scanner before a funnel asks for it, so that the first one finds it there. Nothing is done
 * where there is no scanner and no data, where no funnel can be made of them, and where the log is too long to be scanned.
 * @throws VitrineError as the engine and the scanner do, `cancelled` when the signal aborts
 */
export async function handOver(signal: AbortSignal, { engine, scanner }: Place, data: DataInfo | null): Promise<void> {
  if (scanner === undefined || data === null) return;
  const { kind, events } = data.spine;
  if (kind !== 'events' || events.length < 2 || !isScanned({ ...data, scans: true })) return;
  const rows = logRows(data, eventCodes(data));
  const key = new MadeTables(engine, data.spine).held(rows);
  await scanner.hold(signal, { key, ask: () => engine.query(signal, rows, undefined, true) });
}
