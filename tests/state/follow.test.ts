import { describe, expect, it } from 'vitest';
import { follow, mentions } from '../../src/state/follow';
import { dropped, renamed } from '../../src/state/segments';

const funnel = {
  order: 'ordered',
  breakdown: [{ segments: ['vip', 'new'] }, { property: 'segment', touch: 'first' }],
  compare: { segment: 'vip', with: 'new' },
};
const retention = { breakdown: { segments: ['vip'] }, list: { who: 'back' } };

describe('parameters that speak of a segment', () => {
  it('are found at any depth; a property of that name is none', () => {
    expect(mentions(funnel, 'vip')).toBe(true);
    expect(mentions(retention, 'vip')).toBe(true);
    expect(mentions({ breakdown: [{ property: 'vip' }], where: [{ property: 'segment', is: ['vip'] }] }, 'vip')).toBe(
      false,
    );
  });

  it('follow it to its other name', () => {
    expect(follow(funnel, { from: 'vip', to: 'best' })).toEqual({
      order: 'ordered',
      breakdown: [{ segments: ['best', 'new'] }, { property: 'segment', touch: 'first' }],
      compare: { segment: 'best', with: 'new' },
    });
    expect(follow(funnel, { from: 'new', to: 'fresh' }).compare).toEqual({ segment: 'vip', with: 'fresh' });
  });

  it('let go of it when it is gone: the other names stay, a comparison without a side goes', () => {
    expect(follow(funnel, { from: 'vip', to: null })).toEqual({
      order: 'ordered',
      breakdown: [{ segments: ['new'] }, { property: 'segment', touch: 'first' }],
    });
    expect(follow(funnel, { from: 'new', to: null }).compare).toEqual({ segment: 'vip' });
    expect(follow(retention, { from: 'vip', to: null })).toEqual({ list: { who: 'back' } });
  });

  it('are the same object where they do not speak of it', () => {
    expect(follow(funnel, { from: 'other', to: null })).toBe(funnel);
  });
});

describe('rules of other segments', () => {
  const rule = { in: { kind: 'funnel', params: funnel, list: 'customers', where: [] } } as const;
  const scope = {
    filter: { customers: { segment: 'stopped' } },
    segments: [
      { name: 'vip', rule: { did: { events: ['buy'] } } },
      { name: 'stopped', rule },
    ],
  };

  it('follow a name into the parameters of their lists', () => {
    const { segments } = renamed(scope, 'vip', 'best');
    expect(segments[1]?.rule).toMatchObject({ in: { params: { compare: { segment: 'best', with: 'new' } } } });
  });

  it('rest on the list alone when the segment is gone, and the filter keeps its meaning', () => {
    const { segments, filter } = dropped(scope, 'vip');
    expect(segments).toHaveLength(1);
    expect(segments[0]?.rule).toMatchObject({ in: { params: { breakdown: [{ segments: ['new'] }, {}] } } });
    expect(filter).toEqual({ customers: { segment: 'stopped' } });
    expect(dropped(scope, 'stopped').filter).toEqual({ customers: rule });
  });
});
