import type { CombinedTable, CombinePlan } from '../../core/combine';
import type { Engine } from '../../core/engine';
import type { Locale } from '../../core/words';
import { columnOf, type TableFacts } from './facts';
import { findKeys, keyColumns, type KeyChoice } from './keys';
import { likelyLabel } from './labels';
import { joinedTable, partTable } from './proposeShape';
import { unionColumns } from './stack';

/** What is proposed for open tables. Plain data; nothing was made. */
export interface Proposal {
  /** Null where no two tables fit. */
  readonly plan: CombinePlan | null;
  /** Names of tables that fit none of the others. */
  readonly apart: readonly string[];
}

/** Tables are parts of one where they share so much of their columns. */
const PART = 0.75;
/** Logs of the same customers and times: a column that came or went with an export leaves less. */
const PART_OF_LOG = 2 / 3;
/**
 * Proposes how open tables become one: tables of the same columns are set one after the other, the rest is joined onto
 * a main table by the key that fits best. The main table is a log, where there is one: it keeps its times; else the
 * widest that has one row per key. Tables with several rows per key become a column per period, or are summed up.
 * @param chosen the main table, and its key, where a person chose them
 * @throws VitrineError `engine.*`, `cancelled`
 */
export async function proposePlan(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  facts: readonly TableFacts[],
  locale: Locale = 'en',
  chosen: { readonly main?: string; readonly key?: string } = {},
): Promise<Proposal> {
  const groups = groupParts(facts);
  const sorted = [...groups].sort((a, b) => mainRank(b) - mainRank(a) || rowsOf(b) - rowsOf(a));
  const main = groups.find((g) => g.some((t) => t.opened.name === chosen.main)) ?? sorted[0];
  if (main === undefined) return { plan: null, apart: [] };
  const others = groups.filter((g) => g !== main);
  const fits = new Map<readonly TableFacts[], readonly KeyChoice[]>();
  for (const group of others) fits.set(group, await findKeys(signal, engine, main, group, chosen.key ?? null));
  const key = chosen.key ?? mostWanted([...fits.values()]);
  const tables: CombinedTable[] = [partTable(main, locale)];
  const apart: string[] = [];
  for (const group of others) {
    const choice = fits.get(group)?.find((c) => c.main === key);
    if (choice === undefined) {
      apart.push(...group.map((t) => t.opened.name));
      continue;
    }
    tables.push(await joinedTable(signal, engine, group, choice, locale));
  }
  const [first, ...rest] = tables;
  if (first === undefined || (rest.length === 0 && main.length === 1)) return { plan: null, apart };
  const label = likelyLabel(
    unionColumns(main.map((t) => t.opened.columns)).flatMap((c) => columnOf(main, c.name) ?? []),
  );
  const keyed = key === null || rest.length === 0 ? first : { ...first, key };
  return { plan: { tables: [keyed, ...rest], ...(label === null ? {} : { label: label.name }) }, apart };
}

/**
 * Tables that are probably parts of one: they have at least three quarters of their columns together (logs with the same
 * columns for customer and time: two thirds), and two at least.
 * Groups and their tables in the order in which they were opened.
 */
export function groupParts(facts: readonly TableFacts[]): readonly (readonly TableFacts[])[] {
  const groups: TableFacts[][] = [];
  for (const table of facts) {
    const fits = groups.find((group) => {
      const [one] = group;
      return one !== undefined && sharedColumns(one, table) >= (areLogs(one, table) ? PART_OF_LOG : PART);
    });
    if (fits === undefined) groups.push([table]);
    else fits.push(table);
  }
  return groups;
}

function areLogs({ opened: a }: TableFacts, { opened: b }: TableFacts): boolean {
  return (['customer', 'time'] as const).every((role) => {
    const name = a.roles[role]?.toLowerCase();
    return name !== undefined && name === b.roles[role]?.toLowerCase();
  });
}

function sharedColumns(a: TableFacts, b: TableFacts): number {
  const names = (t: TableFacts): Set<string> => new Set(t.columns.map((c) => c.name.toLowerCase()));
  const [left, right] = [names(a), names(b)];
  const both = [...left].filter((name) => right.has(name)).length;
  return both < 2 ? 0 : both / new Set([...left, ...right]).size;
}

/** Logs first, then what has a column with one row per value, wide tables before narrow ones. */
function mainRank(group: readonly TableFacts[]): number {
  const [one] = group;
  if (one === undefined) return 0;
  const { customer, time } = one.opened.roles;
  if (customer !== undefined && time !== undefined) return 1e6;
  const single =
    group.length === 1 && keyColumns(group).some((c) => c.type !== 'DOUBLE' && c.distinct >= one.opened.rows);
  return (single ? 1e3 : 0) + Math.min(999, one.columns.length);
}

const rowsOf = (group: readonly TableFacts[]): number => group.reduce((n, t) => n + t.opened.rows, 0);

/** The column of the main table by which most of the others fit best. */
function mostWanted(fits: readonly (readonly KeyChoice[])[]): string | null {
  const votes = new Map<string, number>();
  for (const [best] of fits) if (best !== undefined) votes.set(best.main, (votes.get(best.main) ?? 0) + 1);
  return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}
