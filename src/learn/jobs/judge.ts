import { bootstrap, type Interval } from '../bootstrap';
import { decisionFigures, confusionAt, scoreFigures, type Confusion } from '../judge/binary';
import type { Figure } from '../judge/figure';
import { binaryIntervals } from '../judge/intervals';
import { calledClasses, confusionMatrix, multiclassFigures, type ClassFigures } from '../judge/multiclass';
import { regressionFigures } from '../judge/regression';
import { partOf, type Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset, Target } from '../table';
import { groupsOf } from './answers';

/** A figure of a model, its interval, and what a model that knows no feature comes to. */
export interface Judged {
  readonly figure: Figure;
  /** Null where no draw can measure it. */
  readonly interval: Interval | null;
  readonly baseline: Figure;
}

/** How a model did on some rows. */
export interface Judgement {
  readonly rows: number;
  /** By name: `rocAuc`, `f1`, `rmse` … as in `judge/`. */
  readonly figures: Readonly<Record<string, Judged>>;
  /** Of a binary model, at the threshold; null else. */
  readonly confusion: Confusion | null;
  /** Of several classes, each; left out for the others. */
  readonly classes?: readonly ClassJudgement[];
}

/** How a model did on the rows of one class. */
export interface ClassJudgement extends ClassFigures {
  readonly name: string;
  /** Weight of its rows by the class that they are called, in the order of the classes. */
  readonly called: readonly number[];
}

/** What a model is judged with. */
export interface JudgeOptions {
  /** Of a binary model; scores of at least this are called positive. */
  readonly threshold: number;
  readonly seed: number;
  /** Bootstrap draws over whole groups. */
  readonly draws: number;
}

/**
 * Figures of a model's answers on rows of a dataset, with 95 % bootstrap intervals over groups.
 * @param answers as `predictPipeline` gives them for these rows
 * @param baseline the same of a constant model fitted on the training rows
 */
export function judge(
  dataset: Dataset,
  rows: Int32Array,
  answers: Float64Array,
  baseline: Float64Array,
  options: JudgeOptions,
  report: Report = () => undefined,
): Judgement {
  const target = targetOf(dataset.target, rows);
  const weights = weightsOf(dataset, rows);
  const groups = groupsOf(dataset, rows);
  const figures = figuresOf(target, answers, weights, options.threshold);
  const plain = figuresOf(target, baseline, weights, options.threshold);
  const names = Object.keys(figures);
  const intervals = new Map<string, Interval | null>();
  const step = partOf(report, 0.05, 1);
  if (options.draws > 0 && rows.length > 0) {
    if (target.task === 'binary') {
      const scored = { labels: target.labels, scores: answers, ...(weights === undefined ? {} : { weights }) };
      const { seed, draws } = options;
      const found = binaryIntervals(scored, options.threshold, { seed, draws, groups }, step);
      for (const [name, interval] of Object.entries(found)) intervals.set(name, interval);
    } else {
      // A draw weighs each row by how often its group was drawn, on top of its own weight.
      const draws = bootstrap(
        groups,
        (times) => {
          const w = weights === undefined ? times : times.map((t, i) => t * (weights[i] ?? 1));
          const drawn = figuresOf(target, answers, w, options.threshold);
          return names.map((name) => drawn[name]?.value ?? NaN);
        },
        { seed: options.seed, draws: options.draws },
        step,
      );
      names.forEach((name, k) => intervals.set(name, draws[k] ?? null));
    }
  }
  report(1);
  return {
    rows: rows.length,
    figures: Object.fromEntries(
      names.map((name) => [
        name,
        {
          figure: figures[name] ?? { value: null, because: 'no-rows' },
          interval: intervals.get(name) ?? null,
          baseline: plain[name] ?? { value: null, because: 'no-rows' },
        } satisfies Judged,
      ]),
    ),
    confusion:
      target.task === 'binary' ? confusionAt(scoredOf(target.labels, answers, weights), options.threshold) : null,
    ...(target.task === 'multiclass' ? { classes: classesOf(target, answers, weights) } : {}),
  };
}

function classesOf(
  target: Extract<Target, { readonly task: 'multiclass' }>,
  answers: Float64Array,
  weights: Float64Array | undefined,
): readonly ClassJudgement[] {
  const { labels, classes } = target;
  const count = classes.length;
  const scored = { labels, scores: answers, classes: count, ...(weights === undefined ? {} : { weights }) };
  const matrix = confusionMatrix(labels, calledClasses(scored), count, weights);
  return multiclassFigures(scored).byClass.map((figures, k) => ({
    ...figures,
    name: classes[k] ?? '',
    called: Array.from(matrix.subarray(k * count, (k + 1) * count)),
  }));
}

function scoredOf(labels: Uint8Array, scores: Float64Array, weights: Float64Array | undefined) {
  return { labels, scores, ...(weights === undefined ? {} : { weights }) };
}

/** All figures of a model's answers, by name; those of a binary model that decide at the threshold. */
export function figuresOf(
  target: Target,
  answers: Float64Array,
  weights: Float64Array | undefined,
  threshold: number,
): Readonly<Record<string, Figure>> {
  const weighted = weights === undefined ? {} : { weights };
  switch (target.task) {
    case 'binary': {
      const scored = scoredOf(target.labels, answers, weights);
      return { ...scoreFigures(scored), ...decisionFigures(confusionAt(scored, threshold)) };
    }
    case 'regression': {
      const { zeros: _, ...figures } = regressionFigures({ actual: target.values, predicted: answers, ...weighted });
      return figures;
    }
    case 'multiclass': {
      const all = multiclassFigures({
        labels: target.labels,
        scores: answers,
        classes: target.classes.length,
        ...weighted,
      });
      const { accuracy, balancedAccuracy, macroPrecision, macroRecall, macroF1, weightedF1 } = all;
      const { rocAuc, averagePrecision, logLoss } = all;
      return {
        accuracy,
        balancedAccuracy,
        macroPrecision,
        macroRecall,
        macroF1,
        weightedF1,
        rocAuc,
        averagePrecision,
        logLoss,
      };
    }
  }
}
