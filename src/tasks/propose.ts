import type { DataInfo } from '../core/analysis';
import type { Engine } from '../core/engine';
import { asVitrineError, isAbort, packError, type PackedError, type VitrineError } from '../core/errors';
import { tooFew } from './enough';
import { countLog } from './log/count';
import { proposeLog, proposeSession } from './log/propose';
import { Maker } from './maker';
import type { PreparedPart } from './prepared';
import type { TaskSource } from './source';
import { typeOf, type Question, type Task } from './spec';
import { countTable } from './table/count';
import { lookAtTable, type TableAbout } from './table/look';
import { proposeTable } from './table/propose';

/** A question that the data may answer, or why it cannot. */
export interface Proposal {
  readonly question: Question;
  /** Null where the data cannot even be asked. */
  readonly task: Task | null;
  /** Whether it can be prepared and learnt from. */
  readonly ready: boolean;
  /** Why not; `describeError(unpackError(problem), locale)` says it. */
  readonly problem: PackedError | null;
  /** Rows and label rates; null until they were counted, and where there is no task. */
  readonly parts: readonly PreparedPart[] | null;
}

/** A log as far as questions need to know it. */
export interface LogAbout {
  readonly kind: 'log';
  readonly data: DataInfo;
}

/** Looks at a source before anything is proposed; of a log everything is known already. */
export async function lookAt(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  source: TaskSource,
): Promise<LogAbout | TableAbout> {
  if (source.kind === 'log') return source;
  return lookAtTable(new Maker(signal, engine, source.main.columns.length), source.main);
}

/** Every question that the kind of data allows, those that it cannot answer with the reason; nothing is counted yet. */
export function proposeTasks(about: LogAbout | TableAbout): readonly Proposal[] {
  if (about.kind === 'table') {
    try {
      return proposeTable(about).map((task) => proposed(task.question, task));
    } catch (error) {
      return [refused('custom', error)];
    }
  }
  const { data } = about;
  const asks: readonly (readonly [Question, () => Task])[] = [
    ['repurchase', () => proposeLog('repurchase', data)],
    ['churn', () => proposeLog('churn', data)],
    ['value', () => proposeLog('value', data)],
    ['propensity', () => proposeLog('propensity', data)],
    ['conversion', () => proposeSession(data)],
  ];
  return asks.map(([question, task]) => {
    try {
      return proposed(question, task());
    } catch (error) {
      return refused(question, error);
    }
  });
}

const proposed = (question: Question, task: Task): Proposal => ({
  question,
  task,
  ready: true,
  problem: null,
  parts: null,
});

const refused = (question: Question, error: unknown): Proposal => ({
  question,
  task: null,
  ready: false,
  problem: packError(error),
  parts: null,
});

/**
 * Rows and label rates of a task by part, before anything is made.
 * @returns null for sessions: to count them takes as long as to prepare them
 * @throws VitrineError as `prepareTask` does for the question and its times
 */
export async function countTask(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  source: TaskSource,
  task: Task,
): Promise<readonly PreparedPart[] | null> {
  const make = new Maker(signal, engine, 1);
  if (task.kind === 'log' && source.kind === 'log') return countLog(make, source.data, task);
  if (task.kind === 'table' && source.kind === 'table') return countTable(make, source.main, task);
  return null;
}

/** Why counted rows cannot be learnt from; null where they can, and where they were not counted. */
export function problemOf(task: Task, parts: readonly PreparedPart[] | null): VitrineError | null {
  return parts === null || typeOf(task) !== 'binary' ? null : tooFew(parts);
}

/**
 * Looks, proposes and counts: what a page asks for.
 * @throws VitrineError `engine.*`, `cancelled`; what keeps one question from being asked stands in its proposal
 */
export async function proposals(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  source: TaskSource,
): Promise<readonly Proposal[]> {
  const made: Proposal[] = [];
  for (const proposal of proposeTasks(await lookAt(signal, engine, source))) {
    const { task } = proposal;
    if (task === null) {
      made.push(proposal);
      continue;
    }
    try {
      const parts = await countTask(signal, engine, source, task);
      const problem = problemOf(task, parts);
      made.push({ ...proposal, parts, ready: problem === null, problem: problem === null ? null : packError(problem) });
    } catch (error) {
      if (isAbort(error) || asVitrineError(error).code.startsWith('engine.')) throw error;
      made.push({ ...proposal, ready: false, problem: packError(error) });
    }
  }
  return made;
}
