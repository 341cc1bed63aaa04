import { dependence } from '../explain/dependence';
import { explainPipeline } from '../explain/explain';
import { permutationImportance } from '../explain/permutation';
import { tableFromFrame } from '../frame';
import { riskBands } from '../judge/bands';
import { fitIsotonic, fitPlatt } from '../judge/calibration';
import { cutCurve } from '../judge/curves';
import type { Scored } from '../judge/scores';
import { fitPipeline } from '../pipeline/fit';
import type { Fitted } from '../pipeline/fitted';
import { predictPipeline } from '../pipeline/predict';
import type { Spec } from '../pipeline/spec';
import { partOf, type Report } from '../report';
import { everyRow, tableOf, targetOf, weightsOf } from '../rows';
import type { Dataset, Table } from '../table';
import { crossValidate } from '../validate/evaluate';
import { scoreFold } from '../validate/fold-score';
import { foldsOf } from '../validate/folds';
import { learningCurve } from '../validate/learning-curve';
import { shuffleCheck } from '../validate/shuffle-check';
import { agreementOf } from './agreement';
import { answersOf, groupsOf, scoredOf, type AnsweredBy } from './answers';
import { compare } from './compare';
import { curvesOf } from './curves';
import { driftOf, framed } from './drift';
import { exported, type Sha256 } from './export';
import type { JobName, Jobs, ScoresAsk } from './jobs';
import { judge } from './judge';
import { regressionViews } from './regression';
import { segmentsOf } from './segments';
import { profitOf, thresholdChoices } from './thresholds';

/** What a host lends to jobs. */
export interface JobHost {
  /** A clock in seconds. */
  readonly now: () => number;
  readonly sha256: Sha256;
}

type Runners = {
  readonly [K in JobName]: (
    dataset: Dataset,
    ask: Jobs[K]['ask'],
    report: Report,
    host: JobHost,
  ) => Jobs[K]['answer'] | Promise<Jobs[K]['answer']>;
};

const predictor = (fitted: Fitted) => (table: Table) => predictPipeline(fitted, table);

/** Shares of the training rows of a learning curve. */
const SHARES = [0.1, 0.25, 0.5, 0.75, 1] as const;

const runners: Runners = {
  fit: (dataset, { spec, rows, seed }, report) => fitPipeline(spec, dataset, labelled(dataset, rows), seed, report),
  predict: (dataset, { fitted, rows, frame }, report) =>
    predictPipeline(fitted, frame === null ? dataset.table : tableFromFrame(frame), rows ?? undefined, report),
  validate: (dataset, { spec, folds, rows, metric, seed }, report) =>
    crossValidate(spec, foldsOf(folds, dataset, labelled(dataset, rows), seed), dataset, metric, seed, report),
  scoreFold: (dataset, { rows, ...ask }, report, { now }) =>
    scoreFold(ask, dataset, labelled(dataset, rows), now, report),
  explain: (dataset, { fitted, background, rows, frame }, report) => {
    const table = frame === undefined || frame === null ? dataset.table : tableFromFrame(frame);
    const known = { table: dataset.table, rows: background ?? everyRow(dataset.table.rows) };
    return explainPipeline(fitted, table, known, rows ?? everyRow(table.rows), report);
  },
  importance: (dataset, { fitted, rows, columns, metric, seed, repeats }, report) =>
    permutationImportance(
      predictor(fitted),
      dataset,
      labelled(dataset, rows),
      columns,
      { metric, seed, repeats },
      report,
    ),
  dependence: (dataset, { fitted, rows, column, points, most, seed }, report) => {
    const table = rows === null ? dataset.table : tableOf(dataset.table, rows);
    return dependence(predictor(fitted), table, column, { points, most, seed }, report);
  },
  judge: (dataset, ask, report) => {
    const { trained, options } = ask;
    const { rows, answers } = judged(dataset, ask, report);
    return judge(dataset, rows, answers, constant(dataset, trained, rows), options, partOf(report, 0.2, 1));
  },
  curves: (dataset, ask, report) => curvesOf(scores(dataset, ask, report).scored, ask.points),
  cuts: (dataset, ask, report) => cutCurve(scores(dataset, ask, report).scored),
  thresholds: (dataset, ask, report) => thresholdChoices(scores(dataset, ask, report).scored, ask.rules),
  profit: (dataset, ask, report) => {
    const { money, seed, draws, steps } = ask;
    const { rows, scored } = scores(dataset, ask, report);
    return profitOf(scored, money, { seed, draws, steps, groups: groupsOf(dataset, rows) }, partOf(report, 0.2, 1));
  },
  bands: (dataset, ask, report) => riskBands(scores(dataset, ask, report).scored, ask.cuts),
  segments: (dataset, ask, report) => {
    const { rows, answers } = judged(dataset, ask, report);
    const baseline = constant(dataset, ask.trained, rows);
    const width = answers.length / Math.max(1, rows.length);
    const segments = segmentsOf(dataset, rows, ask.by);
    return segments.map(({ part, at }, k) => {
      const own = at.map((i) => rows[i] ?? 0);
      const pick = (of: Float64Array): Float64Array => {
        const out = new Float64Array(at.length * width);
        at.forEach((i, place) => out.set(of.subarray(i * width, (i + 1) * width), place * width));
        return out;
      };
      const step = partOf(report, 0.2 + (0.8 * k) / segments.length, 0.2 + (0.8 * (k + 1)) / segments.length);
      return { part, judgement: judge(dataset, own, pick(answers), pick(baseline), ask.options, step) };
    });
  },
  agreement: (dataset, { models, rows, thresholds = [] }, report) => {
    const chosen = labelled(dataset, rows);
    const answers = models.map((by, k) =>
      answersOf(dataset, chosen, by, partOf(report, k / models.length, (k + 1) / models.length)),
    );
    return agreementOf(targetOf(dataset.target, chosen), answers, thresholds);
  },
  compare: (dataset, { a, b, rows, options }, report) => {
    const chosen = labelled(dataset, rows);
    const answers = [
      answersOf(dataset, chosen, a, partOf(report, 0, 0.1)),
      answersOf(dataset, chosen, b, partOf(report, 0.1, 0.2)),
    ] as const;
    return compare(dataset, chosen, answers, options, partOf(report, 0.2, 1));
  },
  drift: (dataset, { expected, actual, columns, fitted = null, seed, draws }, report) => {
    const { table } = dataset;
    const before = { table, rows: expected ?? everyRow(table.rows) };
    const after = 'frame' in actual ? framed(actual.frame) : { table, rows: actual.rows };
    const names = columns ?? table.columns.map((c) => c.name);
    return driftOf(before, after, names, fitted, { seed, draws }, report);
  },
  regression: (dataset, ask, report) => {
    const { rows, answers } = judged(dataset, ask, report);
    const target = targetOf(dataset.target, rows);
    if (target.task !== 'regression') throw new Error('only a model of numbers has residuals');
    const weights = weightsOf(dataset, rows);
    const { seed, points, bins } = ask;
    return regressionViews(
      rows,
      { actual: target.values, predicted: answers, ...(weights === undefined ? {} : { weights }) },
      { seed, ...(points === undefined ? {} : { points }), ...(bins === undefined ? {} : { bins }) },
    );
  },
  calibrate: (dataset, { fitted, by, rows, answers }) => {
    if (fitted.task !== 'binary') throw new Error('only a binary model is calibrated');
    const { labels, scores: p, weights } = scoredOf(dataset, labelled(dataset, rows), answers);
    const fit = by === 'platt' ? fitPlatt : fitIsotonic;
    return { kind: 'calibrated', version: 1, task: 'binary', classes: [], model: fitted, by: fit(labels, p, weights) };
  },
  learningCurve: (dataset, { spec, folds, rows, metric, seed, shares = SHARES }, report) =>
    learningCurve(
      spec,
      foldsOf(folds, dataset, labelled(dataset, rows), seed),
      dataset,
      { metric, seed, shares },
      report,
    ),
  shuffleCheck: (dataset, { spec, folds, rows, metric, seed, repeats }, report) =>
    shuffleCheck(spec, folds, dataset, labelled(dataset, rows), { metric, seed, repeats }, report),
  export: (dataset, { fitted, options, file, trained }, _report, { sha256 }) =>
    exported(
      fitted,
      options,
      file,
      trained === undefined ? null : { dataset, rows: labelled(dataset, trained) },
      sha256,
    ),
};

/**
 * Rows that are learnt from or judged on: all with a label when none are said.
 * @throws Error for a row without a label
 */
function labelled({ table, unlabelled }: Dataset, rows: Int32Array | null): Int32Array {
  const all = rows ?? everyRow(table.rows);
  if (unlabelled === undefined) return all;
  // Counted by a loop: a search asks for every fold.
  let without = 0;
  for (let k = 0; k < all.length; k++) without += +(unlabelled[all[k] as number] === 1);
  if (without === 0) return all;
  if (rows !== null) throw new Error(`${without} of the rows have no label`);
  return all.filter((i) => unlabelled[i] !== 1);
}

function judged(
  dataset: Dataset,
  ask: AnsweredBy & { readonly rows: Int32Array | null },
  report: Report,
): { readonly rows: Int32Array; readonly answers: Float64Array } {
  const rows = labelled(dataset, ask.rows);
  return { rows, answers: answersOf(dataset, rows, ask, partOf(report, 0, 0.2)) };
}

function scores(
  dataset: Dataset,
  ask: ScoresAsk,
  report: Report,
): { readonly rows: Int32Array; readonly scored: Scored } {
  const { rows, answers } = judged(dataset, ask, report);
  return { rows, scored: scoredOf(dataset, rows, answers, ask.positive) };
}

/** Answers for `rows` of a model that knows no feature, learnt from `trained`. */
function constant(dataset: Dataset, trained: Int32Array | null, rows: Int32Array): Float64Array {
  const spec: Spec = {
    kind: 'pipeline',
    preprocess: {
      numbers: { as: 'number', impute: { by: 'none' }, flag: false, log: false, scale: false },
      categories: { as: 'target', smoothing: 0 },
      columns: dataset.table.columns.map(({ name }) => ({ name, treat: { as: 'drop' } })),
      correlation: null,
    },
    learner: { learner: 'constant' },
  };
  return predictPipeline(fitPipeline(spec, dataset, labelled(dataset, trained), 0), dataset.table, rows);
}

/**
 * Does one job.
 * @returns the answer, or a promise of it where the host is asked for something slow
 * @throws Error what the work throws, and what `report` throws
 */
export function runJob<K extends JobName>(
  dataset: Dataset,
  job: K,
  ask: Jobs[K]['ask'],
  report: Report,
  host: JobHost,
): Jobs[K]['answer'] | Promise<Jobs[K]['answer']> {
  return runners[job](dataset, ask, report, host);
}
