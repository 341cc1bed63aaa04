/**
 * `npm run bench -- --fit`: fits of the customer-base models, CPU seconds. CDNOW master where the shared data is
 * found, and a million simulated customers on whole days.
 */
import { readFileSync } from 'node:fs';
import { customerBaseModels, fitModel } from '../src/stats/customerBase';
import type { PurchaseRows } from '../src/stats/purchases';
import { sharedData } from '../tests/support/shared';
import { seeded, simulateBetaGeometric } from '../tests/stats/support/simulate';

const DAY = 86_400_000;

/** Equal customers together; times in days, turned into weeks. */
function together(customers: Iterable<readonly [x: number, recency: number, age: number]>): PurchaseRows {
  const kinds = new Map<string, [number, number, number, number]>();
  for (const [x, recency, age] of customers) {
    const key = `${x} ${recency} ${age}`;
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, [x, recency / 7, age / 7, 1]);
    else known[3]++;
  }
  const all = [...kinds.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const column = (i: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(all, (k) => k[i]);
  return { x: column(0), recency: column(1), age: column(2), weight: column(3) };
}

/** All of CDNOW to the end of June 1998; null where the file is not there. */
function cdnow(): PurchaseRows | null {
  const path = sharedData('cdnow/CDNOW_master.txt');
  if (path === null) return null;
  const days = new Map<string, Set<number>>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [id = '', date = ''] = line.trim().split(/\s+/);
    if (!/^\d{8}$/.test(date)) continue;
    const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / DAY;
    days.set(id, (days.get(id) ?? new Set()).add(day));
  }
  const end = Date.UTC(1998, 5, 30) / DAY;
  return together(
    [...days.values()].map((mine) => {
      const [first, last] = [Math.min(...mine), Math.max(...mine)];
      return [mine.size - 1, last - first, end - first] as const;
    }),
  );
}

/** Simulated customers whose purchases fall on whole days of two years. */
function simulated(customers: number): PurchaseRows {
  const { x, recency, age } = simulateBetaGeometric(seeded(7), 'bgnbd', [0.5, 40, 0.8, 2.4], customers, 730);
  return together(Array.from(x, (n, i) => [n, Math.ceil(recency[i] ?? 0), Math.ceil(age[i] ?? 0)] as const));
}

function seconds<T>(work: () => T): { readonly taken: number; readonly answer: T } {
  const start = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(start);
  return { taken: (user + system) / 1e6, answer };
}

/** Prints the table. @param rounds rounds of each; the medians are printed */
export function reportFit(rounds: number): void {
  const million = simulated(1_000_000);
  const data = [
    ['CDNOW master', cdnow()],
    ['1 M simulated customers', million],
  ] as const;
  console.log('| data | distinct rows | model | CPU s | evaluations | log-likelihood | parameters | errors |');
  console.log('|---|---:|---|---:|---:|---:|---|---|');
  for (const [name, rows] of data) {
    if (rows === null) continue;
    for (const model of customerBaseModels) {
      const taken: number[] = [];
      let [text, evaluations] = ['', 0];
      for (let round = 0; round < rounds; round++) {
        evaluations = 0;
        const { taken: t, answer } = seconds(() => fitModel(model, rows, () => void evaluations++));
        taken.push(t);
        text = [
          answer.model?.logLikelihood.toFixed(4),
          answer.model?.parameters.map((p) => p.toPrecision(6)).join(' '),
          answer.model?.errors.map((e) => e?.toPrecision(4)).join(' '),
        ].join(' | ');
      }
      const median = taken.sort((a, b) => a - b)[taken.length >> 1] ?? NaN;
      console.log(`| ${name} | ${rows.x.length} | ${model} | ${median.toFixed(2)} | ${evaluations} | ${text} |`);
    }
  }
}
