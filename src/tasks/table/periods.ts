import type { Statement } from '../../core/engine';
import { ident, join, raw, sql } from '../../sql/sql';
import type { MadeFeature } from '../inspect';
import type { PeriodColumns, PlainTable } from '../source';
import { isNumber } from './types';

/** A feature made of the columns of several periods. */
export interface PeriodFeature extends MadeFeature {
  readonly value: Statement;
  /** Columns it is made of. */
  readonly from: readonly string[];
}

/**
 * Columns that hold one thing at several periods, by their names: `revenue: last month`, `revenue: this month` are
 * the revenue. So are the columns of a combined table called, which have the oldest period first.
 */
export function periodColumns({ columns }: PlainTable): readonly PeriodColumns[] {
  const found = new Map<string, string[]>();
  for (const { name } of columns) {
    const of = /^(.+?): ./.exec(name)?.[1];
    if (of !== undefined) found.set(of, [...(found.get(of) ?? []), name]);
  }
  return [...found].filter(([, named]) => named.length > 1).map(([name, named]) => ({ name, columns: named }));
}

/**
 * Features of one thing at several periods, where all its columns are numbers: its mean, the change from the last
 * period but one to the last, and, of three periods or more, its slope per period (least squares over equal
 * distances). NULL where a value that they need is missing.
 */
export function periodFeatures(table: PlainTable, periods: readonly PeriodColumns[]): readonly PeriodFeature[] {
  const type = (name: string): string => table.columns.find((c) => c.name === name)?.type ?? '';
  return periods
    .filter(({ columns }) => columns.length >= 2 && columns.every((c) => isNumber(type(c))))
    .flatMap(({ name, columns }) => {
      const values = columns.map((c) => sql`CAST(${ident(c)} AS DOUBLE)`);
      const middle = (columns.length - 1) / 2;
      const spread = columns.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
      const [last, before] = [values.at(-1) ?? sql`NULL`, values.at(-2) ?? sql`NULL`];
      const make = (suffix: string, value: Statement, from: readonly string[]): PeriodFeature => ({
        name: `${name}: ${suffix}`,
        group: 'periods',
        kind: 'number',
        window: null,
        unit: 'none',
        latest: null,
        value: sql`round(${value}, 9)`,
        from,
      });
      return [
        make('mean', sql`(${join(values, ' + ')}) / ${raw(`${columns.length}.0`)}`, columns),
        make('change', sql`(${last} - ${before})`, columns.slice(-2)),
        ...(columns.length < 3
          ? []
          : [
              make(
                'slope',
                sql`(${join(
                  values.map((v, i) => sql`${v} * ${raw(`(${i - middle})`)}`),
                  ' + ',
                )}) / ${raw(spread.toFixed(1))}`,
                columns,
              ),
            ]),
      ];
    });
}
