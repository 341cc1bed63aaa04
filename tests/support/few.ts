import fc from 'fast-check';
import type { DataInfo } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import { loadSpine, type LogOptions, type LogRow } from './spine';

/** One of a few logs, which many random specs share: loading a log costs as much as an analysis of it. */
export const fewOf = <T extends object>(logs: fc.Arbitrary<T>, count: number, seed = 20261122): fc.Arbitrary<T> =>
  fc.constantFrom(...fc.sample(logs, { numRuns: count, seed }));

/** Many logs as one: customers of different ones have nothing to do with one another, so one query is held to all. */
export const stacked = (logs: fc.Arbitrary<LogRow[]>, many: number): fc.Arbitrary<LogRow[]> =>
  fc
    .array(logs, { minLength: many, maxLength: many })
    .map((all) => all.flatMap((log, i) => log.map((row) => ({ ...row, customer: `${i} ${row.customer}` }))));

const loaded = new WeakMap<Engine, WeakMap<readonly LogRow[], Promise<DataInfo>>>();

/** The spine of a log, loaded once for each engine; zone and as-of are those asked for. */
export async function loadOnce(
  engine: Engine,
  log: readonly LogRow[],
  { zone, asOf }: Pick<LogOptions, 'zone' | 'asOf'> = {},
): Promise<DataInfo> {
  const own = loaded.get(engine) ?? new WeakMap<readonly LogRow[], Promise<DataInfo>>();
  loaded.set(engine, own);
  const data = own.get(log) ?? loadSpine(engine, log);
  own.set(log, data);
  return {
    ...(await data),
    ...(zone === undefined ? {} : { zone }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}
