import { Z95, type Interval } from './rate';

/** Ties of a survival sample at one time. */
export interface SurvivalTime {
  readonly time: number;
  /** Events at this time. */
  readonly events: number;
  /** Those seen up to this time and no longer. */
  readonly censored: number;
}

/** The curve right after a time. */
export interface SurvivalPoint {
  readonly time: number;
  /** Under observation right before. */
  readonly atRisk: number;
  readonly events: number;
  /** Share without the event so far. */
  readonly survival: number;
  /** 95 %; null where nobody or everybody has had it. */
  readonly interval: Interval | null;
}

/**
 * The product-limit estimate of the share that has not had the event by each time, from times in ascending order,
 * one entry per time; those censored at a time count as at risk there. One point per time with an event. The
 * interval is Greenwood's, on the scale of log(−log S), so that it stays in [0, 1].
 * Source: Kaplan & Meier 1958, JASA 53, 457–481; Kalbfleisch & Prentice 1980, §1.3.
 */
export function kaplanMeier(times: readonly SurvivalTime[]): readonly SurvivalPoint[] {
  let atRisk = times.reduce((sum, t) => sum + t.events + t.censored, 0);
  let survival = 1;
  let greenwood = 0;
  const points: SurvivalPoint[] = [];
  for (const { time, events, censored } of times) {
    if (events > 0) {
      survival *= 1 - events / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      points.push({ time, atRisk, events, survival, interval: logLog(survival, greenwood) });
    }
    atRisk -= events + censored;
  }
  return points;
}

function logLog(survival: number, greenwood: number): Interval | null {
  if (survival <= 0 || survival >= 1) return null;
  const half = (Z95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(half), high: survival ** Math.exp(-half) };
}

/** The earliest time at which the share without the event is at or below `share`; null where it stays above. */
export function survivalQuantile(points: readonly SurvivalPoint[], share: number): number | null {
  return points.find((p) => p.survival <= share + 1e-12)?.time ?? null;
}
