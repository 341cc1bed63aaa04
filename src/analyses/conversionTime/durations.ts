import { DAY, HOUR, MINUTE, SECOND } from '../../core/time';

/** Round lengths of time for an axis, in ms. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 7, 14, 30, 60, 90, 180, 365].map((n) => n * DAY),
];

/** Multiples of a round length from 0 up to `end` (ms, inclusive), at most `count` steps of it. */
export function durationTicks(end: number, count: number): readonly number[] {
  const step = steps.find((s) => end / s <= count) ?? Math.ceil(end / count / DAY) * DAY;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
}

/** Lengths of time on a scale that multiplies, within `[least, most]` ms. */
export const landmarks: readonly number[] = [
  SECOND,
  10 * SECOND,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  7 * DAY,
  30 * DAY,
  365 * DAY,
];
