import type { Engine } from '../../core/engine';
import { lookAt } from '../../tasks/propose';
import type { TaskSource } from '../../tasks/source';
import type { TableTask } from '../../tasks/spec';
import { tableTask } from '../../tasks/table/propose';

/**
 * The question after a column that a person chose, whatever its name.
 * @returns null for a log, whose questions are of another kind
 * @throws VitrineError `learn.constant` where the column cannot be predicted, `engine.*`, `cancelled`
 */
export async function columnTask(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  source: TaskSource,
  column: string,
): Promise<TableTask | null> {
  const about = await lookAt(signal, engine, source);
  return about.kind === 'table' ? tableTask(about, column) : null;
}
