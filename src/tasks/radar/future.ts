import { VitrineError } from '../../core/errors';
import { HOUR } from '../../core/time';
import type { ProofLine } from './radar';

/**
 * Refuses rows of which something was seen at or after its cutoff: what it predicts would be in what it knows.
 * @param proof as measured over what the features read
 * @throws VitrineError `task.future` with the worst reading
 */
export function refuseFuture(proof: readonly ProofLine[]): void {
  let worst: { reading: string; late: number } | null = null;
  for (const { reading, latest } of proof) {
    if (latest !== null && latest >= 0 && (worst === null || latest > worst.late)) worst = { reading, late: latest };
  }
  if (worst !== null) {
    throw new VitrineError('task.future', { reading: worst.reading, hours: Math.ceil(worst.late / HOUR) });
  }
}
