import type { DataInfo, Step } from '../../core/analysis';
import type { Engine } from '../../core/engine';
import { countAt, numberAt, numbers, type Frame } from '../../core/frame';
import type { Json } from '../../core/result';
import type { Stage } from '../../core/roles';
import { DAY, offsetChanges } from '../../core/time';
import { purchaseRows } from '../../sql/beside';
import type { CatalogueFeature } from '../../sql/features/catalogue';
import { idsOfStage } from '../../sql/features/days';
import { MOST_SCANNED, ownLog } from '../../sql/log';
import { activityBits } from '../../sql/walks/activities';
import type { FeaturesSpec } from '../../sql/walks/featureAsked';
import { proofLines } from '../../sql/walks/features';
import type { ProofLine } from '../radar/radar';
import type { LogQuestion } from '../spec';
import type { Moment } from './moments';
import type { Asked } from './question';

/** Where rows of a log are passed over instead of asked for in SQL. */
export interface Walking {
  /** @throws VitrineError as the engine and the scanner do, `cancelled` when the signal aborts */
  scan(
    signal: AbortSignal,
    data: DataInfo,
    step: Omit<Extract<Step, { step: 'scan' }>, 'step' | 'name' | 'answers'>,
  ): Promise<Readonly<Record<string, Frame>>>;
  readonly engine: Pick<Engine, 'load'>;
}

/** Longer logs are left to SQL, as in all scans. */
export const isWalked = ({ spine }: DataInfo): boolean => spine.rows <= MOST_SCANNED;

/** Whether a pass makes a feature; those of other columns of the file are made in SQL. */
export const isOfLog = ({ reading }: Pick<CatalogueFeature, 'reading'>): boolean =>
  reading === 'rows' || reading === 'purchases';

/** Rows of all moments, and what was proved of them. */
export interface Walked {
  /** `row_id`, `moment`, `customer`, `label` and the features. */
  readonly rows: Frame;
  /** Rows of each moment. */
  readonly members: readonly number[];
  readonly proof: readonly ProofLine[];
}

/**
 * Makes the rows of a log task with the features of its log by one pass over it.
 * @param features those of {@link isOfLog}
 */
export async function walkLog(
  signal: AbortSignal,
  walking: Walking,
  data: DataInfo,
  task: Pick<LogQuestion, 'question' | 'activeWithin'>,
  question: Asked,
  features: readonly CatalogueFeature[],
  moments: readonly (Omit<Moment, 'part'> & { readonly seenUpTo: number })[],
): Promise<Walked> {
  const { spine } = data;
  const ids = (stage: Stage): readonly number[] => idsOfStage(spine, stage);
  const spec: FeaturesSpec = {
    moments: moments.map(({ cutoff, seenUpTo, until }) => ({ cutoff, seenUpTo, until })),
    features: features.map(({ name, family, window, reading }) => ({ name, family, window, reading })),
    stages: { view: ids('view'), cart: ids('cart'), checkout: ids('checkout') },
    changes: offsetChanges(data.zone, spine.from, spine.to),
    bits: activityBits([question.labels.among, question.labels.goal], [null, null], data),
    activeWithin: task.activeWithin === null ? null : task.activeWithin * DAY,
    label: task.question === 'value' ? 'spend' : task.question === 'churn' ? 'no hit' : 'hit',
    hasOrder: spine.hasOrder,
    purchasesOnly: spine.kind === 'transactions',
  };
  const frames = await walking.scan(signal, data, {
    work: 'features',
    sql: ownLog(data),
    beside: [{ as: 'purchases', sql: purchaseRows(data) }],
    params: spec as unknown as Json, // Plain JSON by its type, which has no index.
  });
  const frame = (name: string): Frame => {
    const found = frames[name];
    if (found === undefined) throw new Error(`the pass answered no ${name}`);
    return found;
  };
  const members = [...numbers(frame('members'), 'n')];
  const proved = frame('proof');
  const lines = proofLines(features);
  const proof = Array.from(numbers(proved, 'moment'), (moment, row): readonly ProofLine[] => {
    // Of no rows nothing is proved.
    if (members[moment] === 0) return [];
    const { cutoff } = moments[moment] ?? { cutoff: NaN };
    const last = numberAt(proved, 'latest', row);
    const reading = (lines[countAt(proved, 'line', row)] ?? '').slice('latest '.length);
    return [{ reading, cutoff, latest: last === null ? null : last - cutoff }];
  });
  return { rows: frame('rows'), members, proof: proof.flat() };
}
