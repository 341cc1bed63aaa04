import learnUrl from '../../workers/compute/learn.worker.ts?worker&url';
import type { Learner } from '../learn/jobs/learner';
import { appWorker } from './app-worker';
import { RemoteLearner, usualWidth } from './learner';

/**
 * Learns in workers of this tab, through the same door as all its workers. To be imported late: nothing that an
 * empty page shows needs it. Workers start with the first dataset.
 */
export function tabLearner(): Learner {
  return new RemoteLearner({
    start: () => appWorker(learnUrl, 'learn'),
    channel: () => {
      const { port1, port2 } = new MessageChannel();
      return [port1, port2];
    },
    width: usualWidth(navigator.hardwareConcurrency),
  });
}
