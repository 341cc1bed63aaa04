import { describe, expect, test } from 'vitest';
import { bucketAt, dragged, gripAt, keyed } from '../../src/ui/marks/brush';

const edges = [40, 60, 80, 100, 120, 140];

describe('brush', () => {
  test('a place belongs to the bucket it lies in, outside to the nearest', () => {
    expect([0, 40, 59, 60, 139, 140, 500].map((x) => bucketAt(edges, x))).toEqual([0, 0, 0, 1, 4, 4, 4]);
  });

  test('a press takes hold of an end, of the range, or begins anew', () => {
    const range = { from: 1, to: 4 };
    expect([45, 62, 90, 117, 135].map((x) => gripAt(edges, range, x))).toEqual(['new', 'from', 'move', 'to', 'new']);
    expect(gripAt(edges, null, 90)).toBe('new');
  });

  test('dragging snaps to buckets, ends may pass each other, a moved range stays inside', () => {
    expect(dragged(edges, 'new', null, 65, 110)).toEqual({ from: 1, to: 4 });
    expect(dragged(edges, 'new', null, 110, 65)).toEqual({ from: 1, to: 4 });
    expect(dragged(edges, 'to', { from: 2, to: 4 }, 120, 45)).toEqual({ from: 0, to: 3 });
    expect(dragged(edges, 'from', { from: 2, to: 4 }, 80, 139)).toEqual({ from: 3, to: 5 });
    expect(dragged(edges, 'move', { from: 1, to: 3 }, 70, 700)).toEqual({ from: 3, to: 5 });
  });

  test('arrows move it, with Shift they move its end, Home and End lead to the ends', () => {
    const range = { from: 1, to: 3 };
    expect(keyed(5, range, 'ArrowRight', false)).toEqual({ from: 2, to: 4 });
    expect(keyed(5, range, 'ArrowRight', true)).toEqual({ from: 1, to: 4 });
    expect(keyed(5, range, 'ArrowLeft', true)).toEqual({ from: 1, to: 2 });
    expect(keyed(5, { from: 1, to: 2 }, 'ArrowLeft', true)).toEqual({ from: 1, to: 2 });
    expect(keyed(5, range, 'Home', false)).toEqual({ from: 0, to: 2 });
    expect(keyed(5, range, 'End', false)).toEqual({ from: 3, to: 5 });
    expect(keyed(20, null, 'ArrowLeft', false)).toEqual({ from: 18, to: 20 });
    expect(keyed(5, range, 'a', false)).toBeNull();
  });
});
