import { describe, expect, test } from 'vitest';
import { VitrineError } from '../../src/core/errors';
import type { Result } from '../../src/core/result';
import { Run } from '../../src/state/run.svelte';

const result = (figures: number): Result<number> => ({
  vitrine: 1,
  id: 'x',
  kind: 'x',
  params: {},
  figures,
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
});

/** Work that ends when it is told to. */
function held(): { work: () => Promise<Result<number>>; end: (r: Result<number>) => void } {
  let end: (r: Result<number>) => void = () => undefined;
  const promise = new Promise<Result<number>>((resolve) => (end = resolve));
  return { work: () => promise, end };
}

describe('a run', () => {
  test('holds its result when it is done', async () => {
    const run = new Run<number>();
    await run.start(() => Promise.resolve(result(7)));
    expect([run.status, run.result?.figures, run.error]).toEqual(['done', 7, null]);
  });

  test('drops the late answer of a run that was superseded', async () => {
    const run = new Run<number>();
    const slow = held();
    const first = run.start(slow.work);
    await run.start(() => Promise.resolve(result(2)));
    slow.end(result(1));
    await first;
    expect(run.result?.figures).toBe(2);
  });

  test('keeps the picture while a newer one is computed', async () => {
    const run = new Run<number>();
    await run.start(() => Promise.resolve(result(1)));
    const slow = held();
    const second = run.start(slow.work);
    expect([run.status, run.result?.figures]).toEqual(['running', 1]);
    slow.end(result(2));
    await second;
    expect(run.result?.figures).toBe(2);
  });

  test('stopped is no error', async () => {
    const run = new Run<number>();
    const going = run.start(
      (signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new VitrineError('cancelled', {})))),
    );
    run.stop();
    await going;
    expect([run.status, run.error]).toEqual(['stopped', null]);
  });

  test('anything thrown becomes an error with a code', async () => {
    const run = new Run<number>();
    await run.start(() => Promise.reject(new TypeError('x is undefined')));
    expect([run.status, run.error?.code, run.error?.message]).toEqual([
      'failed',
      'internal',
      expect.stringContaining('x is undefined'),
    ]);
  });

  test('cleared forgets what is under way', async () => {
    const run = new Run<number>();
    const slow = held();
    const going = run.start(slow.work);
    run.clear();
    slow.end(result(1));
    await going;
    expect([run.status, run.result]).toEqual(['waiting', null]);
  });
});
