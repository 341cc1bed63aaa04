import type { Answers, DataInfo } from '../../core/analysis';
import { numberAt, numbers, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { rate } from '../../stats/rate';
import { resolveActivity, defaultActivity, type ActivityLabel } from '../../sql/activity';
import { bucketsOf, startOf } from './buckets';
import { isQuotient, valueOf } from './formula';
import { NO_VALUE, OTHER, shownBuckets } from './plan';
import { formulaOf, type TrendInterval, type TrendMeasure, type TrendSeries, type TrendsParams } from './spec';

export interface TrendPoint {
  /** Start of the bucket by the local clock: `YYYY-MM-DDTHH:MM`. */
  readonly from: string;
  /** Null where it cannot be said: no rows to average or divide by. */
  readonly value: number | null;
  /** 95 % interval of a share; null for anything else. */
  readonly low: number | null;
  readonly high: number | null;
  readonly complete: boolean;
}

/** A value of the breakdown, a segment, or which of the two that have no name; null without a breakdown. */
export type TrendGroupName = { readonly value: string } | { readonly kind: 'other' | 'none' } | null;

export interface TrendGroup {
  readonly name: TrendGroupName;
  readonly points: readonly TrendPoint[];
  /** Of all complete buckets shown together. */
  readonly total: number | null;
}

export interface TrendsFigures {
  readonly series: readonly {
    readonly activity: ActivityLabel;
    readonly measure: TrendMeasure;
    readonly tests: number;
  }[];
  readonly formula: string | null;
  /** Whether rows have amounts. */
  readonly hasAmount: boolean;
  /** `share`: in [0, 1], of customers or rows that are a part of others. */
  readonly unit: 'count' | 'number' | 'money' | 'share';
  readonly interval: TrendInterval;
  /** Column broken down by, or that it is by segments. */
  readonly by: { readonly property: string } | { readonly segments: true } | null;
  /** Most first; without a breakdown one. */
  readonly groups: readonly TrendGroup[];
  /** Complete buckets shown. */
  readonly buckets: number;
  readonly firstPartial: boolean;
  /** The equal period before, bucket by bucket. */
  readonly previous: { readonly points: readonly TrendPoint[]; readonly total: number | null } | null;
}

interface Counts {
  readonly events: number;
  readonly customers: number;
  readonly amount: number;
  readonly amounts: number;
}
const NOTHING: Counts = { events: 0, customers: 0, amount: 0, amounts: 0 };

/** Figures of trends from its plan's answers. */
export function trendsResult(
  params: TrendsParams,
  data: DataInfo,
  answers: Answers,
): { figures: TrendsFigures; warnings: readonly Warning[] } {
  const [frame, totals] = [answers.get('buckets'), answers.get('totals')];
  if (frame === undefined || totals === undefined) throw new Error('the plan answered no trends');
  const series = params.series ?? [];
  const interval = params.interval ?? 'day';
  const formula = formulaOf(params);
  const shown = shownBuckets(params, data);
  const share = isQuotient(formula) && isPart(series[0], series[1]);
  const [counts, whole] = [countsOf(frame), countsOf(totals)];
  const value = (from: typeof counts, bucket: number, group: number) => {
    const at = series.map((_, i) => from.get(`${i} ${group} ${bucket}`) ?? NOTHING);
    const values = series.map((s, i) => measured(s.measure, at[i] ?? NOTHING));
    const [a, b] = values;
    return {
      value: valueOf(formula, values),
      interval: share && a != null && b != null && b > 0 ? rate(a, b).interval : null,
    };
  };
  const point = (bucket: number, group: number): TrendPoint => {
    const { value: v, interval: i } = value(counts, bucket, group);
    return {
      from: new Date(startOf(bucket, interval)).toISOString().slice(0, 16),
      value: v,
      low: i?.low ?? null,
      high: i?.high ?? null,
      complete: bucket < shown.completeTo,
    };
  };
  const range = (from: number, to: number): number[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  const groups = groupsOf(params, answers, counts).map(({ id, name }): TrendGroup => ({
    name,
    points: range(shown.from, shown.to).map((b) => point(b, id)),
    total: value(whole, 1, id).value,
  }));
  const figures: TrendsFigures = {
    series: series.map((s) => ({
      activity: resolveActivity(s.activity ?? defaultActivity(data), data, 'series').label,
      measure: s.measure,
      tests: s.where?.length ?? 0,
    })),
    formula: params.formula ?? null,
    hasAmount: data.spine.hasAmount,
    unit: share ? 'share' : unitOf(params),
    interval,
    by:
      params.breakdown === undefined
        ? null
        : 'property' in params.breakdown
          ? { property: params.breakdown.property }
          : { segments: true },
    groups,
    buckets: Math.max(0, shown.completeTo - shown.from),
    firstPartial: bucketsOf(interval, data).firstPartial && shown.from === bucketsOf(interval, data).first,
    previous:
      shown.before === null
        ? null
        : {
            points: range(shown.before.from, shown.before.to).map((b) => point(b, 1)),
            total: value(whole, 0, 1).value,
          },
  };
  return { figures, warnings: [] };
}

function countsOf(frame: Frame): ReadonlyMap<string, Counts> {
  const [bucket, group] = [numbers(frame, 'bucket'), numbers(frame, 'grp')];
  return new Map(
    Array.from(numbers(frame, 'series'), (s, row) => [
      `${s} ${group[row] ?? 0} ${bucket[row] ?? 0}`,
      {
        events: numberAt(frame, 'events', row) ?? 0,
        customers: numberAt(frame, 'customers', row) ?? 0,
        amount: numberAt(frame, 'amount', row) ?? 0,
        amounts: numberAt(frame, 'amounts', row) ?? 0,
      },
    ]),
  );
}

function measured(measure: TrendMeasure, { events, customers, amount, amounts }: Counts): number | null {
  switch (measure) {
    case 'events':
      return events;
    case 'customers':
      return customers;
    case 'perCustomer':
      return customers === 0 ? null : events / customers;
    case 'sum':
      return amount;
    case 'average':
      return amounts === 0 ? null : amount / amounts;
  }
}

/** Whether A's rows are rows of B too, and both are counted alike: then A ÷ B is a share. */
function isPart(a: TrendSeries | undefined, b: TrendSeries | undefined): boolean {
  if (a === undefined || b === undefined || a.measure !== b.measure) return false;
  if (a.measure !== 'customers' && a.measure !== 'events') return false;
  const tests = (s: TrendSeries): readonly string[] => (s.where ?? []).map((t) => JSON.stringify(t));
  if (!tests(b).every((t) => tests(a).includes(t))) return false;
  const names = ({ activity }: TrendSeries) =>
    typeof activity === 'string' ? [activity] : Array.isArray(activity) ? (activity as readonly string[]) : null;
  const [inner, outer] = [names(a), names(b)];
  if (outer !== null) return inner?.every((n) => outer.includes(n)) === true;
  const all = typeof b.activity === 'object' && 'rows' in b.activity ? b.activity.rows : 'all';
  return all === 'all' || JSON.stringify(a.activity) === JSON.stringify(b.activity);
}

function unitOf({ series = [], formula }: TrendsParams): TrendsFigures['unit'] {
  const money = (s: TrendSeries | undefined): boolean => s?.measure === 'sum' || s?.measure === 'average';
  if (formula === undefined) {
    const measure = series[0]?.measure;
    return money(series[0]) ? 'money' : measure === 'perCustomer' ? 'number' : 'count';
  }
  const parsed = formulaOf({ formula, series });
  if (!('op' in parsed)) return 'number';
  const [a, b] = [money(series[0]), money(series[1])];
  if (parsed.op === '/') return isQuotient(parsed) && a && !b ? 'money' : 'number';
  return (parsed.op === '+' || parsed.op === '-') && a && b ? 'money' : 'number';
}

function groupsOf(
  { breakdown }: TrendsParams,
  answers: Answers,
  counts: ReadonlyMap<string, Counts>,
): readonly { readonly id: number; readonly name: TrendGroupName }[] {
  if (breakdown === undefined) return [{ id: 1, name: null }];
  if ('segments' in breakdown) return breakdown.segments.map((value, i) => ({ id: i + 1, name: { value } }));
  const names = answers.get('names');
  if (names === undefined) throw new Error('the plan answered no names');
  const has = (id: number): boolean => [...counts.keys()].some((key) => key.split(' ')[1] === String(id));
  const found = texts(names, 'name');
  return [
    ...Array.from(numbers(names, 'id'), (id, row) => ({ id, name: { value: found[row] ?? '' } })),
    ...(has(OTHER) ? [{ id: OTHER, name: { kind: 'other' as const } }] : []),
    ...(has(NO_VALUE) ? [{ id: NO_VALUE, name: { kind: 'none' as const } }] : []),
  ];
}
