import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { funnel } from '../src/analyses/funnel';
import { handOver } from '../src/analyses/hand-over';
import { LaterEngine } from '../src/analyses/later';
import { paths } from '../src/analyses/paths';
import { retention } from '../src/analyses/retention';
import { runAnalysis, type Place } from '../src/analyses/run';
import { sessions } from '../src/analyses/sessions';
import type { Analysis, DataInfo } from '../src/core/analysis';
import type { Engine } from '../src/core/engine';
import { parseParams } from '../src/core/recipe';
import { openSource } from '../src/data/open';
import { buildSpine } from '../src/data/spine';
import { NativeDuckDB, type PathSource } from '../src/engines/native/duckdb';
import { NodeComputer } from '../src/engines/native/computer';
import { NodeScanner } from '../src/engines/native/scanner';
import { pathSource } from '../src/engines/native/source';
import { openWasmInNode } from '../src/engines/native/wasm';
import { benchData } from './data';

/*
 * `npm run bench -- --behaviour [--rounds 1]`: what the room Behaviour asks, as the page has it (DuckDB-WASM and scans of
 * the log, tables made later), in CPU seconds of the process; beside it the same plans in SQL on native DuckDB with one
 * thread, and pandas where python3 has it, in turn in one run.
 */

interface Job {
  readonly name: string;
  /** The most it should take. */
  readonly target: number | null;
  readonly run: (place: Place, data: DataInfo) => Promise<unknown>;
}

function job<P, F>(name: string, analysis: Analysis<P, F>, params: object, target: number | null = null): Job {
  const given = parseParams(analysis.params, params, '');
  return { name, target, run: (place, data) => runAnalysis(signal, place, analysis, analysis.kind, given, data) };
}

/** A funnel, and the same with another window. */
const both = (name: string, params: object, first: number, again: number): readonly Job[] => [
  job(name, funnel, params, first),
  job(`${name}, 7 days`, funnel, { ...params, window: { value: 7, unit: 'days' } }, again),
];

const { signal } = new AbortController();
const shop = ['view', 'add_to_cart', 'purchase'];
const cups = { steps: [{ events: ['view'], where: [{ property: 'category', is: ['cups'] }] }, ...shop.slice(1)] };
const skipped = { steps: ['view', 'add_to_cart', { events: ['checkout'], optional: true }, 'purchase'] };
const twelve = { steps: [0, 1, 2].flatMap(() => ['view', 'add_to_cart', 'checkout', 'purchase']) };
const jobs: readonly Job[] = [
  ...both('funnel of 3 steps', { steps: shop }, 1, 0.25),
  job('funnel of 12 steps', funnel, twelve),
  ...both('funnel where a column is so', cups, 2, 0.5),
  ...both('funnel by session', { steps: shop, count: { sessions: {} } }, 2, 0.5),
  ...both('funnel with an exclusion', { steps: shop, exclude: [{ events: 'search' }] }, 2, 0.5),
  ...both('funnel with an optional step', skipped, 2, 0.5),
  job('sessions', sessions, {}, 1.5),
  job('paths', paths, {}, 1),
  job('retention by weeks', retention, { interval: 'week' }, 0.5),
  job('retention by days', retention, { interval: 'day' }, 0.5),
];
const HAND_OVER = 'handing the log over, once';

type Seconds = ReadonlyMap<string, number>;

/** CPU seconds of this process, its worker threads included. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function measured(engine: Engine<PathSource>, file: string, scans: boolean): Promise<Seconds> {
  try {
    const opened = await openSource(signal, engine, await pathSource(file), 'bench');
    const spine = await buildSpine(signal, engine, opened, opened.roles);
    const data: DataInfo = { spine, asOf: spine.to, zone: 'UTC', currency: null };
    const place: Place = {
      engine: scans ? new LaterEngine(engine) : engine,
      scorer: { score: () => Promise.reject(new Error('the benchmark does not score')) },
      computer: new NodeComputer(),
      ...(scans ? { scanner: new NodeScanner() } : {}),
    };
    const seconds = new Map<string, number>();
    const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const begun = cpu();
      await work();
      seconds.set(name, cpu() - begun);
    };
    if (scans) await timed(HAND_OVER, () => handOver(signal, place, data));
    for (const { name, run } of jobs) await timed(name, () => run(place, data));
    return seconds;
  } finally {
    await engine.close();
  }
}

function pandas(csv: string): Seconds {
  const script = fileURLToPath(new URL('behaviour.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [script, csv], { encoding: 'utf8' });
  if (status === 0) {
    const { seconds } = JSON.parse(stdout) as { readonly seconds: Readonly<Record<string, number>> };
    return new Map(Object.entries(seconds));
  }
  console.error(`no reference: ${(stderr ?? '').trim().split('\n').at(-1) ?? 'no python3'}`);
  return new Map();
}

/** Prints the table of the work above; the least of the rounds, since what else a machine does only adds. */
export async function reportBehaviour(rounds: number, customers: number): Promise<void> {
  const { csv } = await benchData(customers);
  const all: { readonly native: Seconds; readonly tab: Seconds; readonly pandas: Seconds }[] = [];
  for (let round = 0; round < rounds; round++) {
    const native = await measured(await NativeDuckDB.open({ threads: 1 }), csv, false);
    const tab = await measured(await openWasmInNode(), csv, true);
    all.push({ native, tab, pandas: pandas(csv) });
    console.error(`round ${round + 1} of ${rounds} done`);
  }
  const least = (of: 'native' | 'tab' | 'pandas', name: string): number =>
    Math.min(...all.map((round) => round[of].get(name) ?? Infinity));
  const shown = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '');
  console.log(`${basename(csv)}: CPU seconds, least of ${rounds} rounds`);
  console.log('| work | tab, scanned | target | native, 1 thread, SQL | ratio | pandas | ratio |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  for (const { name, target } of [{ name: HAND_OVER, target: null }, ...jobs]) {
    const [tab, native, other] = [least('tab', name), least('native', name), least('pandas', name)];
    const ratio = (to: number): string => (Number.isFinite(to) ? (tab / to).toFixed(2) : '');
    console.log(
      `| ${name} | ${shown(tab)} | ${target ?? ''} | ${shown(native)} | ${ratio(native)} | ${shown(other)} | ${ratio(other)} |`,
    );
  }
}
