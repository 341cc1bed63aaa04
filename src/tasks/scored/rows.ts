import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import type { Frame } from '../../core/frame';
import { customerFeatures } from '../../sql/features/customers';
import { featuresOf } from '../../sql/features/catalogue';
import { ident, join, sql } from '../../sql/sql';
import { makeDays, residue } from '../log/prepare';
import { observed } from '../log/moments';
import { asked, population } from '../log/question';
import { isOfLog, isWalked, walkLog, type Walking } from '../log/walked';
import type { Maker } from '../maker';
import type { LogQuestion } from '../spec';

/**
 * Makes the table of the customers whom a question is asked about now: `place` (0, 1, … in the order of customers),
 * `customer` and the features that a model reads, the same as in the `current` part of a prepared task.
 * @param inputs names of features, as the model has them
 * @param walking where a pass over the log makes features of it; else SQL does
 * @throws VitrineError `model.not-applicable` with the features that this log cannot fill; of `asked`
 */
export async function makeCurrentRows(
  make: Maker,
  data: DataInfo,
  question: LogQuestion,
  model: { readonly name: string; readonly inputs: readonly string[] },
  table: string,
  walking: Walking | null = null,
): Promise<void> {
  const { end, datesOnly } = observed(data);
  const known = new Map(featuresOf(data.spine, datesOnly).map((f) => [f.name, f]));
  const missing = model.inputs.filter((name) => !known.has(name));
  if (missing.length > 0)
    throw new VitrineError('model.not-applicable', { model: model.name, missing: missing.join(', ') });
  const among = asked(question, data);
  const features = model.inputs.flatMap((name) => known.get(name) ?? []);
  if (walking !== null && isWalked(data) && features.every(isOfLog)) {
    const now = { cutoff: end, seenUpTo: end, until: null };
    const { rows } = await walkLog(make.signal, walking, data, question, among, features, [now]);
    await make.load(walking.engine, table, placed(rows));
    return;
  }
  const days = await makeDays(make, data, features, [end], table);
  const anchor = residue(end);
  const made = customerFeatures({ tables: days.get(anchor) ?? {}, anchor, seenUpTo: end, features });
  const names = join(
    model.inputs.map((name) => sql`f.${ident(name)}`),
    ', ',
  );
  await make.table(
    table,
    sql`SELECT row_number() OVER (ORDER BY f.customer) - 1 AS place, f.customer, ${names}
      FROM (${made}) AS f JOIN (${population(question, data, among, end)}) AS p ON p.customer = f.customer`,
  );
}

/** Rows of a pass as they are called here. */
function placed({ length, columns }: Frame): Frame {
  const own = columns.filter(({ name }) => name !== 'moment' && name !== 'label');
  return { length, columns: own.map((column) => (column.name === 'row_id' ? { ...column, name: 'place' } : column)) };
}
