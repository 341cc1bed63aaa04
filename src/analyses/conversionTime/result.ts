import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numbers, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { DAY } from '../../core/time';
import { windowLength, type Span } from '../../sql/funnel/params';
import { setupFunnel } from '../../sql/funnel/setup';
import { kaplanMeier, type SurvivalPoint } from '../../stats/kaplanMeier';
import type { Interval } from '../../stats/rate';
import type { ConversionTimeParams } from './spec';

/** Times in milliseconds, over those who took the way. */
export interface WayTimes {
  /** Names of both ends. */
  readonly from: string;
  readonly to: string;
  /** Number of the step it leads to, from 1. */
  readonly step: number;
  readonly n: number;
  readonly mean: number;
  /** Type-7 quantiles. */
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  /** Bins of one width from `start` on, half-open; the last holds its end too. */
  readonly histogram: { readonly start: number; readonly width: number; readonly counts: readonly number[] };
}

/** Share who have converted by a time. */
export interface ConvertedBy {
  /** Milliseconds from the start. */
  readonly time: number;
  readonly share: number;
  /** 95 %; null where nobody or everybody has. */
  readonly interval: Interval | null;
  /** Still seen right before, and not converted. */
  readonly atRisk: number;
}

export interface ConversionTimeFigures {
  readonly unit: 'customers' | 'sessions';
  readonly window: Span;
  readonly entrants: number;
  readonly converted: number;
  /** Who did not convert and whose window is not over: censored where the data ends. */
  readonly immature: number;
  /** All the way; null where nobody went it. */
  readonly whole: WayTimes | null;
  /** From each required step to the next; ways that nobody took are left out. */
  readonly ways: readonly WayTimes[];
  /** One minus the Kaplan–Meier curve: at most 200 times of a conversion, the last always among them. */
  readonly curve: readonly ConvertedBy[];
}

/** Fewer converters than this, and quantiles say little. */
export const ENOUGH_CONVERTERS = 30;
const MOST_POINTS = 200;

/** Figures of time to convert from its plan's answers. */
export function conversionTimeResult(
  params: ConversionTimeParams,
  data: DataInfo,
  answers: Answers,
): { figures: ConversionTimeFigures; warnings: readonly Warning[] } {
  const { required, sessions } = setupFunnel(params, data);
  const ways = waysOf(
    answers,
    new Map([
      [0, { from: required[0]?.label ?? '', to: required.at(-1)?.label ?? '', step: required.at(-1)?.number ?? 0 }],
      ...required
        .slice(1)
        .map((s, i) => [s.number, { from: required[i]?.label ?? '', to: s.label, step: s.number }] as const),
    ]),
  );
  const survival = answer(answers, 'survival');
  const window = windowLength(params.window);
  const rows = Array.from(numbers(survival, 'at'), (time, row) => ({
    time,
    events: countAt(survival, 'events', row),
    censored: countAt(survival, 'censored', row),
  }));
  const whole = ways.get(0) ?? null;
  const sum = (of: (r: (typeof rows)[number]) => number): number => rows.reduce((n, r) => n + of(r), 0);
  const converted = sum((r) => r.events);
  const immature = sum((r) => (r.time < window ? r.censored : 0));
  const warnings: Warning[] = [];
  if (converted < ENOUGH_CONVERTERS)
    warnings.push({ code: 'too-few', details: { n: converted, enough: ENOUGH_CONVERTERS } });
  if (immature > 0) warnings.push({ code: 'immature', details: { customers: immature, days: window / DAY } });
  return {
    figures: {
      unit: sessions === null ? 'customers' : 'sessions',
      window: params.window,
      entrants: sum((r) => r.events + r.censored),
      converted,
      immature,
      whole,
      ways: [...ways].flatMap(([part, way]) => (part === 0 ? [] : [way])),
      curve: thinned(kaplanMeier(rows)),
    },
    warnings,
  };
}

function waysOf(
  answers: Answers,
  ends: ReadonlyMap<number, Pick<WayTimes, 'from' | 'to' | 'step'>>,
): ReadonlyMap<number, WayTimes> {
  const [shape, quantiles, bins] = [answer(answers, 'shape'), answer(answers, 'quantiles'), answer(answers, 'bins')];
  const places = Array.from(numbers(quantiles, 'part'));
  const [binPart, binNumber, binCount] = [numbers(bins, 'part'), numbers(bins, 'bin'), numbers(bins, 'customers')];
  return new Map(
    Array.from(numbers(shape, 'part'), (part, row): [number, WayTimes] => {
      const at = places.indexOf(part);
      const quantile = (name: string): number => countAt(quantiles, name, at);
      const counts = new Array<number>(countAt(shape, 'bins', row)).fill(0);
      binPart.forEach((p, i) => {
        if (p === part) counts[binNumber[i] ?? 0] = binCount[i] ?? 0;
      });
      const { from, to, step } = ends.get(part) ?? { from: '', to: '', step: part };
      return [
        part,
        {
          from,
          to,
          step,
          n: countAt(shape, 'n', row),
          mean: countAt(shape, 'mean', row),
          p25: quantile('p25'),
          median: quantile('median'),
          p75: quantile('p75'),
          p90: quantile('p90'),
          p95: quantile('p95'),
          histogram: { start: countAt(shape, 'least', row), width: countAt(shape, 'width', row), counts },
        },
      ];
    }),
  );
}

/** Points at even distances in time, the first and the last among them. */
function thinned(points: readonly SurvivalPoint[]): readonly ConvertedBy[] {
  const last = points.at(-1)?.time ?? 0;
  const kept = points.filter((p, i) => {
    const next = points[i + 1];
    const slot = (time: number): number => Math.floor((time / (last || 1)) * (MOST_POINTS - 1));
    // Of several in one slot the last: the curve is right at every point that is kept.
    return points.length <= MOST_POINTS || next === undefined || slot(next.time) !== slot(p.time);
  });
  return kept.map(({ time, survival, interval, atRisk }) => ({
    time,
    share: 1 - survival,
    interval: interval === null ? null : { low: 1 - interval.high, high: 1 - interval.low },
    atRisk,
  }));
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
