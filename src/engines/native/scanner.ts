import { ScanTable } from '../../analyses/scans';
import type { HeldRows, Scanner } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import type { Frame } from '../../core/frame';
import type { Json } from '../../core/result';

/** Scans in the command line's process. */
export class NodeScanner implements Scanner {
  readonly #table = new ScanTable();

  async scan(
    signal: AbortSignal,
    rows: HeldRows,
    work: string,
    params: Json,
  ): Promise<Readonly<Record<string, Frame>>> {
    await this.hold(signal, rows);
    return this.#table.scan(rows.key, work, params);
  }

  async hold(signal: AbortSignal, { key, ask }: HeldRows): Promise<void> {
    if (!this.#table.has(key)) this.#table.put(key, await ask());
    if (signal.aborted) throw new VitrineError('cancelled', {});
  }
}
