import type { Plan, Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { nearest } from '../../core/nearest';
import { customerOfSession } from '../sessions';
import { ident, join, raw, sql } from '../sql';
import { rowsIn, type FunnelSetup } from './setup';
import { matchesAny, matches } from './steps';
import { attemptTables, funnelAttempts, funnelBase } from './tables';

/** When a property's value is taken: of the first or the last step row that has one, at a step, or at each step. */
export type Touch = 'first' | 'last' | 'every' | { readonly step: number };

/** One way to split who is in the funnel. */
export type GroupAxis =
  /** `column`: number of the property in the setup. The `top` values with most entrants; the others together. */
  | { readonly column: number; readonly touch: Touch; readonly top: number }
  /** Tables of segments, in order; somebody may be in several or in none. */
  | { readonly segments: readonly string[] }
  /** In the first segment (1) or not (2), or in the second (2). */
  | { readonly side: string; readonly other: string | null };

/** Code of values beyond the top ones, and of no value. */
export const OTHER = 0;
export const NO_VALUE = -1;

const table = (name: string, statement: Statement): Step => ({ step: 'table', name, sql: statement, per: 'customer' });

/**
 * Tables and rows of a funnel by groups. Rows `<name>`: `(a, b, depth, customers, immature)`, codes of the one or
 * two axes: places 1, 2 … by number of entrants (ties by name), {@link OTHER}, {@link NO_VALUE}; b is 1 where
 * there is one axis. Rows `<name>_0`, `<name>_1`: the names of the places, `(place, value)`, of property axes.
 *
 * First and last touch: the value of the customer's first or last row of any step that has one. At a step: of the
 * row at which the attempt that counts takes it; who never does is in no group. Every step: each value is a funnel
 * of the rows with it alone, so a customer may be in several; in a group of several values, "Other", their
 * furthest attempt counts.
 */
export function groupSteps(setup: FunnelSetup, prefix: string, axes: readonly GroupAxis[], name: string): Plan {
  const every = axes.flatMap((a) => ('column' in a && a.touch === 'every' ? [a.column] : []));
  const base = every.length === 0 ? prefix : `${prefix}_every`;
  const { depth } = attemptTables(setup, base);
  const units = `${prefix}_units`;
  const plan: Step[] = [];
  if (every.length > 0) {
    const ofUnits: FunnelSetup = { ...setup, units: true };
    const columns = raw(every.map((i) => `b${i}`).join(', '));
    const same = raw(every.map((i) => `u.b${i} = r.b${i}`).join(' AND '));
    plan.push(
      table(
        units,
        sql`SELECT customer AS owner, ${columns}, row_number() OVER (ORDER BY customer, ${columns}) AS unit
          FROM (SELECT DISTINCT customer, ${columns} FROM ${rowsIn(setup, prefix)}) AS pairs`,
      ),
      ...funnelBase(
        ofUnits,
        base,
        sql`SELECT u.unit AS customer, ${raw(
          ['time', 'place', ...setup.steps.map((s) => s.column), ...setup.exclusions.map((_, i) => `x${i + 1}`)]
            .map((c) => `r.${c}`)
            .join(', '),
        )} FROM ${rowsIn(setup, prefix)} AS r JOIN ${ident(units)} AS u ON u.owner = r.customer AND ${same}`,
      ),
      ...funnelAttempts(ofUnits, base),
    );
  }
  const owner = every.length === 0 ? sql`d.customer` : sql`u.owner`;
  const entered = `${prefix}_${name}_in`;
  plan.push(
    table(
      entered,
      sql`SELECT d.customer AS unit, ${owner} AS owner, d.depth, d.last_start FROM ${ident(depth)} AS d
        ${every.length === 0 ? sql`` : sql`JOIN ${ident(units)} AS u ON u.unit = d.customer`}`,
    ),
  );
  const coded: string[] = [];
  for (const [i, axis] of axes.entries()) {
    const values = `${prefix}_${name}_values${i}`;
    const codes = `${prefix}_${name}_codes${i}`;
    coded.push(codes);
    if ('column' in axis) {
      const ranked = `${prefix}_${name}_ranked${i}`;
      plan.push(
        table(values, valuesOf(setup, prefix, axis, entered, units)),
        table(
          ranked,
          sql`SELECT value, row_number() OVER (ORDER BY n DESC, value) AS place FROM (
            SELECT value, count(DISTINCT owner) AS n FROM ${ident(values)} WHERE value <> '' GROUP BY value) AS counted`,
        ),
        table(
          codes,
          sql`SELECT v.unit, CASE WHEN v.value = '' THEN ${raw(String(NO_VALUE))} WHEN r.place <= ${axis.top} THEN r.place ELSE ${raw(String(OTHER))} END AS code
            FROM ${ident(values)} AS v LEFT JOIN ${ident(ranked)} AS r ON r.value = v.value`,
        ),
        {
          step: 'rows',
          name: `${name}_${i}`,
          sql: sql`SELECT place, value FROM ${ident(ranked)} WHERE place <= ${axis.top} ORDER BY place`,
        },
      );
    } else plan.push(table(codes, segmentCodes(setup, axis, entered)));
  }
  const [a, b] = coded;
  if (a === undefined) throw new Error('a group needs an axis');
  plan.push({
    step: 'rows',
    name,
    sql: sql`SELECT a, b, depth, count(*) AS customers,
        count(*) FILTER (WHERE depth < ${setup.required.length} AND last_start + ${setup.window} > ${setup.data.asOf}) AS immature
      FROM (SELECT e.owner, a.code AS a, ${raw(b === undefined ? '1' : 'b.code')} AS b, max(e.depth) AS depth, max(e.last_start) AS last_start
        FROM ${ident(entered)} AS e JOIN ${ident(a)} AS a ON a.unit = e.unit
          ${b === undefined ? sql`` : sql`JOIN ${ident(b)} AS b ON b.unit = e.unit`}
        GROUP BY e.owner, a.code, ${raw(b === undefined ? '3' : 'b.code')}) AS grouped
      GROUP BY a, b, depth ORDER BY a, b, depth`,
  });
  return plan;
}

/** `(unit, owner, value)`, '' where there is none. */
function valuesOf(
  setup: FunnelSetup,
  prefix: string,
  { column, touch }: Extract<GroupAxis, { column: number }>,
  entered: string,
  units: string,
): Statement {
  const value = raw(`b${column}`);
  const rows = rowsIn(setup, prefix);
  if (touch === 'every')
    return sql`SELECT e.unit, e.owner, u.${value} AS value FROM ${ident(entered)} AS e JOIN ${ident(units)} AS u ON u.unit = e.unit`;
  if (typeof touch === 'object') {
    const step = setup.required.find((s) => s.number === touch.step);
    if (step === undefined) throw new Error(`no step ${touch.step}`);
    const { depth, own } = attemptTables(setup, prefix);
    const k = setup.required.indexOf(step) + 1;
    // Everyone took the first step when they started, also those without a second.
    const taken =
      k === 1
        ? sql`(SELECT customer, started AS at FROM ${ident(depth)})`
        : sql`(SELECT customer, ${raw(`t${k}`)} AS at FROM ${ident(own)})`;
    return sql`SELECT e.unit, e.owner, f.value FROM ${ident(entered)} AS e JOIN (
        SELECT r.customer, r.${value} AS value FROM ${rows} AS r JOIN ${taken} AS t ON t.customer = r.customer AND t.at = r.time
        WHERE ${raw(matches(step, `r.${step.column}`).text)}
        QUALIFY row_number() OVER (PARTITION BY r.customer ORDER BY r.place) = 1) AS f ON f.customer = e.owner`;
  }
  const by = raw(touch === 'first' ? 'time, place' : 'time DESC, place DESC');
  return sql`SELECT e.unit, e.owner, coalesce(f.value, '') AS value FROM ${ident(entered)} AS e LEFT JOIN (
      SELECT customer, ${value} AS value FROM ${rows} WHERE ${value} <> '' AND ${matchesAny(setup.steps)}
      QUALIFY row_number() OVER (PARTITION BY customer ORDER BY ${by}) = 1) AS f ON f.customer = e.owner`;
}

/** `(unit, code)`. */
function segmentCodes(setup: FunnelSetup, axis: Exclude<GroupAxis, { column: number }>, entered: string): Statement {
  const customer = setup.sessions === null ? sql`e.owner` : customerOfSession('e.owner');
  const within = (name: string): Statement =>
    sql`FROM ${ident(entered)} AS e JOIN ${ident(segmentTable(setup, name))} AS s ON s.customer = ${customer}`;
  if ('segments' in axis)
    return join(
      axis.segments.map((name, i) => sql`SELECT e.unit, ${raw(String(i + 1))} AS code ${within(name)}`),
      ' UNION ALL ',
    );
  const rest =
    axis.other === null
      ? sql`SELECT e.unit, 2 AS code FROM ${ident(entered)} AS e WHERE ${customer} NOT IN (SELECT customer FROM ${ident(segmentTable(setup, axis.side))})`
      : sql`SELECT e.unit, 2 AS code ${within(axis.other)}`;
  return sql`SELECT e.unit, 1 AS code ${within(axis.side)} UNION ALL ${rest}`;
}

/**
 * The table of a segment.
 * @throws VitrineError `segment.unknown` with the nearest name
 */
export function segmentTable({ data }: Pick<FunnelSetup, 'data'>, name: string): string {
  const segments = data.segments ?? [];
  const found = segments.find((s) => s.name === name);
  if (found !== undefined) return found.table;
  const near = nearest(
    name,
    segments.map((s) => s.name),
  );
  throw new VitrineError('segment.unknown', { segment: name, nearest: near === null ? '' : `“${near}”` });
}
