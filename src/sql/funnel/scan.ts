import type { Step } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import type { PropertyTest } from '../../core/filter';
import type { Json } from '../../core/result';
import { placesOf, rowsPassing } from '../beside';
import { eventCode, eventOf, logRows, ownLog } from '../log';
import { ident, join, raw, sql } from '../sql';
import { requiredBefore } from './attempts';
import { FIGURES } from './figures';
import { isAlike, rowsIn, type FunnelSetup, type Period } from './setup';
import type { RowTest } from './steps';
import type { WalkWatch } from './walk';

/**
 * A funnel as a scan sees it: plain JSON. Bits of a row's mask: one per step in order, then one per exclusion; which mask
 * a row has is said by `masks` and `tested`, or the codes are masks.
 */
export interface ScanSpec {
  /** Mask of the code at its place; null where codes are masks. */
  readonly masks: readonly number[] | null;
  /** Bits that hold only for rows of a set: the bit, and which of the sets beside. */
  readonly tested: readonly { readonly bit: number; readonly set: number }[];
  /** Ms: sessions are counted, and a longer pause begins another one; null: what the log says. */
  readonly gap: number | null;
  readonly steps: number;
  /** Bits of a mask. */
  readonly bits: number;
  /** Places of the required steps among all, from 0. */
  readonly required: readonly number[];
  readonly alike: readonly { readonly first: number; readonly nth: number }[];
  readonly watches: readonly WalkWatch[];
  /** Per optional step, in the order of the watches: the place (from 1) of the required step before it. */
  readonly optional: readonly number[];
  /** Per exclusion: the place (from 1) of the required step before which it counts. */
  readonly until: readonly number[];
  readonly order: FunnelSetup['order'];
  readonly shared: boolean;
  readonly window: number;
  readonly from: number | null;
  readonly to: number | null;
  /** Epoch milliseconds, inclusive. */
  readonly asOf: number;
  /** Whether the pass counts the figures too (`figures.ts`). */
  readonly figures: boolean;
}

/** Most steps and exclusions together. Codes that are masks have a table of all masks, a megabyte of 18 bits. */
const MOST_BITS = 18;

/** Whether this funnel can be scanned. */
export const fitsScan = (setup: FunnelSetup): boolean =>
  setup.steps.length + setup.exclusions.length <=
  (readsLog(setup) && testsOf(setup).every((t) => t.where.length === 0) ? 31 : MOST_BITS);

/**
 * Whether a scan reads the log itself, which is the same for all funnels; sets of rows beside it tell what the tests of
 * other columns leave. Else it reads a table of flags (`rows.ts`).
 */
export const readsLog = ({ units, sessions }: FunnelSetup): boolean =>
  units !== true && (sessions === null || 'gap' in sessions);

/** Steps and exclusions, in the order of their bits. */
const testsOf = ({ steps, exclusions }: FunnelSetup): readonly RowTest[] => [
  ...steps,
  ...exclusions.map((x) => x.test),
];

/** The different tests of other columns, and the place of each test's among them; null where it has none. */
function filtersOf(setup: FunnelSetup) {
  const texts: string[] = [];
  const wheres: (readonly PropertyTest[])[] = [];
  const sets = testsOf(setup).map(({ where }): number | null => {
    if (where.length === 0) return null;
    const text = JSON.stringify(where);
    if (!texts.includes(text)) {
      texts.push(text);
      wheres.push(where);
    }
    return texts.indexOf(text);
  });
  return { wheres, sets };
}

/** The spec of a setup. */
export function scanSpec(setup: FunnelSetup, period: Period | null = setup.period, figures = false): ScanSpec {
  const { steps, required, exclusions, sessions, data } = setup;
  const bit = (place: number): number => 1 << place;
  const ofLog = readsLog(setup);
  const tests = testsOf(setup);
  const most = Math.max(-1, ...data.spine.events.map((e) => e.id));
  const nth = (number: number): number => required.findIndex((s) => s.number === number) + 1;
  const optional = steps.filter((s) => s.optional);
  return {
    masks: ofLog
      ? Array.from({ length: eventCode(most + 1, false) }, (_, code) =>
          tests.reduce((mask, test, i) => (test.ids.includes(eventOf(code)) ? mask | bit(i) : mask), 0),
        )
      : null,
    tested: ofLog ? filtersOf(setup).sets.flatMap((set, i) => (set === null ? [] : [{ bit: bit(i), set }])) : [],
    gap: ofLog && sessions !== null && 'gap' in sessions ? sessions.gap : null,
    steps: steps.length,
    bits: tests.length,
    required: required.map((s) => s.number - 1),
    alike: required.map((s) => {
      const same = required.filter((o) => isAlike(o, s));
      return { first: same[0] === undefined ? 0 : required.indexOf(same[0]), nth: same.indexOf(s) };
    }),
    watches: [
      ...optional.map((s) => {
        const after = requiredBefore(setup, s);
        const next = required[after];
        return { bit: bit(s.number - 1), not: next === undefined ? 0 : bit(next.number - 1), after };
      }),
      ...exclusions.map((x, i) => ({ bit: bit(steps.length + i), not: 0, after: nth(x.from) })),
    ],
    optional: optional.map((s) => requiredBefore(setup, s)),
    until: exclusions.map((x) => nth(x.to)),
    order: setup.order,
    shared: setup.semantics === 'clickhouse-default',
    window: setup.window,
    from: period?.from ?? null,
    to: period?.to ?? null,
    asOf: data.asOf,
    figures,
  };
}

/** The rows that a scan of this funnel reads, and what it reads beside them. */
export function scanRows(setup: FunnelSetup, prefix: string): Pick<Extract<Step, { step: 'scan' }>, 'sql' | 'beside'> {
  const { data, steps, exclusions } = setup;
  if (readsLog(setup)) {
    const { wheres } = filtersOf(setup);
    if (wheres.length === 0) return { sql: ownLog(data) };
    const sets = wheres.map((where) => ({ as: 'rows' as const, sql: rowsPassing(data, where) }));
    return { sql: ownLog(data), beside: [{ as: 'places', sql: placesOf(data) }, ...sets] };
  }
  const flags = [...steps.map((s) => s.column), ...exclusions.map((_, i) => `x${i + 1}`)];
  const code = raw(flags.map((flag, i) => `${flag} * ${2 ** i}`).join(' + '));
  return { sql: logRows(data, 2 ** flags.length, { relation: sql`${rowsIn(setup, prefix)}`, code: sql`${code}` }) };
}

/** The times of an attempt in the tables of `funnelAttempts`. */
function timesOf({ required, steps, order }: FunnelSetup, own: boolean): readonly string[] {
  if (own && order === 'any') return ['t1', ...required.map((_, i) => `at${i + 1}`)];
  return [...required.map((_, i) => `t${i + 1}`), ...steps.filter((s) => s.optional).map((s) => `o${s.number}`)];
}

/** Names of the tables that {@link scanSteps} makes; `ordered` and `own` are one where the order is no other. */
export interface ScanTables {
  readonly ordered: string;
  readonly own: string;
  readonly depth: string;
  readonly excluded: string | null;
}

/**
 * The steps that make by a scan what `funnelAttempts` says, of the types that SQL makes. Attempts of those whom an
 * exclusion keeps out are not in it.
 * @param figures whether the pass answers `FIGURES`, which then are no rows to ask for
 */
export function scanSteps(
  setup: FunnelSetup,
  prefix: string,
  { ordered, own, depth, excluded }: ScanTables,
  { period, suffix, figures }: { readonly period: Period | null; readonly suffix: string; readonly figures: boolean },
): readonly Step[] {
  const name = `${prefix}_scan${suffix}`;
  const key = raw(setup.sessions === null ? 'INTEGER' : 'BIGINT');
  const customer = sql`CAST(customer AS ${key}) AS customer`;
  const whole = (columns: readonly string[]): Statement =>
    join(
      columns.map((c) => sql`CAST(${raw(c)} AS BIGINT) AS ${raw(c)}`),
      ', ',
    );
  const from = (frame: string): Statement => sql`FROM ${ident(`${name}_${frame}`)}`;
  const table = (to: string, statement: Statement): Step => ({
    step: 'table',
    name: to,
    sql: statement,
    per: 'customer',
    later: true,
  });
  // Somebody who took the first step alone has an attempt only where something is looked for after it.
  const least = raw(setup.steps.length > setup.required.length || setup.exclusions.length > 0 ? '1' : '2');
  const attempts = (to: string, frame: string, isOwn: boolean): Step =>
    table(
      to,
      sql`SELECT ${customer}, CAST(depth AS INTEGER) AS depth, ${whole(timesOf(setup, isOwn))} ${from(frame)} WHERE depth >= ${least}`,
    );
  return [
    {
      step: 'scan',
      name,
      work: 'funnel',
      ...scanRows(setup, prefix),
      params: JSON.parse(JSON.stringify(scanSpec(setup, period, figures))) as Json,
      ...(figures ? { answers: FIGURES } : {}),
    },
    ...(excluded === null ? [] : [table(excluded, sql`SELECT ${customer} ${from('kept_out')}`)]),
    attempts(own, 'own', true),
    ...(own === ordered ? [] : [attempts(ordered, 'ordered', false)]),
    table(
      depth,
      sql`SELECT ${customer}, CAST(depth AS INTEGER) AS depth, CAST(t1 AS BIGINT) AS started, CAST(last_start AS BIGINT) AS last_start ${from('own')}`,
    ),
  ];
}
