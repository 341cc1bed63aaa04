import { runComputation, type Computations } from '../../src/analyses/computations';
import { packError } from '../../src/core/errors';
import { buffersOf } from '../../src/core/frames';
import type { ComputeAnswer, ComputeRequest } from './contract';

/** Answers one request; every outcome is a message. Progress is told at most once per percent. */
export function handle(
  known: Computations,
  { id, work, frame, params }: ComputeRequest,
  answer: (message: ComputeAnswer, transfer: ArrayBuffer[]) => void,
): void {
  let told = 0;
  const report = (done: number): void => {
    if (done - told < 0.01) return;
    told = done;
    answer({ id, is: 'progress', done }, []);
  };
  try {
    const frames = runComputation(known, work, frame, params, report);
    answer({ id, is: 'computed', frames }, buffersOf(Object.values(frames)));
  } catch (error) {
    answer({ id, is: 'failed', error: packError(error) }, []);
  }
}
