import { analyses, type AnalysisKind } from '../analyses';
import { segmentPlace } from '../analyses/lists';
import { runAnalysis, type Place } from '../analyses/run';
import type { Analysis, SegmentTable } from '../core/analysis';
import { asVitrineError, isAbort, VitrineError } from '../core/errors';
import type { Result } from '../core/result';
import type { GlobalFilter, Segment, SegmentRule } from '../core/segment';
import { dropScope, isOpen, makeScope, type Scope, type Scoped } from '../data';
import type { SegmentPlace } from '../data/segments';
import type { ModelRunner } from '../learn/onnx/feed';
import type { SegmentChange } from './follow';
import { modelsNeeded, SegmentModels, type NamedModel } from './segment-models';
import { checked, type FiguresOf } from './params';
import { dropped, renamed, withSegment } from './segments';
import { seenData, wholeData, type OpenTable, type Settings } from './table.svelte';

/** Where scopes are made: segments of scores ask models. */
export type ScopePlace = Place & { readonly scorer: ModelRunner };

/** What all analyses of a table obey, and what became of segments since it was in force. */
type Wanted = Scope & Settings & { readonly changes: readonly SegmentChange[] };

/**
 * Filter, segments, zone and as-of of the table in view. One change is applied at a time: a later one gives up
 * the one under way and takes in what it wanted. One that fails leaves the table as it was and says why. Each
 * verb answers whether its change is in force, and never rejects.
 */
export class Scoping {
  #busy = $state(false);
  #controller: AbortController | null = null;
  #pending: { readonly table: OpenTable; readonly wanted: Wanted } | null = null;
  #last: Promise<unknown> = Promise.resolve();
  /** Filters that were lifted with the segments they rest on. */
  readonly #lifted = new WeakMap<OpenTable, GlobalFilter>();
  readonly #place: ScopePlace;
  readonly #view: () => OpenTable | null;
  readonly #changed: (table: OpenTable) => void;
  readonly #renamed: (table: OpenTable, changes: readonly SegmentChange[]) => void;

  /**
   * @param view the table in view
   * @param changed called when a table's data is another for analyses
   * @param renamed called before that, when segments go by another name, hold others, or are gone
   */
  constructor(
    place: ScopePlace,
    view: () => OpenTable | null,
    changed: (table: OpenTable) => void,
    renamed: (table: OpenTable, changes: readonly SegmentChange[]) => void = () => undefined,
  ) {
    this.#place = place;
    this.#view = view;
    this.#changed = changed;
    this.#renamed = renamed;
  }

  /** What segments of scores ask. */
  readonly models = new SegmentModels();

  /**
   * Takes in the file of a model. Segments that could not be made without it are made now.
   * @returns whether one was waiting for it
   */
  async takeModel(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const key = await this.models.put(bytes);
    const table = this.#view();
    if (table === null || table.scoped !== null) return false;
    if (!modelsNeeded(table.scope.segments).some((r) => r.model === key)) return false;
    const filter = this.#lifted.get(table) ?? table.scope.filter;
    if (await this.apply(table, { filter })) this.#lifted.delete(table);
    return true;
  }

  /** Models that segments which could not be made need: most likely a file is missing. None while segments stand. */
  get waiting(): readonly NamedModel[] {
    const table = this.#view();
    return table === null || table.spine === null || table.scoped !== null ? [] : modelsNeeded(table.scope.segments);
  }

  /** Whether a change is being applied. */
  get busy(): boolean {
    return this.#busy;
  }
  /** Why the last change could not be applied. */
  get error(): VitrineError | null {
    return this.#view()?.scopeError ?? null;
  }

  /** Null while everything is seen. */
  get filter(): GlobalFilter | null {
    return this.#view()?.scope.filter ?? null;
  }
  /** The segments a person named, in the order of their making. */
  get segments(): readonly Segment[] {
    return this.#view()?.scope.segments ?? [];
  }
  /** Their tables, by name; none while they could not be made. */
  get tables(): ReadonlyMap<string, SegmentTable> {
    return new Map((this.#view()?.scoped?.segments ?? []).map((s) => [s.name, s]));
  }

  /** What all analyses see from now on; null is everything. */
  narrow(filter: GlobalFilter | null): Promise<boolean> {
    return this.#change(() => ({ filter }));
  }
  /** Gives a rule a name; another segment of that name gives way to it. */
  saveSegment(name: string, rule: SegmentRule): Promise<boolean> {
    return this.#change((wanted) => withSegment(wanted, name, rule), { from: name, to: name });
  }
  /** Calls a segment otherwise, also where the filter, other segments and parameters mention it. */
  renameSegment(from: string, to: string): Promise<boolean> {
    return this.#change((wanted) => renamed(wanted, from, to), { from, to });
  }
  /** Drops a segment; the filter and segments that rest on it keep their meaning, breakdowns by it are let go. */
  dropSegment(name: string): Promise<boolean> {
    return this.#change((wanted) => dropped(wanted, name), { from: name, to: null });
  }
  /**
   * @param asOf "now", epoch milliseconds, inclusive; null for the data's last time
   * @param zone IANA name
   */
  setNow(asOf: number | null, zone: string): Promise<boolean> {
    return this.#change(() => ({ asOf, zone }));
  }

  /**
   * An analysis asked beside those of the page, for a list of its customers; its tables stand until the next one.
   * @throws VitrineError what the analysis throws; `cancelled` where no table is in view
   */
  async ask<K extends AnalysisKind>(signal: AbortSignal, kind: K, params: object): Promise<Result<FiguresOf<K>>> {
    const table = this.#view();
    const data = table === null ? null : seenData(table);
    if (data === null) throw new VitrineError('cancelled', {});
    // The kind ties parameters and figures together; a union of functions does not say so.
    const analysis = analyses[kind] as Analysis<object, FiguresOf<K>>;
    return runAnalysis(signal, this.#place, analysis, 'asked', checked(kind, params), data);
  }

  async #change(change: (wanted: Wanted) => Partial<Wanted>, of?: SegmentChange): Promise<boolean> {
    const table = this.#view();
    if (table === null) return false;
    const wanted = this.#wanted(table);
    const changes = of === undefined ? wanted.changes : [...wanted.changes, of];
    return this.apply(table, { ...change(wanted), changes });
  }

  #wanted(table: OpenTable): Wanted {
    if (this.#pending?.table === table) return this.#pending.wanted;
    return { ...table.scope, ...table.settings, changes: [] };
  }

  /** Gives up what is under way. */
  forget(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#pending = null;
    this.#busy = false;
  }

  /** Gives up the change that is being applied, if any: what was in force stays. */
  stop(): void {
    this.#controller?.abort();
  }
  /** A dialog was closed: what it had begun is given up, and what it said was read. */
  leave(): void {
    this.stop();
    this.forgive();
  }
  /** The error was read. */
  forgive(): void {
    const table = this.#view();
    if (table !== null) table.scopeError = null;
  }

  /**
   * Applies the scope of a table whose spine is new. One that does not fit it any more is set aside: the filter
   * is lifted, segments stay without customers, and the error says why.
   */
  async renew(table: OpenTable): Promise<void> {
    table.scoped = null;
    const { filter, segments } = table.scope;
    if (table.spine === null || (filter === null && segments.length === 0)) return;
    if (await this.apply(table, {})) return;
    if (table.scoped !== null) return;
    if (filter !== null) this.#lifted.set(table, filter);
    table.scope = { filter: null, segments };
  }

  /** Applies a change; answers whether it is in force now. Never rejects. */
  async apply(table: OpenTable, change: Partial<Wanted>): Promise<boolean> {
    const wanted = { ...this.#wanted(table), ...change };
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.#pending = { table, wanted };
    this.#busy = true;
    table.scopeError = null;
    const current = (): boolean => this.#controller === controller;
    // The one before has to have ended: both would make the same tables.
    const work = this.#last.then(() => this.#apply(controller.signal, table, wanted, current));
    this.#last = work.catch(() => undefined);
    try {
      await work;
      return current();
    } catch (error) {
      if (current() && !isAbort(error)) table.scopeError = asVitrineError(error);
      return false;
    } finally {
      if (current()) {
        this.#controller = null;
        this.#pending = null;
        this.#busy = false;
      }
    }
  }

  #segments(): SegmentPlace {
    const { engine, scorer } = this.#place;
    const place = { engine, scorer, models: this.models };
    return {
      ...segmentPlace(this.#place),
      score: async (signal, data, rule, prefix) => {
        const [{ scoredCustomers }, { walkingAt }] = await Promise.all([
          import('../tasks/scored/segment'),
          import('./predict/walking'),
        ]);
        return scoredCustomers(signal, { ...place, walking: walkingAt(this.#place) }, data, rule, prefix);
      },
    };
  }

  async #apply(signal: AbortSignal, table: OpenTable, wanted: Wanted, current: () => boolean): Promise<void> {
    signal.throwIfAborted();
    const { filter, segments, changes, ...settings } = wanted;
    const before = { ...table.scope, ...table.settings };
    const whole = wholeData(table, settings);
    if (whole !== null) {
      if (whole.asOf < whole.spine.from) throw new VitrineError('filter.empty', { source: table.name });
      const sameTime = settings.asOf === before.asOf && settings.zone === before.zone;
      const now = table.scoped !== null && sameTime ? table.scoped : null;
      const open = filter === null || isOpen(filter);
      const scope: Scope = { filter: open ? null : filter, segments };
      const standing = now !== null && segments === before.segments ? now.segments : null;
      // Another segment is no other filter, unless the filter is by segments.
      const sameSpine = filter === before.filter && (standing !== null || filter?.customers === undefined);
      const kept = now !== null && sameSpine ? now.spine : null;
      const wantedNow = kept === null ? scope : { ...scope, filter: null };
      const made = await makeScope(signal, this.#segments(), whole, wantedNow, standing);
      const scoped: Scoped = kept === null ? made : { ...made, spine: kept };
      if (!current()) throw new VitrineError('cancelled', {});
      const seen = table.scoped?.spine ?? table.spine;
      table.scope = scope;
      table.settings = { ...settings, currency: table.settings.currency };
      table.scoped = scoped;
      if (changes.length > 0) this.#renamed(table, changes);
      await dropScope(this.#place.engine, whole.spine, scoped);
      if (seen !== scoped.spine || !sameTime) this.#changed(table);
      return;
    }
    table.scope = { filter, segments };
    table.settings = { ...settings, currency: table.settings.currency };
    table.scoped = null;
    if (changes.length > 0) this.#renamed(table, changes);
  }
}
