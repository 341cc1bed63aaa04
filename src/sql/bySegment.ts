import * as v from 'valibot';
import type { Answers, DataInfo, Plan } from '../core/analysis';
import type { Statement } from '../core/engine';
import { numberAt, numbers } from '../core/frame';
import type { GroupFigure, SegmentGroup, SegmentSides } from '../core/sides';
import { meanOf } from '../stats/mean';
import { rate } from '../stats/rate';
import { ratioOf } from '../stats/ratio';
import { segmentTable } from './funnel/groups';
import { ident, join, raw, sql } from './sql';

/** More rows than this are no comparison. */
export const MOST_SIDES = 12;

/** The parameter by which an analysis tells its figures of segments beside those of everybody. */
export const bySegments = v.optional(
  v.pipe(
    v.strictObject({
      segments: v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1), v.maxLength(MOST_SIDES)),
    }),
    v.description('The figures of segments beside those of everybody; a customer may be in several segments.'),
  ),
);
export type BySegments = v.InferOutput<typeof bySegments>;

/**
 * Checks that the segments are there.
 * @throws VitrineError `segment.unknown` with the nearest name
 */
export function settleBySegments(by: BySegments, data: DataInfo): void {
  for (const name of by?.segments ?? []) segmentTable({ data }, name);
}

/** What is added up per group. */
export interface SideColumns {
  /** Number columns of a customer's row; NULL counts as nobody. */
  readonly columns: readonly string[];
  /** Pairs of them of which ratios are taken. */
  readonly pairs?: readonly (readonly [string, string])[];
}

/**
 * The table `<prefix>_each` of `each`, a row per customer (`customer` and the columns), and rows `sides`: by
 * `code`, 0 for everybody, else the segment's place from 1, how many customers and the sums of the columns, of their
 * squares and of the pairs' products. No steps where no segments are asked for.
 */
export function sideSteps(by: BySegments, data: DataInfo, prefix: string, each: Statement, sums: SideColumns): Plan {
  if (by === undefined) return [];
  const table = ident(`${prefix}_each`);
  const members = [
    sql`SELECT 0 AS code, customer FROM ${table}`,
    ...by.segments.map(
      (name, i) => sql`SELECT ${raw(String(i + 1))} AS code, customer FROM ${ident(segmentTable({ data }, name))}`,
    ),
  ];
  const { columns, pairs = [] } = sums;
  const product = ([x, y]: readonly [string, string]): Statement =>
    sql`coalesce(sum(CAST(${raw(x)} AS DOUBLE) * ${raw(y)}), 0) AS ${raw(`sum_${x}_${y}`)}`;
  const added = [
    ...columns.map((x) => sql`count(${raw(x)}) AS ${raw(`n_${x}`)}, coalesce(sum(${raw(x)}), 0) AS ${raw(`sum_${x}`)}`),
    ...columns.map((x) => product([x, x])),
    ...pairs.map(product),
  ];
  return [
    { step: 'table', name: `${prefix}_each`, per: 'customer', sql: each },
    {
      step: 'rows',
      name: 'sides',
      sql: sql`SELECT g.code, count(*) AS n, ${join(added, ', ')}
        FROM (${join(members, ' UNION ALL ')}) AS g JOIN ${table} AS e ON e.customer = g.customer
        GROUP BY g.code ORDER BY g.code`,
    },
  ];
}

/** The sums of one group, and what is told by them. */
export interface GroupSums {
  /** Mean of a column over those who have it, with its t interval. */
  readonly mean: (x: string) => GroupFigure;
  /** Sum of `y` by the sum of `x`, customers being the sample; the interval held inside [0, 1] for a part of a whole. */
  readonly ratio: (y: string, x: string, part?: boolean) => GroupFigure;
  /** Customers by a column of 0 and 1, of so many by another (of all when not said), with Wilson's interval. */
  readonly share: (x: string, of?: string) => GroupFigure;
  /** The group's sum by everybody's, without an interval. */
  readonly part: (x: string) => GroupFigure;
}

/** The figures by segment from the answer `sides`; null where none were asked for. */
export function readSides<M extends string>(
  by: BySegments,
  answers: Answers,
  measures: readonly M[],
  tell: (sums: GroupSums) => Readonly<Record<M, GroupFigure>>,
): SegmentSides<M> | null {
  if (by === undefined) return null;
  const frame = answers.get('sides');
  if (frame === undefined) throw new Error('the plan answered no sides');
  const codes = [...numbers(frame, 'code')];
  const read = (code: number, name: string): number => {
    const row = codes.indexOf(code);
    return row < 0 ? 0 : (numberAt(frame, name, row) ?? 0);
  };
  const groups = [null, ...by.segments].map((segment, code): SegmentGroup<M> => {
    const at = (name: string): number => read(code, name);
    const sums: GroupSums = {
      mean: (x) => {
        const { mean: value, interval } = meanOf(at(`n_${x}`), at(`sum_${x}`), at(`sum_${x}_${x}`));
        return { value, interval };
      },
      ratio: (y, x, part = false) => {
        const pair = { x: at(`sum_${x}`), y: at(`sum_${y}`), xx: at(`sum_${x}_${x}`), yy: at(`sum_${y}_${y}`) };
        const { value, interval } = ratioOf({ n: at('n'), ...pair, xy: at(`sum_${x}_${y}`) });
        const within = (end: number): number => Math.max(0, part ? Math.min(1, end) : end);
        return {
          value,
          interval: interval === null ? null : { low: within(interval.low), high: within(interval.high) },
        };
      },
      share: (x, of) => {
        const { share: value, interval } = rate(at(`sum_${x}`), of === undefined ? at('n') : at(`sum_${of}`));
        return { value, interval };
      },
      part: (x) => {
        const all = read(0, `sum_${x}`);
        return { value: all > 0 ? at(`sum_${x}`) / all : null, interval: null };
      },
    };
    return { segment, customers: at('n'), figures: tell(sums) };
  });
  return { measures, groups };
}

/** The sides as a result has them: left out where none were asked for. */
export const toldBy = <S>(sides: S | null): { readonly sides?: S } => (sides === null ? {} : { sides });
