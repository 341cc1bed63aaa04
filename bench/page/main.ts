import databaseUrl from '../../workers/database/database.worker.ts?worker&url';
import { appWorker } from '../../src/engines/app-worker';
import { fileSource, RemoteEngine } from '../../src/engines/remote';
import { measure } from '../work';

/** Measures the file that is chosen, in the real worker, and writes the answer as JSON into #answer. */
const input = document.querySelector<HTMLInputElement>('#file');
const output = document.querySelector<HTMLOutputElement>('#answer');
let longestTask = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration);
}).observe({ type: 'longtask' });

input?.addEventListener('change', () => {
  const file = input.files?.[0];
  if (file === undefined || output === null) return;
  longestTask = 0;
  const engine = new RemoteEngine(() => appWorker(databaseUrl, 'database'));
  measure(engine, fileSource(file))
    .then((answer) => ({ ...answer, longestTask }))
    .catch((error: unknown) => ({ error: String(error) }))
    .then((answer) => {
      output.textContent = JSON.stringify(answer);
    });
});
