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
    rows: readonly HeldRows[],
    work: string,
    params: Json,
  ): Promise<Readonly<Record<string, Frame>>> {
    for (const one of rows) await this.hold(signal, one);
    return this.#table.scan(
      rows.map((one) => one.key),
      work,
      params,
    );
  }

  async hold(signal: AbortSignal, { key, as, ask }: HeldRows): Promise<void> {
    if (this.#table.missing([key]).length > 0) this.#table.put(key, as, await ask());
    if (signal.aborted) throw new VitrineError('cancelled', {});
  }
}
