import { computations, runComputation, type Computations } from '../../analyses/computations';
import type { Computer } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import type { Frame } from '../../core/frame';
import type { Json } from '../../core/result';

/** Runs computations in the command line's process; an abort is seen where a computation reports. */
export class NodeComputer implements Computer {
  readonly #known: Computations;

  /** @param known other computations than Vitrine's own */
  constructor(known: Computations = computations) {
    this.#known = known;
  }

  async compute(
    signal: AbortSignal,
    work: string,
    frame: Frame,
    params: Json,
    onProgress?: (done: number) => void,
  ): Promise<Readonly<Record<string, Frame>>> {
    // Lets an abort that is already on its way arrive first.
    await new Promise((resolve) => setImmediate(resolve));
    const report = (done: number): void => {
      if (signal.aborted) throw new VitrineError('cancelled', {});
      onProgress?.(done);
    };
    report(0);
    return runComputation(this.#known, work, frame, params, report);
  }
}
