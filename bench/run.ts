/**
 * `npm run bench [-- --rounds 3 --customers 230000 --no-browser --page --profile --learn --score]`: the same work on native DuckDB with one
 * thread and on DuckDB-WASM, in turn in one run, and the ratios of their medians. DuckDB-WASM runs in Node
 * and, where Chromium is found, in a real tab. Numbers of one machine; quote the ratios. `--page` measures the
 * product's own page instead; `--profile` prints every statement of one round in Node that takes 50 ms; `--learn` measures learning
 * (bench/learn.ts); `--score` measures models in onnxruntime (bench/score.ts); `--behaviour` what that room asks (bench/behaviour.ts);
 * `--features` what models learn from (bench/features.ts); `--import` reading files, with memory (bench/import.ts).
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openWasmInNode } from '../src/engines/native/wasm';
import { NativeDuckDB } from '../src/engines/native/duckdb';
import { pathSource } from '../src/engines/native/source';
import { reportBehaviour } from './behaviour';
import { benchData, CUSTOMERS } from './data';
import { reportFeatures } from './features';
import { reportFit } from './fit';
import { reportImport } from './import';
import { reportLearn } from './learn';
import { reportScore } from './score';
import { measureImport, measurePage, type PageMeasure } from './page';
import { profiled, type Timing } from './profile';
import { measureInTab } from './tab';
import { measure, stepNames, type StepName, type Times } from './work';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    customers: { type: 'string', default: String(CUSTOMERS) },
    parquet: { type: 'boolean', default: false },
    'no-browser': { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    learn: { type: 'boolean', default: false },
    fit: { type: 'boolean', default: false },
    score: { type: 'boolean', default: false },
    behaviour: { type: 'boolean', default: false },
    features: { type: 'boolean', default: false },
    import: { type: 'boolean', default: false },
  },
});

if (values.fit) {
  reportFit(Number(values.rounds));
  process.exit(0);
}
if (values.learn) {
  await reportLearn(Number(values.rounds));
  process.exit(0);
}
if (values.score) {
  await reportScore(Number(values.rounds));
  process.exit(0);
}
if (values.behaviour) {
  await reportBehaviour(Number(values.rounds), Number(values.customers));
  process.exit(0);
}
if (values.features) {
  await reportFeatures(Number(values.rounds), Number(values.customers));
  process.exit(0);
}
if (values.import) {
  await reportImport(Number(values.rounds), Number(values.customers));
  process.exit(0);
}
if (values.page) await reportPage();

const data = await benchData(Number(values.customers));
const file = values.parquet ? data.parquet : data.csv;
if (values.profile) await reportProfile();
const rounds: { native: Times; node: Times; tab: Times | null; blocked: number | null }[] = [];
let rows = 0;
for (let round = 0; round < Number(values.rounds); round++) {
  const native = await withEngine(() => NativeDuckDB.open({ threads: 1 }));
  const node = await withEngine(() => openWasmInNode());
  const tab = values['no-browser'] ? null : await measureInTab(file);
  rows = native.rows;
  if (node.rows !== rows || (tab !== null && tab.rows !== rows)) throw new Error('the engines read different rows');
  rounds.push({ native: native.times, node: node.times, tab: tab?.times ?? null, blocked: tab?.longestTask ?? null });
  console.error(`round ${round + 1} of ${values.rounds} done`);
}

console.log(
  `${basename(file)}: ${rows.toLocaleString('en')} rows, ${(data.bytes / 1e6).toFixed(0)} MB as CSV; medians of ${rounds.length} rounds`,
);
console.log('| step | native, 1 thread (s) | WASM in Node (s) | ratio | WASM in Chromium (s) | ratio |');
console.log('|---|---:|---:|---:|---:|---:|');
for (const step of [...stepNames, 'import'] as const) {
  const native = median(rounds.map((r) => time(r.native, step)));
  const node = median(rounds.map((r) => time(r.node, step)));
  const tabs = rounds.flatMap((r) => (r.tab === null ? [] : [time(r.tab, step)]));
  const tab = tabs.length === 0 ? ['–', '–'] : [seconds(median(tabs)), (median(tabs) / native).toFixed(2)];
  console.log(
    `| ${step} | ${seconds(native)} | ${seconds(node)} | ${(node / native).toFixed(2)} | ${tab.join(' | ')} |`,
  );
}
const blocked = rounds.flatMap((r) => (r.blocked === null ? [] : [r.blocked]));
if (blocked.length > 0)
  console.log(`\nlongest task on the main thread of the tab: ${Math.max(...blocked).toFixed(0)} ms`);
process.exit(0);

/** `import` is what a person waits for after a drop: opening and sorting. */
function time(times: Times, step: StepName | 'import'): number {
  return step === 'import' ? times.open + times.spine : times[step];
}

async function withEngine(open: () => Promise<Parameters<typeof measure>[0] & { close(): Promise<void> }>) {
  const engine = await open();
  try {
    return await measure(engine, await pathSource(file));
  } finally {
    await engine.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

async function reportPage(): Promise<never> {
  const measures: PageMeasure[] = [];
  for (let round = 0; round < Number(values.rounds); round++) measures.push(await measurePage());
  const imported = await measureImport(Number(values.customers));
  const of = (key: keyof (typeof measures)[number]): string => median(measures.map((m) => m[key])).toFixed(0);
  console.log(`production build in Chromium; medians of ${measures.length} openings`);
  console.log('| page | |');
  console.log('|---|---:|');
  console.log(`| first chart of #demo=shop, cold cache | ${of('cold')} ms |`);
  console.log(`| the same, kept by the service worker | ${of('warm')} ms |`);
  console.log(`| engine asked for, after navigation | ${of('engineAsked')} ms |`);
  console.log(
    `| JavaScript before the engine, gzipped (workers' scripts among it) | ${(Number(of('scriptBytes')) / 1000).toFixed(0)} kB |`,
  );
  console.log(`| opening the CSV of ${values.customers} customers in the page | ${seconds(imported.opened)} s |`);
  console.log(`| longest task on the main thread meanwhile | ${imported.longestTask.toFixed(0)} ms |`);
  process.exit(0);
}

async function reportProfile(): Promise<never> {
  const timings: Timing[] = [];
  const engine = profiled(await openWasmInNode(), timings, () => '');
  await measure(engine, await pathSource(file));
  for (const { what, ms } of timings) if (ms >= 50) console.log(`${seconds(ms).padStart(7)}  ${what}`);
  process.exit(0);
}
