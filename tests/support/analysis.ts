import { runAnalysis, type Place } from '../../src/analyses/run';
import type { Analysis, DataInfo } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import { cell } from '../../src/core/frame';
import { parseParams } from '../../src/core/recipe';
import type { Result } from '../../src/core/result';
import { NodeComputer } from '../../src/engines/native/computer';

const signal = new AbortController().signal;

/** Runs an analysis that scores nothing on parameters as a recipe has them; by scans of rows where `more` has a scanner. */
export function runOn<P, F>(
  engine: Engine,
  analysis: Analysis<P, F>,
  data: DataInfo,
  given: object,
  more: Pick<Place, 'scanner'> = {},
): Promise<Result<F>> {
  const scorer = { score: () => Promise.reject(new Error('nothing is scored')) };
  const place: Place = { engine, scorer, computer: new NodeComputer(), ...more };
  return runAnalysis(signal, place, analysis, 'a', parseParams(analysis.params, given, ''), data);
}

/** All rows of a result's list, cells by column. */
export async function listRows(
  engine: Engine,
  result: Result<unknown>,
): Promise<readonly Readonly<Record<string, string | number | null>>[]> {
  const [list] = result.tables;
  if (list === undefined) throw new Error('there is no list');
  const frame = await engine.query(signal, list.sql);
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.columns.map((c) => [c.name, cell(c, row)])),
  );
}
