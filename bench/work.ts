import { funnel } from '../src/analyses/funnel';
import { overview } from '../src/analyses/overview';
import { rfm } from '../src/analyses/rfm';
import { runAnalysis } from '../src/analyses/run';
import type { Analysis, Computer, DataInfo, Scorer } from '../src/core/analysis';
import type { Engine, Source } from '../src/core/engine';
import { parseParams } from '../src/core/recipe';
import { openSource } from '../src/data/open';
import { buildSpine } from '../src/data/spine';

/** The measured steps, in order. */
export const stepNames = ['boot', 'open', 'spine', 'overview', 'rfm', 'funnel', 'funnel again'] as const;
export type StepName = (typeof stepNames)[number];
export type Times = Readonly<Record<StepName, number>>;

/** Nothing in the measured work scores or computes. */
const noScorer: Scorer = { score: () => Promise.reject(new Error('the benchmark does not score')) };
const noComputer: Computer = { compute: () => Promise.reject(new Error('the benchmark does not compute')) };

/**
 * Opens a file, sorts it, and runs the analyses, the way the page does it; milliseconds of each step.
 * `funnel` has the three steps view → add_to_cart → purchase within 14 days; `funnel again` changes the
 * window to 7 days; both in SQL (`behaviour.ts` measures scans).
 */
export async function measure<S extends Source>(engine: Engine<S>, source: S): Promise<{ times: Times; rows: number }> {
  const { signal } = new AbortController();
  const place = { engine, scorer: noScorer, computer: noComputer };
  const times = Object.fromEntries(stepNames.map((s) => [s, 0])) as Record<StepName, number>;
  const timed = async <T>(name: StepName, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const answer = await work();
    times[name] = performance.now() - start;
    return answer;
  };
  await timed('boot', () => engine.version(signal));
  const opened = await timed('open', () => openSource(signal, engine, source, 'bench'));
  const spine = await timed('spine', () => buildSpine(signal, engine, opened, opened.roles));
  const data: DataInfo = { spine, asOf: spine.to, zone: 'UTC', currency: null };
  const run = <P, F>(name: StepName, analysis: Analysis<P, F>, params: object): Promise<unknown> =>
    timed(name, () =>
      runAnalysis(signal, place, analysis, analysis.kind, parseParams(analysis.params, params, ''), data),
    );
  const steps = ['view', 'add_to_cart', 'purchase'];
  await run('overview', overview, {});
  await run('rfm', rfm, {});
  await run('funnel', funnel, { steps });
  await run('funnel again', funnel, { steps, window: { value: 7, unit: 'days' } });
  return { times, rows: opened.rows };
}
