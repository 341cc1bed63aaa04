import { MOST_PERIODS, type CombinedTable, type Grouping } from '../../core/combine';
import type { Engine } from '../../core/engine';
import { countAt } from '../../core/frame';
import type { Locale } from '../../core/words';
import { sql } from '../../sql/sql';
import type { TableColumn } from '../sample';
import { isNumber, isTime } from './cells';
import { columnOf, type TableFacts } from './facts';
import type { KeyChoice } from './keys';
import { inOrder, isPeriodName } from './periods';
import { cell, placeOf, stack, unionColumns } from './stack';
import { summaryNames } from './words';

/** Periods of a pivot that is proposed. */
const PROPOSED_PERIODS = 24;

/** A plan's table of one group, not yet joined. */
export function partTable(group: readonly TableFacts[], locale: Locale): CombinedTable {
  const of = group.map((t) => t.opened.name);
  return group.length === 1 ? { of } : { of, file: summaryNames[locale].file };
}

/** A table as it is proposed to be joined by a key: as it is, by periods, or summed up. */
export async function joinedTable(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  group: readonly TableFacts[],
  { key, match, counts }: Pick<KeyChoice, 'key' | 'match' | 'counts'>,
  locale: Locale,
): Promise<CombinedTable> {
  const table: CombinedTable = { ...partTable(group, locale), key, match };
  if (counts.most <= 1) return table;
  const period = await periodColumn(signal, engine, group, table);
  const pivot = period === null ? null : pivotOf(group, table, period);
  return pivot === null ? grouped(group, table, locale) : { ...table, pivot };
}

/** A pivot by a column, over all other columns of numbers; null where there is nothing to fill its cells with. */
export function pivotOf(
  group: readonly TableFacts[],
  table: CombinedTable,
  column: string,
): CombinedTable['pivot'] | null {
  const values =
    columnOf(group, column)
      ?.values?.map((v) => v.value)
      .filter((v) => !v.includes('\0')) ?? [];
  const rest = restColumns(group, table).filter((c) => c.name !== column);
  const numeric = rest.filter((c) => isNumber(c.type));
  const cells = (numeric.length > 0 ? numeric : rest).map((c) => c.name);
  if (values.length === 0 || values.length > MOST_PERIODS || cells.length === 0) return null;
  return { column, values: [...inOrder(values)], cells, how: numeric.length > 0 ? 'sum' : 'last' };
}

/** One row per key: how many rows there are, sums and means of numbers, the last of the rest. */
export function grouped(group: readonly TableFacts[], table: CombinedTable, locale: Locale): CombinedTable {
  const names = summaryNames[locale];
  const rest = restColumns(group, table);
  const by = rest.find((c) => isTime(c.type))?.name;
  const columns = rest.flatMap((c): Grouping['columns'] => {
    if (isTime(c.type)) return [{ column: c.name, how: 'last', as: names.last(c.name) }];
    if (isNumber(c.type)) {
      return [
        { column: c.name, how: 'sum', as: names.sum(c.name) },
        { column: c.name, how: 'mean', as: names.mean(c.name) },
      ];
    }
    return columnOf(group, c.name)?.values == null ? [] : [{ column: c.name, how: 'last', as: names.last(c.name) }];
  });
  const rows = { how: 'count' as const, as: names.rows(group[0]?.opened.name ?? '') };
  return { ...table, group: { columns: [rows, ...columns], ...(by === undefined ? {} : { by }) } };
}

/** Columns besides the key and the name of the file. */
function restColumns(group: readonly TableFacts[], table: CombinedTable): readonly TableColumn[] {
  return unionColumns(group.map((t) => t.opened.columns)).filter((c) => c.name !== table.key);
}

/** Columns that a pivot may go by: few values. */
export function periodChoices(group: readonly TableFacts[], table: CombinedTable): readonly string[] {
  return restColumns(group, table)
    .filter((c) => {
      const values = columnOf(group, c.name)?.values;
      return values != null && values.length >= 2 && values.length <= MOST_PERIODS;
    })
    .map((c) => c.name);
}

/** The column by which a table has one row per key: a period by its name, else text with few values. */
async function periodColumn(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  group: readonly TableFacts[],
  table: CombinedTable,
): Promise<string | null> {
  const choices = periodChoices(group, table).filter((name) => {
    const column = columnOf(group, name);
    if (column?.values == null || column.values.length > PROPOSED_PERIODS) return false;
    return isPeriodName(name) || !isNumber(column.type);
  });
  const byName = [...choices].sort((a, b) => Number(isPeriodName(b)) - Number(isPeriodName(a)));
  const stacked = stack(
    table,
    group.map((t) => t.opened),
  );
  for (const name of byName.slice(0, 4)) {
    const period = cell(placeOf(stacked.columns, name, table));
    const frame = await engine.query(
      signal,
      sql`SELECT coalesce(max(n), 0) AS most FROM (
        SELECT count(*) AS n FROM (${stacked.select}) AS rows WHERE k IS NOT NULL GROUP BY k, ${period}) AS cells`,
    );
    if (countAt(frame, 'most') === 1) return name;
  }
  return null;
}
