import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { countAt, numberAt } from '../../core/frame';
import { resolveActivity } from '../../sql/activity';
import { sessionFeatures, sessionReadings, type SessionAsked } from '../../sql/features/session';
import { ident, join, raw, sql } from '../../sql/sql';
import { MINUTE } from '../../core/time';
import type { MadeTable } from '../inspect';
import { observed } from '../log/moments';
import type { Maker } from '../maker';
import { refuseFuture } from '../radar/future';
import type { ProofLine } from '../radar/radar';
import type { SessionTask } from '../spec';

/**
 * Makes the rows of a conversion task: a row is a session that has come to its cutoff (its first events are over, or
 * its first minutes) without the goal; the label is whether the goal comes later in it. The cutoff is one
 * millisecond after the last of the first events, or so many minutes after the start. A session that may still go on
 * at the data's end has no label yet: it is `current`, or left out where the goal has come. Training sessions end
 * before the test begins.
 * @throws VitrineError `role.missing`, `event.unknown`, `task.future`
 */
export async function prepareSessions(
  make: Maker,
  data: DataInfo,
  task: SessionTask,
  table: string,
): Promise<MadeTable> {
  const { spine } = data;
  if (spine.kind !== 'events') throw new VitrineError('role.missing', { source: spine.source, roles: 'event' });
  if (task.goal === null && spine.purchases === 0) {
    throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  }
  const goal = task.goal === null ? sql`sign = 1` : (resolveActivity(task.goal, data, 'goal').condition ?? sql`TRUE`);
  const { end } = observed(data);
  const asked: SessionAsked = { goal, first: task.first, gap: task.gap * MINUTE, end };
  const { statement, features } = sessionFeatures(data, asked);
  const made = `${table}_sessions`;
  await make.table(made, statement);
  const proof = await prove(make, made);
  refuseFuture(proof);
  const chosen = features.filter((f) => task.groups.includes(f.group));
  const test = raw(String(task.test));
  const names = chosen.map((f) => ident(f.name));
  await make.table(
    table,
    sql`SELECT row_number() OVER (ORDER BY place, start_at, session) - 1 AS row_id, customer, cutoff_at, part,
        CASE WHEN part = 'current' THEN NULL ELSE label END AS label, ${names}
      FROM (SELECT *, CASE part WHEN 'train' THEN 0 WHEN 'test' THEN 1 ELSE 2 END AS place
        FROM (SELECT *, CASE WHEN is_open = 1 THEN 'current' WHEN start_at >= ${test} THEN 'test' ELSE 'train' END AS part
          FROM ${ident(made)} WHERE (is_open = 0 OR label = 0) AND (is_open = 1 OR start_at >= ${test} OR end_at < ${test})) AS parted) AS placed`,
  );
  await make.drop(made);
  const latest = new Map(proof.map((p) => [p.reading, p.latest]));
  return {
    table,
    columns: { key: 'customer', label: 'label', part: 'part', cutoff: 'cutoff_at' },
    features: chosen.map(({ name, group, kind, unit, reading }) => ({
      name,
      group,
      kind,
      window: null,
      unit,
      latest: latest.get(reading) ?? null,
    })),
    proof,
    byCutoff: false,
    names: ['0', '1'],
  };
}

/** What sessions used last against their cutoffs. */
async function prove(make: Maker, made: string): Promise<readonly ProofLine[]> {
  const readings = sessionReadings;
  const frame = await make.rows(
    sql`SELECT count(*) AS n, ${join(
      readings.map((r) => sql`max(${ident(`latest ${r}`)} - cutoff_at) AS ${ident(r)}`),
      ', ',
    )} FROM ${ident(made)}`,
  );
  if (countAt(frame, 'n') === 0) return [];
  return readings.map((reading) => ({ reading, cutoff: null, latest: numberAt(frame, reading) }));
}
