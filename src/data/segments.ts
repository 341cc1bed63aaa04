import type { DataInfo, SegmentTable } from '../core/analysis';
import type { Engine, Statement } from '../core/engine';
import { isAbort, packError, VitrineError } from '../core/errors';
import type { Property } from '../core/filter';
import { countAt, texts } from '../core/frame';
import { nearest } from '../core/nearest';
import { MOST_SEGMENTS, type ScoreRule, type Segment, type SegmentRule } from '../core/segment';
import { describeStatement } from '../sql/answer';
import { passes, propertiesOf, propertyOf, testOf, withProperties } from '../sql/properties';
import { ident, join, raw, sql } from '../sql/sql';
import { kindOf } from './column-kind';
import { segmentTable } from './tables';

type DidRule = Extract<SegmentRule, { did: unknown }>['did'];
type InRule = Extract<SegmentRule, { in: unknown }>['in'];

/**
 * What makes segments: an engine, a way to run an analysis for the rules that take customers of its lists, and one to
 * score customers for the rules that take them by their score.
 */
export interface SegmentPlace {
  readonly engine: Pick<Engine, 'query'>;
  /**
   * Runs the analysis on the data and answers its list. Its tables' names begin with the prefix; they have to
   * stand until the statement was used.
   * @throws VitrineError `recipe.*`, `list.unknown`, what the analysis throws
   */
  list(
    signal: AbortSignal,
    data: DataInfo,
    rule: { readonly kind: string; readonly params: Readonly<Record<string, unknown>>; readonly list: string },
    prefix: string,
  ): Promise<Statement>;
  /**
   * Scores the customers of the data and answers those of the rule, a column `customer` of the spine's keys. Its
   * tables' names begin with the prefix; they have to stand until the statement was used. Where there is none, no
   * model is there.
   * @throws VitrineError `model.absent`, `model.…`
   */
  score?(signal: AbortSignal, data: DataInfo, rule: ScoreRule, prefix: string): Promise<Statement>;
}

/**
 * Makes a table `(customer INTEGER)` of each segment, in the order of segments. Rules are asked of the whole,
 * unfiltered spine, and see no row later than as-of; `not` means all other customers seen by then. The tables
 * appear only when all are done.
 * @param data unfiltered; rules may rest on its segments, which stand already
 * @throws VitrineError `segment.unknown`, `segment.circle`; `segment.failed` with the segment's name and the
 * reason; `recipe.invalid` for two of one name or too many; `cancelled`
 */
export async function materialise(
  signal: AbortSignal,
  place: SegmentPlace,
  data: DataInfo,
  segments: readonly Segment[],
): Promise<readonly SegmentTable[]> {
  const standing = data.segments ?? [];
  checkNames(segments);
  const names = tableNames(data, segments);
  const made = new Map<string, SegmentTable>();
  try {
    for (const segment of inOrder(segments, standing)) {
      const making = `making_${names.get(segment.name) ?? ''}`;
      const known = { ...data, segments: [...standing, ...made.values()] };
      try {
        made.set(segment.name, await makeOne(signal, place, known, segment, making));
      } catch (error) {
        if (isAbort(error) || segment.name === '') throw error;
        throw new VitrineError('segment.failed', { segment: segment.name, cause: packError(error) }, { cause: error });
      }
    }
    const tables: SegmentTable[] = [];
    for (const { name } of segments) {
      const one = made.get(name);
      const table = names.get(name);
      if (one === undefined || table === undefined) throw new Error(`no table was made of ${name}`);
      await place.engine.query(signal, sql`DROP TABLE IF EXISTS ${ident(table)}`);
      await place.engine.query(signal, sql`ALTER TABLE ${ident(one.table)} RENAME TO ${ident(table)}`);
      tables.push({ name, table, customers: one.customers });
    }
    return tables;
  } catch (error) {
    // Also after an abort, so not with its signal; the first error tells more than one of the sweeping.
    const free = new AbortController().signal;
    await Promise.allSettled(
      [...made.values()].map(({ table }) => place.engine.query(free, sql`DROP TABLE IF EXISTS ${ident(table)}`)),
    );
    throw error;
  }
}

function checkNames(segments: readonly Segment[]): void {
  const refuse = (value: string, expected: string): never => {
    throw new VitrineError('recipe.invalid', { path: 'segments', value, expected, nearest: '' });
  };
  if (segments.length > MOST_SEGMENTS) refuse(`${segments.length} segments`, `at most ${MOST_SEGMENTS}`);
  const seen = new Set<string>();
  for (const { name } of segments) {
    if (seen.has(name)) refuse(JSON.stringify(name), 'each name only once');
    seen.add(name);
  }
}

function tableNames({ spine }: DataInfo, segments: readonly Segment[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    segments.map(({ name }) => {
      const word = segmentTable(spine.source, name);
      let free = word;
      for (let n = 2; taken.has(free); n++) free = `${word}_${n}`;
      taken.add(free);
      return [name, free];
    }),
  );
}

/** Names of the segments a rule rests on. */
export function segmentsOf(rule: SegmentRule): readonly string[] {
  if ('segment' in rule) return [rule.segment];
  if ('all' in rule) return rule.all.flatMap(segmentsOf);
  if ('any' in rule) return rule.any.flatMap(segmentsOf);
  return 'not' in rule ? segmentsOf(rule.not) : [];
}

/** Each segment after those it rests on, else in their own order. */
function inOrder(segments: readonly Segment[], standing: readonly SegmentTable[]): readonly Segment[] {
  const stands = new Set(standing.map((s) => s.name));
  const byName = new Map(segments.map((s) => [s.name, s]));
  const done = new Set<string>();
  const ordered: Segment[] = [];
  const visit = (segment: Segment, way: readonly string[]): void => {
    if (done.has(segment.name)) return;
    const at = way.indexOf(segment.name);
    if (at >= 0) {
      const circle = [...way.slice(at), segment.name].map((n) => `“${n}”`).join(' → ');
      throw new VitrineError('segment.circle', { segments: circle });
    }
    for (const name of segmentsOf(segment.rule)) {
      const other = byName.get(name);
      if (other === undefined && stands.has(name)) continue;
      if (other === undefined) {
        const near = nearest(name, [...byName.keys(), ...stands]);
        throw new VitrineError('segment.unknown', { segment: name, nearest: near === null ? '' : `“${near}”` });
      }
      visit(other, [...way, segment.name]);
    }
    done.add(segment.name);
    ordered.push(segment);
  };
  for (const segment of segments) visit(segment, []);
  return ordered;
}

async function makeOne(
  signal: AbortSignal,
  place: SegmentPlace,
  data: DataInfo,
  { name, rule }: Segment,
  table: string,
): Promise<SegmentTable> {
  const { engine } = place;
  const lists: string[] = [];
  try {
    for (const asked of askedOf(rule)) {
      const list = `${table}_list${lists.length}`;
      lists.push(list);
      const members =
        'in' in asked
          ? await listMembers(signal, place, data, asked.in, list)
          : await scoreMembers(signal, place, data, asked.score, list);
      await engine.query(signal, members);
      await sweep(engine, `${list}_run`);
    }
    let next = 0;
    const condition = conditionOf(rule, data, () => lists[next++] ?? '');
    await engine.query(
      signal,
      sql`CREATE OR REPLACE TABLE ${ident(table)} AS
        SELECT c.id AS customer FROM ${ident(data.spine.customersTable)} AS c WHERE ${seen(data)} AND ${condition} ORDER BY c.id`,
    );
    const counted = await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(table)}`);
    return { name, table, customers: countAt(counted, 'n') };
  } finally {
    for (const list of lists) await sweep(engine, list);
  }
}

/** Frees the tables whose names begin so. */
async function sweep(engine: Pick<Engine, 'query'>, prefix: string): Promise<void> {
  const free = new AbortController().signal;
  const frame = await engine.query(
    free,
    sql`SELECT table_name AS name FROM information_schema.tables WHERE starts_with(table_name, ${prefix})`,
  );
  for (const name of texts(frame, 'name')) {
    if (name !== null) await engine.query(free, sql`DROP TABLE IF EXISTS ${ident(name)}`);
  }
}

/** Customers seen by as-of. */
function seen({ spine, asOf }: DataInfo): Statement {
  if (asOf >= spine.to) return sql`TRUE`;
  return sql`c.id IN (SELECT customer FROM ${ident(spine.table)} WHERE time <= ${asOf})`;
}

/** The rules that need a list of their own first, in the order in which {@link conditionOf} comes to them. */
function askedOf(rule: SegmentRule): readonly ({ readonly in: InRule } | { readonly score: ScoreRule })[] {
  if ('in' in rule || 'score' in rule) return [rule];
  if ('all' in rule) return rule.all.flatMap(askedOf);
  if ('any' in rule) return rule.any.flatMap(askedOf);
  return 'not' in rule ? askedOf(rule.not) : [];
}

/** Whether the customer `c.id` is in a rule; never NULL. */
function conditionOf(rule: SegmentRule, data: DataInfo, nextList: () => string): Statement {
  const both = (rules: readonly SegmentRule[], word: ' AND ' | ' OR '): Statement =>
    sql`(${join(
      rules.map((r) => conditionOf(r, data, nextList)),
      word,
    )})`;
  if ('all' in rule) return both(rule.all, ' AND ');
  if ('any' in rule) return both(rule.any, ' OR ');
  if ('not' in rule) return sql`(NOT ${conditionOf(rule.not, data, nextList)})`;
  if ('in' in rule || 'score' in rule) return sql`(c.id IN (SELECT customer FROM ${ident(nextList())}))`;
  if ('did' in rule) return didCondition(rule.did, data);
  const table = data.segments?.find((s) => s.name === rule.segment)?.table;
  if (table === undefined) throw new Error(`the segment ${rule.segment} was not made before`);
  return sql`(c.id IN (SELECT customer FROM ${ident(table)}))`;
}

/** Customers with `atLeast` to `atMost` matching rows; with `atLeast` 0 also those without any. */
function didCondition(did: DidRule, data: DataInfo): Statement {
  const { spine, asOf } = data;
  const least = did.atLeast ?? 1;
  const most = did.atMost;
  if (most !== undefined && most < least) {
    throw new VitrineError('recipe.invalid', {
      path: 'did.atMost',
      value: String(most),
      expected: `${least} or more (atLeast)`,
      nearest: '',
    });
  }
  const tests = did.where ?? [];
  const names = propertiesOf(tests);
  const conditions = [sql`time <= ${asOf}`];
  if (did.from !== undefined) conditions.push(sql`time >= ${Date.parse(did.from)}`);
  if (did.to !== undefined) conditions.push(sql`time < ${Date.parse(did.to)}`);
  if (did.events !== undefined) conditions.push(sql`event IN (${raw(eventIds(did.events, data).join(', '))})`);
  if (tests.length > 0) conditions.push(passes(tests, spine, names));
  const counted = (having: Statement): Statement =>
    sql`SELECT customer FROM ${withProperties(spine, names)} AS s WHERE ${join(conditions, ' AND ')} GROUP BY customer HAVING ${having}`;
  const above = most === undefined ? null : sql`(c.id NOT IN (${counted(sql`count(*) > ${most}`)}))`;
  if (least === 0) return above ?? sql`TRUE`;
  const within = most === undefined ? sql`` : sql` AND count(*) <= ${most}`;
  return sql`(c.id IN (${counted(sql`count(*) >= ${least}${within}`)}))`;
}

/** @throws VitrineError `event.unknown` with the nearest name */
function eventIds(events: readonly string[], { spine }: DataInfo): readonly number[] {
  const byName = new Map(spine.events.map((e) => [e.name, e.id]));
  return events.map((name) => {
    const id = byName.get(name);
    if (id !== undefined) return id;
    const near = nearest(name, [...byName.keys()]);
    throw new VitrineError('event.unknown', { event: name, nearest: near === null ? '' : `“${near}”` });
  });
}

/** Runs the rule's analysis; the statement keeps the customers of its list that pass the tests. */
async function listMembers(
  signal: AbortSignal,
  place: SegmentPlace,
  data: DataInfo,
  rule: InRule,
  table: string,
): Promise<Statement> {
  const list = await place.list(signal, data, rule, `${table}_run`);
  const frame = await place.engine.query(signal, describeStatement(list));
  const types = texts(frame, 'column_type');
  const columns = texts(frame, 'column_name').map((name, i): Property => ({
    name: name ?? '',
    type: kindOf(types[i] ?? ''),
  }));
  if (!columns.some((c) => c.name === 'customer'))
    throw new VitrineError('list.unknown', { kind: rule.kind, list: rule.list, nearest: '' });
  const listed = { ...data.spine, properties: columns };
  const tests = rule.where.map((test) => {
    const column = propertyOf(listed, test.property);
    return testOf(test, column, sql`l.${ident(column.name)}`);
  });
  return sql`CREATE OR REPLACE TABLE ${ident(table)} AS SELECT DISTINCT d.id AS customer FROM (${list}) AS l
    JOIN ${ident(data.spine.customersTable)} AS d ON d.name = l.customer
    WHERE ${tests.length === 0 ? sql`TRUE` : join(tests, ' AND ')}`;
}

/** Scores customers; the statement keeps those of the rule. */
async function scoreMembers(
  signal: AbortSignal,
  { score }: SegmentPlace,
  data: DataInfo,
  rule: ScoreRule,
  table: string,
): Promise<Statement> {
  if (score === undefined) throw new VitrineError('model.absent', { model: rule.name, sha256: rule.model });
  const members = await score(signal, data, rule, `${table}_run`);
  return sql`CREATE OR REPLACE TABLE ${ident(table)} AS SELECT DISTINCT m.customer FROM (${members}) AS m`;
}
