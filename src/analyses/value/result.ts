import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numberAt, numbers, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { DAY } from '../../core/time';
import { rfmSegments, type RfmSegment } from '../../core/rfmSegments';
import type { Unfit } from '../../stats/estimate';
import type { Interval } from '../../stats/rate';
import { parameterNames } from '../../stats/customerBase';
import type { SegmentSides } from '../../core/sides';
import { toldBy } from '../../sql/bySegment';
import { valueSides, type ValueMeasure } from './sides';
import { warningsOf } from './warnings';
import { horizonOf, valueDays, type ValueModel, type ValueParams } from './spec';

/** One estimated parameter; the error is null where the likelihood is flat. */
export interface ParameterFigures {
  readonly name: string;
  readonly value: number;
  readonly error: number | null;
}

/** A total with its 95 % interval: the doubt about the parameters and the chance in what customers do. */
export interface Total {
  readonly total: number;
  readonly interval: Interval | null;
}

export interface FitFigures {
  readonly parameters: readonly ParameterFigures[];
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Of so many starts so many ended at the same maximum. */
  readonly starts: number;
  readonly agreeing: number;
  /** Distinct (x, t_x, T). */
  readonly rows: number;
  /** Mean P(alive) at the as-of date. */
  readonly alive: number;
  /** How many customers buy at least once within the horizon, expected. */
  readonly returning: number;
  /** Purchases within the horizon. */
  readonly expected: Total;
}

/** Gamma–Gamma and lifetime value. */
export interface SpendFigures {
  readonly parameters: readonly ParameterFigures[];
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** Discounted, of all customers. */
  readonly value: Total;
}

/** A cell of the map with at least one customer; `alive`, `returns` and `expected` are means. */
export interface MapCell {
  readonly column: number;
  readonly row: number;
  /** Days since the last purchase: from inclusive, to exclusive; the last row is open. */
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly alive: number;
  readonly returns: number;
  readonly expected: number;
}

export interface HoldoutBin {
  /** Repeat purchases in the calibration; 7 stands for 7 and more. */
  readonly x: number;
  readonly customers: number;
  /** Mean purchases in the test period, with its 95 % interval. */
  readonly actual: number;
  readonly interval: Interval | null;
  readonly expected: number;
  readonly naive: number;
}

export interface HoldoutFigures {
  readonly customers: number;
  /** Purchases in the test period. */
  readonly actual: number;
  readonly expected: number;
  /** Everyone goes on at the own past rate. */
  readonly naive: number;
  /** Per customer. */
  readonly mae: number;
  readonly rmse: number;
  readonly naiveMae: number;
  readonly naiveRmse: number;
  readonly converged: boolean;
  readonly bins: readonly HoldoutBin[];
  /** Cumulative repeat purchases up to the end of each day (epoch ms of its start). */
  readonly tracking: readonly { readonly day: number; readonly actual: number; readonly expected: number }[];
}

export interface ConcentrationFigures {
  readonly holders: number;
  readonly gini: number;
  /** The smallest group with 80 % of revenue. */
  readonly to80: number;
  /** Share of revenue of the top 20 %. */
  readonly top20: number;
  readonly curve: readonly { readonly holders: number; readonly share: number }[];
}

/** How the customers' values are spread. */
export interface DistributionFigures {
  readonly median: number;
  readonly mean: number;
  readonly most: number;
  /** Customers worth less than `little`: a tenth of one mean purchase. */
  readonly nothing: number;
  readonly little: number;
  /** Edges are 1, 2, 5, 10, … */
  readonly log: boolean;
  /** From inclusive, to exclusive; the last is open. */
  readonly bins: readonly { readonly from: number; readonly to: number | null; readonly customers: number }[];
}

/** A segment of RFM's map that has customers. */
export interface ValueSegment {
  readonly segment: RfmSegment;
  readonly customers: number;
  /** Net, so far; null without amounts. */
  readonly revenue: number | null;
  /** Mean P(alive). */
  readonly alive: number;
  /** Purchases within the horizon, and their discounted value; null where money could not be estimated. */
  readonly expected: number;
  readonly value: number | null;
}

export interface ValueFigures {
  readonly model: ValueModel;
  readonly customers: number;
  readonly horizon: ValueParams['horizon'];
  /** The horizon and the discount rate in the model's unit, as they were used. */
  readonly units: number;
  readonly ratePerUnit: number;
  readonly unit: ValueParams['unit'];
  /** Yearly, as asked for. */
  readonly discountRate: number;
  /** Epoch ms of the first day, the calibration's last day and the as-of day. */
  readonly from: number;
  readonly until: number;
  readonly to: number;
  readonly fit: FitFigures | null;
  /** Why there is no fit. */
  readonly because: Unfit | null;
  readonly spend: SpendFigures | null;
  readonly spendBecause: Unfit | null;
  /** Of x and mean spend, over repeat buyers, with its 95 % interval. */
  readonly correlation: number | null;
  readonly correlationInterval: Interval | null;
  /** Whether horizon and discount rate were given in another unit than the model's. */
  readonly converted: { readonly horizon: boolean; readonly rate: boolean };
  /** Customers expected to buy 0, 1, … times within the horizon; the last count stands for it and more. */
  readonly counts: readonly number[];
  readonly distribution: DistributionFigures | null;
  /** Most value to come first; purchases where there is no money. Empty without a fit. */
  readonly segments: readonly ValueSegment[];
  /** By the segments a person named where any were asked for and the model fits. */
  readonly sides?: SegmentSides<ValueMeasure>;
  readonly map: readonly MapCell[];
  readonly holdout: HoldoutFigures | null;
  readonly holdoutBecause: Unfit | null;
  readonly concentration: ConcentrationFigures | null;
}

/** Figures of the answers `fit.*`, `holdout.*`, `tracked`, `revenue.*`. */
export function valueResult(
  params: ValueParams,
  data: DataInfo,
  answers: Answers,
): { figures: ValueFigures; warnings: readonly Warning[] } {
  const summary = answer(answers, 'fit.summary');
  const horizon = horizonOf(params);
  const days = valueDays(params, data);
  const fit = fitFigures(params, summary, answer(answers, 'fit.parameters'));
  const test = holdoutFigures(answers);
  const figures: ValueFigures = {
    model: params.model,
    customers: countAt(summary, 'customers'),
    horizon: params.horizon,
    units: horizon.units,
    ratePerUnit: horizon.rate,
    unit: params.unit,
    discountRate: horizon.yearly,
    from: days.from * DAY,
    until: days.until * DAY,
    to: days.to * DAY,
    fit,
    because: reason(summary, 'because'),
    spend: fit === null ? null : spendFigures(summary, answer(answers, 'fit.parameters')),
    spendBecause: data.spine.hasAmount ? reason(summary, 'spendBecause') : null,
    correlation: numberAt(summary, 'correlation'),
    correlationInterval: interval(summary, 'correlation'),
    converted: {
      horizon: params.horizon.unit !== params.unit,
      rate: typeof params.discountRate === 'number' || `${params.discountRate.per}s` !== params.unit,
    },
    counts: [...numbers(answer(answers, 'fit.counts'), 'customers')],
    distribution: distributionFigures(answers),
    segments: fit === null ? [] : segmentFigures(answer(answers, 'segments')),
    ...toldBy(fit === null ? null : valueSides(params.breakdown, data, answers)),
    map: mapCells(answer(answers, 'fit.map')),
    holdout: test,
    holdoutBecause: reason(answer(answers, 'holdout.summary'), 'because'),
    concentration: concentrationFigures(answers),
  };
  return { figures, warnings: warningsOf(figures, data) };
}

function fitFigures(params: ValueParams, summary: Frame, parameters: Frame): FitFigures | null {
  if (reason(summary, 'because') !== null) return null;
  const at = (name: string): number => countAt(summary, name);
  const customers = at('customers');
  return {
    parameters: named(parameterNames[params.model], parameters, 0),
    logLikelihood: at('logLikelihood'),
    iterations: at('iterations'),
    converged: at('converged') === 1,
    starts: at('starts'),
    agreeing: at('agreeing'),
    rows: at('rows'),
    alive: at('alive') / customers,
    returning: at('returns'),
    expected: total(summary, 'expected') ?? { total: 0, interval: null },
  };
}

function spendFigures(summary: Frame, parameters: Frame): SpendFigures | null {
  const value = total(summary, 'value');
  const logLikelihood = numberAt(summary, 'spendLogLikelihood');
  if (value === null || logLikelihood === null) return null;
  return {
    parameters: named(['p', 'q', 'v'], parameters, 4),
    logLikelihood,
    converged: countAt(summary, 'spendConverged') === 1,
    value,
  };
}

function named(names: readonly string[], frame: Frame, from: number): ParameterFigures[] {
  return names.map((name, i) => ({
    name,
    value: countAt(frame, 'value', from + i),
    error: numberAt(frame, 'error', from + i),
  }));
}

function total(summary: Frame, name: string): Total | null {
  const at = numberAt(summary, name);
  if (at === null) return null;
  return { total: at, interval: interval(summary, name) };
}

function interval(summary: Frame, name: string): Interval | null {
  const [low, high] = [numberAt(summary, `${name}Low`), numberAt(summary, `${name}High`)];
  return low === null || high === null ? null : { low, high };
}

function distributionFigures(answers: Answers): DistributionFigures | null {
  const [shape, bins] = [answer(answers, 'fit.shape'), answer(answers, 'fit.bins')];
  if (shape.length === 0) return null;
  const at = (name: string): number => countAt(shape, name);
  return {
    median: at('median'),
    mean: at('mean'),
    most: at('most'),
    nothing: at('nothing'),
    little: at('little'),
    log: at('log') === 1,
    bins: Array.from({ length: bins.length }, (_, i) => ({
      from: countAt(bins, 'from', i),
      to: numberAt(bins, 'to', i),
      customers: countAt(bins, 'customers', i),
    })),
  };
}

function segmentFigures(frame: Frame): ValueSegment[] {
  const names = texts(frame, 'segment');
  const all = rfmSegments.flatMap((segment): ValueSegment[] => {
    const i = names.indexOf(segment);
    if (i === -1) return [];
    const customers = countAt(frame, 'customers', i);
    return [
      {
        segment,
        customers,
        revenue: numberAt(frame, 'revenue', i),
        alive: countAt(frame, 'alive', i) / customers,
        expected: countAt(frame, 'expected', i),
        value: numberAt(frame, 'value', i),
      },
    ];
  });
  return all.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || b.expected - a.expected);
}

function mapCells(frame: Frame): MapCell[] {
  const at = (name: string, row: number): number => countAt(frame, name, row);
  return Array.from({ length: frame.length }, (_, i) => ({
    column: at('column', i),
    row: at('row', i),
    from: at('from', i),
    to: at('to', i),
    customers: at('customers', i),
    alive: at('alive', i),
    returns: at('returns', i),
    expected: at('expected', i),
  }));
}

function holdoutFigures(answers: Answers): HoldoutFigures | null {
  const summary = answer(answers, 'holdout.summary');
  if (reason(summary, 'because') !== null) return null;
  const at = (name: string): number => countAt(summary, name);
  const bins = answer(answers, 'holdout.bins');
  return {
    customers: at('customers'),
    actual: at('actual'),
    expected: at('expected'),
    naive: at('naive'),
    mae: at('mae'),
    rmse: at('rmse'),
    naiveMae: at('naiveMae'),
    naiveRmse: at('naiveRmse'),
    converged: at('converged') === 1,
    bins: Array.from({ length: bins.length }, (_, i) => ({
      x: countAt(bins, 'x', i),
      customers: countAt(bins, 'customers', i),
      actual: countAt(bins, 'actual', i),
      interval: binInterval(bins, i),
      expected: countAt(bins, 'expected', i),
      naive: countAt(bins, 'naive', i),
    })),
    tracking: tracked(answer(answers, 'holdout.tracking'), answer(answers, 'tracked')),
  };
}

function binInterval(bins: Frame, i: number): Interval | null {
  const [low, high] = [numberAt(bins, 'low', i), numberAt(bins, 'high', i)];
  return low === null || high === null ? null : { low, high };
}

/** Both cumulative lines at the model's stops. */
function tracked(expected: Frame, actual: Frame): HoldoutFigures['tracking'] {
  const [days, purchases] = [numbers(actual, 'day'), numbers(actual, 'purchases')];
  let next = 0;
  let sum = 0;
  return Array.from(numbers(expected, 'day'), (day, i) => {
    for (; next < days.length && (days[next] ?? Infinity) <= day; next++) sum += purchases[next] ?? 0;
    return { day: day * DAY, actual: sum, expected: countAt(expected, 'expected', i) };
  });
}

function concentrationFigures(answers: Answers): ConcentrationFigures | null {
  const summary = answer(answers, 'revenue.summary');
  if (summary.length === 0) return null;
  const curve = answer(answers, 'revenue.curve');
  const share = numbers(curve, 'share');
  return {
    holders: countAt(summary, 'holders'),
    gini: countAt(summary, 'gini'),
    to80: countAt(summary, 'to80'),
    top20: countAt(summary, 'top20'),
    curve: Array.from(numbers(curve, 'holders'), (holders, i) => ({ holders, share: share[i] ?? 0 })),
  };
}

/** The reason in a text column; '' is none. */
function reason(frame: Frame, name: string): Unfit | null {
  const text = texts(frame, name)[0] ?? '';
  return text === '' ? null : (text as Unfit);
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
