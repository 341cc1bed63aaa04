import type { CombinedTable, CombinePlan, Incomplete, SpellingMerge } from '../../core/combine';
import type { Opened } from '../open';
import { combinedColumns, prepare, type CombinedColumn } from './assemble';
import { columnOf, type TableFacts, type ValueRows } from './facts';
import { inOrder } from './periods';
import { respellings, type Respelling } from './spelling';

/** A spelling that is proposed for a column of a plan's table. */
export interface ProposedMerge extends Respelling {
  /** Place of the table in the plan. */
  readonly table: number;
  readonly column: string;
  /** Whether the plan has it already. */
  readonly accepted: boolean;
}

/** The tables of a plan's entry among all that were looked at. */
export function groupOf(facts: readonly TableFacts[], { of }: Pick<CombinedTable, 'of'>): readonly TableFacts[] {
  return of.flatMap((name) => facts.filter((f) => f.opened.name === name));
}

/** Spellings that may be one value, in the columns of text of all tables of a plan, in the plan's order. */
export function proposedMerges(facts: readonly TableFacts[], plan: CombinePlan): readonly ProposedMerge[] {
  const texts = plan.tables.map((entry) => {
    const group = groupOf(facts, entry);
    const names = [...new Set(group.flatMap((t) => t.columns.filter((c) => c.type === 'VARCHAR').map((c) => c.name)))];
    return names.flatMap((name) => {
      const values = columnOf(group, name)?.values;
      return values == null || name === entry.key ? [] : [{ name, values }];
    });
  });
  return texts.flatMap((columns, table) =>
    columns.flatMap(({ name, values }) => {
      const same = texts.flatMap((t, i) =>
        i === table ? [] : t.filter((c) => c.name.toLowerCase() === name.toLowerCase()),
      );
      const elsewhere: readonly ValueRows[] = same.flatMap((c) => c.values);
      const accepted = plan.tables[table]?.merge ?? [];
      return respellings({ values, elsewhere }).map((r) => ({
        ...r,
        table,
        column: name,
        accepted: accepted.some((m) => m.column === name && m.from === r.from && m.to === r.to),
      }));
    }),
  );
}

/** The plan with a spelling merged, or left as it is in the file; the periods of a pivot follow. */
export function withMerge(
  facts: readonly TableFacts[],
  plan: CombinePlan,
  table: number,
  merge: SpellingMerge,
  on: boolean,
): CombinePlan {
  return withTable(facts, plan, table, (entry) => {
    const others = (entry.merge ?? []).filter((m) => m.column !== merge.column || m.from !== merge.from);
    const merges = on ? [...others, { column: merge.column, from: merge.from, to: merge.to }] : others;
    const { merge: before, ...rest } = entry;
    void before;
    return merges.length === 0 ? rest : { ...rest, merge: merges };
  });
}

/**
 * The plan with one table changed. Periods of its pivot are read anew; names of columns that follow from it are
 * followed in `drop` and `label`, and what is no column any more is taken out.
 */
export function withTable(
  facts: readonly TableFacts[],
  plan: CombinePlan,
  at: number,
  change: (table: CombinedTable) => CombinedTable,
): CombinePlan {
  const tables = plan.tables.map((t, i) => (i === at ? withPeriods(facts, change(t)) : t));
  return followed(facts, plan, { ...plan, tables });
}

/** The plan with other tables, names followed as {@link withTable} says. */
export function withTables(
  facts: readonly TableFacts[],
  plan: CombinePlan,
  tables: readonly CombinedTable[],
): CombinePlan {
  return followed(facts, plan, { ...plan, tables: [...tables] });
}

/** The columns that a plan gives; no query runs. @throws VitrineError as `prepare` */
export function columnsOf(opened: readonly Opened[], plan: CombinePlan): readonly CombinedColumn[] {
  return combinedColumns(prepare(plan, opened));
}

/** Columns of the combined table that a table's pivot fills: what a customer is complete in, or not. */
export function periodColumns(opened: readonly Opened[], plan: CombinePlan, table: number): readonly string[] {
  if (plan.tables[table]?.pivot === undefined) return [];
  return columnsOf(opened, plan)
    .filter((c) => c.from === table && c.at > 0)
    .map((c) => c.name);
}

/** Which rows are left out for what a table's pivot does not fill; null for none. */
export function dropOf(opened: readonly Opened[], plan: CombinePlan, table: number): Incomplete | null {
  const [first] = periodColumns(opened, plan, table);
  return plan.drop?.find((d) => first !== undefined && d.columns.includes(first))?.is ?? null;
}

/** The plan with rows left out where a table's pivot is empty (or zero), or with all of them. */
export function withDrop(
  opened: readonly Opened[],
  plan: CombinePlan,
  table: number,
  is: Incomplete | null,
): CombinePlan {
  const columns = periodColumns(opened, plan, table);
  const others = (plan.drop ?? []).filter((d) => !d.columns.some((c) => columns.includes(c)));
  return withoutEmpty({ ...plan, drop: is === null ? others : [...others, { columns: [...columns], is }] });
}

/** The plan with another column to be predicted, or none. */
export function withLabel(plan: CombinePlan, label: string | null): CombinePlan {
  const { label: before, ...rest } = plan;
  void before;
  return label === null ? rest : { ...rest, label };
}

/** A table of a plan without the column that names the file, where it is of one file. */
export function onlyPart(table: CombinedTable): CombinedTable {
  if (table.of.length > 1 || table.file === undefined) return table;
  const { file, ...rest } = table;
  void file;
  return rest;
}

/** A plan that was proposed anew with the spellings that were merged in the one before, where their tables are still in it. */
export function keepMerges(facts: readonly TableFacts[], plan: CombinePlan, before: CombinePlan | null): CombinePlan {
  const kept = (before?.tables ?? []).flatMap((t) => (t.merge ?? []).map((merge) => ({ of: t.of[0], merge })));
  return kept.reduce((all, { of, merge }) => {
    const at = all.tables.findIndex((t) => t.of[0] === of);
    return at < 0 ? all : withMerge(facts, all, at, merge, true);
  }, plan);
}

function withPeriods(facts: readonly TableFacts[], entry: CombinedTable): CombinedTable {
  const { pivot } = entry;
  if (pivot === undefined) return entry;
  const values = columnOf(groupOf(facts, entry), pivot.column)?.values;
  if (values == null) return entry;
  const merges = (entry.merge ?? []).filter((m) => m.column === pivot.column);
  const spelled = values
    .filter((v) => !v.value.includes('\0'))
    .map(({ value }) => merges.find((m) => m.from === value)?.to ?? value);
  return { ...entry, pivot: { ...pivot, values: [...inOrder(spelled)] } };
}

/** Drops belong to a table, so they are carried over by it; a label is carried over by its name. */
function followed(facts: readonly TableFacts[], before: CombinePlan, after: CombinePlan): CombinePlan {
  const opened = facts.map((f) => f.opened);
  let plan: CombinePlan = { ...after, drop: [] };
  before.tables.forEach((table, i) => {
    const at = after.tables.findIndex((t) => t.of[0] === table.of[0]);
    const is = dropOf(opened, before, i);
    if (at >= 0 && is !== null && after.tables[at]?.pivot !== undefined) plan = withDrop(opened, plan, at, is);
  });
  const named = columnsOf(opened, plan).some((c) => c.name === plan.label);
  return withoutEmpty(named ? plan : withLabel(plan, null));
}

function withoutEmpty(plan: CombinePlan): CombinePlan {
  if (plan.drop === undefined || plan.drop.length > 0) return plan;
  const { drop, ...rest } = plan;
  void drop;
  return rest;
}
