import type { PackedError } from '../core/errors';
import type { PreparedPart } from './prepared';
import type { Question, Task } from './spec';

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
