import learnUrl from '../../../workers/compute/learn.worker.ts?worker&url';
import { packError } from '../../../src/core/errors';
import type { Frame } from '../../../src/core/frame';
import { appWorker } from '../../../src/engines/app-worker';
import { RemoteLearner, usualWidth } from '../../../src/engines/learner';
import type { Spec } from '../../../src/learn/pipeline/spec';
import type { Search } from '../../../src/learn/validate/search';
import type { Study } from '../../../src/learn/jobs/learner';

/* The page's own bridge to the product's learning workers, with verbs that a test calls. */

const never = new AbortController().signal;
const workers = usualWidth(navigator.hardwareConcurrency);
const learner = new RemoteLearner({
  start: () => appWorker(learnUrl, 'learn'),
  channel: () => {
    const { port1, port2 } = new MessageChannel();
    return [port1, port2];
  },
  width: workers,
});
let study: Study | null = null;

function held(): Study {
  if (study === null) throw new Error('no rows were opened');
  return study;
}

let made: Frame | null = null;

/** Makes a table of 20 columns of numbers and a label, by Lehmer's generator: the test's work, not the bridge's. */
async function make(rows: number): Promise<void> {
  let state = 7;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const columns = Array.from({ length: 20 }, () => new Float64Array(rows));
  const label = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    // The page stays free while the table is made.
    if (i % 2000 === 1999) await new Promise((resolve) => setTimeout(resolve));
    for (const column of columns) column[i] = Math.fround(2 * next() - 1);
    const [a, b, c, d] = columns.map((column) => column[i] ?? 0);
    const z = 2 * (a ?? 0) - (b ?? 0) + 2 * (c ?? 0) * (d ?? 0);
    label[i] = next() < 1 / (1 + Math.exp(-2 * z)) ? 1 : 0;
  }
  made = {
    length: rows,
    columns: [
      ...columns.map((values, j) => ({ name: `x${j}`, type: 'number' as const, values })),
      { name: 'label', type: 'number', values: label },
    ],
  };
}

/** Hands the table over; answers its rows. */
async function open(): Promise<number> {
  if (made === null) throw new Error('no table was made');
  study = await learner.open(never, made, {
    columns: Array.from({ length: 20 }, (_, j) => ({ name: `x${j}` })),
    target: { task: 'binary', column: 'label', positive: '1' },
  });
  return study.summary.rows;
}

/** Fits a spec; answers the hash of its predictions, its AUC on the rows and the seconds. */
async function fit(spec: Spec): Promise<unknown> {
  const start = performance.now();
  let told = 0;
  const fitted = await held().run(never, 'fit', { spec, rows: null, seed: 1 }, () => told++);
  const seconds = (performance.now() - start) / 1000;
  const options = { threshold: 0.5, seed: 1, draws: 0 };
  const { figures } = await held().run(never, 'judge', { fitted, trained: null, rows: null, options });
  const answers = await held().run(never, 'predict', { fitted, rows: null, frame: null });
  const hash = hex(await crypto.subtle.digest('SHA-256', new Float64Array(answers)));
  return { seconds, told, hash, auc: figures['rocAuc']?.figure.value ?? null };
}

/** Fits a spec and writes it; answers the card, and the SHA-256 of the bytes that came. */
async function leave(spec: Spec): Promise<unknown> {
  const fitted = await held().run(never, 'fit', { spec, rows: null, seed: 1 });
  const ask = { fitted, options: { name: 'made' }, file: 'made.onnx', trained: null };
  const { onnx, card } = await held().run(never, 'export', ask);
  return { card, sha256: hex(await crypto.subtle.digest('SHA-256', onnx)) };
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('');
}

/** Starts a fit, stops it after some milliseconds; answers the error's code and how long it took to end. */
async function stop(spec: Spec, after: number): Promise<unknown> {
  const controller = new AbortController();
  let stopped = NaN;
  setTimeout(() => {
    stopped = performance.now();
    controller.abort();
  }, after);
  try {
    await held().run(controller.signal, 'fit', { spec, rows: null, seed: 1 });
    return { code: 'none', ms: 0 };
  } catch (error) {
    return { code: packError(error).code, ms: performance.now() - stopped };
  }
}

/** Runs a search to its end; answers its trials, the seconds, and the frames that the page could draw meanwhile. */
async function search(what: Search): Promise<unknown> {
  const start = performance.now();
  const frames = countFrames();
  const run = held().search(never, what);
  const trials = await run.ended;
  const seconds = (performance.now() - start) / 1000;
  return { seconds, workers, trials: trials.length, best: run.best?.mean ?? null, ...frames() };
}

/** Counts frames until it is called: how many, and the longest time between two in milliseconds. */
function countFrames(): () => { readonly frames: number; readonly longestFrame: number } {
  let [frames, longestFrame, over] = [0, 0, false];
  let last = performance.now();
  const next = (now: number): void => {
    if (over) return;
    frames++;
    longestFrame = Math.max(longestFrame, now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  return () => {
    over = true;
    return { frames, longestFrame };
  };
}

Object.assign(globalThis, { learn: { make, open, fit, leave, stop, search } });
