import {
  crossProperties,
  isCrossable,
  planCross,
  topValues,
  type CrossPlan,
  type CrossProperty,
} from '../analyses/overview/cross/plan';
import { EVERYTHING, type CrossCounts, type CrossSelection } from '../analyses/overview/cross/shape';
import type { DataInfo } from '../core/analysis';
import type { Engine } from '../core/engine';
import { asVitrineError, isAbort, type VitrineError } from '../core/errors';
import { numbers, texts } from '../core/frame';
import type { RemoteCrosser } from '../engines/crosser';
import { sql } from '../sql/sql';

/** Columns that are tried for values that repeat. */
const TRIED = 4;
/** A column whose commonest values hold less than this share of the rows is a name or a number of something. */
const COMMON = 0.2;

/** What was loaded, and of which data. */
export interface Crossed {
  readonly data: DataInfo;
  readonly plan: CrossPlan;
  readonly property: CrossProperty | null;
  /** Of everything. */
  readonly whole: CrossCounts;
  /** Of the engine, for receipts. */
  readonly duckdb: string;
}

/**
 * The cross-filter of the Overview: a selection over time, by event, by weekday and hour and by value, and what
 * is left by it, counted anew while a hand moves. It belongs to the page; the recipe knows the global filter.
 */
export class CrossFilter {
  #loaded = $state.raw<Crossed | null>(null);
  #counts = $state.raw<CrossCounts | null>(null);
  #selection = $state.raw<CrossSelection>(EVERYTHING);
  #refused = $state(false);
  #error = $state.raw<VitrineError | null>(null);
  #wanted: DataInfo | null = null;
  #controller: AbortController | null = null;
  readonly #crosser: RemoteCrosser;
  readonly #query: Engine['query'];

  /** @param query asks the engine for the log, once per data */
  constructor(crosser: RemoteCrosser, query: Engine['query']) {
    this.#crosser = crosser;
    this.#query = query;
  }

  /** Null until the log is loaded, and where it cannot be. */
  get loaded(): Crossed | null {
    return this.#loaded;
  }
  /** What the selection leaves; the last known while a newer one is counted. */
  get counts(): CrossCounts | null {
    return this.#counts;
  }
  get selection(): CrossSelection {
    return this.#selection;
  }
  /** Whether the log is too long for it, or has too many kinds of events. */
  get refused(): boolean {
    return this.#refused;
  }
  /** Why the log could not be loaded or counted; null again once it was. */
  get error(): VitrineError | null {
    return this.#error;
  }
  get active(): boolean {
    return Object.values(this.#selection).some((part) => part !== null);
  }

  /** Loads the log of this data, unless it is there; the selection is lifted. Never rejects. */
  async load(data: DataInfo): Promise<void> {
    if (this.#wanted !== null && isSame(this.#wanted, data)) return;
    this.forget();
    if (!isCrossable(data)) {
      this.#refused = true;
      return;
    }
    this.#wanted = data;
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    try {
      const property = await this.#propertyOf(signal, data);
      const plan = planCross(data, property);
      const plain = await this.#query(signal, plan.plain);
      const money = await this.#query(signal, plan.money);
      signal.throwIfAborted();
      const versions = await this.#query(signal, sql`SELECT version() AS version`);
      const whole = await this.#crosser.load(plain, money, plan.shape);
      if (this.#controller !== controller) return;
      this.#counts = whole;
      this.#loaded = { data, plan, property, whole, duckdb: texts(versions, 'version')[0] ?? '' };
    } catch (error) {
      if (this.#controller !== controller) return;
      this.#wanted = null;
      if (!isAbort(error)) this.#error = asVitrineError(error);
    }
  }

  /** Lets the log and the selection go: the data is another, or nobody looks. */
  forget(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#wanted = null;
    this.#loaded = null;
    this.#counts = null;
    this.#error = null;
    this.#refused = false;
    this.#selection = EVERYTHING;
    this.#crosser.close();
  }

  /** Changes some parts of the selection; null lifts a part. Ends when it is counted or a newer one took its place. */
  async select(change: Partial<CrossSelection>): Promise<void> {
    this.#selection = { ...this.#selection, ...change };
    if (this.#loaded === null) return;
    try {
      this.#counts = await this.#crosser.count(this.#selection);
      this.#error = null;
    } catch (error) {
      if (!isAbort(error)) this.#error = asVitrineError(error);
    }
  }

  /** Lifts every part. */
  clear(): Promise<void> {
    return this.select(EVERYTHING);
  }

  /** The first column whose commonest values hold a good part of the rows; null where there is none. */
  async #propertyOf(signal: AbortSignal, data: DataInfo): Promise<CrossProperty | null> {
    for (const property of crossProperties(data).slice(0, TRIED)) {
      const frame = await this.#query(signal, topValues(data, property));
      const n = numbers(frame, 'n').reduce((sum, rows) => sum + rows, 0);
      const values = texts(frame, 'value').filter((v) => v !== null);
      if (values.length >= 2 && n >= COMMON * (data.spine.rows + (data.spine.narrowed?.rows ?? 0)))
        return { name: property.name, values };
    }
    return null;
  }
}

function isSame(a: DataInfo, b: DataInfo): boolean {
  return a.spine === b.spine && a.asOf === b.asOf && a.zone === b.zone;
}
