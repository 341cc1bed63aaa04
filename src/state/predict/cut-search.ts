import type { JobName, Jobs } from '../../learn/jobs/jobs';
import type { CutCurve } from '../../learn/judge/curves';
import type { Trained } from './contender';
import type { StudyRows } from './study';

/** What is asked when a threshold is looked for. */
export interface Asks {
  readonly rows: StudyRows;
  run<K extends JobName>(
    job: K,
    ask: Jobs[K]['ask'],
    options?: { readonly onProgress?: (done: number) => void },
  ): Promise<Jobs[K]['answer']>;
}

const FOLDS = 5;

/**
 * Every cut with what it does among training rows, each answered by a model that had not seen it: a fifth by one that
 * learnt from the others. A threshold that is looked for is looked for here, and the test rows say what it is worth:
 * found among them it would look better than it is.
 */
export async function unseenCuts(
  { rows, run }: Asks,
  { spec }: Pick<Trained, 'spec'>,
  seed: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<CutCurve> {
  const folds = { by: 'random', folds: FOLDS } as const;
  const ask = { spec, folds, rows: rows.train, metric: 'roc-auc', seed } as const;
  const { values, rows: judged } = await run('validate', ask, { onProgress });
  return run('cuts', { answers: values, rows: judged });
}
