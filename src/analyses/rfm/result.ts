import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numberAt, numbers, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { rfmSegments, segmentOf, type RfmSegment } from '../../core/rfmSegments';
import { partOf, rfmAxes, type RecencyUnit, type RfmAxis } from '../../sql/rfm';
import { hasSegments } from './plan';
import { addUp, mediansOf, segmentFigures, type RfmSegmentFigures, type Sums } from './profile';
import type { SegmentSides } from '../../core/sides';
import { toldBy } from '../../sql/bySegment';
import { rfmSides, type RfmMeasure } from './sides';
import type { RfmParams } from './spec';

/** Ascending cut points, one fewer than scores: recency in its unit, frequency in orders or purchase days, monetary in money. */
export type Cuts = readonly number[];

export interface RfmCell {
  /** Scores from 1 (worst) to `bins` (best). */
  readonly recency: number;
  readonly frequency: number;
  /** Null where the number of scores is not five. */
  readonly segment: RfmSegment | null;
  readonly customers: number;
  /** Net revenue of these customers, null without amounts. */
  readonly revenue: number | null;
  /** Of all buyers' net revenue; null without amounts or where that is not positive. */
  readonly revenueShare: number | null;
}

export interface RfmFigures {
  /** Scores of an axis. */
  readonly bins: number;
  readonly recencyUnit: RecencyUnit;
  /** Axes whose cut points were given. */
  readonly ownCuts: readonly RfmAxis[];
  /** Of the combined score; monetary 0 without amounts. */
  readonly weights: Readonly<Record<RfmAxis, number>>;
  /** Mean combined score of all buyers, in [1, bins]; null without buyers. */
  readonly score: number | null;
  readonly buyers: number;
  /** Customers seen who never bought. */
  readonly windowShoppers: number;
  /** Net revenue of all buyers, null without amounts. */
  readonly revenue: number | null;
  /** What frequency counts. */
  readonly frequencyOf: 'orders' | 'days';
  readonly cuts: { readonly recency: Cuts; readonly frequency: Cuts; readonly monetary: Cuts | null } | null;
  /** All bins × bins, best recency first, then frequency 1 first: the rows of the map from its top. */
  readonly cells: readonly RfmCell[];
  /** Customers by monetary score from 1, null without amounts. */
  readonly monetaryScores: readonly number[] | null;
  /** All 10, in the order of `rfmSegments`, empty ones too; none where the number of scores is not five. */
  readonly segments: readonly RfmSegmentFigures[];
  /** By the segments a person named, where any were asked for. */
  readonly sides?: SegmentSides<RfmMeasure>;
}

/** Scores of an axis hold under ten buyers each where there are fewer than this many per score. */
export const ENOUGH_PER_SCORE = 10;

/** Figures of RFM from its plan's answers `cuts`, `cells`, `monetary`, `medians`, `seen`. */
export function rfmResult(
  params: RfmParams,
  data: DataInfo,
  answers: Answers,
): { figures: RfmFigures; warnings: readonly Warning[] } {
  const { bins, recencyUnit, weights } = params;
  const { spine } = data;
  const named = hasSegments(params);
  const scores = Array.from({ length: bins }, (_, i) => i + 1);
  const sums = cellSums(answer(answers, 'cells'));
  const all = addUp([...sums.values()]);
  const revenue = spine.hasAmount ? all.monetary : null;
  const cells = [...scores].reverse().flatMap((r) =>
    scores.map((f): RfmCell => {
      const cell = sums.get(key(r, f));
      return {
        recency: r,
        frequency: f,
        segment: named ? segmentOf(r, f) : null,
        customers: cell?.customers ?? 0,
        revenue: spine.hasAmount ? (cell?.monetary ?? 0) : null,
        revenueShare: revenue !== null && revenue > 0 ? (cell?.monetary ?? 0) / revenue : null,
      };
    }),
  );
  const medians = named ? mediansOf(answer(answers, 'medians')) : [];
  const segments = named
    ? rfmSegments.map((segment, i): RfmSegmentFigures => {
        const mine = cells.filter((c) => c.segment === segment).map((c) => sums.get(key(c.recency, c.frequency)));
        const present = addUp(mine.filter((s) => s !== undefined));
        return segmentFigures(segment, present, all, spine.hasAmount, medians[i]);
      })
    : [];
  const figures: RfmFigures = {
    bins,
    recencyUnit,
    ownCuts: rfmAxes.filter((axis) => params.cuts[axis] !== undefined && (axis !== 'monetary' || spine.hasAmount)),
    weights: spine.hasAmount ? weights : { ...weights, monetary: 0 },
    score: all.customers > 0 ? all.score / all.customers : null,
    buyers: all.customers,
    windowShoppers: countAt(answer(answers, 'seen'), 'customers') - all.customers,
    revenue,
    frequencyOf: spine.hasOrder ? 'orders' : 'days',
    cuts: cutPoints(answer(answers, 'cuts'), bins),
    cells,
    monetaryScores: spine.hasAmount ? countsByScore(answer(answers, 'monetary'), scores) : null,
    segments,
    ...toldBy(rfmSides(params, data, answers)),
  };
  return { figures, warnings: warningsOf(figures, scores) };
}

function warningsOf(figures: RfmFigures, scores: readonly number[]): Warning[] {
  const warnings: Warning[] = [];
  const by = (axis: 'recency' | 'frequency'): number[] =>
    scores.map((s) => figures.cells.reduce((n, c) => (c[axis] === s ? n + c.customers : n), 0));
  const axes = { recency: by('recency'), frequency: by('frequency'), monetary: figures.monetaryScores };
  if (figures.buyers > 0) {
    for (const [axis, counts] of Object.entries(axes)) {
      const empty = (counts ?? []).flatMap((n, i) => (n === 0 ? [i + 1] : []));
      if (empty.length > 0) warnings.push({ code: 'empty-score', details: { axis, scores: empty.join(', ') } });
    }
  }
  const enough = ENOUGH_PER_SCORE * figures.bins;
  if (figures.buyers < enough) {
    warnings.push({ code: 'too-few', details: { n: figures.buyers, enough } });
  }
  if (figures.revenue === null) warnings.push({ code: 'no-amount', details: {} });
  return warnings;
}

const key = (r: number, f: number): number => r * 100 + f;

function cellSums(frame: Frame): Map<number, Sums> {
  const at = (name: string, row: number): number => numberAt(frame, name, row) ?? 0;
  return new Map(
    Array.from(numbers(frame, 'r'), (r, row) => [
      key(r, at('f', row)),
      {
        customers: at('customers', row),
        recency: at('recency', row),
        frequency: at('frequency', row),
        monetary: at('monetary', row),
        frequency2: at('frequency2', row),
        monetary2: at('monetary2', row),
        cross: at('cross', row),
        score: at('score', row),
      },
    ]),
  );
}

function countsByScore(frame: Frame, scores: readonly number[]): number[] {
  const counts = new Map(Array.from(numbers(frame, 'm'), (m, row) => [m, countAt(frame, 'customers', row)]));
  return scores.map((s) => counts.get(s) ?? 0);
}

function cutPoints(frame: Frame, bins: number): RfmFigures['cuts'] {
  const parts = Array.from(numbers(frame, 'part'));
  const of = (axis: RfmAxis): Cuts | null => {
    const row = parts.indexOf(partOf(axis));
    return row < 0 ? null : Array.from({ length: bins - 1 }, (_, i) => countAt(frame, `c${i + 1}`, row));
  };
  const recency = of('recency');
  const frequency = of('frequency');
  return recency === null || frequency === null ? null : { recency, frequency, monetary: of('monetary') };
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
