import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Ahead } from '../../src/state/ahead';
import { Demand } from '../../src/state/demand';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Work that lasts a second and writes down how it ended. */
function watched(): { ahead: Ahead; log: string[] } {
  const log: string[] = [];
  const ahead = new Ahead(async (signal) => {
    log.push('begun');
    await new Promise((later) => setTimeout(later, 1000));
    log.push(signal.aborted ? 'stopped' : 'done');
  });
  return { ahead, log };
}

describe('work that is done ahead', () => {
  test('it begins when nothing was asked for for a moment, once', async () => {
    const { ahead, log } = watched();
    ahead.begin();
    ahead.begin();
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(log).toEqual(['begun', 'done']);
  });

  test('dropped before it began it never does, and under way its signal aborts', async () => {
    const { ahead, log } = watched();
    ahead.begin();
    ahead.drop();
    await vi.advanceTimersByTimeAsync(2000);
    expect(log).toEqual([]);
    ahead.begin();
    await vi.advanceTimersByTimeAsync(700);
    ahead.drop();
    await vi.advanceTimersByTimeAsync(2000);
    expect(log).toEqual(['begun', 'stopped']);
  });

  test('work that fails is let go, and is begun again', async () => {
    let tries = 0;
    const ahead = new Ahead(() => {
      tries++;
      return Promise.reject(new Error('the engine is gone'));
    });
    for (const _ of [1, 2]) {
      ahead.begin();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(tries).toBe(2);
  });

  test('it waits for what the page shows, and another table in view drops it', async () => {
    const { ahead, log } = watched();
    const demand = new Demand<string>(async (kind) => {
      await new Promise((later) => setTimeout(later, 3000));
      log.push(kind);
    }, ahead);
    void demand.renew();
    await vi.advanceTimersByTimeAsync(2000);
    // Nothing is shown yet: nothing is done ahead.
    expect(log).toEqual([]);
    demand.want('overview');
    await vi.advanceTimersByTimeAsync(3600);
    expect(log).toEqual(['overview', 'begun']);
    demand.close();
    await vi.advanceTimersByTimeAsync(2000);
    expect(log).toEqual(['overview', 'begun', 'stopped']);
  });
});
