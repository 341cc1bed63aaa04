import { parsePlan, type Combination, type CombinedCount, type CombinePlan } from '../../core/combine';
import type { Engine, OnProgress, Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { countAt } from '../../core/frame';
import { ident, printed, sql } from '../../sql/sql';
import { withStages } from '../log-stages';
import { sharedMoney } from '../money';
import { knownAs } from '../names';
import type { Opened } from '../open';
import { applied, guessRoles, tableKind } from '../roles';
import { sampleColumns } from '../sample';
import { sourceTables } from '../tables';
import { combinedColumns, finished, joined, mainKey, prepare, type Prepared } from './assemble';
import { cell } from './stack';

/**
 * Makes one table of several as a plan says; it is like an opened file from then on. A table that has several rows per
 * key is refused unless the plan says what becomes of them: rows are never multiplied. The table appears, or replaces
 * one of its name, only when all is done.
 * @param opened open tables by the names that the plan uses
 * @param name how the recipe calls the combined table
 * @param file what a person knows it by
 * @throws VitrineError `recipe.unknown-source`, `combine.*`, `rows.none`, `engine.*`, `cancelled`
 */
export async function combine(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  opened: readonly Opened[],
  given: CombinePlan,
  name: string,
  file: string = name,
  onProgress: OnProgress = () => undefined,
): Promise<Opened> {
  // Checked, and with its keys in one order: the fingerprint is made of it.
  const plan = parsePlan(given);
  const tables = prepare(plan, opened);
  const target = sourceTables(name).rows;
  const making = tables.map((_, i) => `making_${target}_${i}`);
  const whole = `making_${target}`;
  const sweep = (): Promise<unknown>[] =>
    // Also after an abort, so not with its signal.
    [...making, whole].map((t) => engine.query(new AbortController().signal, sql`DROP TABLE IF EXISTS ${ident(t)}`));
  const steps = tables.length + 3;
  const done = (step: number): void => onProgress({ done: step / steps });
  try {
    const counts: Omit<CombinedCount, 'matched'>[] = [];
    for (const [i, table] of tables.entries()) {
      done(i);
      const shaped = sql`CREATE OR REPLACE TABLE ${ident(making[i] ?? '')} AS ${table.shaped.select}`;
      await engine.query(signal, shaped);
      counts.push(await count(signal, engine, table, making[i] ?? '', i > 0));
    }
    done(tables.length);
    const columns = combinedColumns(tables);
    const rows = making.map((table) => sql`${ident(table)}`);
    const all = joined(plan, tables, columns, rows);
    const matched = await matches(signal, engine, tables, rows);
    const dropped = await drops(signal, engine, plan, all);
    done(tables.length + 1);
    await engine.query(signal, sql`CREATE OR REPLACE TABLE ${ident(whole)} AS ${finished(columns, all)}`);
    const left = countAt(await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(whole)}`), 'n');
    const expected = (counts[0]?.shaped ?? 0) - dropped.reduce((n, d) => n + d, 0);
    if (left !== expected) throw new Error(`${left} rows came of a join that has to give ${expected}`);
    if (left === 0) throw new VitrineError('rows.none', { source: file, reason: 'every row is incomplete' });
    if (plan.label !== undefined && !columns.some((c) => c.name === plan.label)) {
      throw new VitrineError('combine.column', { source: file, column: plan.label, nearest: '' });
    }
    done(tables.length + 2);
    const plain = columns.map(({ name: column, type }) => ({ name: column, type }));
    const guesses = guessRoles(await sampleColumns(signal, engine, whole, plain, left));
    const roles = await withStages(signal, engine, whole, applied(guesses));
    // Nothing may break off between these two.
    await engine.query(signal, sql`DROP TABLE IF EXISTS ${ident(target)}`);
    await engine.query(new AbortController().signal, sql`ALTER TABLE ${ident(whole)} RENAME TO ${ident(target)}`);
    await Promise.all(sweep());
    const sources = tables.flatMap((t) => t.sources);
    const named = (source: string, statement: Statement): { name: string; text: string } => ({
      name: source,
      text: printed(statement),
    });
    const combined: Combination = {
      plan,
      sources: sources.map(sourceOf),
      tables: counts.map((c, i) => ({ ...c, matched: matched[i] ?? null })),
      dropped,
      sql: [...tables.map((t, i) => named(making[i] ?? '', t.shaped.select)), named(target, finished(columns, all))],
    };
    onProgress({ done: 1, rows: left });
    const money = sharedMoney(sources.map((s) => s.money));
    return {
      name,
      file,
      size: sources.reduce((bytes, s) => bytes + s.size, 0),
      fingerprint: await combinedFingerprint(combined),
      format: 'combined',
      dialect: null,
      table: target,
      columns: plain,
      rows: left,
      rejected: sources.reduce((n, s) => n + s.rejected, 0),
      rejects: sources.flatMap((s) => s.rejects).slice(0, 100),
      widened: [],
      guesses,
      roles,
      kind: tableKind(roles),
      ...(money === null ? {} : { money }),
      combined,
    };
  } catch (error) {
    // The first error tells more than one of the sweeping, so that one is let go.
    await Promise.allSettled(sweep());
    throw error;
  }
}

function sourceOf({ name, file, fingerprint, rows, read }: Opened): Combination['sources'][number] {
  const part = read?.part ?? null;
  const as = { ...read?.as, ...(part === null ? {} : { part }) };
  return { name, file, fingerprint, rows, ...(Object.keys(as).length === 0 ? {} : { read: as }) };
}

/**
 * Counts what became of one table.
 * @throws VitrineError `combine.many` where a key that has to be unique is not
 */
async function count(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  { table, sources, stacked, shaped }: Prepared,
  made: string,
  unique: boolean,
): Promise<Omit<CombinedCount, 'matched'>> {
  const merges = (table.merge ?? []).map((m, i) => {
    const at = stacked.columns.findIndex((c) => c.name === m.column);
    return sql`count(*) FILTER (WHERE CAST(${cell(at)} AS VARCHAR) = ${m.from}) AS ${ident(`m${i}`)}`;
  });
  const merged =
    merges.length === 0 ? null : await engine.query(signal, sql`SELECT ${merges} FROM (${stacked.unmerged}) AS rows`);
  const frame = await engine.query(
    signal,
    sql`SELECT count(*) AS n, count(k) AS filled, count(DISTINCT k) AS keys FROM ${ident(made)}`,
  );
  const [n, filled, keys] = [countAt(frame, 'n'), countAt(frame, 'filled'), countAt(frame, 'keys')];
  if (unique && filled > keys) {
    const most = await engine.query(
      signal,
      sql`SELECT max(n) AS n FROM (SELECT count(*) AS n FROM ${ident(made)} WHERE k IS NOT NULL GROUP BY k) AS keys`,
    );
    const source = sources.map(knownAs).join(', ');
    throw new VitrineError('combine.many', { source, key: table.key ?? '', rows: countAt(most, 'n') });
  }
  const rows = sources.reduce((sum, s) => sum + s.rows, 0);
  return {
    rows,
    merged: merges.map((_, i) => (merged === null ? 0 : countAt(merged, `m${i}`))),
    unused: await unused(signal, engine, stacked.select, shaped.used, unique ? n - filled : 0),
    shaped: n,
  };
}

async function unused(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  rows: Statement,
  used: Statement | null,
  without: number,
): Promise<number> {
  if (used === null) return without;
  const frame = await engine.query(
    signal,
    // An empty period is neither in the list nor out of it: coalesce counts it.
    sql`SELECT count(*) AS n FROM (${rows}) AS stacked WHERE NOT coalesce(${used}, FALSE)`,
  );
  return countAt(frame, 'n');
}

/** Rows of the main table that find a row in each of the others; null for the main table itself. */
async function matches(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  tables: readonly Prepared[],
  rows: readonly Statement[],
): Promise<readonly (number | null)[]> {
  const others = tables.slice(1);
  if (others.length === 0) return [null];
  const cells = others.map((_, i) => sql`count(${ident(`t${i + 1}`)}.k) AS ${ident(`n${i + 1}`)}`);
  const joins = others.map(
    ({ table }, i) =>
      sql`LEFT JOIN ${rows[i + 1] ?? sql``} AS ${ident(`t${i + 1}`)} ON ${ident(`t${i + 1}`)}.k = ${mainKey(tables[0], table)}`,
  );
  const on = joins.reduce((all, one) => sql`${all} ${one}`);
  const frame = await engine.query(signal, sql`SELECT ${cells} FROM ${rows[0] ?? sql``} AS t0 ${on}`);
  return [null, ...others.map((_, i) => countAt(frame, `n${i + 1}`))];
}

async function drops(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  plan: CombinePlan,
  rows: Statement,
): Promise<readonly number[]> {
  const entries = plan.drop ?? [];
  if (entries.length === 0) return [];
  const cells = entries.map((_, i) => sql`count(*) FILTER (WHERE "drop" = ${i}) AS ${ident(`n${i}`)}`);
  const frame = await engine.query(signal, sql`SELECT ${cells} FROM (${rows}) AS rows`);
  return entries.map((_, i) => countAt(frame, `n${i}`));
}

/** The same sources and the same plan give the same fingerprint: `<rows of the sources>-<32 hexadecimal digits>`. */
async function combinedFingerprint({ plan, sources }: Combination): Promise<string> {
  const text = JSON.stringify({ plan, sources: sources.map((s) => [s.name, s.fingerprint]) });
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const rows = sources.reduce((n, s) => n + s.rows, 0);
  return `${rows}-${[...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
