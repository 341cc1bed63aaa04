import { computations } from '../../src/analyses/computations';
import type { ComputeRequest } from './contract';
import { handle } from './handle';

self.onmessage = ({ data }: MessageEvent<ComputeRequest>): void => {
  handle(computations, data, (message, transfer) => self.postMessage(message, { transfer }));
};
