import { bootstrap, type Interval } from '../bootstrap';
import { drawnFigures, INTERVAL_NAMES } from '../judge/intervals';
import type { Figure } from '../judge/figure';
import type { Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset } from '../table';
import { groupsOf, scoredOf } from './answers';
import { figuresOf, type JudgeOptions } from './judge';

/** A figure of two models on the same rows. */
export interface Compared {
  readonly a: Figure;
  readonly b: Figure;
  /** b − a; null where one of the two cannot be measured. */
  readonly difference: number | null;
  /** Of the difference, paired: both models are measured on the same draws. Null where no draw can measure it. */
  readonly interval: Interval | null;
}

/**
 * Two models' answers on the same rows: what one is better by, with 95 % bootstrap intervals over groups. Whether a
 * model is better than another is told by the interval of the difference, not by whether two intervals overlap.
 * @param answers as `predictPipeline` gives them for these rows
 */
export function compare(
  dataset: Dataset,
  rows: Int32Array,
  answers: readonly [a: Float64Array, b: Float64Array],
  { threshold, seed, draws }: JudgeOptions,
  report: Report = () => undefined,
): Readonly<Record<string, Compared>> {
  const target = targetOf(dataset.target, rows);
  const weights = weightsOf(dataset, rows);
  const [a, b] = answers.map((of) => figuresOf(target, of, weights, threshold));
  let names = Object.keys(a ?? {});
  let measure: (times: Float64Array) => readonly (readonly number[])[];
  if (target.task === 'binary') {
    const own = answers.map((of) => drawnFigures(scoredOf(dataset, rows, of), threshold));
    names = names.filter((n) => INTERVAL_NAMES.some((known) => known === n));
    measure = (times) =>
      own.map(({ order, figures }) => {
        const drawn = figures(Float64Array.from(order, (i) => times[i] ?? 0));
        return names.map((n) => drawn[INTERVAL_NAMES.findIndex((known) => known === n)] ?? NaN);
      });
  } else {
    measure = (times) => {
      const w = weights === undefined ? times : times.map((t, i) => t * (weights[i] ?? 1));
      return answers.map((of) => {
        const drawn = figuresOf(target, of, w, threshold);
        return names.map((n) => drawn[n]?.value ?? NaN);
      });
    };
  }
  const found = bootstrap(
    groupsOf(dataset, rows),
    (times) => {
      const [x, y] = measure(times);
      return names.map((_, k) => (y?.[k] ?? NaN) - (x?.[k] ?? NaN));
    },
    { seed, draws: rows.length === 0 ? 0 : draws },
    report,
  );
  const none: Figure = { value: null, because: 'no-rows' };
  return Object.fromEntries(
    names.map((name, k) => {
      const [x, y] = [a?.[name] ?? none, b?.[name] ?? none];
      const difference = x.value === null || y.value === null ? null : y.value - x.value;
      return [name, { a: x, b: y, difference, interval: found[k] ?? null } satisfies Compared];
    }),
  );
}
