import type { DataInfo, HeldRows } from '../core/analysis';
import type { Statement } from '../core/engine';
import { moneyRows } from '../sql/beside';
import { isScanned, ownLog } from '../sql/log';
import { MadeTables } from './made';
import type { Place } from './run';

/**
 * Hands the log to the scanner before anybody asks for it, and the rows that carry money, so that the first funnel,
 * sessions, paths and retention find them there. Nothing is done where there is no scanner and no data, where no funnel
 * can be made of them, and where the log is too long to be scanned.
 * @throws VitrineError as the engine and the scanner do, `cancelled` when the signal aborts
 */
export async function handOver(signal: AbortSignal, { engine, scanner }: Place, data: DataInfo | null): Promise<void> {
  if (scanner === undefined || data === null) return;
  const { kind, events } = data.spine;
  if (kind !== 'events' || events.length < 2 || !isScanned({ ...data, scans: true })) return;
  const made = new MadeTables(engine, data.spine);
  const hold = (as: HeldRows['as'], rows: Statement): Promise<void> =>
    scanner.hold(signal, { key: made.held(rows), as, ask: () => engine.query(signal, rows, undefined, true) });
  await hold('log', ownLog(data));
  if (data.spine.hasAmount) await hold('money', moneyRows(data));
}
