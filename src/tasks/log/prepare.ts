import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { countAt, numberAt } from '../../core/frame';
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
import { asked, label, outcome, population } from './question';

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
 * Makes the table of a log task: see `Prepared`. Rows are read once into tables of customer and day (once more for
 * cutoffs at another time of day), then summed up at each cutoff.
 * @param seen what a cutoff's features see up to; the cutoff itself, always, but in tests of the radar
 * @throws VitrineError of `checkMoments` and `asked`; `task.future`
 */
export async function makeLogRows(
  make: Maker,
  data: DataInfo,
  task: LogTask,
  table: string,
  seen: (moment: Moment) => number = ({ cutoff }) => cutoff,
): Promise<MadeRows> {
  const seenData = observed(data);
  checkMoments(task, seenData);
  const question = asked(task, data);
  const features = featuresFor(task, data);
  const moments = momentsOf(task, seenData);
  const days = await makeDays(make, data, features, moments.map(seen), table);
  const proof: ProofLine[] = [];
  const parts: string[] = [];
  const columns = [...features.map((f) => f.name), ...latestOf(features)].map((name) => sql`f.${ident(name)}`);
  const who = `${table}_who`;
  let rows = 0;
  for (const [i, moment] of moments.entries()) {
    const seenUpTo = seen(moment);
    const anchor = residue(seenUpTo);
    const tables = days.get(anchor) ?? {};
    // Numbered while they are narrow: rows with all their features take twenty times as long to sort.
    await make.table(
      who,
      sql`SELECT ${raw(String(rows))} + row_number() OVER (ORDER BY customer) - 1 AS row_id, customer, "latest population"
        FROM (${population(task, data, question, seenUpTo)}) AS asked${known(data, tables, (seenUpTo - anchor) / DAY)}`,
    );
    const made = customerFeatures({ tables, anchor, seenUpTo, features });
    const outcomes =
      moment.until === null
        ? sql``
        : sql` LEFT JOIN (${outcome(data, question, moment)}) AS o ON o.customer = p.customer`;
    const part = `${table}_part${i}`;
    parts.push(part);
    await make.table(
      part,
      sql`SELECT p.row_id, p.customer, p."latest population", ${label(task, moment)} AS label, ${columns}
        FROM (${made}) AS f JOIN ${ident(who)} AS p ON p.customer = f.customer${outcomes}`,
    );
    const proved = await prove(make, part, features, moment.cutoff);
    rows += proved.rows;
    proof.push(...proved.lines);
  }
  refuseFuture(proof);
  await make.table(table, assembled(parts, moments, features));
  for (const [, tables] of days) for (const name of Object.values(tables)) await make.drop(name);
  for (const name of [who, ...parts]) await make.drop(name);
  return { features, proof };
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

/** The tables of days that features read, by anchor: {@link residue} of each cutoff. */
export async function makeDays(
  make: Maker,
  data: DataInfo,
  features: readonly CatalogueFeature[],
  cutoffs: readonly number[],
  table: string,
): Promise<ReadonlyMap<number, DayTables>> {
  // The rows come first: every customer of a log is among them.
  const wanted = new Set(features.map((f) => f.reading));
  const base = data.spine.kind === 'events' ? 'rows' : 'purchases';
  const readings = [base, ...[...wanted].filter((r) => r !== base)] as const;
  const days = new Map<number, DayTables>();
  for (const anchor of new Set(cutoffs.map(residue))) {
    const entries: (readonly [string, string])[] = [];
    for (const reading of readings) {
      const name = `${table}_${tableOf(reading)}${anchor}`;
      if (!entries.some(([, made]) => made === name)) await make.table(name, daysTable(reading, data, anchor));
      entries.push([reading, name]);
    }
    days.set(anchor, Object.fromEntries(entries));
  }
  return days;
}

/** The rows of a part, and what each reading used last over all of them. */
async function prove(
  make: Maker,
  part: string,
  features: readonly CatalogueFeature[],
  cutoff: number,
): Promise<{ readonly rows: number; readonly lines: readonly ProofLine[] }> {
  const lines = [...latestOf(features), 'latest population'];
  const frame = await make.rows(
    sql`SELECT count(*) AS n, ${join(
      lines.map((line, i) => sql`max(${ident(line)}) AS ${raw(`l${i}`)}`),
      ', ',
    )} FROM ${ident(part)}`,
  );
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

function assembled(parts: readonly string[], moments: readonly Moment[], features: readonly CatalogueFeature[]) {
  const names = features.map((f) => ident(f.name));
  const each = moments.map(
    ({ part, cutoff }, i) =>
      sql`SELECT row_id, customer, CAST(${raw(String(cutoff))} AS BIGINT) AS cutoff_at, ${raw(`'${part}'`)} AS part, label, ${names} FROM ${ident(parts[i] ?? '')}`,
  );
  return sql`SELECT row_id, customer, cutoff_at, part, label, ${names} FROM (${join(each, ' UNION ALL ')}) AS parts`;
}
