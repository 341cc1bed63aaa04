import { describe, expect, it } from 'vitest';
import { bandPath, linePath, sparkPoints } from '../../src/ui/marks/path';
import { markAt, step } from '../../src/ui/marks/roving';
import { divergingStep, sequentialStep } from '../../src/ui/palette';

const box = (x: number, y: number) => ({ x, y, width: 10, height: 10, title: '', value: '' });
/** Three columns, two rows: 0 1 2 over 3 4 5. */
const grid = [0, 1].flatMap((r) => [0, 1, 2].map((c) => box(c * 20, r * 20)));

describe('arrow keys in a chart', () => {
  it('lead to the neighbour in their direction', () => {
    expect(step(grid, 4, 'ArrowUp')).toBe(1);
    expect(step(grid, 1, 'ArrowDown')).toBe(4);
    expect(step(grid, 4, 'ArrowLeft')).toBe(3);
    expect(step(grid, 0, 'ArrowRight')).toBe(1);
  });

  it('go on in reading order where nothing lies in their direction, and stop at the ends', () => {
    expect(step(grid, 2, 'ArrowRight')).toBe(3);
    expect(step(grid, 5, 'ArrowRight')).toBe(5);
    expect(step(grid, 0, 'ArrowLeft')).toBe(0);
  });

  it('enter at the first mark; Home and End lead to the ends; other keys are left alone', () => {
    expect(step(grid, null, 'ArrowDown')).toBe(0);
    expect(step(grid, 3, 'Home')).toBe(0);
    expect(step(grid, null, 'End')).toBe(5);
    expect(step(grid, 3, 'Tab')).toBeNull();
    expect(step([], null, 'ArrowDown')).toBeNull();
  });
});

describe('the mark under the pointer', () => {
  it('is the one whose box holds it, the upper one of two', () => {
    expect(markAt(grid, 25, 5)).toBe(1);
    expect(markAt([box(0, 0), box(0, 0)], 5, 5)).toBe(1);
  });

  it('is the nearest within reach, else none', () => {
    expect(markAt(grid, 60, 5)).toBe(2);
    expect(markAt(grid, 200, 5)).toBeNull();
  });

  it('is found by its shape where a shape holds the point, the first of several; else by boxes', () => {
    const shaped = [{ ...box(0, 0), shape: 'a' }, { ...box(0, 0), shape: 'b' }, box(0, 0)];
    expect(markAt(shaped, 5, 5, (shape) => shape === 'b')).toBe(1);
    expect(markAt(shaped, 5, 5, () => true)).toBe(0);
    expect(markAt(shaped, 5, 5, () => false)).toBe(2);
  });
});

describe('paths', () => {
  it('break at a gap and keep a point that stands alone', () => {
    const points = [
      { x: 0, y: 1 },
      { x: 1, y: 2 },
      { x: 2, y: null },
      { x: 3, y: 4.005 },
    ];
    expect(linePath(points)).toBe('M0,1L0,1L1,2M3,4.01L3,4.01');
  });

  it('close a band between its highs and lows', () => {
    expect(
      bandPath([
        { x: 0, low: 9, high: 1 },
        { x: 5, low: 8, high: 2 },
      ]),
    ).toBe('M0,1L5,2L5,8L0,9Z');
    expect(bandPath([{ x: 0, low: 9, high: 1 }])).toBe('');
  });

  it('a sparkline reaches all four sides of its box', () => {
    const points = sparkPoints([10, 30, 20], 100, 20, 2);
    expect(points).toEqual([
      { x: 2, y: 18 },
      { x: 50, y: 2 },
      { x: 98, y: 10 },
    ]);
    expect(sparkPoints([5, 5], 100, 20, 2).map((p) => p.y)).toEqual([10, 10]);
    expect(sparkPoints([5, null], 100, 20, 2)).toEqual([]);
  });
});

describe('steps of a ramp', () => {
  it('stay inside it', () => {
    expect([-1, 0, 0.5, 1, 7].map(sequentialStep)).toEqual([0, 0, 4, 8, 8]);
    expect([-2, -1, 0, 1, 2].map(divergingStep)).toEqual([0, 0, 4, 8, 8]);
  });
});
