import { describe, expect, test } from 'vitest';
import { sfc32 } from '../../../src/learn/random';
import { kMeans, plusPlus } from '../../../src/stats/mixture/kMeans';
import { fitMixture, labelStart } from '../../../src/stats/mixture/mixture';
import { drawIndices, sampleRows } from '../../../src/stats/mixture/rows';
import { searchKMeans, searchMixtures, type SearchOptions } from '../../../src/stats/mixture/search';
import { silhouette } from '../../../src/stats/mixture/silhouette';
import { rowsOf } from './support';

const options: SearchOptions = {
  from: 2,
  to: 6,
  starts: 3,
  chance: (purpose, k, start) => sfc32(purpose, k, start).uniform,
};

/** Three clouds of 120 rows that stand apart. */
function clouds() {
  const { normal } = sfc32(5);
  const centres = [
    [0, 0],
    [8, 1],
    [1, 9],
  ];
  return rowsOf(
    Array.from({ length: 360 }, (_, i) => (centres[i % 3] ?? []).map((c) => c + normal() * (1 + (i % 3) / 4))),
  );
}

describe('the search for the number of groups', () => {
  test('three clouds: lowest BIC and highest silhouette at three, all shares found', () => {
    const tried = searchMixtures(clouds(), options);
    const best = tried.reduce((b, t) => (t.model.bic < b.model.bic ? t : b));
    expect(best.k).toBe(3);
    expect(best.silhouette).toBeGreaterThan(0.6);
    for (const c of best.model.components) expect(c.weight).toBeCloseTo(1 / 3, 1);
    const means = searchKMeans(clouds(), options);
    expect(means.reduce((b, t) => ((t.silhouette ?? 0) > (b.silhouette ?? 0) ? t : b)).k).toBe(3);
  });

  test('the same seed gives the same figures, byte for byte', () => {
    expect(JSON.stringify(searchMixtures(clouds(), options))).toBe(JSON.stringify(searchMixtures(clouds(), options)));
    expect(JSON.stringify(searchKMeans(clouds(), options))).toBe(JSON.stringify(searchKMeans(clouds(), options)));
  });

  test('it reports often, never backwards past the end, and stops where the report throws', () => {
    const heard: number[] = [];
    searchMixtures(clouds(), { ...options, report: (done) => heard.push(done) });
    expect(heard.length).toBeGreaterThan(20);
    expect(Math.min(...heard)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...heard)).toBeLessThanOrEqual(1);
    const stop = () => {
      throw new Error('given up');
    };
    expect(() => searchMixtures(clouds(), { ...options, report: stop })).toThrow('given up');
  });

  test.each([
    ['nobody', []],
    ['one customer', [[1, 2]]],
    ['identical rows', Array.from({ length: 9 }, () => [3, 4])],
  ])('%s: no number of groups can be tried', (_, rows) => {
    expect(searchMixtures(rowsOf(rows), options)).toEqual([]);
    expect(searchKMeans(rowsOf(rows), options)).toEqual([]);
  });

  test('fewer distinct rows than groups: only as many groups are tried as rows differ', () => {
    const rows = Array.from({ length: 30 }, (_, i) => [i % 3, (i % 3) ** 2]);
    expect(searchMixtures(rowsOf(rows), options).map((t) => t.k)).toEqual([2, 3]);
    expect(searchKMeans(rowsOf(rows), options).map((t) => t.k)).toEqual([2, 3]);
  });

  test('a singular covariance: finite with a floor, no fit without', () => {
    // The second column is the first: all on a line.
    const rows = rowsOf(Array.from({ length: 40 }, (_, i) => [i, i]));
    const start = labelStart(
      Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1)),
      2,
    );
    expect(fitMixture(rows, start, { floor: 0 })).toBeNull();
    expect(Number.isFinite(fitMixture(rows, start)?.bic ?? NaN)).toBe(true);
  });
});

test('k-means keeps every group filled where a start is far from all rows', () => {
  const rows = rowsOf([[0], [0.1], [5], [5.1], [9]]);
  const { labels } = kMeans(rows, Float64Array.of(0, 5, 1000));
  expect(new Set(labels).size).toBe(3);
});

test('k-means++ draws rows that differ where there are enough', () => {
  const rows = rowsOf(Array.from({ length: 50 }, (_, i) => [i % 5]));
  const centres = plusPlus(rows, 5, sfc32(1).uniform);
  expect([...centres].sort()).toEqual([0, 1, 2, 3, 4]);
});

test('the silhouette of one group is unknown', () => {
  expect(silhouette(rowsOf([[1], [2], [3]]), Int32Array.of(0, 0, 0))).toBeNull();
});

test('a sample has distinct rows in their order, with their weights', () => {
  const all = rowsOf(Array.from({ length: 100 }, (_, i) => [i]));
  all.weights.forEach((_, i) => (all.weights[i] = i + 1));
  const some = sampleRows(all, 30, sfc32(3).uniform);
  expect(some.rows).toBe(30);
  expect([...some.weights]).toEqual([...some.values].map((x) => x + 1));
  const drawn = drawIndices(1000, 50, sfc32(4).uniform);
  expect([...drawn]).toEqual([...new Set(drawn)].sort((a, b) => a - b));
  expect(drawn).toHaveLength(50);
});
