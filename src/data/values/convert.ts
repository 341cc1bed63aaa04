import type { ColumnType, Engine, Statement } from '../../core/engine';
import { countAt, texts } from '../../core/frame';
import type { ReadAs } from '../../core/reading';
import { ident, join, raw, sql } from '../../sql/sql';
import type { ColumnSample, TableColumn } from '../sample';
import { dateForms, hasClock, timeOf, type DateForm } from './dates';
import { leaveOut } from './left-out';
import { fitsNumber, hasFraction, numberForms, numberOf, plainCell, type NumberForm } from './numbers';

/** What became of a text column whose values look like numbers or times. Plain data. */
export interface ColumnReading {
  readonly column: string;
  readonly kind: 'number' | 'time';
  /**
   * `converted`: all of its values are read so. `ambiguous`: they can be read in two ways, a person has to say;
   * text meanwhile. `kept`: some values are none; text.
   */
  readonly outcome: 'converted' | 'ambiguous' | 'kept';
  readonly number: NumberForm | null;
  readonly date: DateForm | null;
  /** Who decided where the column itself does not tell: another column, or the person. */
  readonly by: 'values' | 'other column' | 'choice';
  /** Values that are none, of a kept column; else values converted or in doubt. */
  readonly rows: number;
  /** A value of these. */
  readonly example: string;
  /**
   * What a person wanted done with values that are none: they are NULL now, or their rows are left out. `rows` of
   * them, and the first 100 as text.
   */
  readonly faults?: { readonly then: 'null' | 'drop'; readonly rows: number; readonly examples: readonly string[] };
}

/** How sure a sample has to be that a column was meant as numbers, for it to be said that it is kept as text. */
const MEANT = 0.8;

interface Candidate {
  readonly column: string;
  readonly numbers: readonly NumberForm[];
  readonly dates: readonly DateForm[];
}

/**
 * Turns text columns into numbers and times where **every** value of the column reads as one, in one and the same
 * way: a decimal comma, marks between thousands, signs of money, per cent, brackets for negatives; days in any order.
 * Where two ways fit and differ, another column of the file decides, then the person's choice, then nobody: the
 * column stays text and is told of. The table is changed in place.
 * @param samples of the columns, by which it is decided what is worth a look at the whole
 * @returns what was done, in the order of the columns
 */
export async function readValues(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  samples: readonly ColumnSample[],
  how: ReadAs,
): Promise<readonly ColumnReading[]> {
  const candidates = samples.filter((s) => s.type === 'VARCHAR').flatMap(candidate);
  const found: Evidence[] = [];
  for (const one of candidates) found.push(await evidence(signal, engine, table, one));
  const sure = found.filter((f) => f.readings.length > 0 && !f.differ);
  const decided = {
    decimal: common([
      ...sure.flatMap((f) => (f.decides === 'decimal' ? [f.readings[0]?.number?.decimal] : [])),
      ...(samples.some(hasPoints) ? ['.'] : []),
    ]),
    order: common(sure.flatMap((f) => (f.decides === 'order' ? [f.readings[0]?.date?.order] : []))),
  };
  const readings: ColumnReading[] = [];
  for (const one of found) {
    const chosen = choose(one, how, decided);
    if (chosen === null) continue;
    const then = chosen.outcome === 'kept' ? how.wrong?.find((w) => w.column === chosen.column)?.then : undefined;
    const reading = then === undefined ? chosen : await withoutFaults(signal, engine, table, chosen, then, one.filled);
    readings.push(reading);
    if (reading.outcome === 'converted') await convert(signal, engine, table, reading);
  }
  return readings;
}

function candidate({ name, values }: ColumnSample): Candidate[] {
  const cells = values.filter((v) => v !== null);
  const dates = dateForms(cells, MEANT);
  const numbers = dates.length > 0 ? [] : numberForms(cells, MEANT);
  return dates.length + numbers.length === 0 ? [] : [{ column: name, numbers, dates }];
}

/** Whether a column that the engine read as numbers has a decimal point that cannot be a mark between thousands. */
function hasPoints({ type, values }: ColumnSample): boolean {
  return (
    type === 'DOUBLE' && values.some((v) => v !== null && /\.\d/.test(v) && !/^-?[1-9]\d{0,2}\.(?:\d{3}|0)$/.test(v))
  );
}

/** One way to read a column. */
interface Reading {
  readonly number: NumberForm | null;
  readonly date: DateForm | null;
}

interface Evidence {
  readonly column: string;
  /** Ways that fit every value; of those that read alike, the first. */
  readonly readings: readonly Reading[];
  /** Two ways are left, and they read some value differently. */
  readonly differ: boolean;
  /** What the column proves for others: which mark is the decimal one, or what comes first, day or month. */
  readonly decides: 'decimal' | 'order' | null;
  readonly filled: number;
  readonly failed: number;
  readonly example: string;
  readonly best: Reading;
}

async function evidence(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  { column, numbers, dates }: Candidate,
): Promise<Evidence> {
  const ways: readonly Reading[] = [
    ...numbers.map((number): Reading => ({ number, date: null })),
    ...dates.map((date): Reading => ({ number: null, date })),
  ];
  const cell = plainCell(column);
  const fails = ways.map(
    (way) => sql`count(*) FILTER (WHERE ${cell} IS NOT NULL AND ${fits(column, way)} IS NOT TRUE)`,
  );
  const counts = await engine.query(
    signal,
    sql`SELECT count(${cell}) AS filled, ${join(
      fails.map((f, i) => sql`${f} AS ${ident(`f${i}`)}`),
      ', ',
    )} FROM ${ident(table)}`,
  );
  const failed = ways.map((_, i) => countAt(counts, `f${i}`));
  const best = failed.indexOf(Math.min(...failed));
  const whole = ways.filter((_, i) => failed[i] === 0);
  const way = ways[best] ?? { number: null, date: null };
  const filled = countAt(counts, 'filled');
  const [first] = whole;
  const other = first === undefined ? undefined : whole.find((w) => opposed(first, w));
  const decision = sql`${first === undefined ? sql`0` : detail(column, first)} AS fine,
    ${first === undefined || other === undefined ? sql`0` : sql`count(*) FILTER (WHERE ${value(column, first)} IS DISTINCT FROM ${value(column, other)})`} AS differ,
    min(left(CAST(${ident(column)} AS VARCHAR), 60)) FILTER (WHERE ${cell} IS NOT NULL AND ${exampleTest(column, first, other, way)}) AS example`;
  const detailed = await engine.query(signal, sql`SELECT ${decision} FROM ${ident(table)}`);
  const fine = countAt(detailed, 'fine') > 0;
  const differ = countAt(detailed, 'differ') > 0;
  const exampleColumn = detailed.columns.find((c) => c.name === 'example');
  const example = exampleColumn?.values[0];
  return {
    column,
    readings: first === undefined ? [] : other !== undefined && differ ? [first, other] : [first],
    differ,
    decides: other !== undefined || first === undefined ? null : decides(first, fine),
    filled,
    failed: failed[best] ?? 0,
    example: typeof example === 'string' ? example : '',
    best: way,
  };
}

/** Whether a second way takes the marks or the order of the first for the opposite. */
function opposed(a: Reading, b: Reading): boolean {
  if (a.number !== null && b.number !== null) return a.number.decimal !== b.number.decimal;
  return a.date !== null && b.date !== null && a.date.order !== b.date.order;
}

function decides({ number, date }: Reading, fine: boolean): Evidence['decides'] {
  if (number !== null)
    return fine || (number.thousands !== '' && number.thousands !== ' ' && number.thousands !== "'") ? 'decimal' : null;
  return date !== null && (date.order === 'day-first' || date.order === 'month-first') && date.mark !== '.'
    ? 'order'
    : null;
}

function fits(column: string, { number, date }: Reading): Statement {
  if (number !== null) return fitsNumber(column, number);
  return date === null ? sql`FALSE` : sql`${timeOf(column, date)} IS NOT NULL`;
}

function value(column: string, { number, date }: Reading): Statement {
  if (number !== null) return numberOf(column, number);
  return date === null ? sql`NULL` : timeOf(column, date);
}

/** How many values are more than whole numbers, or more than days. */
function detail(column: string, { number, date }: Reading): Statement {
  if (number !== null) return sql`count(*) FILTER (WHERE ${hasFraction(column, number)})`;
  return date === null ? sql`0` : sql`count(*) FILTER (WHERE ${hasClock(column)})`;
}

/** A value that shows the doubt, else one that fails, else any. */
function exampleTest(column: string, first: Reading | undefined, other: Reading | undefined, best: Reading): Statement {
  if (first === undefined) return sql`${fits(column, best)} IS NOT TRUE`;
  if (other === undefined) return sql`TRUE`;
  return sql`${value(column, first)} IS DISTINCT FROM ${value(column, other)}`;
}

function typeOf({ number, date }: Reading, fine: boolean): ColumnType {
  if (date !== null) return fine ? 'TIMESTAMP' : 'DATE';
  return fine || number?.percent === true ? 'DOUBLE' : 'BIGINT';
}

interface Decided {
  readonly decimal: string | null;
  readonly order: string | null;
}

function choose(found: Evidence, how: ReadAs, decided: Decided): ColumnReading | null {
  const { column, readings, differ, filled, failed, example, best } = found;
  const kind = (readings[0] ?? best).date === null ? 'number' : 'time';
  const base = { column, kind, example } as const;
  const [first] = readings;
  if (first === undefined) {
    // Plain texts that happen to hold some numbers are none of our matter.
    return failed <= (1 - MEANT) * filled + 1e-9
      ? { ...base, outcome: 'kept', number: best.number, date: best.date, by: 'values', rows: failed }
      : null;
  }
  if (!differ)
    return { ...base, outcome: 'converted', number: first.number, date: first.date, by: 'values', rows: filled };
  // Points between day, month and year are written where the day comes first.
  const dotted = readings.find((r) => r.date?.mark === '.' && r.date.order === 'day-first');
  if (dotted !== undefined)
    return { ...base, outcome: 'converted', number: null, date: dotted.date, by: 'values', rows: filled };
  const decimal = how.decimal === undefined ? null : how.decimal === 'comma' ? ',' : '.';
  const pick = (mark: string | null, order: string | null): Reading | undefined =>
    readings.find((r) => (r.number === null ? order !== null && r.date?.order === order : r.number.decimal === mark));
  const byOther = pick(decided.decimal, decided.order);
  const chosen = byOther ?? pick(decimal, how.dates ?? null);
  const taken = chosen ?? first;
  return {
    ...base,
    outcome: chosen === undefined ? 'ambiguous' : 'converted',
    number: taken.number,
    date: taken.date,
    by: byOther !== undefined ? 'other column' : chosen !== undefined ? 'choice' : 'values',
    rows: filled,
  };
}

/** The one value all of a list agree on, else null. */
function common(values: readonly (string | undefined)[]): string | null {
  const [first] = values;
  return first !== undefined && values.every((v) => v === first) ? first : null;
}

/** Faults that are listed. */
const LISTED = 100;

/** The values of a kept column that are none are looked at, and where it is wanted their rows taken out. */
async function withoutFaults(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  { column, ...kept }: ColumnReading,
  then: 'null' | 'drop',
  filled: number,
): Promise<ColumnReading> {
  const none = sql`${plainCell(column)} IS NOT NULL AND ${fits(column, kept)} IS NOT TRUE`;
  const counted = await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(table)} WHERE ${none}`);
  const listed = await engine.query(
    signal,
    sql`SELECT left(CAST(${ident(column)} AS VARCHAR), 1000) AS "text" FROM ${ident(table)} WHERE ${none}
      ORDER BY rowid LIMIT ${raw(String(LISTED))}`,
  );
  if (then === 'drop')
    await leaveOut(signal, engine, table, column, none, kept.kind === 'time' ? 'not a time' : 'not a number');
  const rows = countAt(counted, 'n');
  const examples = texts(listed, 'text').map((text) => text ?? '');
  return { ...kept, column, outcome: 'converted', by: 'choice', rows: filled - rows, faults: { then, rows, examples } };
}

async function convert(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  { column, number, date, faults }: ColumnReading,
): Promise<void> {
  const plain = value(column, { number, date });
  const read = faults === undefined ? plain : sql`CASE WHEN ${fits(column, { number, date })} THEN ${plain} END`;
  const fine = number?.percent === true || (await hasDetail(signal, engine, table, column, { number, date }));
  const into = typeOf({ number, date }, fine);
  await engine.query(
    signal,
    sql`ALTER TABLE ${ident(table)} ALTER COLUMN ${ident(column)} SET DATA TYPE ${raw(into)} USING CAST(${read} AS ${raw(into)})`,
  );
}

async function hasDetail(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  column: string,
  way: Reading,
): Promise<boolean> {
  const frame = await engine.query(signal, sql`SELECT ${detail(column, way)} AS n FROM ${ident(table)}`);
  return countAt(frame, 'n') > 0;
}

/** Columns with the types they have after {@link readValues}. */
export async function currentColumns(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
): Promise<readonly TableColumn[]> {
  const frame = await engine.query(signal, sql`DESCRIBE SELECT * FROM ${ident(table)}`);
  const text = (name: string): readonly (string | null)[] => {
    const column = frame.columns.find((c) => c.name === name);
    return column?.type === 'text' ? column.values : [];
  };
  const types = text('column_type');
  return text('column_name').map((name, i) => ({ name: name ?? '', type: types[i] ?? '' }));
}
