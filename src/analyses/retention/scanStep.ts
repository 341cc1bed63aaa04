import type { BesideKind, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import type { Json } from '../../core/result';
import { offsetChanges } from '../../core/time';
import { moneyRows, placesOf, rowsPassing } from '../../sql/beside';
import { ownLog } from '../../sql/log';
import { activityBits } from '../../sql/walks/activities';
import { RETENTION_ANSWERS, type RetentionSpec } from '../../sql/walks/retention';
import { rollingLength, type RetentionParams } from './spec';
import type { Source } from './statements';

/** The figures of all customers together by a scan: answers `cohorts`, `cells`, `lasts`. */
export function scanStep(params: RetentionParams, { data, setup }: Source, prefix: string): Step {
  const { cohort, returning, cohortWhere, returningWhere, interval, periods } = setup;
  const wheres = [cohortWhere, returningWhere];
  const tested = wheres.filter((where) => where.length > 0);
  const spec: RetentionSpec = {
    activities: activityBits(
      [cohort.label, returning.label],
      wheres.map((where) => (where.length === 0 ? null : tested.indexOf(where))),
      data,
    ),
    recurring: params.entry === 'recurring',
    size: interval,
    changes: offsetChanges(data.zone, data.spine.from, data.spine.to),
    length: params.clock === 'rolling' ? rollingLength[interval] : null,
    periods,
  };
  const beside = (as: BesideKind, statement: Statement) => ({ as, sql: statement });
  return {
    step: 'scan',
    name: `${prefix}_scan`,
    work: 'retention',
    sql: ownLog(data),
    beside: [
      ...(tested.length === 0 ? [] : [beside('places', placesOf(data))]),
      ...tested.map((where) => beside('rows', rowsPassing(data, where))),
      ...(data.spine.hasAmount ? [beside('money', moneyRows(data))] : []),
    ],
    params: JSON.parse(JSON.stringify(spec)) as Json,
    answers: RETENTION_ANSWERS,
  };
}
