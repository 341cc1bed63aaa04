import type { CrossRequest } from './contract';
import { CrossHandler } from './handle';

const handler = new CrossHandler();

/** One at a time, so that whoever asks meanwhile waits for one at most. */
function rehearse(): void {
  if (handler.rehearse()) setTimeout(rehearse);
}

self.onmessage = ({ data }: MessageEvent<CrossRequest>): void => {
  self.postMessage(handler.handle(data));
  if (data.ask === 'load') setTimeout(rehearse);
};
