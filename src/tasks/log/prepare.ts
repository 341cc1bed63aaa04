import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { countAt, numberAt, type Frame } from '../../core/frame';
import { DAY } from '../../core/time';
import { featuresOf, type CatalogueFeature, type Reading } from '../../sql/features/catalogue';
import { customerFeatures, latestColumn, readingsOf, type DayTables } from '../../sql/features/customers';
import { daysTable } from '../../sql/features/days';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Maker } from '../maker';
import type { ProofLine } from '../radar/radar';
import { refuseFuture } from '../radar/future';
import type { LogTask } from '../spec';
import { checkMoments, momentsOf, observed, type Moment } from './moments';
import { asked, label, outcome, population, type Asked } from './question';
import { isOfLog, isWalked, walkLog, type Walking } from './walked';

/** The parts of a prepared log task that stand before the features are looked at. */
export interface MadeRows {
  readonly features: readonly CatalogueFeature[];
  readonly proof: readonly ProofLine[];
}

/** The features of a task: those the log can fill, of its groups, less those switched off. */
export function featuresFor(task: LogTask, data: DataInfo): readonly CatalogueFeature[] {
  return featuresOf(data.spine, observed(data).datesOnly).filter((f) => task.groups.includes(f.group));
}

/**
 * Makes the table of a log task: see `Prepared`. In SQL, rows are read once into tables of customer and day (once more
 * for cutoffs at another time of day), then summed up at each cutoff; where the log can be walked, one pass makes the
 * same rows, and only features of the file's other columns are asked for.
 * @param seen what a cutoff's features see up to; the cutoff itself, always, but in tests of the radar
 * @throws VitrineError of `checkMoments` and `asked`; `task.future`
 */
export async function makeLogRows(
  make: Maker,
  data: DataInfo,
  task: LogTask,
  table: string,
  seen: (moment: Moment) => number = ({ cutoff }) => cutoff,
  walking: Walking | null = null,
): Promise<MadeRows> {
  const seenData = observed(data);
  checkMoments(task, seenData);
  const features = featuresFor(task, data);
  const moments = momentsOf(task, seenData).map((moment) => ({ ...moment, seenUpTo: seen(moment) }));
  const plan = { data, task, table, features, moments, question: asked(task, data) };
  const proof = walking !== null && isWalked(data) ? await walked(make, plan, walking) : await summed(make, plan);
  return { features, proof };
}

interface Plan {
  readonly data: DataInfo;
  readonly task: LogTask;
  readonly table: string;
  readonly features: readonly CatalogueFeature[];
  readonly moments: readonly (Moment & { readonly seenUpTo: number })[];
  readonly question: Asked;
}

const whoOf = (table: string): string => `${table}_who`;
const partOf = (table: string, i: number): string => `${table}_part${i}`;

async function summed(make: Maker, plan: Plan): Promise<readonly ProofLine[]> {
  const { data, features, moments, table } = plan;
  const cutoffs = moments.map((m) => m.seenUpTo);
  const days = await makeDays(make, data, features, cutoffs, table);
  const proof: ProofLine[] = [];
  let rows = 0;
  for (const [i, { cutoff }] of moments.entries()) {
    const part = partOf(table, i);
    await make.table(whoOf(table), numbered(plan, i, days, rows));
    await make.table(part, joined(plan, i, days));
    const lines = [...latestOf(features), 'latest population'];
    const proved = await prove((statement) => make.rows(statement), part, lines, cutoff);
    rows += proved.rows;
    proof.push(...proved.lines);
  }
  refuseFuture(proof);
  await make.table(table, assembled(plan));
  for (const [, tables] of days) for (const name of Object.values(tables)) await make.drop(name);
  for (const name of [whoOf(table), ...moments.map((_, i) => partOf(table, i))]) await make.drop(name);
  return proof;
}

/** Who is asked about at a moment, numbered while rows are narrow: with all their features they take twenty times as long to sort. */
function numbered({ data, task, question, moments }: Plan, i: number, days: AllDays, before: number): Statement {
  const { seenUpTo } = momentAt(moments, i);
  const anchor = residue(seenUpTo);
  return sql`SELECT ${raw(String(before))} + row_number() OVER (ORDER BY customer) - 1 AS row_id, customer, "latest population"
        FROM (${population(task, data, question, seenUpTo)}) AS asked${known(data, days.get(anchor) ?? {}, (seenUpTo - anchor) / DAY)}`;
}

/** Their features and labels. */
function joined({ data, task, table, question, features, moments }: Plan, i: number, days: AllDays): Statement {
  const moment = momentAt(moments, i);
  const { seenUpTo } = moment;
  const anchor = residue(seenUpTo);
  const made = customerFeatures({ tables: days.get(anchor) ?? {}, anchor, seenUpTo, features });
  const outcomes =
    moment.until === null
      ? sql``
      : sql` LEFT JOIN (${outcome(data, question, moment)}) AS o ON o.customer = p.customer`;
  const columns = [...features.map((f) => f.name), ...latestOf(features)].map((name) => sql`f.${ident(name)}`);
  return sql`SELECT p.row_id, p.customer, p."latest population", ${label(task, moment)} AS label, ${columns}
        FROM (${made}) AS f JOIN ${ident(whoOf(table))} AS p ON p.customer = f.customer${outcomes}`;
}

/** The same by a pass over the log; what is asked in SQL then stands in the receipt all the same. */
async function walked(make: Maker, plan: Plan, walking: Walking): Promise<readonly ProofLine[]> {
  const { data, task, question, features, moments, table } = plan;
  const ofLog = features.filter(isOfLog);
  const { rows, members, proof } = await walkLog(make.signal, walking, data, task, question, ofLog, moments);
  refuseFuture(proof);
  const others = features.filter((f) => !isOfLog(f));
  const more: ProofLine[] = [];
  const days = dayTables(
    data,
    features,
    moments.map((m) => m.seenUpTo),
    table,
  );
  for (const { name, statement, reading } of days.made) {
    make.note(name, statement);
    if (!isOfLog({ reading })) await make.scratch(name, statement);
  }
  const all = walkedOf(table);
  await make.load(walking.engine, all, rows);
  let before = 0;
  for (const [i, { cutoff, seenUpTo }] of moments.entries()) {
    make.note(whoOf(table), numbered(plan, i, days.all, before));
    make.note(partOf(table, i), joined(plan, i, days.all));
    make.note(null, proving(partOf(table, i), [...latestOf(features), 'latest population']));
    before += members[i] ?? 0;
    if (others.length === 0) continue;
    const anchor = residue(seenUpTo);
    const read = Object.entries(days.all.get(anchor) ?? {}).filter(([r]) => others.some((f) => f.reading === r));
    const tables: DayTables = Object.fromEntries(read);
    const of = sql`SELECT customer FROM ${ident(all)} WHERE moment = ${raw(String(i))}`;
    await make.scratch(moreOf(table, i), customerFeatures({ tables, anchor, seenUpTo, features: others, of }));
    more.push(...(await prove((statement) => make.ask(statement), moreOf(table, i), latestOf(others), cutoff)).lines);
  }
  refuseFuture(more);
  make.note(table, assembled(plan));
  await make.scratch(table, fromWalked(plan, others));
  await make.drop(all);
  for (const { name, reading } of days.made) if (!isOfLog({ reading })) await make.drop(name);
  if (others.length > 0) for (const i of moments.keys()) await make.drop(moreOf(table, i));
  return [...proof, ...more];
}

const walkedOf = (table: string): string => `${table}_walked`;
const moreOf = (table: string, i: number): string => `${table}_more${i}`;

function momentAt(moments: Plan['moments'], i: number): Plan['moments'][number] {
  const moment = moments[i];
  if (moment === undefined) throw new Error(`there is no moment ${i}`);
  return moment;
}

/** Rows of a transaction log that neither buy nor give back tell nothing: who has no others is not numbered. */
function known({ spine }: DataInfo, { purchases }: DayTables, upTo: number): Statement {
  if (spine.kind === 'events' || purchases === undefined) return sql``;
  return sql` WHERE customer IN (SELECT customer FROM ${ident(purchases)} WHERE day < ${raw(String(upTo))})`;
}

/** Columns that hold what was seen last by each reading, for the proof. */
const latestOf = (features: readonly CatalogueFeature[]): readonly string[] =>
  readingsOf(features).map(({ reading, window }) => latestColumn(reading, window));

/** Where days begin for a cutoff: its time of day. */
export const residue = (cutoff: number): number => ((cutoff % DAY) + DAY) % DAY;

/** Items and categories share a table. */
const tableOf = (reading: Reading): string => (reading === 'items' || reading === 'categories' ? 'variety' : reading);

/** Tables of days by anchor: {@link residue} of each cutoff. */
type AllDays = ReadonlyMap<number, DayTables>;

/** The tables of days that features read, and how each is made. */
function dayTables(
  data: DataInfo,
  features: readonly CatalogueFeature[],
  cutoffs: readonly number[],
  table: string,
): {
  readonly all: AllDays;
  readonly made: readonly { readonly name: string; readonly reading: Reading; readonly statement: Statement }[];
} {
  // The rows come first: every customer of a log is among them.
  const wanted = new Set(features.map((f) => f.reading));
  const base = data.spine.kind === 'events' ? 'rows' : 'purchases';
  const readings = [base, ...[...wanted].filter((r) => r !== base)] as const;
  const all = new Map<number, DayTables>();
  const made = new Map<string, { name: string; reading: Reading; statement: Statement }>();
  for (const anchor of new Set(cutoffs.map(residue))) {
    const entries = readings.map((reading) => {
      const name = `${table}_${tableOf(reading)}${anchor}`;
      if (!made.has(name)) made.set(name, { name, reading, statement: daysTable(reading, data, anchor) });
      return [reading, name] as const;
    });
    all.set(anchor, Object.fromEntries(entries));
  }
  return { all, made: [...made.values()] };
}

/** Makes the tables of days that features read. */
export async function makeDays(
  make: Maker,
  data: DataInfo,
  features: readonly CatalogueFeature[],
  cutoffs: readonly number[],
  table: string,
): Promise<AllDays> {
  const { all, made } = dayTables(data, features, cutoffs, table);
  for (const { name, statement } of made) await make.table(name, statement);
  return all;
}

/** The rows of a part, and what each reading used last over all of them. */
function proving(part: string, lines: readonly string[]): Statement {
  return sql`SELECT count(*) AS n, ${join(
    lines.map((line, i) => sql`max(${ident(line)}) AS ${raw(`l${i}`)}`),
    ', ',
  )} FROM ${ident(part)}`;
}

async function prove(
  run: (statement: Statement) => Promise<Frame>,
  part: string,
  lines: readonly string[],
  cutoff: number,
): Promise<{ readonly rows: number; readonly lines: readonly ProofLine[] }> {
  const frame = await run(proving(part, lines));
  const rows = countAt(frame, 'n');
  if (rows === 0) return { rows, lines: [] };
  return {
    rows,
    lines: lines.map((line, i) => {
      const last = numberAt(frame, `l${i}`);
      return { reading: line.slice('latest '.length), cutoff, latest: last === null ? null : last - cutoff };
    }),
  };
}

function assembled({ table, moments, features }: Plan): Statement {
  const names = features.map((f) => ident(f.name));
  const each = moments.map(
    ({ part, cutoff }, i) =>
      sql`SELECT row_id, customer, CAST(${raw(String(cutoff))} AS BIGINT) AS cutoff_at, ${raw(`'${part}'`)} AS part, label, ${names} FROM ${ident(partOf(table, i))}`,
  );
  return sql`SELECT row_id, customer, cutoff_at, part, label, ${names} FROM (${join(each, ' UNION ALL ')}) AS parts`;
}

/** The same of walked rows. @param others features that stand in tables of their own, one for each moment */
function fromWalked({ table, moments, features }: Plan, others: readonly CatalogueFeature[]): Statement {
  const by = (of: (moment: Plan['moments'][number]) => string) =>
    raw(`CASE moment ${moments.map((m, i) => `WHEN ${i} THEN ${of(m)}`).join(' ')} END`);
  const names = others.map((f) => ident(f.name));
  const each = moments.map(
    (_, i) => sql`SELECT ${raw(String(i))} AS of_moment, customer AS who, ${names} FROM ${ident(moreOf(table, i))}`,
  );
  const more =
    others.length === 0
      ? sql``
      : sql` JOIN (${join(each, ' UNION ALL ')}) AS more ON of_moment = moment AND who = customer`;
  return sql`SELECT CAST(row_id AS BIGINT) AS row_id, CAST(customer AS INTEGER) AS customer, CAST(${by((m) => String(m.cutoff))} AS BIGINT) AS cutoff_at,
      ${by((m) => `'${m.part}'`)} AS part, label, ${features.map((f) => ident(f.name))} FROM ${ident(walkedOf(table))}${more}`;
}
