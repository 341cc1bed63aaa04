import type { DataInfo } from '../../core/analysis';
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
  for (const [i, moment] of moments.entries()) {
    const seenUpTo = seen(moment);
    const anchor = residue(seenUpTo);
    const part = `${table}_part${i}`;
    parts.push(part);
    const made = customerFeatures({ tables: days.get(anchor) ?? {}, anchor, seenUpTo, features });
    const outcomes =
      moment.until === null
        ? sql``
        : sql` LEFT JOIN (${outcome(data, question, moment)}) AS o ON o.customer = f.customer`;
    await make.table(
      part,
      sql`SELECT f.*, p."latest population", ${label(task, moment)} AS label
        FROM (${made}) AS f JOIN (${population(task, data, question, seenUpTo)}) AS p ON p.customer = f.customer${outcomes}`,
    );
    proof.push(...(await prove(make, part, features, moment.cutoff)));
  }
  refuseFuture(proof);
  await make.table(table, assembled(parts, moments, features));
  for (const [, tables] of days) for (const name of Object.values(tables)) await make.drop(name);
  for (const part of parts) await make.drop(part);
  return { features, proof };
}

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

/** What each reading used last over all rows of a part. */
async function prove(
  make: Maker,
  part: string,
  features: readonly CatalogueFeature[],
  cutoff: number,
): Promise<readonly ProofLine[]> {
  const lines = [
    ...readingsOf(features).map(({ reading, window }) => latestColumn(reading, window)),
    'latest population',
  ];
  const frame = await make.rows(
    sql`SELECT count(*) AS n, ${join(
      lines.map((line, i) => sql`max(${ident(line)}) AS ${raw(`l${i}`)}`),
      ', ',
    )} FROM ${ident(part)}`,
  );
  if (countAt(frame, 'n') === 0) return [];
  return lines.map((line, i) => {
    const latest = numberAt(frame, `l${i}`);
    return { reading: line.slice('latest '.length), cutoff, latest: latest === null ? null : latest - cutoff };
  });
}

function assembled(parts: readonly string[], moments: readonly Moment[], features: readonly CatalogueFeature[]) {
  const names = features.map((f) => ident(f.name));
  const each = moments.map(
    ({ part, cutoff }, i) =>
      sql`SELECT ${raw(String(i))} AS place, customer, CAST(${raw(String(cutoff))} AS BIGINT) AS cutoff_at, ${raw(`'${part}'`)} AS part, label, ${names} FROM ${ident(parts[i] ?? '')}`,
  );
  return sql`SELECT row_number() OVER (ORDER BY place, customer) - 1 AS row_id, customer, cutoff_at, part, label, ${names}
    FROM (${join(each, ' UNION ALL ')}) AS parts`;
}
