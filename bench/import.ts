/**
 * `npm run bench -- --import`: reading and sorting the benchmark's CSV and its Parquet file, in native DuckDB with one
 * thread and in DuckDB-WASM in Node, each in a process of its own: CPU seconds, and the most memory that the process took
 * on top of what it held before.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { openSource } from '../src/data/open';
import { buildSpine } from '../src/data/spine';
import { NativeDuckDB } from '../src/engines/native/duckdb';
import { pathSource } from '../src/engines/native/source';
import { openWasmInNode } from '../src/engines/native/wasm';
import { benchData } from './data';

/** Given to the process that reads one file. */
const CHILD = 'VITRINE_BENCH_IMPORT';

const engines = { native: () => NativeDuckDB.open({ threads: 1 }), wasm: () => openWasmInNode() } as const;

interface Taken {
  readonly rows: number;
  /** CPU seconds. */
  readonly open: number;
  readonly spine: number;
  /** Megabytes. */
  readonly memory: number;
}

/** Reads and sorts one file in this process. */
async function taken(path: string, on: keyof typeof engines): Promise<Taken> {
  const signal = new AbortController().signal;
  const engine = await engines[on]();
  await engine.version(signal);
  const before = memory('VmRSS');
  const seconds = (from: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1e6;
  };
  let start = process.cpuUsage();
  const opened = await openSource(signal, engine, await pathSource(path), 'file');
  const open = seconds(start);
  start = process.cpuUsage();
  await buildSpine(signal, engine, opened, opened.roles);
  return { rows: opened.rows, open, spine: seconds(start), memory: memory('VmHWM') - before };
}

/** Megabytes of this process; Linux alone tells its peak. */
function memory(what: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
}

/** Measures each file on each engine, in turn, and prints the medians of the rounds. */
export async function reportImport(rounds: number, customers: number): Promise<void> {
  const { csv, parquet } = await benchData(customers);
  for (const path of [csv, parquet]) {
    const all = Array.from({ length: rounds }, () =>
      (['native', 'wasm'] as const).map((on): Taken => {
        const env = { ...process.env, [CHILD]: JSON.stringify([path, on]) };
        const text = execFileSync(process.execPath, [...process.execArgv, import.meta.filename], {
          env,
          encoding: 'utf8',
        });
        return JSON.parse(text) as Taken;
      }),
    );
    const median = (i: 0 | 1, key: keyof Taken): number =>
      all.map((round) => round[i]?.[key] ?? 0).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    for (const key of ['open', 'spine', 'memory'] as const) {
      const [native, wasm] = [median(0, key), median(1, key)];
      const unit = key === 'memory' ? 'MB' : 's';
      console.log(
        `${extname(path).slice(1)} ${key}: native ${native.toFixed(1)} ${unit}, WASM ${wasm.toFixed(1)} ${unit}, ratio ${(wasm / native).toFixed(2)}`,
      );
    }
  }
}

const asked = process.env[CHILD];
if (asked !== undefined) {
  const [path, on] = JSON.parse(asked) as [string, keyof typeof engines];
  console.log(JSON.stringify(await taken(path, on)));
  process.exit(0);
}
