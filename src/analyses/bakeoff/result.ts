import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numberAt, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { rfmSegments, type RfmSegment } from '../../core/rfmSegments';
import { DAY } from '../../core/time';
import type { Interval } from '../../stats/rate';
import { contenderKeys, type ContenderKey } from './contenders';
import { dropReasons, type DropReason } from './judge';
import { everyOf } from './plan';
import { backtestOf, type BakeoffMetric, type BakeoffParams } from './spec';

/** One contender's errors per customer and window, over all origins. Money where `money`, else purchases. */
export interface BoardRow {
  readonly contender: ContenderKey;
  readonly mae: number;
  readonly rmse: number;
  /** 95 % interval of the metric that decides. */
  readonly interval: Interval;
  /** Mean forecast minus mean actual. */
  readonly bias: number;
  /** Mean over origins; null where the forecasts, or what happened, never differ. */
  readonly spearman: number | null;
  /** Error above the best one's with its 95 % interval; null for the best. */
  readonly above: { readonly difference: number; readonly interval: Interval } | null;
}

export interface BakeoffDecile {
  readonly decile: number;
  readonly customers: number;
  /** Means per customer. */
  readonly predicted: number;
  readonly actual: number;
}

export interface BakeoffSegment {
  readonly segment: RfmSegment;
  /** Rows: customers at each origin. */
  readonly customers: number;
  /** Least error; null with too few customers. */
  readonly best: ContenderKey | null;
  /** Better than every other beyond chance. */
  readonly clear: boolean;
  /** How many others cannot be told from it. */
  readonly rivals: number;
  readonly loss: number | null;
  /** Error of the second. */
  readonly next: number | null;
}

export interface BakeoffFigures {
  readonly metric: BakeoffMetric;
  /** Judged by spend; else by purchases. */
  readonly money: boolean;
  /** Days of a window. */
  readonly window: number;
  /** One in so many customers was taken. */
  readonly every: number;
  readonly origins: readonly {
    /** Epoch ms of the last day known. */
    readonly day: number;
    readonly customers: number;
    readonly actual: number;
    readonly purchases: number;
  }[];
  /** Best first. */
  readonly board: readonly BoardRow[];
  /** Those who could not forecast, with the first origin at which and why. */
  readonly out: readonly { readonly contender: ContenderKey; readonly day: number; readonly reason: DropReason }[];
  /** The winner: better than every other beyond chance; null where some cannot be told from the best. */
  readonly winner: ContenderKey | null;
  readonly deciles: readonly { readonly contender: ContenderKey; readonly tenths: readonly BakeoffDecile[] }[];
  /** In the order of the RFM map. */
  readonly segments: readonly BakeoffSegment[];
}

const ENOUGH_CUSTOMERS = 100;

/** Figures of the answers `judge.*`. */
export function bakeoffResult(
  params: BakeoffParams,
  data: DataInfo,
  answers: Answers,
): { figures: BakeoffFigures; warnings: readonly Warning[] } {
  const { window, origins } = backtestOf(params, data);
  const dayOf = (i: number): number => (origins[i] ?? 0) * DAY;
  const board = boardOf(answer(answers, 'board'), answer(answers, 'pairs'));
  const seen = rowsOf(answer(answers, 'origins'), (at, i) => ({
    day: dayOf(i),
    customers: at('customers'),
    actual: at('actual'),
    purchases: at('purchases'),
  }));
  const tenths = rowsOf(answer(answers, 'deciles'), (at) => ({
    contender: keyOf(at('contender')),
    decile: at('decile'),
    customers: at('customers'),
    predicted: at('predicted'),
    actual: at('actual'),
  }));
  const figures: BakeoffFigures = {
    metric: params.metric,
    money: data.spine.hasAmount,
    window,
    every: everyOf(data),
    origins: seen,
    board,
    out: rowsOf(answer(answers, 'out'), (at) => ({
      contender: keyOf(at('contender')),
      day: dayOf(at('origin')),
      reason: dropReasons[at('reason')] ?? 'no-maximum',
    })),
    winner:
      board.length > 1 && board.slice(1).every((r) => (r.above?.interval.low ?? 0) > 0)
        ? (board[0]?.contender ?? null)
        : null,
    deciles: board.map(({ contender }) => ({
      contender,
      tenths: tenths
        .filter((t) => t.contender === contender)
        .map(({ decile, customers, predicted, actual }) => ({ decile, customers, predicted, actual })),
    })),
    segments: segmentsOf(answer(answers, 'segments')),
  };
  const most = Math.max(0, ...seen.map((o) => o.customers));
  return {
    figures,
    warnings: most < ENOUGH_CUSTOMERS ? [{ code: 'too-few', details: { n: most, enough: ENOUGH_CUSTOMERS } }] : [],
  };
}

function boardOf(frame: Frame, pairs: Frame): BoardRow[] {
  const above = new Map(
    rowsOf(
      pairs,
      (at) =>
        [
          keyOf(at('contender')),
          { difference: at('difference'), interval: { low: at('low'), high: at('high') } },
        ] as const,
    ),
  );
  return rowsOf(frame, (at, i) => {
    const contender = keyOf(at('contender'));
    return {
      contender,
      mae: at('mae'),
      rmse: at('rmse'),
      interval: { low: at('low'), high: at('high') },
      bias: at('bias'),
      spearman: numberAt(frame, 'spearman', i),
      above: above.get(contender) ?? null,
    };
  });
}

function segmentsOf(frame: Frame): BakeoffSegment[] {
  return rowsOf(frame, (at, i) => ({
    segment: rfmSegments[at('segment')] ?? 'hibernating',
    customers: at('customers'),
    best: at('contender') === -1 ? null : keyOf(at('contender')),
    clear: at('clear') === 1,
    rivals: at('rivals'),
    loss: numberAt(frame, 'loss', i),
    next: numberAt(frame, 'next', i),
  }));
}

const keyOf = (index: number): ContenderKey => contenderKeys[index] ?? 'mean';

function rowsOf<T>(frame: Frame, make: (at: (name: string) => number, row: number) => T): T[] {
  return Array.from({ length: frame.length }, (_, row) => make((name) => countAt(frame, name, row), row));
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(`judge.${name}`);
  if (frame === undefined) throw new Error(`the plan answered no judge.${name}`);
  return frame;
}
