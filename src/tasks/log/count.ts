import type { DataInfo } from '../../core/analysis';
import { countAt, numberAt } from '../../core/frame';
import { roundNumber } from '../../core/rounding';
import { DAY } from '../../core/time';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Maker } from '../maker';
import type { PreparedPart } from '../prepared';
import type { LogTask } from '../spec';
import { checkMoments, momentsOf, observed, type Moment } from './moments';
import { asked } from './question';

/**
 * Rows and labels of a log task by part, in one pass over the spine and without features: the same counts as a
 * preparation has.
 * @throws as `prepareTask` for the question and its times
 */
export async function countLog(
  make: Pick<Maker, 'rows'>,
  data: DataInfo,
  task: LogTask,
): Promise<readonly PreparedPart[]> {
  const seen = observed(data);
  checkMoments(task, seen);
  const { goal, among } = asked(task, data);
  const moments = momentsOf(task, seen);
  const aggregates = moments.flatMap(({ cutoff, until }, i) => [
    sql`max(time) FILTER (WHERE ${among} AND time < ${at(cutoff)}) AS ${raw(`s${i}`)}`,
    ...(until === null
      ? []
      : [
          sql`count(*) FILTER (WHERE ${goal} AND time >= ${at(cutoff)} AND time < ${at(until)}) AS ${raw(`h${i}`)}`,
          sql`sum(amount) FILTER (WHERE sign = 1 AND ${goal} AND time >= ${at(cutoff)} AND time < ${at(until)}) AS ${raw(`v${i}`)}`,
        ]),
  ]);
  const counts = moments.flatMap((moment, i) => {
    const asks = who(task, moment, i);
    const hit = raw(task.question === 'churn' ? `h${i} = 0` : `h${i} > 0`);
    return [
      sql`count(*) FILTER (WHERE ${asks}) AS ${raw(`n${i}`)}`,
      ...(moment.until === null
        ? []
        : [
            sql`count(*) FILTER (WHERE ${asks} AND ${hit}) AS ${raw(`p${i}`)}`,
            sql`avg(coalesce(${raw(`v${i}`)}, 0)) FILTER (WHERE ${asks}) AS ${raw(`m${i}`)}`,
          ]),
    ];
  });
  const frame = await make.rows(sql`SELECT ${join(counts, ', ')} FROM (
    SELECT customer, ${join(aggregates, ', ')} FROM ${ident(data.spine.table)} WHERE time <= ${data.asOf} GROUP BY customer) AS customers`);
  return moments.map(({ part, cutoff, until }, i) => ({
    part,
    cutoff,
    rows: countAt(frame, `n${i}`),
    positives: until === null || task.question === 'value' ? null : countAt(frame, `p${i}`),
    mean: until === null || task.question !== 'value' ? null : roundNumber(numberAt(frame, `m${i}`) ?? 0),
  }));
}

const at = (time: number) => raw(String(time));

/** Who is asked about at a cutoff; `s` is the last time that made them one. */
function who(task: LogTask, { cutoff }: Moment, i: number) {
  return raw(task.activeWithin === null ? `s${i} IS NOT NULL` : `s${i} >= ${cutoff - task.activeWithin * DAY}`);
}
