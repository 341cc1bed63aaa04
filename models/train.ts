/**
 * Trains the shipped models on the demo data: `npx tsx models/train.ts [folder]`. Features come from the
 * very SQL that scores later. Same data, same model, byte for byte.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { featureStatement } from '../src/analyses/score/features';
import { taskNames, tasks, type TaskName } from '../src/analyses/score/tasks';
import { numbers } from '../src/core/frame';
import type { Spine } from '../src/core/spine';
import { DAY } from '../src/core/time';
import { NativeDuckDB } from '../src/engines/native/duckdb';
import { quantile } from '../src/learn/bootstrap';
import { fitLogistic } from '../src/learn/linear/logistic';
import { fromColumns } from '../src/learn/matrix';
import { logged, pipelineOnnx, predict, type LogisticPipeline } from '../src/learn/pipeline';
import { fitStandardiser, standardise } from '../src/learn/preprocess/standardiser';
import { ident, sql } from '../src/sql/sql';
import { demoSpine, sha256 } from './demo-spine';
import { BOOTSTRAP, evaluate, rounded } from './evaluate';

const MODELS_FOLDER = fileURLToPath(new URL('./', import.meta.url));
const DEMO_FOLDER = fileURLToPath(new URL('../static/demo/', import.meta.url));
const C = 1;

/** `count` cutoffs, `days` apart. */
const every = (first: string, days: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Date.parse(`${first}T00:00:00Z`) + i * days * DAY);

/** Training labels end before the first test cutoff, test labels before the data's end. */
const schedules: Readonly<
  Record<
    TaskName,
    { about: string; file: string; kind: Spine['kind']; train: readonly number[]; test: readonly number[] }
  >
> = {
  propensity: {
    about: 'Probability that a visitor seen in the last 91 days buys within 7 days.',
    file: 'shop-events.parquet',
    kind: 'events',
    train: every('2025-10-06', 7, 26),
    test: every('2026-04-13', 7, 6),
  },
  repurchase: {
    about: 'Probability that a customer who bought before buys again within 90 days.',
    file: 'shop-orders.parquet',
    kind: 'transactions',
    train: every('2025-03-01', 30, 10),
    test: every('2026-03-01', 30, 1),
  },
};

interface Rows {
  /** One array per feature. */
  readonly columns: readonly Float64Array[];
  readonly labels: Uint8Array;
  readonly customers: Int32Array;
}

/** Builds the rows of some cutoffs: features strictly before each, the label in `[cutoff, cutoff + days)`. */
async function rowsAt(engine: NativeDuckDB, spine: Spine, name: TaskName, cutoffs: readonly number[]): Promise<Rows> {
  const signal = new AbortController().signal;
  const { features, population, days } = tasks[name];
  const columns: number[][] = features.map(() => []);
  const labels: number[] = [];
  const customers: number[] = [];
  for (const cutoff of cutoffs) {
    const frame = await engine.query(
      signal,
      sql`SELECT f.*, CASE WHEN b.customer IS NULL THEN 0 ELSE 1 END AS label
        FROM (${featureStatement(spine, features, population, cutoff)}) AS f
        LEFT JOIN (SELECT DISTINCT customer FROM ${ident(spine.table)}
          WHERE sign = 1 AND time >= ${cutoff} AND time < ${cutoff + days * DAY}) AS b ON b.customer = f.key
        ORDER BY f.key`,
    );
    features.forEach((feature, j) => {
      for (const value of numbers(frame, feature)) columns[j]?.push(value);
    });
    for (const label of numbers(frame, 'label')) labels.push(label);
    for (const key of numbers(frame, 'key')) customers.push(key);
  }
  return {
    columns: columns.map((c) => Float64Array.from(c)),
    labels: Uint8Array.from(labels),
    customers: Int32Array.from(customers),
  };
}

/** Trains one model; answers its file, its card and what the file holds. */
export async function train(name: TaskName): Promise<{ model: Uint8Array; card: object; pipeline: LogisticPipeline }> {
  const { about, file, kind, train: trainCutoffs, test: testCutoffs } = schedules[name];
  const { features, population, days } = tasks[name];
  const engine = await NativeDuckDB.open({ threads: 1 });
  try {
    const path = join(DEMO_FOLDER, file);
    const spine = await demoSpine(engine, path, kind);
    const training = await rowsAt(engine, spine, name, trainCutoffs);
    const test = await rowsAt(engine, spine, name, testCutoffs);

    const matrix = fromColumns(training.columns.map((c) => c.map(logged)));
    const standardiser = fitStandardiser(matrix);
    const target = { task: 'binary', labels: training.labels } as const;
    const { model: linear, iterations } = fitLogistic(standardise(matrix, standardiser), target, { C });
    const { coefficients, intercepts } = linear;
    const pipeline: LogisticPipeline = { features, ...standardiser, coefficients, intercept: intercepts[0] ?? NaN };
    const model = pipelineOnnx(name, pipeline);

    const scores = Float64Array.from(test.labels, (_, i) =>
      predict(
        pipeline,
        test.columns.map((c) => c[i] ?? NaN),
      ),
    );
    const positives = count(training.labels);
    const { metrics, calibration } = evaluate(test.labels, scores, test.customers, positives / training.labels.length);
    const card = {
      task: name,
      about,
      licence: 'Apache-2.0',
      sha256: createHash('sha256').update(model).digest('hex'),
      bytes: model.length,
      rebuild: 'npx tsx models/train.ts',
      population,
      days,
      features: features.map((feature, j) => ({ name: feature, ...range(training.columns[j] ?? new Float64Array()) })),
      training: {
        data: `static/demo/${file}`,
        sha256: await sha256(path),
        cutoffs: trainCutoffs.map(iso),
        rows: training.labels.length,
        positives,
        C,
        iterations,
      },
      test: {
        cutoffs: testCutoffs.map(iso),
        rows: test.labels.length,
        customers: new Set(test.customers).size,
        positives: count(test.labels),
        bootstrap: BOOTSTRAP,
        metrics,
        calibration,
      },
    };
    return { model, card, pipeline };
  } finally {
    await engine.close();
  }
}

function count(labels: Uint8Array): number {
  return labels.reduce((n, y) => n + y, 0);
}

function range(values: Float64Array) {
  const sorted = values.toSorted();
  const at = (q: number): number => rounded(quantile(sorted, q));
  return { min: sorted[0] ?? 0, p05: at(0.05), median: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const name of taskNames) {
    const folder = join(process.argv[2] ?? MODELS_FOLDER, name);
    const { model, card } = await train(name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'model.onnx'), model);
    await writeFile(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
    console.log(`${name}: ${JSON.stringify(card, null, 1)}`);
  }
}
