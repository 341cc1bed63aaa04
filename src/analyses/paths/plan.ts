import type { DataInfo, Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import type { Json } from '../../core/result';
import { isScanned, ownLog } from '../../sql/log';
import { withProperties } from '../../sql/properties';
import { overRows } from '../../sql/sessions';
import { ident, join, raw, sql } from '../../sql/sql';
import { readableTime } from '../../sql/time';
import { activityBits } from '../../sql/walks/activities';
import { PATH_ANSWERS, type PathsSpec } from '../../sql/walks/paths';
import { planSides } from './sides';
import { anchorActivity, setupPaths, type PathNodeChoice, type PathSetup, type PathsParams } from './spec';

/** Nodes that are no names: all others together, and that the path was over (or had not begun). */
export const OTHER = -1;
export const END = -2;

/**
 * The plan of paths (SEMANTICS §5). `<prefix>_paths` holds one row per path: `customer, time` of the anchor and
 * the nodes `n1` (the anchor's) to `nK`, away from the anchor, NULL after the last. It streams through the
 * spine once: rows that repeat the node before are left out, and each anchor looks at the K − 1 rows after
 * (before) it; those of the same customer or session, inside the window, are its path. Where rows are scanned, the
 * figures of paths of events are counted in the scan, and the tables are made for the list alone.
 */
export function planPaths(params: PathsParams, data: DataInfo, prefix: string): Plan {
  const { spine } = data;
  const setup = setupPaths(params);
  const name = (part: string): string => `${prefix}_${part}`;
  const names =
    params.property === undefined
      ? sql`SELECT id, name FROM ${ident(spine.eventsTable)}`
      : sql`SELECT id, name FROM ${ident(name('names'))}`;
  const scanned = params.property === undefined && isScanned(data);
  const later = scanned ? { later: true as const } : {};
  return [
    ...(scanned ? scanSteps(params, setup, data, prefix) : []),
    ...(params.property === undefined
      ? []
      : [
          {
            step: 'table' as const,
            name: name('names'),
            per: 'all' as const,
            keep: true as const,
            sql: sql`SELECT CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS id, name FROM (
              SELECT DISTINCT CAST(p0 AS VARCHAR) AS name FROM ${withProperties(spine, [params.property])} AS r WHERE p0 IS NOT NULL) AS d`,
          },
        ]),
    {
      step: 'table',
      name: name('paths'),
      per: 'customer',
      keep: true,
      ...later,
      sql: pathTable(params, setup, data, name('names')),
    },
    { step: 'table', name: name('edges'), per: 'all', ...later, sql: edges(setup, name('paths')) },
    { step: 'table', name: name('top'), per: 'all', ...later, sql: topNodes(setup, name('edges')) },
    ...(scanned ? [] : figureSteps(names, prefix)),
    ...planSides(params.breakdown, setup.steps, data, prefix, names),
    {
      step: 'list',
      name: 'customers',
      ...pathList(params, setup, data, names, prefix),
      // Every path is a row where none is chosen.
      ...(params.through === undefined
        ? { count: scanned ? 'listed' : sql`SELECT count(*) AS "rows" FROM ${ident(name('paths'))}` }
        : {}),
    },
  ];
}

/** The figures by a scan; events get their names here. */
function scanSteps(params: PathsParams, setup: PathSetup, data: DataInfo, prefix: string): readonly Step[] {
  const { direction, gap, window, steps, top } = setup;
  const anchor = anchorActivity(params.anchor ?? 'sessions', data);
  const spec: PathsSpec = {
    anchor: anchor === null ? null : activityBits([anchor.label], [null], data),
    forward: direction === 'forward',
    gap,
    window,
    steps,
    top,
    merge: params.merge,
    other: OTHER,
    end: END,
  };
  return [
    {
      step: 'scan',
      name: `${prefix}_scan`,
      work: 'paths',
      sql: ownLog(data),
      params: JSON.parse(JSON.stringify(spec)) as Json,
      answers: PATH_ANSWERS,
    },
    {
      step: 'rows',
      name: 'edges',
      sql: namedEdges(
        sql`SELECT step, source, target, paths FROM ${ident(`${prefix}_scan_edges`)}`,
        sql`SELECT id, name FROM ${ident(data.spine.eventsTable)}`,
      ),
    },
  ];
}

function figureSteps(names: Statement, prefix: string): readonly Step[] {
  const [paths, edgeTable, top] = [ident(`${prefix}_paths`), ident(`${prefix}_edges`), ident(`${prefix}_top`)];
  return [
    {
      step: 'rows',
      name: 'totals',
      sql: sql`SELECT count(*) AS paths, count(DISTINCT customer) AS customers FROM ${paths}`,
    },
    {
      step: 'rows',
      name: 'edges',
      sql: namedEdges(
        sql`SELECT e.step, coalesce(s.node, ${OTHER}) AS source,
            CASE WHEN e.target IS NULL THEN ${END} ELSE coalesce(t.node, ${OTHER}) END AS target, sum(e.paths) AS paths
          FROM ${edgeTable} AS e
          LEFT JOIN ${top} AS s ON s.step = e.step AND s.node = e.source
          LEFT JOIN ${top} AS t ON t.step = e.step + 1 AND t.node = e.target
          GROUP BY 1, 2, 3`,
        names,
      ),
    },
  ];
}

/** Rows `step, source, target, paths` with the names of both nodes. */
function namedEdges(shown: Statement, names: Statement): Statement {
  return sql`SELECT e.step, e.source, e.target, e.paths, a.name AS source_name, b.name AS target_name FROM (${shown}) AS e
    LEFT JOIN (${names}) AS a ON a.id = e.source LEFT JOIN (${names}) AS b ON b.id = e.target
    ORDER BY e.step, e.source, e.target`;
}

function pathTable(params: PathsParams, setup: PathSetup, data: DataInfo, names: string): Statement {
  const { spine, asOf } = data;
  const { direction, gap, window, steps } = setup;
  // A join may hand rows on in any order.
  const { each, running } = overRows(params.property === undefined ? 'stored' : 'sorted');
  const condition = anchorActivity(params.anchor ?? 'sessions', data)?.condition ?? null;
  const rows =
    params.property === undefined
      ? sql`(SELECT customer, time, place, event, sign, event AS node FROM ${ident(spine.table)})`
      : sql`(SELECT r.customer, r.time, r.place, r.event, r.sign, d.id AS node FROM ${withProperties(spine, [params.property])} AS r
          LEFT JOIN ${ident(names)} AS d ON d.name = CAST(r.p0 AS VARCHAR))`;
  // Rows without a value are no steps, but they keep a session going.
  const given = params.property === undefined ? sql`` : sql` WHERE node IS NOT NULL`;
  const hit = sql`CASE WHEN ${condition ?? sql`FALSE`} AND node IS NOT NULL THEN 1 ELSE 0 END`;
  const sameCustomer = sql`customer = lag(customer) OVER (${each})`;
  const begins =
    gap === null
      ? sql`CASE WHEN ${sameCustomer} THEN 0 ELSE 1 END`
      : sql`CASE WHEN ${sameCustomer} AND time - lag(time) OVER (${each}) <= ${gap} THEN 0 ELSE 1 END`;
  // `scope` numbers customers or sessions: what a path cannot leave.
  const scoped = sql`SELECT customer, time, place, node, begins, hit,
      sum(begins) OVER (${running}) AS scope, ${condition === null ? sql`0` : sql`sum(hit) OVER (${running})`} AS hits
    FROM (SELECT customer, time, place, node, ${begins} AS begins, ${hit} AS hit
      FROM ${rows} AS r WHERE time <= ${asOf}) AS b`;
  // The anchor is the first hit of its scope: hits rise over all, so those before the scope are known at its first row.
  const anchored =
    condition === null
      ? sql`SELECT *, CASE WHEN scope = lag(scope) OVER (${each}) THEN 0 ELSE 1 END AS anchor FROM (${scoped}) AS s${given}`
      : sql`SELECT *, CASE WHEN hit = 1 AND hits = 1 + max(CASE WHEN begins = 1 THEN hits - hit ELSE 0 END) OVER (${running}) THEN 1 ELSE 0 END AS anchor
          FROM (${scoped}) AS s`;
  const walked = condition === null ? anchored : sql`SELECT * FROM (${anchored}) AS a${given}`;
  // Of a run of one node the row nearest to the anchor stands for all.
  const side = raw(direction === 'forward' ? 'lag' : 'lead');
  const kept = params.merge
    ? sql`SELECT customer, time, place, node, scope, anchor FROM (
        SELECT *, CASE WHEN scope = ${side}(scope) OVER (${each}) AND node = ${side}(node) OVER (${each}) THEN 1 ELSE 0 END AS repeats FROM (${walked}) AS a) AS m
      WHERE repeats = 0 OR anchor = 1`
    : walked;
  const far = raw(direction === 'forward' ? 'lead' : 'lag');
  const others = Array.from({ length: steps - 1 }, (_, i) => i + 1);
  const looks = others.map((i) => {
    const n = raw(String(i));
    const time = window === null ? sql`` : sql`, ${far}(time, ${n}) OVER (${each}) AS ${raw(`t${i + 1}`)}`;
    return sql`${far}(node, ${n}) OVER (${each}) AS ${raw(`m${i + 1}`)}, ${far}(scope, ${n}) OVER (${each}) AS ${raw(`s${i + 1}`)}${time}`;
  });
  const nodes = others.map((i) => {
    const [m, s, t] = [raw(`m${i + 1}`), raw(`s${i + 1}`), raw(`t${i + 1}`)];
    const inside =
      window === null ? sql`` : sql` AND ${direction === 'forward' ? sql`${t} - time` : sql`time - ${t}`} <= ${window}`;
    return sql`CASE WHEN ${s} = scope${inside} THEN ${m} END AS ${raw(`n${i + 1}`)}`;
  });
  return sql`SELECT customer, time, place, node AS n1, ${join(nodes, ', ')}
    FROM (SELECT customer, time, place, node, scope, anchor, ${join(looks, ', ')} FROM (${kept}) AS k) AS l WHERE anchor = 1`;
}

/** `(step, source, target, paths)`: how many paths go from which node at a step to which at the next; NULL: no further. */
function edges({ steps }: PathSetup, paths: string): Statement {
  return join(
    Array.from({ length: steps - 1 }, (_, i) => {
      const [a, b] = [raw(`n${i + 1}`), raw(`n${i + 2}`)];
      return sql`SELECT ${raw(String(i + 1))} AS step, ${a} AS source, ${b} AS target, count(*) AS paths FROM ${ident(paths)} WHERE ${a} IS NOT NULL GROUP BY ${a}, ${b}`;
    }),
    ' UNION ALL ',
  );
}

/** The most frequent nodes of each step, `(step, node)`; ties go to the smaller key, which is the earlier name. */
function topNodes({ steps, top }: PathSetup, table: string): Statement {
  const from = ident(table);
  return sql`SELECT step, node FROM (
      SELECT step, node, row_number() OVER (PARTITION BY step ORDER BY paths DESC, node) AS rank FROM (
        SELECT 1 AS step, source AS node, sum(paths) AS paths FROM ${from} WHERE step = 1 GROUP BY source
        UNION ALL SELECT step + 1 AS step, target AS node, sum(paths) AS paths FROM ${from} WHERE target IS NOT NULL AND step < ${steps} GROUP BY step, target
      ) AS counted) AS ranked
    WHERE rank <= ${top}`;
}

/** The paths, or those through a step or an edge: the latest first. Steps are named from the anchor on. */
function pathList(
  { through }: PathsParams,
  { steps }: PathSetup,
  { spine }: DataInfo,
  names: Statement,
  prefix: string,
) {
  const all = Array.from({ length: steps }, (_, i) => i + 1);
  const joins = all.map((k) => sql`LEFT JOIN (${names}) AS ${raw(`d${k}`)} ON ${raw(`d${k}`)}.id = p.${raw(`n${k}`)}`);
  const at = (step: number, node: PathNodeChoice): Statement => {
    if (step > steps) return sql`TRUE`;
    const [n, d] = [raw(`p.n${step}`), raw(`d${step}`)];
    if (node === 'end') return sql`${n} IS NULL`;
    if (node === 'other')
      return sql`${n} IS NOT NULL AND ${n} NOT IN (SELECT node FROM ${ident(`${prefix}_top`)} WHERE step = ${step})`;
    return sql`${d}.name = ${node.name}`;
  };
  const conditions =
    through === undefined
      ? [sql`TRUE`]
      : [
          at(through.step, through.node),
          // Over at this step only, not since an earlier one.
          ...(through.node === 'end' && through.step > 1 ? [sql`${raw(`p.n${through.step - 1}`)} IS NOT NULL`] : []),
          ...(through.next === undefined ? [] : [at(through.step + 1, through.next)]),
        ];
  return {
    columns: ['customer', 'time', ...all.map((k) => `step_${k}`)],
    sql: sql`SELECT c.name AS customer, ${readableTime('p.time')} AS time, ${join(
      all.map((k) => sql`${raw(`d${k}`)}.name AS ${raw(`step_${k}`)}`),
      ', ',
    )} FROM ${ident(`${prefix}_paths`)} AS p JOIN ${ident(spine.customersTable)} AS c ON c.id = p.customer
      ${join(joins, ' ')} WHERE ${join(conditions, ' AND ')} ORDER BY p.time DESC, p.place DESC`,
  };
}
