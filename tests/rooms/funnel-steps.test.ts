import { describe, expect, test } from 'vitest';
import type { StepChoice } from '../../src/analyses/funnel/spec';
import { changedStep, eventsOf, fittedTo } from '../../src/rooms/behaviour/steps';

describe('a step of a funnel', () => {
  test('is written as its event where nothing else is said of it', () => {
    expect(changedStep(['view'], {})).toBe('view');
    expect(changedStep({ events: 'view', where: [], optional: false }, {})).toBe('view');
    expect(changedStep('view', { events: ['view', 'search'] })).toEqual(['view', 'search']);
    expect(changedStep(['view', 'search'], { events: ['search'] })).toBe('search');
  });

  test('keeps conditions when its events change, and one event at least', () => {
    const where = [{ property: 'price', from: 5 }];
    const step: StepChoice = { events: 'view', where, label: 'Dear ones', optional: true };
    expect(changedStep(step, { events: ['view', 'search'] })).toEqual({
      events: ['view', 'search'],
      where,
      optional: true,
    });
    expect(changedStep(step, { optional: false })).toEqual({ events: 'view', where, label: 'Dear ones' });
    expect(eventsOf(changedStep(step, { events: [] }))).toEqual(['view']);
  });
});

describe('what speaks of steps by number', () => {
  const exclude = [{ events: 'refund', from: 2, to: 3 }, { events: 'leave' }];
  const breakdown = [
    { property: 'channel', touch: { step: 3 }, top: 3 },
    { property: 'device', touch: 'last' as const },
  ];

  test('stays while those steps stand', () => {
    const params = { exclude, breakdown };
    expect(fittedTo(params, ['a', 'b', 'c'])).toEqual(params);
  });

  test('is let go where a step is gone or may be skipped', () => {
    const without = {
      exclude: [{ events: 'refund' }, { events: 'leave' }],
      breakdown: [{ property: 'channel', top: 3 }, breakdown[1]],
    };
    expect(fittedTo({ exclude, breakdown }, ['a', 'b'])).toEqual(without);
    const skipped = fittedTo({ exclude, breakdown }, ['a', { events: 'b', optional: true }, 'c', 'd']);
    expect(skipped.exclude).toEqual(without.exclude);
    expect(skipped.breakdown).toEqual(breakdown);
  });
});
