import type { CrossRequest } from './contract';
import { CrossHandler } from './handle';

const handler = new CrossHandler();

self.onmessage = ({ data }: MessageEvent<CrossRequest>): void => {
  self.postMessage(handler.handle(data));
};
