import { countAt, numberAt, numbers, texts } from '../../core/frame';
import { roundNumber } from '../../core/rounding';
import { ident, sql } from '../../sql/sql';
import type { Maker } from '../maker';
import type { PreparedPart } from '../prepared';
import type { PlainTable } from '../source';
import type { TableTask } from '../spec';

/**
 * Rows and labels of a table task by part, from the label's column alone. Exact for a draw by class; where rows are
 * split by time or kept together by id, the test's share of each class is that of all.
 */
export async function countTable(
  make: Pick<Maker, 'rows'>,
  { table }: PlainTable,
  task: TableTask,
): Promise<readonly PreparedPart[]> {
  const label = ident(task.label);
  if (task.type === 'regression') {
    const frame = await make.rows(
      sql`SELECT count(v) AS n, count(*) - count(v) AS none, avg(v) AS mean FROM (
        SELECT CASE WHEN isfinite(TRY_CAST(${label} AS DOUBLE)) THEN TRY_CAST(${label} AS DOUBLE) END AS v FROM ${ident(table)}) AS labels`,
    );
    const n = countAt(frame, 'n');
    const test = Math.round(n * task.testShare);
    const mean = numberAt(frame, 'mean');
    const rounded = mean === null ? null : roundNumber(mean);
    return parts([n - test, test, countAt(frame, 'none')], null, rounded);
  }
  const frame = await make.rows(
    sql`SELECT nullif(trim(CAST(${label} AS VARCHAR)), '') AS value, count(*) AS n FROM ${ident(table)} GROUP BY 1 ORDER BY n DESC, value`,
  );
  const rows = numbers(frame, 'n');
  const classes = texts(frame, 'value').map((value, i) => ({ value, rows: rows[i] ?? 0 }));
  const none = classes.find((c) => c.value === null)?.rows ?? 0;
  // Two classes are drawn from as they are counted: the positive value and all the others.
  const positives = classes.find((c) => c.value === task.positive)?.rows ?? 0;
  const labelled = classes.filter((c) => c.value !== null);
  const all = labelled.reduce((n, c) => n + c.rows, 0);
  const groups = task.type === 'binary' ? [positives, all - positives] : labelled.map((c) => c.rows);
  const tests = groups.map((n) => Math.round(n * task.testShare));
  const test = tests.reduce((a, b) => a + b, 0);
  const hit = tests[0] ?? 0;
  return parts([all - test, test, none], task.type === 'binary' ? [positives - hit, hit] : null, null);
}

function parts(
  [train, test, current]: readonly [number, number, number],
  positives: readonly [number, number] | null,
  mean: number | null,
): readonly PreparedPart[] {
  const made: readonly PreparedPart[] = [
    { part: 'train', cutoff: null, rows: train, positives: positives?.[0] ?? null, mean },
    { part: 'test', cutoff: null, rows: test, positives: positives?.[1] ?? null, mean },
    { part: 'current', cutoff: null, rows: current, positives: null, mean: null },
  ];
  return made.filter((p) => p.rows > 0);
}
