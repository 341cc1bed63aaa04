import type { ColumnType, Engine, Statement } from '../../core/engine';
import { countAt, texts } from '../../core/frame';
import type { ReadAs, TypeChoice } from '../../core/reading';
import { ident, join, raw, sql } from '../../sql/sql';
import type { ColumnSample } from '../sample';
import { hasClock, timeInOrder } from './dates';
import { leaveOut } from './left-out';
import { fitsNumber, literal, numberForms, numberOf, plainCell, type NumberForm } from './numbers';

/** A column that a person gave a type, and what became of its values. Plain data. */
export interface TypedColumn {
  readonly column: string;
  readonly as: TypeChoice['as'];
  readonly then: 'null' | 'drop';
  /** Values read so. */
  readonly rows: number;
  /** Values that are none, and the first 100 of them. */
  readonly faults: { readonly rows: number; readonly examples: readonly string[] };
}

/** What a type would make of a column. */
export interface Trial {
  /** Cells with a value. */
  readonly filled: number;
  /** Of these, not of the type. */
  readonly faults: number;
  /** The first of them, in the order of the file. */
  readonly examples: readonly string[];
}

/** Faults that are listed. */
const LISTED = 100;

/** How a cell is read: whether it is one, and its value. Both are NULL or not true where it is none. */
interface Form {
  readonly fits: Statement;
  readonly value: Statement;
  readonly type: ColumnType;
}

/**
 * Gives columns the types that a person wants. Values that are none become NULL, or their rows are left out; both are
 * counted. The table is changed in place. Columns that are not there are let be.
 * @param samples of the columns as text, by which the form of numbers is guessed
 */
export async function forceTypes(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  samples: readonly ColumnSample[],
  { types = [], decimal }: ReadAs,
): Promise<readonly TypedColumn[]> {
  const typed: TypedColumn[] = [];
  for (const choice of types) {
    const sample = samples.find((s) => s.name === choice.column);
    if (sample === undefined) continue;
    const form = await formOf(signal, engine, table, sample, choice, decimal);
    const { faults, filled, examples } = await tried(signal, engine, table, choice.column, form, LISTED);
    const then = choice.then ?? 'null';
    const none = faultOf(choice.column, form);
    if (faults > 0 && then === 'drop')
      await leaveOut(signal, engine, table, choice.column, none, `not ${nouns[choice.as]}`);
    const c = ident(choice.column);
    const read = faults > 0 ? sql`CASE WHEN ${form.fits} THEN ${form.value} END` : form.value;
    await engine.query(
      signal,
      sql`ALTER TABLE ${ident(table)} ALTER COLUMN ${c} SET DATA TYPE ${raw(form.type)} USING CAST(${read} AS ${raw(form.type)})`,
    );
    typed.push({
      column: choice.column,
      as: choice.as,
      then,
      rows: filled - faults,
      faults: { rows: faults, examples },
    });
  }
  return typed;
}

/** As reasons of rejects name them; see also the words of the page. */
export const nouns: Readonly<Record<TypeChoice['as'], string>> = {
  integer: 'a whole number',
  decimal: 'a number',
  time: 'a time',
  boolean: 'true or false',
  text: 'a text',
};

/** What a type would make of a column, as it stands in the table. Nothing is changed. */
export async function tryType(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  sample: ColumnSample,
  choice: TypeChoice,
  decimal?: ReadAs['decimal'],
): Promise<Trial> {
  const form = await formOf(signal, engine, table, sample, choice, decimal);
  return tried(signal, engine, table, choice.column, form, 3);
}

async function tried(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  column: string,
  form: Form,
  most: number,
): Promise<Trial> {
  const none = faultOf(column, form);
  const frame = await engine.query(
    signal,
    sql`SELECT count(${plainCell(column)}) AS filled, count(*) FILTER (WHERE ${none}) AS faults FROM ${ident(table)}`,
  );
  const faults = countAt(frame, 'faults');
  const filled = countAt(frame, 'filled');
  if (faults === 0) return { filled, faults, examples: [] };
  const listed = await engine.query(
    signal,
    sql`SELECT left(CAST(${ident(column)} AS VARCHAR), 1000) AS "text" FROM ${ident(table)} WHERE ${none}
      ORDER BY rowid LIMIT ${raw(String(most))}`,
  );
  return { filled, faults, examples: texts(listed, 'text').map((text) => text ?? '') };
}

/** SQL of whether a cell has a value that is none. */
function faultOf(column: string, { fits }: Form): Statement {
  return sql`${plainCell(column)} IS NOT NULL AND ${fits} IS NOT TRUE`;
}

/** Words of yes and no, in lower case. */
const yes = ['true', 't', 'yes', 'y', '1', 'on', 'да', 'д', 'истина', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'si'];
const no = ['false', 'f', 'no', 'n', '0', 'off', 'нет', 'н', 'ложь', 'nein', 'falsch', 'non', 'faux'];

async function formOf(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  { name, values }: ColumnSample,
  { as, order }: TypeChoice,
  decimal: ReadAs['decimal'],
): Promise<Form> {
  const cell = plainCell(name);
  switch (as) {
    case 'text':
      return { fits: sql`TRUE`, value: sql`CAST(${ident(name)} AS VARCHAR)`, type: 'VARCHAR' };
    case 'boolean': {
      const list = (words: readonly string[]): Statement =>
        join(
          words.map((word) => sql`${literal(word)}`),
          ', ',
        );
      const low = sql`lower(${cell})`;
      const value = sql`CASE WHEN ${low} IN (${list(yes)}) THEN TRUE WHEN ${low} IN (${list(no)}) THEN FALSE END`;
      return { fits: sql`(${value}) IS NOT NULL`, value, type: 'BOOLEAN' };
    }
    case 'time': {
      const value = timeInOrder(name, order ?? 'year-first');
      const clock = await any(signal, engine, table, sql`(${value}) IS NOT NULL AND (${clockOf(name, order)})`);
      return { fits: sql`(${value}) IS NOT NULL`, value, type: clock ? 'TIMESTAMP' : 'DATE' };
    }
    case 'integer':
    case 'decimal': {
      const form = await numberForm(signal, engine, table, name, values, decimal);
      const value = numberOf(name, form);
      const fits = fitsNumber(name, form);
      if (as === 'decimal') return { fits, value, type: 'DOUBLE' };
      return { fits: sql`(${fits} AND (${value}) = floor(${value}))`, value, type: 'BIGINT' };
    }
  }
}

function clockOf(name: string, order: TypeChoice['order']): Statement {
  return order === 'epoch' ? sql`TRUE` : order === 'compact' ? sql`FALSE` : hasClock(name);
}

async function any(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  test: Statement,
): Promise<boolean> {
  const frame = await engine.query(signal, sql`SELECT count(*) FILTER (WHERE ${test}) AS n FROM ${ident(table)}`);
  return countAt(frame, 'n') > 0;
}

/** The way of writing numbers that the most values of a column have; a plain decimal point where none has. */
async function numberForm(
  signal: AbortSignal,
  engine: Pick<Engine, 'query'>,
  table: string,
  name: string,
  values: readonly (string | null)[],
  decimal: ReadAs['decimal'],
): Promise<NumberForm> {
  const given = values.filter((v) => v !== null);
  const mark = decimal === undefined ? null : decimal === 'comma' ? ',' : '.';
  const plain: NumberForm = { decimal: mark ?? '.', thousands: '', currency: '', percent: false };
  const forms = [plain, ...numberForms(given, 0.5).filter((f) => mark === null || f.decimal === mark)];
  const counts = forms.map((f, i) => sql`count(*) FILTER (WHERE ${fitsNumber(name, f)}) AS ${ident(`f${i}`)}`);
  const frame = await engine.query(signal, sql`SELECT ${join(counts, ', ')} FROM ${ident(table)}`);
  const fit = forms.map((_, i) => countAt(frame, `f${i}`));
  return forms[fit.indexOf(Math.max(...fit))] ?? plain;
}
