import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numberAt, numbers, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { rfmSegments, scores, segmentOf, type RfmSegment, type Score } from '../../core/rfmSegments';
import { partOf } from '../../sql/rfm';
import type { RfmParams } from './spec';

/** Four ascending cut points: recency in days, frequency in orders or purchase days, monetary in money. */
export type Cuts = readonly [number, number, number, number];

export interface RfmCell {
  readonly recency: Score;
  readonly frequency: Score;
  readonly segment: RfmSegment;
  readonly customers: number;
  /** Net revenue of these customers, null without amounts. */
  readonly revenue: number | null;
  /** Of all buyers' net revenue; null without amounts or where that is not positive. */
  readonly revenueShare: number | null;
}

export interface RfmSegmentFigures {
  readonly segment: RfmSegment;
  readonly customers: number;
  /** Of all buyers. */
  readonly customerShare: number | null;
  readonly revenue: number | null;
  readonly revenueShare: number | null;
  /** Means over the segment's customers; null where it is empty. */
  readonly recency: number | null;
  readonly frequency: number | null;
  readonly monetary: number | null;
}

export interface RfmFigures {
  readonly buyers: number;
  /** Customers seen who never bought. */
  readonly windowShoppers: number;
  /** Net revenue of all buyers, null without amounts. */
  readonly revenue: number | null;
  /** What frequency counts. */
  readonly frequencyOf: 'orders' | 'days';
  readonly cuts: { readonly recency: Cuts; readonly frequency: Cuts; readonly monetary: Cuts | null } | null;
  /** All 25, recency 5 first, then frequency 1 first: the rows of the map from its top. */
  readonly cells: readonly RfmCell[];
  /** Customers by monetary score 1–5, null without amounts. */
  readonly monetaryScores: readonly number[] | null;
  /** All 10, in the order of {@link rfmSegments}, empty ones too. */
  readonly segments: readonly RfmSegmentFigures[];
}

/** Five scores of fewer buyers than this hold under ten each. */
export const ENOUGH_BUYERS = 50;

interface Sums {
  customers: number;
  recency: number;
  frequency: number;
  monetary: number;
}

/** Figures of RFM from its plan's answers `cuts`, `cells`, `monetary`, `seen`. */
export function rfmResult(
  _params: RfmParams,
  { spine }: DataInfo,
  answers: Answers,
): { figures: RfmFigures; warnings: readonly Warning[] } {
  const sums = cellSums(answer(answers, 'cells'));
  const all = [...sums.values()];
  const buyers = total(all, 'customers');
  const revenue = spine.hasAmount ? total(all, 'monetary') : null;
  const of = (money: number): number | null => (revenue !== null && revenue > 0 ? money / revenue : null);
  const cells = [...scores].reverse().flatMap((r) =>
    scores.map((f): RfmCell => {
      const cell = sums.get(key(r, f));
      return {
        recency: r,
        frequency: f,
        segment: segmentOf(r, f),
        customers: cell?.customers ?? 0,
        revenue: spine.hasAmount ? (cell?.monetary ?? 0) : null,
        revenueShare: of(cell?.monetary ?? 0),
      };
    }),
  );
  const segments = rfmSegments.map((segment): RfmSegmentFigures => {
    const mine = scores.flatMap((r) =>
      scores.filter((f) => segmentOf(r, f) === segment).map((f) => sums.get(key(r, f))),
    );
    const present = mine.filter((s) => s !== undefined);
    const customers = total(present, 'customers');
    const mean = (field: keyof Sums): number | null => (customers > 0 ? total(present, field) / customers : null);
    return {
      segment,
      customers,
      customerShare: buyers > 0 ? customers / buyers : null,
      revenue: spine.hasAmount ? total(present, 'monetary') : null,
      revenueShare: of(total(present, 'monetary')),
      recency: mean('recency'),
      frequency: mean('frequency'),
      monetary: spine.hasAmount ? mean('monetary') : null,
    };
  });
  const monetaryScores = spine.hasAmount ? countsByScore(answer(answers, 'monetary')) : null;
  const figures: RfmFigures = {
    buyers,
    windowShoppers: countAt(answer(answers, 'seen'), 'customers') - buyers,
    revenue,
    frequencyOf: spine.hasOrder ? 'orders' : 'days',
    cuts: cutPoints(answer(answers, 'cuts')),
    cells,
    monetaryScores,
    segments,
  };
  return { figures, warnings: warningsOf(figures) };
}

function warningsOf(figures: RfmFigures): Warning[] {
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
  if (figures.buyers < ENOUGH_BUYERS) {
    warnings.push({ code: 'too-few', details: { n: figures.buyers, enough: ENOUGH_BUYERS } });
  }
  if (figures.revenue === null) warnings.push({ code: 'no-amount', details: {} });
  return warnings;
}

const key = (r: number, f: number): number => r * 10 + f;

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
      },
    ]),
  );
}

const total = (sums: readonly Sums[], field: keyof Sums): number => sums.reduce((n, s) => n + s[field], 0);

function countsByScore(frame: Frame): number[] {
  const counts = new Map(Array.from(numbers(frame, 'm'), (m, row) => [m, countAt(frame, 'customers', row)]));
  return scores.map((s) => counts.get(s) ?? 0);
}

function cutPoints(frame: Frame): RfmFigures['cuts'] {
  const parts = Array.from(numbers(frame, 'part'));
  const of = (part: number): Cuts | null => {
    const row = parts.indexOf(part);
    const at = (c: number): number => countAt(frame, `c${c}`, row);
    return row < 0 ? null : [at(1), at(2), at(3), at(4)];
  };
  const recency = of(partOf('recency'));
  const frequency = of(partOf('frequency'));
  return recency === null || frequency === null ? null : { recency, frequency, monetary: of(partOf('monetary')) };
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
