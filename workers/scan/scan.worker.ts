import type { ScanRequest } from './contract';
import { ScanHandler } from './handle';

const handler = new ScanHandler();

self.onmessage = ({ data }: MessageEvent<ScanRequest>): void => {
  handler.handle(data, (message, transfer) => self.postMessage(message, { transfer }));
};
