import type { CombinedTable, KeyMatch } from '../../core/combine';
import type { Engine } from '../../core/engine';
import { countAt } from '../../core/frame';
import { sql } from '../../sql/sql';
import type { Opened } from '../open';
import { nameConfidence } from '../role-names';
import { isInteger } from './cells';
import { columnOf, type ColumnFacts, type TableFacts } from './facts';
import { stack, unionColumns } from './stack';

/** What a join onto the main table would meet. */
export interface JoinCounts {
  /** Different keys: of the main table, of the other one, and of both. */
  readonly mainKeys: number;
  readonly keys: number;
  readonly both: number;
  readonly mainRows: number;
  readonly rows: number;
  /** Rows without a key. */
  readonly empty: number;
  /** Most rows with one key in the other table. */
  readonly most: number;
  /** Rows that the main table would have if its rows were joined with each of the other's. */
  readonly multiplied: number;
}

/** Two tables by the columns that say who a row is about. */
export interface Side extends Pick<CombinedTable, 'of'> {
  readonly key: string;
}

/**
 * Counts what a join would meet, before it is made.
 * @throws VitrineError `combine.column`, `engine.*`, `cancelled`
 */
export async function countJoin(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  opened: readonly Opened[],
  main: Side,
  other: Side,
  match: KeyMatch,
): Promise<JoinCounts> {
  const rowsOf = ({ of, key }: Side) =>
    stack(
      { of: [...of], key, match },
      opened.filter((o) => of.includes(o.name)),
    ).select;
  const frame = await engine.query(
    signal,
    sql`WITH a AS (SELECT k, count(*) AS n FROM (${rowsOf(main)}) AS main GROUP BY k),
      b AS (SELECT k, count(*) AS n FROM (${rowsOf(other)}) AS other GROUP BY k),
      met AS (SELECT count(*) AS n, CAST(coalesce(sum(a.n), 0) AS DOUBLE) AS main,
        CAST(coalesce(sum(CAST(a.n AS DOUBLE) * b.n), 0) AS DOUBLE) AS product FROM a JOIN b ON a.k = b.k)
      SELECT (SELECT count(k) FROM a) AS main_keys, (SELECT count(k) FROM b) AS keys, met.n AS met,
        (SELECT CAST(coalesce(sum(n), 0) AS DOUBLE) FROM a) AS main_rows, (SELECT CAST(coalesce(sum(n), 0) AS DOUBLE) FROM b) AS rows,
        (SELECT CAST(coalesce(sum(n), 0) AS DOUBLE) FROM b WHERE k IS NULL) AS empty,
        (SELECT coalesce(max(n), 0) FROM b WHERE k IS NOT NULL) AS most,
        (SELECT CAST(coalesce(sum(n), 0) AS DOUBLE) FROM a) - met.main + met.product AS multiplied
      FROM met`,
  );
  return {
    mainKeys: countAt(frame, 'main_keys'),
    keys: countAt(frame, 'keys'),
    both: countAt(frame, 'met'),
    mainRows: countAt(frame, 'main_rows'),
    rows: countAt(frame, 'rows'),
    empty: countAt(frame, 'empty'),
    most: countAt(frame, 'most'),
    multiplied: countAt(frame, 'multiplied'),
  };
}

/** A key of the other table that fits one of the main table. */
export interface KeyChoice {
  readonly main: string;
  readonly key: string;
  readonly match: KeyMatch;
  readonly counts: JoinCounts;
}

/** Pairs of columns that are counted for two tables. */
const MOST_PAIRS = 6;
/** By values alone: at least so many keys, and so great a share of the smaller side's, have to meet. */
const LEAST_KEYS = 20;
const LEAST_SHARE = 0.5;

/**
 * Keys by which two tables fit, best first: by the share of keys that meet, columns of one name and columns that name
 * a customer before others. The strictest match that finds as many as the loosest is taken.
 * @param onlyMain the main table's key where it is chosen already
 */
export async function findKeys(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  main: readonly TableFacts[],
  other: readonly TableFacts[],
  onlyMain: string | null = null,
): Promise<readonly KeyChoice[]> {
  const opened = [...main, ...other].map((t) => t.opened);
  const of = (tables: readonly TableFacts[]): string[] => tables.map((t) => t.opened.name);
  const mains = keyColumns(main).filter((c) => onlyMain === null || c.name === onlyMain);
  const mainCustomer = customerNames(main);
  const otherCustomer = customerNames(other);
  const pairs = mains
    .flatMap((m) => keyColumns(other).map((o) => ({ m, o, fit: nameFit(m.name, o.name, mainCustomer, otherCustomer) })))
    .filter(({ m, o, fit }) => fit > 0 || (likeKeys(m) && likeKeys(o)))
    .sort((a, b) => b.fit - a.fit || b.m.distinct + b.o.distinct - a.m.distinct - a.o.distinct)
    .slice(0, MOST_PAIRS);
  const found: (KeyChoice & { readonly score: number })[] = [];
  for (const { m, o, fit } of pairs) {
    const count = (match: KeyMatch): Promise<JoinCounts> =>
      countJoin(signal, engine, opened, { of: of(main), key: m.name }, { of: of(other), key: o.name }, match);
    let counts = await count('number');
    let match: KeyMatch = 'number';
    if (counts.both === 0) continue;
    for (const stricter of ['exact', 'trimmed'] as const) {
      const strict = await count(stricter);
      if (strict.both < counts.both) continue;
      [match, counts] = [stricter, strict];
      break;
    }
    const share = counts.both / Math.min(counts.mainKeys, counts.keys);
    if (fit === 0 && (counts.both < LEAST_KEYS || share < LEAST_SHARE)) continue;
    found.push({ main: m.name, key: o.name, match, counts, score: share + fit });
  }
  return found
    .sort((a, b) => b.score - a.score || (a.main < b.main ? -1 : 1) || (a.key < b.key ? -1 : 1))
    .map(({ main: m, key, match, counts }) => ({ main: m, key, match, counts }));
}

/** Columns that may say who a row is about: text and whole numbers (also those written with `.0`), with values. */
export function keyColumns(tables: readonly TableFacts[]): readonly ColumnFacts[] {
  const names = unionColumns(tables.map((t) => t.opened.columns)).map((c) => c.name);
  return names
    .map((name) => columnOf(tables, name))
    .filter((c) => c !== null)
    .filter(
      (c) => c.filled > 0 && (c.type === 'VARCHAR' || c.type === 'DOUBLE' || c.type === 'UUID' || isInteger(c.type)),
    );
}

function likeKeys({ type, distinct }: ColumnFacts): boolean {
  return type !== 'DOUBLE' && distinct >= LEAST_KEYS;
}

/** Columns that name a customer. A bare `id` does only where no other column does: beside `customer_id` it is the row's. */
function customerNames(tables: readonly TableFacts[]): ReadonlySet<string> {
  const sure = keyColumns(tables).map(({ name }) => ({ name, confidence: nameConfidence('customer', name) }));
  const most = Math.max(0, ...sure.map((c) => c.confidence));
  return new Set(sure.filter((c) => c.confidence > 0 && c.confidence >= Math.min(0.6, most)).map((c) => c.name));
}

/** How well two names fit for a key, in [0, 1]; 0 where they say nothing. */
function nameFit(a: string, b: string, customersA: ReadonlySet<string>, customersB: ReadonlySet<string>): number {
  const same = plain(a) === plain(b);
  if (customersA.has(a) && customersB.has(b)) return same ? 1 : 0.8;
  const code = /id|ид|code|код|key|ключ|mail|почт|phone|телефон|number|номер|card|карт/i.test(a);
  return same && code && nameConfidence('customer', a) === 0 ? 0.7 : 0;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
