import type { Answers, DataInfo } from '../../core/analysis';
import type { PropertyTest } from '../../core/filter';
import { bucketOf, bucketStart, isoDay, observedDays, type BucketSize } from '../../core/calendar';
import { countAt, numberAt, numbers, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { rate, type Interval, type Rate } from '../../stats/rate';
import type { ActivityLabel } from '../../sql/activity';
import { NO_VALUE, OTHER } from '../../sql/funnel/groups';
import { meanCells, type RetentionMean } from './means';
import {
  ENOUGH_STARTERS,
  rollingLength,
  setupOf,
  type RetentionBreakdown,
  type RetentionListChoice,
  type RetentionParams,
} from './spec';

/** What a cohort did in one period after it started. */
export interface RetentionCell {
  /** 0 is the cohort itself. */
  readonly period: number;
  /** Of its customers (or of those of the period before), with a Wilson interval; none where a share exceeds 1. */
  readonly rate: Rate;
  /** False where the period has not ended at as-of for every customer of the cohort; such a cell is in no mean. */
  readonly mature: boolean;
  /** Net money of the period; null without amounts. */
  readonly revenue: number | null;
  /** Revenue over that of period 0 (or of the period before); null where that is not above 0. */
  readonly revenueShare: number | null;
  /** Net money up to and including the period, per customer of the cohort. */
  readonly cumulative: number | null;
}

export interface RetentionCohort {
  /** First day of its bucket, `YYYY-MM-DD` in the zone. */
  readonly from: string;
  readonly customers: number;
  readonly cells: readonly RetentionCell[];
}

/** A value of the breakdown, a segment, or which of the two that have none. */
export type GroupName = { readonly value: string } | { readonly kind: 'other' | 'none' };

/** The means of one group of customers. */
export interface RetentionGroup {
  readonly name: GroupName;
  /** Over all its cohorts. */
  readonly customers: number;
  readonly means: readonly RetentionMean[];
}

export interface RetentionFigures {
  readonly cohort: ActivityLabel;
  readonly returning: ActivityLabel;
  /** What is asked of other columns. */
  readonly cohortWhere: readonly PropertyTest[];
  readonly returningWhere: readonly PropertyTest[];
  readonly entry: RetentionParams['entry'];
  readonly interval: BucketSize;
  readonly counting: RetentionParams['counting'];
  readonly of: RetentionParams['of'];
  readonly mean: RetentionParams['mean'];
  readonly clock: RetentionParams['clock'];
  readonly hasRevenue: boolean;
  /** The first bucket began before the data: its "first" events may have had earlier ones. */
  readonly firstPartial: boolean;
  /** Customers over all cohorts (with `recurring` counted once per cohort). */
  readonly customers: number;
  /** Cohorts with customers, oldest first; at most the newest 120. */
  readonly cohorts: readonly RetentionCohort[];
  /** Older cohorts that are not listed but are in the means. */
  readonly olderCohorts: number;
  /** One per period that is over for at least one cohort, over the mature cells of all cohorts. */
  readonly means: readonly RetentionMean[];
  /** By falling number of customers (segments as asked for), "Other" and "no value" last. */
  readonly groups?: { readonly by: RetentionBreakdown; readonly groups: readonly RetentionGroup[] };
  /** Whom the list holds, where there is one. */
  readonly list?: RetentionListChoice;
}
export type { RetentionMean };

/** A share with its interval, or a mean of shares. */
export interface Share {
  readonly share: number | null;
  readonly interval: Interval | null;
}

const MOST_COHORTS = 120;

/** Figures of retention from its plan's answers `cohorts`, `cells` and, on-or-after, `lasts`. */
export function retentionResult(
  params: RetentionParams,
  data: DataInfo,
  answers: Answers,
): { figures: RetentionFigures; warnings: readonly Warning[] } {
  const setup = setupOf(params, data);
  const { cohort, returning, interval, periods } = setup;
  const { firstDay } = observedDays(data);
  const cohorts = cohortsOf(params, data, {
    cohorts: answer(answers, 'cohorts'),
    cells: answer(answers, 'cells'),
    lasts: params.counting === 'on' ? null : answer(answers, 'lasts'),
  });
  const listed = cohorts.slice(-MOST_COHORTS);
  const figures: RetentionFigures = {
    cohort: cohort.label,
    returning: returning.label,
    cohortWhere: setup.cohortWhere,
    returningWhere: setup.returningWhere,
    entry: params.entry,
    interval,
    counting: params.counting,
    of: params.of,
    mean: params.mean,
    clock: params.clock,
    hasRevenue: data.spine.hasAmount,
    firstPartial: bucketStart(bucketOf(firstDay, interval), interval) < firstDay,
    customers: cohorts.reduce((n, c) => n + c.customers, 0),
    cohorts: listed,
    olderCohorts: cohorts.length - listed.length,
    means: meanCells(cohorts, periods, params),
    ...(params.breakdown === undefined
      ? {}
      : { groups: { by: params.breakdown, groups: groupsOf(params, params.breakdown, data, answers) } }),
    ...(params.list === undefined ? {} : { list: params.list }),
  };
  const warnings: Warning[] = [];
  const starters = figures.means.find((m) => m.period === 1)?.customers ?? 0;
  if (starters < ENOUGH_STARTERS) warnings.push({ code: 'too-few', details: { n: starters, enough: ENOUGH_STARTERS } });
  return { figures, warnings };
}

interface Frames {
  readonly cohorts: Frame;
  readonly cells: Frame;
  readonly lasts: Frame | null;
}

/** Every cohort of the rows of `frames` (those of a group, where they have one). */
function cohortsOf(
  params: RetentionParams,
  data: DataInfo,
  { cohorts: frame, cells: cellFrame, lasts: lastFrame }: Frames,
  code: number | null = null,
): RetentionCohort[] {
  const { interval, periods } = setupOf(params, data);
  const { lastDay, completeUpTo, end } = observedDays(data);
  const cells = byPeriod(cellFrame, code);
  const lasts = lastFrame === null ? null : byPeriod(lastFrame, code);
  const length = rollingLength[interval];
  const lastBucket = bucketOf(lastDay, interval);
  const rolling = params.clock === 'rolling';
  return rowsOf(frame, code).map((row): RetentionCohort => {
    const bucket = countAt(frame, 'cohort', row);
    const customers = countAt(frame, 'customers', row);
    const [earliest, latest] = [countAt(frame, 'earliest', row), countAt(frame, 'latest', row)];
    // Periods that have begun for somebody, and those that are over for everybody.
    const begun = rolling ? Math.floor((end - 1 - earliest) / length) : lastBucket - bucket;
    const over = (period: number): boolean =>
      rolling
        ? bucketStart(bucket + 1, interval) <= completeUpTo && latest + (period + 1) * length <= end
        : bucketStart(bucket + period + 1, interval) <= completeUpTo;
    const counts = countsOf(bucket, Math.min(periods, begun), customers, cells, lasts, periods);
    return {
      from: isoDay(bucketStart(bucket, interval)),
      customers,
      cells: cellsOf(counts, customers, params.of, over, data.spine.hasAmount),
    };
  });
}

/** Rows of a group, or all of them. */
function rowsOf(frame: Frame, code: number | null): readonly number[] {
  const rows = Array.from({ length: frame.length }, (_, row) => row);
  if (code === null) return rows;
  const codes = numbers(frame, 'code');
  return rows.filter((row) => codes[row] === code);
}

/** The groups of a breakdown, from the answers `groupCohorts`, `groupCells`, `groupLasts` and `groupNames`. */
function groupsOf(
  params: RetentionParams,
  by: RetentionBreakdown,
  data: DataInfo,
  answers: Answers,
): readonly RetentionGroup[] {
  const frames: Frames = {
    cohorts: answer(answers, 'groupCohorts'),
    cells: answer(answers, 'groupCells'),
    lasts: params.counting === 'on' ? null : answer(answers, 'groupLasts'),
  };
  const names = 'segments' in by ? by.segments : texts(answer(answers, 'groupNames'), 'value').map((x) => x ?? '');
  // Places come first, then "Other" (0), then "no value" (−1).
  const rank = (code: number): number => (code > 0 ? code : 1e6 - code);
  const codes = [...new Set(numbers(frames.cohorts, 'code'))].sort((a, b) => rank(a) - rank(b));
  return codes.map((code): RetentionGroup => {
    const cohorts = cohortsOf(params, data, frames, code);
    return {
      name:
        code === OTHER ? { kind: 'other' } : code === NO_VALUE ? { kind: 'none' } : { value: names[code - 1] ?? '' },
      customers: cohorts.reduce((n, c) => n + c.customers, 0),
      means: meanCells(cohorts, setupOf(params, data).periods, params),
    };
  });
}

interface Counted {
  readonly customers: number;
  readonly revenue: number;
}

function countsOf(
  bucket: number,
  upTo: number,
  size: number,
  cells: Periods,
  lasts: Periods | null,
  periods: number,
): Counted[] {
  const of = cells.get(bucket);
  const counts = Array.from({ length: upTo + 1 }, (_, p): Counted => of?.get(p) ?? { customers: 0, revenue: 0 });
  // On or after: everybody whose last return is in this period or a later one.
  const last = lasts?.get(bucket);
  let later = 0;
  const after = new Map<number, number>();
  for (let p = periods; p >= 0; p--) after.set(p, (later += last?.get(p)?.customers ?? 0));
  return counts.map((c, p) => ({
    customers: p === 0 ? size : lasts === null ? c.customers : (after.get(p) ?? 0),
    revenue: c.revenue,
  }));
}

function cellsOf(
  counts: readonly Counted[],
  size: number,
  of: RetentionParams['of'],
  over: (period: number) => boolean,
  hasRevenue: boolean,
): RetentionCell[] {
  let sum = 0;
  return counts.map(({ customers, revenue }, period) => {
    sum += revenue;
    const before = counts[of === 'first' ? 0 : Math.max(0, period - 1)] ?? { customers: size, revenue };
    return {
      period,
      rate: shareOf(customers, before.customers),
      mature: over(period),
      revenue: hasRevenue ? cents(revenue) : null,
      revenueShare: hasRevenue && cents(before.revenue) > 0 ? revenue / before.revenue : null,
      cumulative: hasRevenue ? cents(sum) / size : null,
    };
  });
}

/** More may come back than in the period before; such a ratio is no share of a whole and has no interval. */
export function shareOf(count: number, of: number): Rate {
  return count <= of ? rate(count, of) : { count, of, share: of > 0 ? count / of : null, interval: null };
}

/** Purchases and refunds that cancel out leave rounding noise, which is none of the money. */
function cents(money: number): number {
  return Math.round(money * 1e6) / 1e6;
}

type Periods = ReadonlyMap<number, ReadonlyMap<number, Counted>>;

function byPeriod(frame: Frame, code: number | null): Periods {
  const found = new Map<number, Map<number, Counted>>();
  const period = numbers(frame, 'period');
  const money = frame.columns.some((c) => c.name === 'revenue');
  for (const row of rowsOf(frame, code)) {
    const cohort = countAt(frame, 'cohort', row);
    const of = found.get(cohort) ?? new Map<number, Counted>();
    found.set(cohort, of);
    of.set(period[row] ?? 0, {
      customers: countAt(frame, 'customers', row),
      revenue: money ? (numberAt(frame, 'revenue', row) ?? 0) : 0,
    });
  }
  return found;
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
