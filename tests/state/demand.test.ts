import { describe, expect, test } from 'vitest';
import { Demand } from '../../src/state/demand';

/** A demand that writes down what is computed; each computation takes a turn of the event loop. */
function watched(): { demand: Demand<string>; computed: string[] } {
  const computed: string[] = [];
  const demand: Demand<string> = new Demand(async (kind) => {
    await new Promise((later) => setTimeout(later));
    computed.push(kind);
  });
  return { demand, computed };
}

describe('analyses on demand', () => {
  test('only what is looked at is computed, in the order of asking, and once', async () => {
    const { demand, computed } = watched();
    demand.want('overview');
    demand.want('funnel');
    demand.want('overview');
    await demand.renew();
    expect(computed).toEqual(['overview', 'funnel']);
  });

  test('what can wait goes on when nothing is being computed, also what was asked for meanwhile', async () => {
    const { demand, computed } = watched();
    await demand.rest();
    demand.want('overview');
    void demand.renew();
    const seen = demand.rest().then(() => [...computed]);
    demand.want('funnel');
    expect(await seen).toEqual(['overview', 'funnel']);
  });

  test('nothing is computed before there is data', async () => {
    const { demand, computed } = watched();
    demand.want('overview');
    await new Promise((later) => setTimeout(later, 5));
    expect(computed).toEqual([]);
  });

  test('what is looked at later is computed then, and what is not looked at any more is not', async () => {
    const { demand, computed } = watched();
    const leave = demand.want('overview');
    await demand.renew();
    leave();
    demand.want('value');
    await new Promise((later) => setTimeout(later, 5));
    expect(computed).toEqual(['overview', 'value']);
    await demand.renew();
    expect(computed).toEqual(['overview', 'value', 'value']);
  });

  test('a room that was left before its turn came is not computed', async () => {
    const { demand, computed } = watched();
    demand.want('overview');
    const leave = demand.want('rfm');
    const done = demand.renew();
    leave();
    await done;
    expect(computed).toEqual(['overview']);
  });

  test('what changes while it is computed is computed again', async () => {
    const { demand, computed } = watched();
    demand.want('overview');
    const first = demand.renew();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, demand.renew()]);
    expect(computed).toEqual(['overview', 'overview']);
  });

  test('what was begun by hand is not begun again', async () => {
    const { demand, computed } = watched();
    await demand.renew();
    demand.begun('funnel');
    demand.want('funnel');
    await new Promise((later) => setTimeout(later, 5));
    expect(computed).toEqual([]);
  });
});
