/**
 * `npm run bench -- --score`: 1 million rows × 20 features through a boosted model of 200 trees of depth 6, in
 * onnxruntime-web (one thread, in Node) and in onnxruntime's own build (one thread), in turn in one run; CPU
 * seconds, for each way of writing trees. The session alone, on the page's chunks: columns are laid out before.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';
import * as native from 'onnxruntime-node';
import * as web from 'onnxruntime-web/wasm';
import { describeModel } from '../src/learn/onnx/describe';
import { exportOnnx, type ExportOptions } from '../src/learn/onnx/export/onnx';
import { fitPipeline } from '../src/learn/pipeline/fit';
import { predictPipeline } from '../src/learn/pipeline/predict';
import { FOR_TREES } from '../src/learn/preprocess/spec';
import { everyRow } from '../src/learn/rows';
import type { Table } from '../src/learn/table';
import { learnData } from './learn-data';

const ROWS = 1_000_000;

/** The two ways of writing trees that a person can choose. */
const ways: readonly (readonly [string, Pick<ExportOptions, 'trees'>])[] = [
  ['TreeEnsembleRegressor (ai.onnx.ml 3)', { trees: 3 }],
  ['TreeEnsemble (ai.onnx.ml 5)', { trees: 5 }],
];

interface Engine {
  readonly Tensor: TensorConstructor;
  load(bytes: Uint8Array): Promise<InferenceSession>;
}

const engines: Readonly<Record<'web' | 'native', Engine>> = {
  web: {
    Tensor: web.Tensor,
    load: (bytes) => web.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 }),
  },
  native: {
    Tensor: native.Tensor,
    load: (bytes) =>
      native.InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 }),
  },
};

/** Prints the table. @param rounds rounds of each; medians are printed */
export async function reportScore(rounds: number): Promise<void> {
  const path = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const wasm = readFileSync(path);
  web.env.wasm.wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  web.env.wasm.numThreads = 1;
  const small = learnData(50_000);
  const spec = {
    kind: 'pipeline',
    preprocess: FOR_TREES,
    learner: { learner: 'boosting', rounds: 200, maxDepth: 6 },
  } as const;
  const target = { task: 'binary', labels: small.labels } as const;
  const fitted = fitPipeline(spec, { table: tableOf(small.x), target }, everyRow(50_000), 1);
  const table = tableOf(learnData(ROWS).x);
  const ours = predictPipeline(fitted, table);
  console.log(`CPU seconds for 1 M × 20, medians of ${rounds} rounds after one that warms up`);
  console.log('| trees written as | bytes | web | native | ratio | most off ours |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const [name, options] of ways) {
    const bytes = exportOnnx(fitted, { name: 'bench', ...options });
    const chunk = describeModel('bench.onnx', bytes).rowsAtOnce;
    const times = { web: [] as number[], native: [] as number[] };
    let off = 0;
    for (let round = 0; round <= rounds; round++) {
      for (const engine of ['web', 'native'] as const) {
        const { seconds, most } = await score(engines[engine], bytes, table, chunk, ours);
        if (round > 0) times[engine].push(seconds);
        off = Math.max(off, most);
      }
    }
    const [w, n] = [median(times.web), median(times.native)];
    console.log(
      `| ${name} | ${bytes.length} | ${w.toFixed(2)} | ${n.toFixed(2)} | ${(w / n).toFixed(2)} | ${off.toExponential(1)} |`,
    );
  }
}

/** CPU seconds of all runs, without making the tensors; and the largest difference from our predictor. */
async function score(
  engine: Engine,
  bytes: Uint8Array,
  table: Table,
  chunk: number,
  ours: Float64Array,
): Promise<{ readonly seconds: number; readonly most: number }> {
  const session = await engine.load(bytes);
  let micros = 0;
  let most = 0;
  for (let from = 0; from < table.rows; from += chunk) {
    const to = Math.min(from + chunk, table.rows);
    const feeds: Record<string, Tensor> = {};
    for (const column of table.columns) {
      if (column.kind !== 'number') throw new Error('numbers only');
      const values = Float32Array.from(column.values.subarray(from, to));
      feeds[column.name] = new engine.Tensor('float32', values, [to - from, 1]);
    }
    const start = process.cpuUsage();
    const answers = await session.run(feeds, ['probabilities']);
    const { user, system } = process.cpuUsage(start);
    micros += user + system;
    const data = answers['probabilities']?.data;
    if (!(data instanceof Float32Array)) throw new Error('no probabilities');
    for (let i = from; i < to; i++) most = Math.max(most, Math.abs((data[2 * (i - from) + 1] ?? NaN) - (ours[i] ?? 0)));
  }
  await session.release();
  return { seconds: micros / 1e6, most };
}

function tableOf({ rows, columns, values }: ReturnType<typeof learnData>['x']): Table {
  return {
    rows,
    columns: Array.from({ length: columns }, (_, j) => ({
      name: `x${j}`,
      kind: 'number',
      values: Float64Array.from({ length: rows }, (_, i) => values[i * columns + j] ?? NaN),
    })),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
