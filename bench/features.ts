import { basename } from 'node:path';
import { handOver } from '../src/analyses/hand-over';
import type { Computer, DataInfo, Scorer } from '../src/core/analysis';
import type { Engine } from '../src/core/engine';
import { openSource } from '../src/data/open';
import { buildSpine } from '../src/data/spine';
import { NativeDuckDB, type PathSource } from '../src/engines/native/duckdb';
import { NodeScanner } from '../src/engines/native/scanner';
import { pathSource } from '../src/engines/native/source';
import { openWasmInNode } from '../src/engines/native/wasm';
import { featuresOf } from '../src/sql/features/catalogue';
import { walkingAt } from '../src/state/predict/walking';
import { makeLogRows } from '../src/tasks/log/prepare';
import { proposeLog } from '../src/tasks/log/propose';
import { isOfLog, type Walking } from '../src/tasks/log/walked';
import { Maker } from '../src/tasks/maker';
import { makeCurrentRows } from '../src/tasks/scored/rows';
import { benchData } from './data';

/*
 * `npm run bench -- --features [--rounds 1]`: the features of a log at cutoffs, in CPU seconds of the process: by a pass
 * as the page makes them, in SQL in the tab's engine, in SQL on native DuckDB with one thread; in turn in one run.
 */

const { signal } = new AbortController();
/** Nothing of this scores or computes. */
const nobody: { readonly scorer: Scorer; readonly computer: Computer } = {
  scorer: { score: () => Promise.reject(new Error('the benchmark does not score')) },
  computer: { compute: () => Promise.reject(new Error('the benchmark does not compute')) },
};

/** A table of features, made where the log can be passed over or, for null, in SQL. */
interface Job {
  readonly name: string;
  /** CPU seconds it should take at most. */
  readonly target: number | null;
  readonly run: (make: Maker, data: DataInfo, walking: Walking | null) => Promise<unknown>;
}

const TABLE = 'bench_features';
const jobs: readonly Job[] = [
  {
    name: 'all customers, one cutoff',
    target: 3,
    run: (make, data, walking) => {
      const question = { question: 'propensity', window: 7, goal: null, activeWithin: null } as const;
      const inputs = featuresOf(data.spine, false)
        .filter(isOfLog)
        .map((f) => f.name);
      return makeCurrentRows(make, data, question, { name: 'all features', inputs }, TABLE, walking);
    },
  },
  {
    name: 'those of the last month, five cutoffs, with labels',
    target: null,
    run: (make, data, walking) => makeLogRows(make, data, proposeLog('propensity', data), TABLE, undefined, walking),
  },
];

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** CPU seconds of each job; in the tab's engine by a pass and in SQL, else in SQL. */
async function measured(engine: Engine<PathSource>, file: string, walks: boolean): Promise<readonly number[][]> {
  try {
    const opened = await openSource(signal, engine, await pathSource(file), 'bench');
    const spine = await buildSpine(signal, engine, opened, opened.roles);
    const data: DataInfo = { spine, asOf: spine.to, zone: 'UTC', currency: null };
    const place = { engine, scanner: new NodeScanner() };
    // As the page does while nobody waits; purchases are handed over by the first that asks.
    if (walks) await handOver(signal, { ...place, ...nobody }, data);
    const seconds: number[][] = [];
    for (const { run } of jobs) {
      const each: number[] = [];
      for (const walking of walks ? [walkingAt(place), null] : [null]) {
        const make = new Maker(signal, engine, 40);
        const begun = cpu();
        await run(make, data, walking);
        each.push(cpu() - begun);
        await make.sweep();
      }
      seconds.push(each);
    }
    return seconds;
  } finally {
    await engine.close();
  }
}

/** Prints the table of the work above; the least of the rounds, since what else a machine does only adds. */
export async function reportFeatures(rounds: number, customers: number): Promise<void> {
  const { csv } = await benchData(customers);
  const all: { readonly native: readonly number[][]; readonly tab: readonly number[][] }[] = [];
  for (let round = 0; round < rounds; round++) {
    const native = await measured(await NativeDuckDB.open({ threads: 1 }), csv, false);
    all.push({ native, tab: await measured(await openWasmInNode(), csv, true) });
    console.error(`round ${round + 1} of ${rounds} done`);
  }
  console.log(`${basename(csv)}: CPU seconds, least of ${rounds} rounds`);
  console.log('| features of | tab, by a pass | target | tab, in SQL | ratio | native, 1 thread, SQL | ratio |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  for (const [i, { name, target }] of jobs.entries()) {
    const least = (of: 'tab' | 'native', way: number): number =>
      Math.min(...all.map((r) => r[of][i]?.[way] ?? Infinity));
    const [pass, inSql, native] = [least('tab', 0), least('tab', 1), least('native', 0)];
    const ratio = (to: number): string => (pass / to).toFixed(2);
    console.log(
      `| ${name} | ${pass.toFixed(2)} | ${target ?? ''} | ${inSql.toFixed(2)} | ${ratio(inSql)} | ${native.toFixed(2)} | ${ratio(native)} |`,
    );
  }
}
