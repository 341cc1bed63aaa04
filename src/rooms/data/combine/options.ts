import type { CombinedTable, Grouping, Summary } from '../../../core/combine';
import type { Locale } from '../../../core/words';
import { groupOf, keyColumns, type TableFacts } from '../../../data/combine';
import { isNumber } from '../../../data/combine/cells';
import { unionColumns } from '../../../data/combine/stack';
import { summaryNames } from '../../../data/combine/words';
import { knownAs } from '../../../data/names';

/** A column that summing up may give. */
export type SummaryOption = Grouping['columns'][number];

/** What a table may be summed up in: its rows counted; sum, mean, largest and last of numbers; count and last of the rest. */
export function columnsOfGroup(
  facts: readonly TableFacts[],
  table: CombinedTable,
  locale: Locale,
): readonly SummaryOption[] {
  const names = summaryNames[locale];
  const known = table.group?.columns ?? [];
  const option = (column: string | undefined, how: Summary, as: string): SummaryOption =>
    // What stands in the plan already keeps its name.
    known.find((c) => c.column === column && c.how === how) ?? { ...(column === undefined ? {} : { column }), how, as };
  const columns = unionColumns(groupOf(facts, table).map((t) => t.opened.columns)).filter((c) => c.name !== table.key);
  return [
    option(undefined, 'count', names.rows(table.of[0] ?? '')),
    ...columns.flatMap(({ name, type }) =>
      isNumber(type)
        ? [
            option(name, 'sum', names.sum(name)),
            option(name, 'mean', names.mean(name)),
            option(name, 'max', names.max(name)),
            option(name, 'last', names.last(name)),
          ]
        : [option(name, 'count', names.count(name)), option(name, 'last', names.last(name))],
    ),
  ];
}

/** Columns that may be a table's key, with the one it has. */
export function keyOptions(
  facts: readonly TableFacts[],
  table: CombinedTable,
): readonly { value: string; label: string }[] {
  const names = keyColumns(groupOf(facts, table)).map((c) => c.name);
  const all = table.key === undefined || names.includes(table.key) ? names : [table.key, ...names];
  return all.map((name) => ({ value: name, label: name }));
}

/** Columns that only some of the files of one table have, with the files. */
export function partialColumns(
  facts: readonly TableFacts[],
  table: CombinedTable,
): readonly { readonly name: string; readonly files: readonly string[] }[] {
  const group = groupOf(facts, table);
  return unionColumns(group.map((t) => t.opened.columns)).flatMap(({ name }) => {
    const having = group.filter((t) => t.opened.columns.some((c) => c.name.toLowerCase() === name.toLowerCase()));
    return having.length === group.length ? [] : [{ name, files: having.map((t) => knownAs(t.opened)) }];
  });
}
