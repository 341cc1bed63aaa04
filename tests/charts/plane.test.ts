import { describe, expect, test } from 'vitest';
import { beeswarm } from '../../src/charts/beeswarm';
import { board } from '../../src/charts/board';
import { plane } from '../../src/charts/plane';
import { waterfall } from '../../src/charts/waterfall';
import { expectToFit } from '../support/layout';

describe('a plane of two axes', () => {
  const percents = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: `${value * 100} %` }));
  const axis = { low: 0, high: 1, ticks: percents };

  test('puts values where the axes say, up and to the right', () => {
    const p = plane(400, 200, axis, axis);
    expect([p.x(0), p.x(1)]).toEqual([p.left, p.right]);
    expect([p.y(0), p.y(1)]).toEqual([p.bottom, p.top]);
    expect(p.x(0.5)).toBeCloseTo((p.left + p.right) / 2, 10);
    expect(p.bottom - p.top).toBe(200);
  });

  test('leaves out labels that would touch, and keeps both ends', () => {
    const many = Array.from({ length: 41 }, (_, i) => ({ value: i / 40, label: `${(i * 2.5).toFixed(1)} %` }));
    const p = plane(300, 200, { low: 0, high: 1, ticks: many }, axis);
    expect(p.across.length).toBeGreaterThan(3);
    expect(p.across.length).toBeLessThan(10);
    expect([p.across[0]?.label, p.across.at(-1)?.label]).toEqual(['0.0 %', '100.0 %']);
  });
});

describe('a swarm', () => {
  test('keeps every point at its place across and moves only those of one column apart', () => {
    const points = beeswarm([10, 10, 10, 50], 4, 20);
    expect(points.map((p) => p.x)).toEqual([10, 10, 10, 50]);
    expect(points.map((p) => p.dy)).toEqual([0, 4, -4, 0]);
  });
  test('presses a crowd into its row', () => {
    const points = beeswarm(new Float64Array(1001).fill(7), 4, 20);
    expect(Math.max(...points.map((p) => Math.abs(p.dy)))).toBeCloseTo(20, 9);
  });
  test('leaves out what is no number', () => {
    expect(beeswarm([1, NaN, 2], 4, 9).map((p) => p.index)).toEqual([0, 2]);
  });
});

describe('a waterfall', () => {
  const parts = [
    { of: 'a', by: 1 },
    { of: 'b', by: -3 },
    { of: 'c', by: 0 },
    { of: 'd', by: 0.5 },
    { of: 'e', by: 0.25 },
  ];
  test('goes from the start to the sum, the largest step first, the rest in one', () => {
    const steps = waterfall(10, parts, 'rest', 2);
    expect(steps).toEqual([
      { of: 'b', by: -3, from: 10, to: 7 },
      { of: 'a', by: 1, from: 7, to: 8 },
      { of: 'rest', by: 0.75, from: 8, to: 8.75 },
    ]);
  });
  test('draws a single small step rather than calling it the rest', () => {
    expect(waterfall(0, parts, 'rest', 3).map((s) => s.of)).toEqual(['b', 'a', 'd', 'e']);
  });
  test('of nothing has no steps', () => expect(waterfall(1, [], 'rest', 3)).toEqual([]));
});

describe('a board', () => {
  const axis = { low: 0, high: 1, ticks: [0, 0.5, 1].map((value) => ({ value, label: String(value) })) };
  const row = (name: string, value: number | null) => ({
    name,
    value,
    interval: { low: 0.2, high: 0.9 },
    against: 0.5,
    says: value === null ? '–' : value.toFixed(3),
    mark: { title: name, value: String(value ?? '–') },
  });

  test.each([300, 420, 700, 1100])('lies within %d px, whatever it is made of', (width) => {
    for (const draw of ['dots', 'bars'] as const) {
      expectToFit(board([row('ROC-AUC', 0.75), row('A rather long name of a figure', null)], axis, width, draw));
    }
  });
  test('draws bars from zero, in proportion, and whiskers on the same scale', () => {
    const b = board([row('x', 0.8), row('y', 0.4)], axis, 700, 'bars');
    const [x, y] = b.bars.filter((bar) => bar.tone === 'mark');
    expect((x?.width ?? 0) / (y?.width ?? 1)).toBeCloseTo(2, 6);
    expect(x?.x).toBe(b.left);
    const whisker = b.whiskers[0];
    expect(((whisker?.to ?? 0) - b.left) / (b.right - b.left)).toBeCloseTo(0.9, 6);
  });
  test('draws what cannot be measured as its baseline only', () => {
    const b = board([row('x', null)], axis, 700, 'dots');
    expect(b.dots).toHaveLength(1);
    expect(b.dots[0]?.faded).toBe(true);
  });
});
