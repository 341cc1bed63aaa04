import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numberAt, numbers, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { DAY } from '../../core/time';
import { cards, type Card } from './cards';
import { BINS, TOP_SHARE } from './plan';
import { taskOf, type ScoreParams } from './spec';
import type { TaskName } from './tasks';

/** Customers whose score lies in `[from, to)`; the last one includes its end. */
export interface ScoreRange {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Sum of their probabilities: how many of them will probably buy. */
  readonly expected: number;
}

export interface ScoreFigures {
  readonly task: TaskName;
  /** The task's own model, or the key of one that was opened. */
  readonly model: string;
  /** A purchase in `[from, to)`, epoch milliseconds; `days` long. */
  readonly days: number;
  readonly from: number;
  readonly to: number;
  /** Customers scored, and customers seen before who are not of the model's population. */
  readonly customers: number;
  readonly notScored: number;
  /** Sum of the probabilities. */
  readonly expectedBuyers: number;
  /** Null without customers. */
  readonly meanScore: number | null;
  readonly highest: number | null;
  /** The likeliest tenth: `expectedShare` of all expected buyers is among them. */
  readonly top: {
    readonly share: number;
    readonly customers: number;
    readonly expected: number;
    readonly expectedShare: number | null;
  };
  /** All bins from 0 to 1, also empty ones. */
  readonly histogram: readonly ScoreRange[];
  /** All bands, also empty ones, from the lowest. */
  readonly bands: readonly ScoreRange[];
  /** The likeliest customers, from the likeliest. */
  readonly first: readonly { readonly customer: string; readonly score: number }[];
  /** Per feature of the model, in its order, the share of customers outside the range seen in training. */
  readonly outside: readonly { readonly feature: string; readonly share: number }[];
  /** How the shipped model did on its later test period; null for a model that was opened. */
  readonly test: {
    readonly from: string;
    readonly rows: number;
    readonly positives: number;
    readonly metrics: Card['test']['metrics'];
  } | null;
}

/** Fewer scored customers than this, and shares say little. */
const ENOUGH = 30;
/** From this share on, a feature outside its training range is a warning. */
const OUTSIDE = 0.05;

/** Figures from the plan's answers `summary`, `seen`, `histogram`, `bands`, `outside`, `first`. */
export function scoreResult(
  params: ScoreParams,
  data: DataInfo,
  answers: Answers,
): { figures: ScoreFigures; warnings: readonly Warning[] } {
  const name = taskOf(params);
  const card = cards[name];
  const summary = answer(answers, 'summary');
  const customers = countAt(summary, 'customers');
  const expectedBuyers = numberAt(summary, 'expected') ?? 0;
  const topExpected = numberAt(summary, 'top_expected') ?? 0;
  const first = answer(answers, 'first');
  const outsideRow = answer(answers, 'outside');
  const from = data.asOf + 1;
  const figures: ScoreFigures = {
    task: name,
    model: params.model ?? name,
    days: card.days,
    from,
    to: from + card.days * DAY,
    customers,
    notScored: countAt(answer(answers, 'seen'), 'customers') - customers,
    expectedBuyers,
    meanScore: customers === 0 ? null : expectedBuyers / customers,
    highest: numberAt(summary, 'highest'),
    top: {
      share: TOP_SHARE,
      customers: countAt(summary, 'top_customers'),
      expected: topExpected,
      expectedShare: expectedBuyers > 0 ? topExpected / expectedBuyers : null,
    },
    histogram: ranges(
      answer(answers, 'histogram'),
      'bin',
      Array.from({ length: BINS + 1 }, (_, i) => i / BINS),
    ),
    bands: ranges(answer(answers, 'bands'), 'band', [0, ...params.bands, 1]),
    first: texts(first, 'customer').map((customer, i) => ({
      customer: customer ?? '',
      score: countAt(first, 'score', i),
    })),
    outside: card.features.map((f) => ({ feature: f.name, share: numberAt(outsideRow, f.name) ?? 0 })),
    test:
      params.model === undefined
        ? {
            from: card.test.cutoffs[0] ?? '',
            rows: card.test.rows,
            positives: card.test.positives,
            metrics: card.test.metrics,
          }
        : null,
  };
  return { figures, warnings: warningsOf(figures) };
}

function warningsOf({ model, test, customers, outside }: ScoreFigures): readonly Warning[] {
  const warnings: Warning[] = [];
  if (test !== null) warnings.push({ code: 'demo-model', details: { model } });
  if (customers < ENOUGH) warnings.push({ code: 'too-few', details: { n: customers, enough: ENOUGH } });
  for (const { feature, share } of outside) {
    if (share >= OUTSIDE) warnings.push({ code: 'outside-training', details: { feature, share } });
  }
  return warnings;
}

/** Rows `(place, customers, expected)` as ranges between limits; places without a row are empty ranges. */
function ranges(frame: Frame, place: string, limits: readonly number[]): readonly ScoreRange[] {
  const rowAt = new Map(Array.from(numbers(frame, place), (p, row) => [p, row]));
  return limits.slice(0, -1).map((from, i) => {
    const row = rowAt.get(i);
    return {
      from,
      to: limits[i + 1] ?? 1,
      customers: row === undefined ? 0 : countAt(frame, 'customers', row),
      expected: row === undefined ? 0 : countAt(frame, 'expected', row),
    };
  });
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan of score answered no ${name}`);
  return frame;
}
