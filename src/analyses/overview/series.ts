import type { OverviewFigures, OverviewPoint } from './result';
import type { Trend } from './words';

/** The lead figure of a bucket. */
export function leadValue(figures: OverviewFigures, point: OverviewPoint): number {
  return figures.lead === 'revenue' ? (point.revenue ?? 0) : point[figures.lead];
}

/**
 * The mean of the last quarter of the complete buckets against that of the first; null with fewer than
 * eight complete buckets or nothing in the first quarter.
 */
export function trendOf(figures: OverviewFigures): Trend | null {
  const values = figures.series.points.filter((p) => p.complete).map((p) => leadValue(figures, p));
  if (values.length < 8) return null;
  const quarter = Math.floor(values.length / 4);
  const sum = (part: readonly number[]): number => part.reduce((a, b) => a + b, 0);
  const [first, last] = [sum(values.slice(0, quarter)), sum(values.slice(-quarter))];
  return first > 0 ? { lead: figures.lead, change: (last - first) / first } : null;
}
