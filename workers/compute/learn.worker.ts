import { LearnHandler } from './learn';
import type { LearnRequest } from './contract';

const handler = new LearnHandler((message, transfer) => self.postMessage(message, { transfer }));

self.onmessage = ({ data }: MessageEvent<LearnRequest>): void => handler.handle(data);
