import type { DataInfo } from '../../core/analysis';
import type { Engine, Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { countAt, numbers } from '../../core/frame';
import type { ScoreRule } from '../../core/segment';
import { tableFromFrame } from '../../learn/frame';
import type { ModelRunner, OpenedForeign, Prediction } from '../../learn/onnx/feed';
import { feedOf } from '../../learn/onnx/fill';
import { ident, raw, sql } from '../../sql/sql';
import type { Walking } from '../log/walked';
import { Maker } from '../maker';
import { readQuestion } from './question';
import { makeCurrentRows } from './rows';

/** Models as files, found by what is in them. */
export interface ModelFiles {
  /**
   * @param sha256 of the file, in hexadecimal digits
   * @returns null where it is not here
   */
  find(sha256: string): Promise<Uint8Array | null>;
}

/** What scoring customers takes. */
export interface ScoringPlace {
  readonly engine: Pick<Engine, 'query' | 'load'>;
  readonly scorer: ModelRunner;
  readonly models: ModelFiles;
  /** Where the rows of a log can be passed over. */
  readonly walking?: Walking | null;
}

/** Rows asked for and scored at once. */
const BATCH = 100_000;
/** About how many statements the features take, for nobody's progress. */
const STATEMENTS = 8;

/**
 * Scores the customers whom a rule asks about, as they are now, and answers those it means: a column `customer` of the
 * spine's keys. The model's own file answers, wherever this runs, so that the same file and the same data give the same
 * customers.
 * @param prefix of all tables; they have to stand until the statement was used, and are the caller's to drop
 * @throws VitrineError `model.absent`, `model.refused`, `model.not-applicable`, `model.timeout`, `recipe.invalid` for a
 * task that is none, of the question's own
 */
export async function scoredCustomers(
  signal: AbortSignal,
  place: ScoringPlace,
  data: DataInfo,
  rule: ScoreRule,
  prefix: string,
): Promise<Statement> {
  return membersOf(rule, await scoreCustomers(signal, place, data, rule, prefix));
}

/** What is scored with: a rule but for who of the scored is meant. */
export type Scoring = Pick<ScoreRule, 'model' | 'name' | 'task'>;

/**
 * Scores the customers whom a question asks about, as they are now.
 * @param prefix of all tables, which are the caller's to drop
 * @returns the table's name: `customer`, a key of the spine, and `score`
 * @throws VitrineError as `scoredCustomers` does
 */
export async function scoreCustomers(
  signal: AbortSignal,
  { engine, scorer, models, walking = null }: ScoringPlace,
  data: DataInfo,
  rule: Scoring,
  prefix: string,
): Promise<string> {
  const question = readQuestion(rule.task);
  if (question === null) {
    const value = JSON.stringify(rule.task).slice(0, 100);
    const expected = 'question, window, goal and activeWithin of a question of a log';
    throw new VitrineError('recipe.invalid', { path: 'score.task', value, expected, nearest: '' });
  }
  const bytes = await models.find(rule.model);
  if (bytes === null) throw new VitrineError('model.absent', { model: rule.name, sha256: rule.model });
  // Told apart by the file: two models may be called the same.
  const opened = await scorer.add(signal, `${rule.name} ${rule.model.slice(0, 8)}`, bytes);
  const inputs = inputsOf(rule, opened);
  const make = new Maker(signal, engine, STATEMENTS);
  const table = `${prefix}_rows`;
  const scores = `${prefix}_scores`;
  try {
    await makeCurrentRows(make, data, question, { name: rule.name, inputs }, table, walking);
    await score(signal, { engine, scorer }, rule, opened, inputs, table, scores);
  } catch (error) {
    await make.sweep();
    throw error;
  }
  return scores;
}

/** Names of the model's inputs; a model for our features has one input for each, or one table of them. */
function inputsOf({ name }: Scoring, { description }: OpenedForeign): readonly string[] {
  return description.inputs.flatMap(({ names, type }) => {
    const known = names.flatMap((n) => n ?? []);
    if (type === 'string' || known.length !== names.length || known.length === 0)
      throw new VitrineError('model.not-applicable', { model: name, missing: description.inputs[0]?.name ?? '?' });
    return known;
  });
}

async function score(
  signal: AbortSignal,
  { engine, scorer }: Pick<ScoringPlace, 'engine' | 'scorer'>,
  rule: Scoring,
  { model, description }: OpenedForeign,
  inputs: readonly string[],
  table: string,
  into: string,
): Promise<void> {
  const rows = countAt(await engine.query(signal, sql`SELECT count(*) AS n FROM ${ident(table)}`), 'n');
  const customers = new Float64Array(rows);
  const values = new Float64Array(rows);
  const fills = inputs.map((column) => ({ column }));
  for (let from = 0; from < rows; from += BATCH) {
    const frame = await engine.query(
      signal,
      sql`SELECT customer, ${inputs.map(ident)} FROM ${ident(table)}
        WHERE place >= ${from} AND place < ${from + BATCH} ORDER BY place`,
    );
    customers.set(numbers(frame, 'customer'), from);
    const { columns } = tableFromFrame(
      frame,
      inputs.map((name) => ({ name, as: 'number' as const })),
    );
    const feed = feedOf(description, fills, frame.length, new Map(columns.map((c) => [c.name, c])));
    values.set(scoresOf(rule, await scorer.run(signal, model, feed)), from);
  }
  // Who gets no number has no score: the database would sort it above all others.
  const scored = [...values.keys()].filter((i) => Number.isFinite(values[i]));
  const column = (name: string, of: Float64Array) => ({
    name,
    type: 'number' as const,
    values: Float64Array.from(scored, (i) => of[i] ?? NaN),
  });
  const columns = [column('customer', customers), column('score', values)];
  await engine.load(signal, into, { length: scored.length, columns });
}

/** One number for each row: what is predicted, or how probable the second of two classes is. */
function scoresOf({ name }: Scoring, answer: Prediction): Float64Array {
  if (answer.is === 'number') return answer.values;
  const { classes, probabilities, areProbabilities } = answer;
  if (classes.length !== 2 || probabilities === null || !areProbabilities)
    throw new VitrineError('model.refused', { model: name, reason: 'it answers no probability of one of two classes' });
  return Float64Array.from({ length: probabilities.length / 2 }, (_, row) => probabilities[2 * row + 1] ?? NaN);
}

function membersOf({ from, to, top }: ScoreRule, scores: string): Statement {
  const all = sql`SELECT CAST(customer AS INTEGER) AS customer FROM ${ident(scores)}`;
  if (top !== undefined) return sql`${all} ORDER BY score DESC, customer LIMIT ${raw(String(Math.trunc(top)))}`;
  const least = from === undefined ? sql`TRUE` : sql`score >= ${from}`;
  return sql`${all} WHERE ${least} AND ${to === undefined ? sql`TRUE` : sql`score < ${to}`}`;
}
