import { expect, test } from 'vitest';
import type { Result } from '../../src/core/result';
import { exhibitState } from '../../src/rooms/exhibit-state';
import { Run } from '../../src/state/run.svelte';

const result: Result = {
  vitrine: 1,
  id: 'x',
  kind: 'x',
  params: {},
  figures: 1,
  tables: [],
  warnings: [],
  receipt: {
    asOf: 0,
    zone: 'UTC',
    currency: null,
    source: { name: 'x', fingerprint: '', rows: 0, excluded: [] },
    sql: [],
    versions: { vitrine: '0', duckdb: '0' },
  },
};

test('a picture of before is stale while it is computed anew, while it waits for that, and when that was stopped', async () => {
  const run = new Run();
  await run.start(() => Promise.resolve(result));
  expect(exhibitState(run, 'en')).toEqual({ kind: 'ready' });
  const again = run.start((signal, onProgress) => {
    onProgress(0.254);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  });
  expect(exhibitState(run, 'en')).toEqual({ kind: 'ready', stale: { done: 0.25 } });
  run.stop();
  await again;
  expect(exhibitState(run, 'en')).toEqual({ kind: 'ready', stale: 'stopped' });
  run.abandon();
  expect(exhibitState(run, 'en')).toEqual({ kind: 'ready', stale: 'waiting' });
  run.clear();
  expect(exhibitState(run, 'en').kind).toBe('loading');
});
