import type { DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { requiredBefore } from '../../sql/funnel/attempts';
import { groupSteps, type GroupAxis } from '../../sql/funnel/groups';
import { setupFunnel, type FunnelSetup, type Period } from '../../sql/funnel/setup';
import { attemptTables, funnelAttempts, funnelBase, independentCounts, scansRows } from '../../sql/funnel/tables';
import { quantiles } from '../../sql/quantiles';
import { customerOfSession } from '../../sql/sessions';
import { ident, join, raw, sql } from '../../sql/sql';
import { readableTime } from '../../sql/time';
import { groupList } from './groupList';
import { TOP_VALUES, type Breakdown, type FunnelParams } from './spec';

/** The plan of a funnel; definitions in `sql/funnel/attempts.ts`. What is not asked for is not computed. */
export function planFunnel(params: FunnelParams, data: DataInfo, prefix: string): Plan {
  const setup = setupFunnel(params, data, propertiesBy(params.breakdown));
  const { depth } = attemptTables(setup, prefix);
  const scanned = scansRows(setup);
  return [
    ...funnelBase(setup, prefix),
    ...funnelAttempts(setup, prefix, { figures: true }),
    // A scan has answered them.
    ...(scanned ? [] : figureSteps(setup, prefix)),
    ...(params.breakdown === undefined ? [] : groupSteps(setup, prefix, groupAxes(params.breakdown), 'groups')),
    ...groupLists(params, setup, prefix),
    ...comparisonSteps(params, setup, prefix),
    {
      step: 'list',
      name: 'customers',
      ...customerList(setup, depth),
      count: scanned ? 'listed' : sql`SELECT count(*) AS "rows" FROM ${ident(depth)}`,
    },
    ...(params.difference === true ? differenceSteps(params, setup, prefix) : []),
  ];
}

/** Rows of the figures that every funnel has. */
function figureSteps(setup: FunnelSetup, prefix: string): Plan {
  const { ordered, own, depth, excluded } = attemptTables(setup, prefix);
  const optional = setup.steps.filter((s) => s.optional);
  return [
    { step: 'rows', name: 'independent', sql: independentCounts(setup, prefix) },
    {
      step: 'rows',
      name: 'depths',
      sql: sql`SELECT depth, count(*) AS customers,
        count(*) FILTER (WHERE depth < ${setup.required.length} AND last_start + ${setup.window} > ${setup.data.asOf}) AS immature
      FROM ${ident(depth)} GROUP BY depth ORDER BY depth`,
    },
    { step: 'rows', name: 'followed', sql: followedCounts(ordered, excluded) },
    ...(optional.length === 0
      ? []
      : [{ step: 'rows' as const, name: 'optional', sql: optionalCounts(setup, own, excluded) }]),
    ...(excluded === null
      ? []
      : [
          {
            step: 'rows' as const,
            name: 'excluded',
            sql: sql`SELECT count(*) AS customers FROM ${ident(excluded)}`,
          },
        ]),
    { step: 'rows', name: 'gaps', sql: gapQuantiles(setup, own, excluded) },
  ];
}

/** Who is in which group of properties' values; segments have lists of their own. */
function groupLists({ breakdown = [] }: FunnelParams, setup: FunnelSetup, prefix: string): Plan {
  const hasValues = breakdown.some((b) => 'property' in b);
  return hasValues ? [groupList(setup, prefix, stepNumber(setup, 'g.depth'), breakdown.length)] : [];
}

/** Columns to break down by, each once. */
function propertiesBy(breakdown: readonly Breakdown[] = []): readonly string[] {
  return [...new Set(breakdown.flatMap((b) => ('property' in b ? [b.property] : [])))];
}

function groupAxes(breakdown: readonly Breakdown[]): readonly GroupAxis[] {
  const properties = propertiesBy(breakdown);
  return breakdown.map((b) =>
    'segments' in b
      ? b
      : { column: properties.indexOf(b.property), touch: b.touch ?? 'first', top: b.top ?? TOP_VALUES },
  );
}

/** Rows `compared`: those of the period before, or `(a, b, depth, customers, immature)` of both sides. */
function comparisonSteps({ compare }: FunnelParams, setup: FunnelSetup, prefix: string): Plan {
  if (compare === undefined) return [];
  if ('segment' in compare)
    return groupSteps(setup, prefix, [{ side: compare.segment, other: compare.with ?? null }], 'compared');
  const before = periodBefore(setup.period);
  const suffix = '_before';
  return [
    ...funnelAttempts(setup, prefix, { period: before, suffix }),
    {
      step: 'rows',
      name: 'compared',
      sql: sql`SELECT 2 AS a, 1 AS b, depth, count(*) AS customers,
          count(*) FILTER (WHERE depth < ${setup.required.length} AND last_start + ${setup.window} > ${setup.data.asOf}) AS immature
        FROM ${ident(attemptTables(setup, prefix, suffix).depth)} GROUP BY depth ORDER BY depth`,
    },
  ];
}

/** The period of the same length right before. */
export function periodBefore(period: Period | null): Period {
  if (period?.from == null || period.to === null) throw new Error('a comparison needs a period');
  return { from: 2 * period.from - period.to, to: period.from };
}

/** The funnel with the other semantics, and who differs: rows `differing` and a list of that name. */
function differenceSteps(params: FunnelParams, setup: FunnelSetup, prefix: string): Plan {
  const other = setup.semantics === 'ordered-distinct' ? 'clickhouse-default' : 'ordered-distinct';
  const second = setupFunnel(params, setup.data, setup.properties, other);
  const base = `${prefix}_other`;
  const [own, its] = [attemptTables(setup, prefix).depth, attemptTables(second, base).depth];
  const [distinct, reused] = setup.semantics === 'ordered-distinct' ? [own, its] : [its, own];
  const both = sql`SELECT d.customer, d.depth AS own, r.depth AS shared FROM ${ident(distinct)} AS d
    JOIN ${ident(reused)} AS r ON r.customer = d.customer WHERE d.depth <> r.depth`;
  const customer = setup.sessions === null ? sql`b.customer` : customerOfSession('b.customer');
  return [
    ...funnelBase(second, base, sql`SELECT * FROM ${ident(`${prefix}_rows`)}`),
    ...funnelAttempts(second, base),
    {
      step: 'rows',
      name: 'differing',
      sql: sql`SELECT own, shared, count(*) AS customers FROM (${both}) AS b GROUP BY own, shared ORDER BY own, shared`,
    },
    {
      step: 'rows',
      name: 'reused',
      sql: sql`SELECT depth, count(*) AS customers FROM ${ident(reused)} GROUP BY depth ORDER BY depth`,
    },
    {
      step: 'rows',
      name: 'distinct',
      sql: sql`SELECT depth, count(*) AS customers FROM ${ident(distinct)} GROUP BY depth ORDER BY depth`,
    },
    {
      step: 'list',
      name: 'differing',
      columns: ['customer', 'own', 'shared'],
      sql: sql`SELECT c.name AS customer, b.own, b.shared FROM (${both}) AS b
        JOIN ${ident(setup.data.spine.customersTable)} AS c ON c.id = ${customer}
        ORDER BY b.shared - b.own DESC, c.id, b.customer`,
    },
  ];
}

/** Attempts of those whom no exclusion keeps out. */
export function attemptsOf(table: string, excluded: string | null): Statement {
  return excluded === null
    ? sql`${ident(table)}`
    : sql`(SELECT * FROM ${ident(table)} WHERE customer NOT IN (SELECT customer FROM ${ident(excluded)}))`;
}

function followedCounts(ordered: string, excluded: string | null): Statement {
  return sql`SELECT depth, count(*) AS customers FROM ${attemptsOf(ordered, excluded)} AS o GROUP BY depth ORDER BY depth`;
}

/** How many took each optional step: `n<number>`, one row. */
function optionalCounts({ steps }: FunnelSetup, own: string, excluded: string | null): Statement {
  const counts = steps
    .filter((s) => s.optional)
    .map((s) => sql`count(${raw(`o${s.number}`)}) AS ${raw(`n${s.number}`)}`);
  return sql`SELECT ${join(counts, ', ')} FROM ${attemptsOf(own, excluded)} AS a`;
}

/** Steps go by their number among all of them. */
function stepNumber({ required }: FunnelSetup, depth: string): Statement {
  return sql`CASE ${raw(depth)} ${raw(required.map((s, i) => `WHEN ${i + 1} THEN ${s.number}`).join(' '))} END`;
}

/** Everyone in the funnel: `dropped_at` is the step after which they went no further, NULL for who converted. */
function customerList(setup: FunnelSetup, depth: string) {
  const { data, required, sessions } = setup;
  const last = raw(String(required.length));
  const number = stepNumber(setup, 'd.depth');
  const customer = sessions === null ? sql`d.customer` : customerOfSession('d.customer');
  return {
    columns: ['customer', 'step', 'dropped_at', 'started'],
    sql: sql`SELECT c.name AS customer, ${number} AS step, CASE WHEN d.depth < ${last} THEN ${number} END AS dropped_at,
        ${readableTime('d.started')} AS started
      FROM ${ident(depth)} AS d JOIN ${ident(data.spine.customersTable)} AS c ON c.id = ${customer}
      ORDER BY d.depth DESC, d.started, d.customer`,
  };
}

/**
 * p25, median and p75 of the time from the step before (of optional steps: not counting those), over those who
 * took the step; `part` is the step's number, in any order "k of the steps".
 */
function gapQuantiles(setup: FunnelSetup, own: string, excluded: string | null): Statement {
  const { required, steps, order } = setup;
  const from = attemptsOf(own, excluded);
  const pairs = [
    ...required.slice(1).map((s, i) => ({ part: s.number, now: `t${i + 2}`, before: `t${i + 1}` })),
    ...steps
      .filter((s) => s.optional)
      .map((s) => ({ part: s.number, now: `o${s.number}`, before: `t${requiredBefore(setup, s)}` })),
  ];
  const gaps =
    order === 'any'
      ? sql`SELECT place AS part, moment - lag(moment) OVER (PARTITION BY customer ORDER BY place) AS value FROM (
          SELECT customer, moment, row_number() OVER (PARTITION BY customer ORDER BY moment, step) AS place FROM (${join(
            steps.map((_, i) => {
              const at = raw(`at${i + 1}`);
              return sql`SELECT customer, ${raw(String(i + 1))} AS step, ${at} AS moment FROM ${from} AS a WHERE ${at} IS NOT NULL`;
            }),
            ' UNION ALL ',
          )}) AS taken) AS placed`
      : join(
          pairs.map(
            ({ part, now, before }) =>
              sql`SELECT ${raw(String(part))} AS part, ${raw(now)} - ${raw(before)} AS value FROM ${from} AS a WHERE ${raw(now)} IS NOT NULL`,
          ),
          ' UNION ALL ',
        );
  return quantiles(gaps, [
    { name: 'p25', part: 1, of: 4 },
    { name: 'median', part: 1, of: 2 },
    { name: 'p75', part: 3, of: 4 },
  ]);
}
