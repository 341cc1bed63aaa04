import { expect, test } from 'vitest';
import type { Frame } from '../../../src/core/frame';
import { NodeLearner } from '../../../src/engines/native/learner';
import type { JobName, Jobs } from '../../../src/learn/jobs/jobs';
import type { Study } from '../../../src/learn/jobs/learner';
import { pipelineOf } from '../../../src/state/predict/candidates';
import { unseenCuts, type Asks } from '../../../src/state/predict/cut-search';
import { usualSettings } from '../../../src/state/predict/settings';
import { thresholdFor } from '../../../src/tasks/evaluate/cut';

const ROWS = 600;
const rows = {
  train: Int32Array.from({ length: 400 }, (_, i) => i),
  test: Int32Array.from({ length: 200 }, (_, i) => 400 + i),
  current: new Int32Array(),
};
const signal = new AbortController().signal;
const spec = pipelineOf('logistic', usualSettings('binary', 400, false));
const costs = { gain: 10, cost: 2 };

/** A column that tells something of the label; of test rows the label is turned round where asked. */
function study(turned: boolean): Promise<Study> {
  let state = 23;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const [x, label] = [new Float64Array(ROWS), new Float64Array(ROWS)];
  for (let i = 0; i < ROWS; i++) {
    x[i] = next();
    const yes = next() < 0.05 + 0.6 * (x[i] ?? 0);
    label[i] = yes !== (turned && i >= 400) ? 1 : 0;
  }
  const columns = Object.entries({ x, label }).map(([name, values]) => ({ name, type: 'number' as const, values }));
  const frame: Frame = { length: ROWS, columns };
  const target = { task: 'binary', column: 'label', positive: '1' } as const;
  return new NodeLearner().open(signal, frame, { columns: [{ name: 'x' }], target });
}

/** What is asked of a study, with every row that is named in passing. */
function asking(of: Study): { readonly asks: Asks; readonly seen: Set<number> } {
  const seen = new Set<number>();
  const run = <K extends JobName>(job: K, ask: Jobs[K]['ask']): Promise<Jobs[K]['answer']> => {
    if ('rows' in ask && ask.rows instanceof Int32Array) ask.rows.forEach((row) => seen.add(row));
    else throw new Error(`${job} is asked of all rows`);
    return of.run(signal, job, ask);
  };
  return { asks: { rows, run }, seen };
}

test('a threshold that is looked for is found among training rows: no test row is asked about, and none changes it', async () => {
  const [plain, turned] = [await study(false), await study(true)];
  const one = asking(plain);
  const other = asking(turned);
  const cuts = await unseenCuts(one.asks, { spec }, 1);
  expect(Math.max(...one.seen)).toBeLessThan(400);
  expect(one.seen.size).toBe(400);
  const again = await unseenCuts(other.asks, { spec }, 1);
  for (const rule of ['profit', 'best-f1'] as const) {
    const found = thresholdFor(rule, cuts, costs, 0.2);
    expect(found).toBeGreaterThan(0);
    expect(thresholdFor(rule, again, costs, 0.2)).toBe(found);
  }

  // Looked for among the test rows it would follow their labels, and look better than it is.
  const fitted = await plain.run(signal, 'fit', { spec, rows: rows.train, seed: 1 });
  const onTest = async (of: Study): Promise<number> => {
    const answers = await of.run(signal, 'predict', { fitted, rows: rows.test, frame: null });
    return thresholdFor('profit', await of.run(signal, 'cuts', { answers, rows: rows.test }), costs, 0.2);
  };
  expect(await onTest(turned)).not.toBe(await onTest(plain));
});
