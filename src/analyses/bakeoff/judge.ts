import * as v from 'valibot';
import type { Computation } from '../../core/analysis';
import { numbers, type Frame } from '../../core/frame';
import { numberFrame } from '../../core/frames';
import { rfmSegments, segmentOf } from '../../core/rfmSegments';
import { quantile } from '../../learn/bootstrap';
import { sfc32 } from '../../learn/random';
import { contenderKeys, contenders, type ContenderKey, type Forecast, type Known } from './contenders';
import { deciles, spearman } from './scores';
import { bakeoffMetrics } from './spec';

const paramsSchema = v.strictObject({
  window: v.number(),
  origins: v.number(),
  money: v.boolean(),
  metric: v.picklist(bakeoffMetrics),
});

const DRAWS = 200;
const SEED = 7;
/** A segment with fewer customers (over all origins) has no winner. */
export const ENOUGH_IN_SEGMENT = 50;

/** The rows of one origin. */
interface Origin {
  readonly known: Known;
  readonly actual: Float64Array;
  /** Purchases of the window. */
  readonly purchases: Float64Array;
  /** Index of the customer, the same over all origins. */
  readonly who: Int32Array;
  /** Index of the RFM segment at the origin. */
  readonly segment: Int32Array;
}

/** A contender who forecast at every origin. */
interface Finisher {
  readonly key: ContenderKey;
  /** Per origin. */
  readonly forecasts: readonly Float64Array[];
}

/**
 * Judges every contender at every origin. `frame`: `origin, customer, x, recency, age, repeat, last, last_spend,
 * actual, actual_spend, cell` (10 · R + F), sorted by the first two. Losses are per customer and origin; all
 * origins are pooled. Intervals and paired differences by a seeded bootstrap over customers with all their
 * origins. Answers
 * - `origins`: `customers, actual, purchases` (sums of the window) each
 * - `board`: `contender` (index), `mae, rmse, low, high` (of the metric), `bias` (mean forecast − mean actual),
 *   `spearman` (mean over origins; NaN where one side never varies), best first
 * - `out`: `contender, origin, reason` (index of {@link dropReasons}) of those who could not forecast
 * - `pairs`: `contender, difference, low, high`: loss of the metric above the best one's
 * - `deciles`: `contender, decile, customers, predicted, actual` (means)
 * - `segments`: `segment, customers, contender` (best), `clear` (1: better than every other), `rivals` (how many
 *   cannot be told from it), `loss, next` (of the best and the second), best first by customers; too small ones have contender −1
 */
export const judgeBakeoff: Computation = (frame, given, report) => {
  const params = v.parse(paramsSchema, given);
  const origins = originsOf(frame, params.origins, params.money);
  const out: { contender: number; origin: number; reason: number }[] = [];
  const finishers: Finisher[] = [];
  contenderKeys.forEach((key, c) => {
    const forecasts: Float64Array[] = [];
    for (const [o, { known }] of origins.entries()) {
      const share = (c + o / origins.length) / contenderKeys.length;
      const made: Forecast = contenders[key].forecast(known, params.window, params.money, () => report(0.7 * share));
      if ('because' in made) {
        out.push({ contender: c, origin: o, reason: dropReasons.indexOf(made.because) });
        return;
      }
      forecasts.push(made.values);
    }
    finishers.push({ key, forecasts });
  });
  report(0.7);
  const judged = bootstrapLosses(origins, finishers, params.metric, (done) => report(0.7 + 0.25 * done));
  const order = finishers.map((_, i) => i).sort((a, b) => (judged.at[a] ?? 0) - (judged.at[b] ?? 0) || a - b);
  const place = (i: number): number => contenderKeys.indexOf(finishers[i]?.key ?? 'mean');
  const boards = order.map((i) => ({ contender: place(i), ...plainScores(origins, finishers[i]), ...judged.range(i) }));
  const best = order[0];
  const pairs =
    best === undefined ? [] : order.slice(1).map((i) => ({ contender: place(i), ...judged.above(i, best) }));
  const tenths = order.flatMap((i) => decilesOf(origins, finishers[i]).map((d) => ({ contender: place(i), ...d })));
  return {
    origins: table(
      ['customers', 'actual', 'purchases'],
      origins.map((o) => ({
        customers: o.actual.length,
        actual: sum(o.actual),
        purchases: sum(o.purchases),
      })),
    ),
    board: table(['contender', 'mae', 'rmse', 'low', 'high', 'bias', 'spearman'], boards),
    out: table(['contender', 'origin', 'reason'], out),
    pairs: table(['contender', 'difference', 'low', 'high'], pairs),
    deciles: table(['contender', 'decile', 'customers', 'predicted', 'actual'], tenths),
    segments: table(
      ['segment', 'customers', 'contender', 'clear', 'rivals', 'loss', 'next'],
      judged.segments.map((s) => ({ ...s, contender: s.best === -1 ? -1 : place(s.best) })),
    ),
  };
};

/** Why a contender can drop out, by the index in `out`. */
export const dropReasons = [
  'no-customers',
  'no-repeats',
  'no-time',
  'too-few',
  'all-alike',
  'no-maximum',
  'not-converged',
] as const;
export type DropReason = (typeof dropReasons)[number];

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function table(names: readonly string[], rows: readonly Readonly<Record<string, number | null>>[]): Frame {
  return numberFrame(Object.fromEntries(names.map((name) => [name, rows.map((r) => r[name] ?? NaN)])));
}

function originsOf(frame: Frame, count: number, money: boolean): Origin[] {
  const column = (name: string): Float64Array => numbers(frame, name);
  const origin = column('origin');
  const customers = new Map<number, number>();
  return Array.from({ length: count }, (_, o) => {
    const from = origin.findIndex((x) => x === o);
    const to = origin.findLastIndex((x) => x === o) + 1;
    const part = (name: string): Float64Array => column(name).subarray(Math.max(0, from), from === -1 ? 0 : to);
    const purchases = part('actual');
    return {
      known: {
        x: part('x'),
        recency: part('recency'),
        age: part('age'),
        repeat: part('repeat'),
        last: part('last'),
        lastSpend: part('last_spend'),
      },
      actual: money ? part('actual_spend') : purchases,
      purchases,
      who: Int32Array.from(part('customer'), (id) => {
        const known = customers.get(id) ?? customers.size;
        customers.set(id, known);
        return known;
      }),
      segment: Int32Array.from(part('cell'), (cell) =>
        rfmSegments.indexOf(segmentOf(Math.floor(cell / 10), cell % 10)),
      ),
    };
  });
}

function plainScores(origins: readonly Origin[], finisher: Finisher | undefined) {
  let [n, off, squares, predicted, actual] = [0, 0, 0, 0, 0];
  const related: number[] = [];
  origins.forEach((o, k) => {
    const forecast = finisher?.forecasts[k] ?? new Float64Array();
    for (let i = 0; i < o.actual.length; i++) {
      const by = (forecast[i] ?? 0) - (o.actual[i] ?? 0);
      n++;
      off += Math.abs(by);
      squares += by * by;
      predicted += forecast[i] ?? 0;
      actual += o.actual[i] ?? 0;
    }
    const r = spearman(forecast, o.actual);
    if (r !== null) related.push(r);
  });
  return {
    mae: off / n,
    rmse: Math.sqrt(squares / n),
    bias: (predicted - actual) / n,
    spearman: related.length === 0 ? null : sum(related) / related.length,
  };
}

/** Tenths within each origin, added up over the origins; means per customer. */
function decilesOf(origins: readonly Origin[], finisher: Finisher | undefined) {
  const all = origins.map((o, k) => deciles(finisher?.forecasts[k] ?? new Float64Array(), o.actual));
  return Array.from({ length: 10 }, (_, d) => {
    const of = (what: 'customers' | 'predicted' | 'actual'): number =>
      all.reduce((n, one) => n + (one[d]?.[what] ?? 0), 0);
    const customers = of('customers');
    return { decile: d + 1, customers, predicted: of('predicted') / customers, actual: of('actual') / customers };
  }).filter((d) => d.customers > 0);
}

interface SegmentVerdict {
  readonly segment: number;
  readonly customers: number;
  /** Index of the finisher, −1 where there are too few customers. */
  readonly best: number;
  readonly clear: number;
  readonly rivals: number;
  readonly loss: number;
  readonly next: number;
}

/** Mean losses of each finisher, overall and per segment, in the data and in every bootstrap draw. */
function bootstrapLosses(
  origins: readonly Origin[],
  finishers: readonly Finisher[],
  metric: 'rmse' | 'mae',
  report: (done: number) => void,
) {
  const [kinds, count] = [rfmSegments.length, finishers.length];
  const customers = 1 + origins.reduce((most, o) => o.who.reduce((m, w) => Math.max(m, w), most), -1);
  const losses = origins.map((o, k) =>
    finishers.map(({ forecasts }) =>
      o.actual.map((was, i) => {
        const by = (forecasts[k]?.[i] ?? 0) - was;
        return metric === 'mae' ? Math.abs(by) : by * by;
      }),
    ),
  );
  const shown = (mean: number): number => (metric === 'mae' ? mean : Math.sqrt(mean));
  /** Row 0 is all customers, the others are the segments; a column per finisher. */
  const means = (times: Uint16Array): { loss: Float64Array; rows: Float64Array } => {
    const [loss, rows] = [new Float64Array((kinds + 1) * count), new Float64Array(kinds + 1)];
    origins.forEach((o, k) => {
      for (let i = 0; i < o.actual.length; i++) {
        const w = times[o.who[i] ?? 0] ?? 0;
        if (w === 0) continue;
        const segment = 1 + (o.segment[i] ?? 0);
        rows[0] = (rows[0] ?? 0) + w;
        rows[segment] = (rows[segment] ?? 0) + w;
        for (let f = 0; f < count; f++) {
          const l = w * (losses[k]?.[f]?.[i] ?? 0);
          loss[f] = (loss[f] ?? 0) + l;
          loss[segment * count + f] = (loss[segment * count + f] ?? 0) + l;
        }
      }
    });
    return { loss: loss.map((l, i) => shown(l / (rows[Math.floor(i / count)] ?? 0))), rows };
  };
  const whole = means(new Uint16Array(customers).fill(1));
  const random = sfc32(SEED);
  const draws = Array.from({ length: customers > 0 ? DRAWS : 0 }, (_, draw) => {
    report(draw / DRAWS);
    const times = new Uint16Array(customers);
    for (let i = 0; i < customers; i++) {
      const who = random.below(customers);
      times[who] = (times[who] ?? 0) + 1;
    }
    return means(times).loss;
  });
  const interval = (values: readonly number[]): { low: number; high: number } => {
    const sorted = values.filter((x) => !Number.isNaN(x)).sort((a, b) => a - b);
    return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
  };
  const above = (row: number, i: number, best: number) => ({
    difference: (whole.loss[row * count + i] ?? 0) - (whole.loss[row * count + best] ?? 0),
    ...interval(draws.map((d) => (d[row * count + i] ?? 0) - (d[row * count + best] ?? 0))),
  });
  const verdict = (segment: number): SegmentVerdict => {
    const row = segment + 1;
    const loss = (i: number): number => whole.loss[row * count + i] ?? 0;
    const order = finishers.map((_, i) => i).sort((a, b) => loss(a) - loss(b) || a - b);
    const [best = -1, second = -1] = order;
    const n = whole.rows[row] ?? 0;
    if (n < ENOUGH_IN_SEGMENT || best === -1)
      return { segment, customers: n, best: -1, clear: 0, rivals: 0, loss: NaN, next: NaN };
    const rivals = order.slice(1).filter((i) => !(above(row, i, best).low > 0)).length;
    return {
      segment,
      customers: n,
      best,
      clear: Number(rivals === 0 && order.length > 1),
      rivals,
      loss: loss(best),
      next: second === -1 ? NaN : loss(second),
    };
  };
  return {
    at: whole.loss.subarray(0, count),
    range: (i: number) => interval(draws.map((d) => d[i] ?? NaN)),
    above: (i: number, best: number) => above(0, i, best),
    segments: rfmSegments.map((_, s) => verdict(s)).filter((s) => s.customers > 0),
  };
}
