import type { Step } from '../core/analysis';
import type { Engine, OnProgress, Statement } from '../core/engine';
import type { Frame } from '../core/frame';
import type { Spine } from '../core/spine';
import { ident, sql } from '../sql/sql';
import { LaterEngine } from './later';

interface Made {
  readonly spine: Spine;
  readonly sql: Statement;
  /** Of rows that a scanner holds: what it knows them by. */
  readonly key?: string;
  /** Of a computation: what it was asked for beside its rows, and what it answered. */
  readonly asked?: string;
  readonly frames?: Frames;
}

type Frames = Readonly<Record<string, Frame>>;

let heldRows = 0;

/** What the tables of plans were made of, by engine and name. */
const known = new WeakMap<Engine, Map<string, Made>>();

/**
 * Makes the tables of one run of a plan. A step that says `keep` is not run again when its table was made of
 * the same statement and the same spine, and no table that the statement names was made anew since.
 */
export class MadeTables {
  readonly #engine: Pick<Engine, 'query' | 'load'>;
  readonly #spine: Spine;
  readonly #made: Map<string, Made>;

  /** @param run what statements go through, where that is not the engine itself */
  constructor(engine: Engine, spine: Spine, run: Pick<Engine, 'query' | 'load'> = engine) {
    this.#engine = run;
    this.#spine = spine;
    this.#made = known.get(engine) ?? new Map<string, Made>();
    known.set(engine, this.#made);
  }

  /** @throws VitrineError as the engine does */
  async make(
    signal: AbortSignal,
    { name, sql: statement, keep, later }: Extract<Step, { step: 'table' }>,
    onProgress: OnProgress,
  ): Promise<Frame> {
    // The table may be gone all the same: a person can drop it.
    const isKept = keep === true && this.#kept(name, statement) !== null;
    if (later === true && this.#engine instanceof LaterEngine) {
      if (isKept) this.#engine.again(name, statement);
      else {
        this.#begin(name);
        this.#engine.later(name, statement);
        if (keep === true) this.#made.set(name, { spine: this.#spine, sql: statement });
      }
      return { length: 0, columns: [] };
    }
    if (isKept)
      return this.#engine.query(signal, sql`CREATE TABLE IF NOT EXISTS ${ident(name)} AS ${statement}`, onProgress);
    this.#begin(name);
    const frame = await this.#engine.query(
      signal,
      sql`CREATE OR REPLACE TABLE ${ident(name)} AS ${statement}`,
      onProgress,
    );
    if (keep === true) this.#made.set(name, { spine: this.#spine, sql: statement });
    return frame;
  }

  /**
   * Loads each frame that a computation answers as table `<prefix>_<name>_<frame>`.
   * @param compute asks for the rows and computes; not called when the last answer is still right
   * @throws VitrineError as the engine and the computation do
   */
  async compute(
    signal: AbortSignal,
    prefix: string,
    { name, work, params, sql: statement, keep }: Extract<Step, { step: 'compute' }>,
    compute: () => Promise<Frames>,
  ): Promise<Frames> {
    const tables = `${prefix}_${name}_`;
    const asked = JSON.stringify([work, params]);
    const last = keep === true ? this.#kept(tables, statement) : null;
    const kept = last?.asked === asked ? last.frames : undefined;
    if (kept === undefined) this.#begin(tables);
    const frames = kept ?? (await compute());
    // Kept ones too: loading costs little, and a person can drop a table.
    for (const [table, frame] of Object.entries(frames)) await this.#engine.load(signal, `${tables}${table}`, frame);
    if (keep === true) this.#made.set(tables, { spine: this.#spine, sql: statement, asked, frames });
    return frames;
  }

  /** What a scanner knows the rows of a statement by: the same as long as they are the same rows. */
  held(statement: Statement): string {
    const name = `rows of ${statement.text} ${statement.values.join(' ')}`;
    const key = this.#kept(name, statement)?.key ?? `rows${++heldRows}`;
    this.#made.set(name, { spine: this.#spine, sql: statement, key });
    return key;
  }

  /** Loads each frame that a scan answers as table `<name>_<frame>`, later where the engine can. @throws VitrineError as the engine does */
  async load(signal: AbortSignal, name: string, frames: Frames): Promise<void> {
    for (const [table, frame] of Object.entries(frames)) {
      this.#begin(`${name}_${table}`);
      if (this.#engine instanceof LaterEngine) this.#engine.later(`${name}_${table}`, frame);
      else await this.#engine.load(signal, `${name}_${table}`, frame);
    }
  }

  /** What a name was made of, where that is what it would be made of now. */
  #kept(name: string, statement: Statement): Made | null {
    const last = this.#made.get(name);
    return last?.spine === this.#spine && isSame(last.sql, statement) ? last : null;
  }

  /**
   * Forgets a table, and those whose statements name it, before it is made: a statement that is stopped may or may
   * not have replaced it. A computation's tables go by the beginning of their names.
   */
  #begin(name: string): void {
    this.#made.delete(name);
    for (const [other, { sql: of }] of this.#made) if (of.text.includes(name)) this.#made.delete(other);
  }
}

function isSame(a: Statement, b: Statement): boolean {
  return a.text === b.text && a.values.length === b.values.length && a.values.every((v, i) => v === b.values[i]);
}
