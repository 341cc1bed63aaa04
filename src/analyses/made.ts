import type { Step } from '../core/analysis';
import type { Engine, OnProgress, Statement } from '../core/engine';
import type { Frame } from '../core/frame';
import type { Spine } from '../core/spine';
import { ident, sql } from '../sql/sql';

interface Made {
  readonly spine: Spine;
  readonly sql: Statement;
}

/** What the tables of plans were made of, by engine and name. */
const known = new WeakMap<Engine, Map<string, Made>>();

/**
 * Makes the tables of one run of a plan. A step that says `keep` is not run again when its table was made of
 * the same statement and the same spine, and every table before it in the plan was kept as well.
 */
export class MadeTables {
  readonly #engine: Pick<Engine, 'query'>;
  readonly #spine: Spine;
  readonly #made: Map<string, Made>;
  #unchanged = true;

  /** @param run what statements go through, where that is not the engine itself */
  constructor(engine: Engine, spine: Spine, run: Pick<Engine, 'query'> = engine) {
    this.#engine = run;
    this.#spine = spine;
    this.#made = known.get(engine) ?? new Map<string, Made>();
    known.set(engine, this.#made);
  }

  /** @throws VitrineError as the engine does */
  async make(
    signal: AbortSignal,
    { name, sql: statement, keep }: Extract<Step, { step: 'table' }>,
    onProgress: OnProgress,
  ): Promise<Frame> {
    const last = this.#made.get(name);
    this.#unchanged &&= keep === true && last?.spine === this.#spine && isSame(last.sql, statement);
    // The table may be gone all the same: a person can drop it.
    if (this.#unchanged)
      return this.#engine.query(signal, sql`CREATE TABLE IF NOT EXISTS ${ident(name)} AS ${statement}`, onProgress);
    // Forgotten first: a statement that is stopped may or may not have replaced the table.
    this.#made.delete(name);
    const frame = await this.#engine.query(
      signal,
      sql`CREATE OR REPLACE TABLE ${ident(name)} AS ${statement}`,
      onProgress,
    );
    this.#made.set(name, { spine: this.#spine, sql: statement });
    return frame;
  }
}

function isSame(a: Statement, b: Statement): boolean {
  return a.text === b.text && a.values.length === b.values.length && a.values.every((v, i) => v === b.values[i]);
}
