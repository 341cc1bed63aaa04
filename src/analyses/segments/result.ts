import type { Answers, DataInfo } from '../../core/analysis';
import { cell, countAt, numberAt, numbers, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { actionPlan, type SegmentPlan } from './advice';
import { archetypes, type Archetype } from './archetypes';
import type { ChosenBy } from './choose';
import type { NoGroups } from './search';
import { worthOf, type SegmentMethod, type SegmentsParams, type Worth } from './spec';

/** Of the three columns, in order; money only where it is known. */
export type Axis = 'recency' | 'frequency' | 'monetary';
export const axes: readonly Axis[] = ['recency', 'frequency', 'monetary'];

export interface SegmentFigures {
  /** The proposed name; own names stand in {@link SegmentsFigures.names}. */
  readonly key: Archetype;
  readonly customers: number;
  /** Of all buyers. */
  readonly share: number;
  /** Of all customers seen, those who never bought too. */
  readonly shareOfAll: number;
  /** Net, null without amounts. */
  readonly revenue: number | null;
  readonly revenueShare: number | null;
  /** Means per customer: days since the last purchase, purchases, net money. */
  readonly recency: number;
  readonly frequency: number;
  /** Share who bought on one day only. */
  readonly oneTime: number;
  readonly monetary: number | null;
  /** Net money per purchase. */
  readonly order: number | null;
  /** Mean chance of still being a customer; null where the model cannot be fitted, or cannot say it of such buyers. */
  readonly alive: number | null;
  /** Mean purchases expected within the horizon of {@link SegmentsFigures.worth}. */
  readonly expected: number | null;
  /** Mean discounted spend within it. */
  readonly value: number | null;
  /** Of all buyers' {@link value}. */
  readonly valueShare: number | null;
  /** Mean predicted probability to buy; null until customers are scored. */
  readonly propensity: number | null;
  /** Share of customers whose group is less likely than 60 %; null with k-means. */
  readonly unclear: number | null;
  /** Centre in standard deviations from the mean buyer, in the order of {@link axes}. */
  readonly centre: readonly number[];
  /** Mean and covariance of log(1 + value), in the order of {@link axes}. */
  readonly logMean: readonly number[];
  readonly logCovariance: readonly (readonly number[])[];
  readonly plan: SegmentPlan;
}

export interface TriedFigures {
  readonly k: number;
  readonly bic: number | null;
  readonly silhouette: number | null;
  readonly logLikelihood: number | null;
  readonly inertia: number | null;
  readonly converged: boolean;
  /** Of so many starts that ended as well as the best. */
  readonly agreeing: number;
}

export interface SegmentsFigures {
  readonly method: SegmentMethod;
  /** Buyers who can be grouped: without the {@link unpaid}. */
  readonly buyers: number;
  readonly windowShoppers: number;
  /** Buyers whose refunds have taken back what they paid, or who paid nothing: they stand apart. */
  readonly unpaid: number;
  /** Whether the forecast lets anybody leave: else it says nothing of who is still a customer, and `alive` is null. */
  readonly leaving: boolean;
  /** Buyers the model was fitted on: a sample where there are very many. */
  readonly fitted: number;
  /** Buyers on whom numbers of groups were compared: a smaller sample. */
  readonly searched: number;
  readonly revenue: number | null;
  /** Why there are no segments. */
  readonly because: NoGroups | null;
  /** Best first. Their share of customers adds up to 1. */
  readonly segments: readonly SegmentFigures[];
  readonly chosenBy: ChosenBy | null;
  readonly k: number | null;
  readonly tried: readonly TriedFigures[];
  readonly starts: number;
  readonly silhouette: number | null;
  readonly unclear: number | null;
  /** Customers by the probability of their group: below 50 %, then 50–60 … 90–100 %; empty with k-means. */
  readonly certainty: readonly number[];
  /** A seeded sample of customers. */
  readonly points: readonly {
    readonly recency: number;
    readonly frequency: number;
    readonly monetary: number | null;
    readonly segment: number;
  }[];
  readonly names: { readonly [A in Archetype]?: string | undefined };
  /** How worth is forecast. */
  readonly worth: Worth & { readonly yearly: number };
  /** Whether some groups have no `alive` because their one-time buyers cannot leave in BG/NBD. */
  readonly undecided: boolean;
}

/** Fewer buyers than this make segments of a handful. */
export const ENOUGH_BUYERS = 100;
/** Where every group is alive with at least this, the model has found nobody who left. */
const NOBODY_LEAVES = 0.98;
/** From this share of one-time buyers on, BG/NBD's chance of still being a customer says little of a group. */
const MOSTLY = 0.5;
/** Kaufman & Rousseeuw 1990: a mean silhouette up to this shows no substantial structure. */
export const NO_STRUCTURE = 0.25;

/** Figures from the plan's answers. */
export function segmentsResult(
  params: SegmentsParams,
  { spine }: DataInfo,
  answers: Answers,
): { figures: SegmentsFigures; warnings: readonly Warning[] } {
  const searched = answer(answers, 'search.summary');
  const summary = answer(answers, 'fit.summary');
  const because = texts(searched, 'because')[0] as NoGroups | '' | null | undefined;
  const by = texts(summary, 'by')[0] as ChosenBy | '' | null | undefined;
  const buyers = countAt(searched, 'customers');
  const seen = countAt(answer(answers, 'seen'), 'customers');
  const tried = triedOf(answer(answers, 'search.tried'));
  const k = numberAt(summary, 'k');
  const chosen = tried.find((t) => t.k === k);
  const unpaid = countAt(answer(answers, 'apart'), 'customers');
  const { segments, leaving, undecided } = segmentsOf(answers, spine.hasAmount, buyers, seen, params);
  const unclear =
    params.method === 'kmeans' || segments.length === 0 ? null : sum(segments, (s) => (s.unclear ?? 0) * s.share);
  const figures: SegmentsFigures = {
    method: params.method,
    buyers,
    windowShoppers: seen - buyers - unpaid,
    unpaid,
    leaving,
    fitted: countAt(summary, 'fitted'),
    searched: countAt(searched, 'searched'),
    revenue: spine.hasAmount ? sum(segments, (s) => s.revenue ?? 0) : null,
    because: because === undefined || because === null || because === '' ? null : because,
    segments,
    chosenBy: by === undefined || by === null || by === '' ? null : by,
    k: segments.length === 0 ? null : k,
    tried,
    starts: countAt(searched, 'starts'),
    silhouette: chosen?.silhouette ?? null,
    unclear,
    certainty: params.method === 'kmeans' ? [] : certaintyOf(answer(answers, 'certainty')),
    points: pointsOf(answer(answers, 'fit.points')),
    names: params.names,
    worth: { ...params.worth, yearly: worthOf(params.worth).yearly },
    undecided,
  };
  return { figures, warnings: warningsOf(figures, chosen, spine.hasAmount) };
}

function warningsOf(figures: SegmentsFigures, chosen: TriedFigures | undefined, money: boolean): Warning[] {
  const warnings: Warning[] = [];
  const { silhouette, chosenBy, unclear, segments, buyers } = figures;
  if (segments.length > 0 && silhouette !== null && silhouette <= NO_STRUCTURE) {
    warnings.push({ code: 'not-separable', details: { silhouette } });
  } else if (unclear !== null && unclear > 0.25) warnings.push({ code: 'not-separable', details: { unclear } });
  if (chosenBy === 'knee') {
    warnings.push({ code: 'no-clear-count', details: { k: figures.k ?? 0, to: figures.tried.at(-1)?.k ?? 0 } });
  }
  if (chosen !== undefined && !chosen.converged) warnings.push({ code: 'not-converged', details: {} });
  if (buyers < ENOUGH_BUYERS) warnings.push({ code: 'too-few', details: { n: buyers, enough: ENOUGH_BUYERS } });
  if (!money) warnings.push({ code: 'no-amount', details: {} });
  return warnings;
}

function segmentsOf(
  answers: Answers,
  money: boolean,
  buyers: number,
  seen: number,
  { method, worth: { model, horizon } }: SegmentsParams,
): Pick<SegmentsFigures, 'segments' | 'leaving' | 'undecided'> {
  const rows = answer(answers, 'segments');
  const keys = texts(answer(answers, 'fit.names'), 'key');
  const shapes = shapesOf(answer(answers, 'fit.groups'));
  const raw = Array.from(numbers(rows, 'segment'), (segment, row) => {
    const at = (name: string): number | null => numberAt(rows, name, row);
    const customers = countAt(rows, 'customers', row);
    const forecast = at('forecast') ?? 0;
    const mean = (name: string): number | null => ofCount(at(name), forecast);
    const revenue = money ? (at('monetary') ?? 0) : null;
    const frequency = at('frequency') ?? 0;
    const key = archetypes.find((a) => a === keys[segment]);
    if (key === undefined) throw new Error(`the computation named no segment ${segment}`);
    return {
      key,
      customers,
      share: customers / buyers,
      shareOfAll: customers / seen,
      revenue,
      recency: (at('recency') ?? 0) / customers,
      frequency: frequency / customers,
      oneTime: (at('once') ?? 0) / customers,
      monetary: revenue === null ? null : revenue / customers,
      order: revenue === null ? null : ofCount(revenue, frequency),
      alive: mean('alive'),
      expected: mean('expected'),
      value: mean('value'),
      worth: at('value'),
      // In BG/NBD a customer may leave after a repeat purchase only: who bought on one day is certainly there.
      blind: model === 'bgnbd' && (at('once') ?? 0) > MOSTLY * customers,
      unclear: method === 'kmeans' ? null : (at('unclear') ?? 0) / customers,
      ...(shapes[segment] ?? { centre: [], logMean: [], logCovariance: [] }),
    };
  });
  const revenue = sum(raw, (r) => r.revenue ?? 0);
  const worth = sum(raw, (r) => r.worth ?? 0);
  const leaving = raw.some((r) => r.alive === null || r.alive < NOBODY_LEAVES);
  const shared = raw.map(({ worth: mine, blind, ...r }) => ({
    ...r,
    alive: leaving && !blind ? r.alive : null,
    revenueShare: money && revenue > 0 ? (r.revenue ?? 0) / revenue : null,
    valueShare: mine !== null && worth > 0 ? mine / worth : null,
    propensity: null,
  }));
  return {
    segments: shared.map((s) => ({ ...s, plan: actionPlan(s, shared, horizon) })),
    leaving,
    undecided: leaving && raw.some((r) => r.blind && r.alive !== null),
  };
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((n, r) => n + of(r), 0);
const ofCount = (total: number | null, n: number): number | null => (total === null || n === 0 ? null : total / n);

/** Centre and spread per segment, from one row per segment and column. */
function shapesOf(frame: Frame): readonly Pick<SegmentFigures, 'centre' | 'logMean' | 'logCovariance'>[] {
  const segments = [...new Set(numbers(frame, 'segment'))];
  const rows = Array.from(numbers(frame, 'segment'), (segment, row) => ({ segment, row }));
  return segments.map((segment) => {
    const mine = rows.filter((r) => r.segment === segment);
    const at = (name: string): readonly number[] => mine.map(({ row }) => numberAt(frame, name, row) ?? 0);
    return {
      centre: at('mean'),
      logMean: at('log_mean'),
      logCovariance: mine.map(({ row }) => mine.map((_, c) => numberAt(frame, `spread_${c}`, row) ?? 0)),
    };
  });
}

function triedOf(frame: Frame): readonly TriedFigures[] {
  return Array.from(numbers(frame, 'k'), (k, row) => ({
    k,
    bic: numberAt(frame, 'bic', row),
    silhouette: numberAt(frame, 'silhouette', row),
    logLikelihood: numberAt(frame, 'log_likelihood', row),
    inertia: numberAt(frame, 'inertia', row),
    converged: numberAt(frame, 'converged', row) === 1,
    agreeing: countAt(frame, 'agreeing', row),
  }));
}

/** Six counts, by the probability's tenth from 4 (all below 50 %) to 9. */
function certaintyOf(frame: Frame): readonly number[] {
  const counts = new Map(Array.from(numbers(frame, 'tenth'), (t, row) => [t, countAt(frame, 'customers', row)]));
  return [4, 5, 6, 7, 8, 9].map((tenth) => counts.get(tenth) ?? 0);
}

function pointsOf(frame: Frame): SegmentsFigures['points'] {
  const column = (name: string) => frame.columns.find((c) => c.name === name);
  const monetary = column('monetary');
  return Array.from({ length: frame.length }, (_, row) => ({
    recency: numberAt(frame, 'recency', row) ?? 0,
    frequency: numberAt(frame, 'frequency', row) ?? 0,
    monetary: monetary === undefined ? null : Number(cell(monetary, row) ?? NaN),
    segment: countAt(frame, 'segment', row),
  })).map((p) => ({ ...p, monetary: Number.isNaN(p.monetary) ? null : p.monetary }));
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
