import type { CombinedTable, CombinePlan, Grouping, Incomplete, KeyMatch, Summary } from '../core/combine';
import { asVitrineError, isAbort, type VitrineError } from '../core/errors';
import type { Locale } from '../core/words';
import {
  combine,
  countJoin,
  findKeys,
  grouped,
  groupParts,
  keepMerges,
  onlyPart,
  groupOf,
  joinedTable,
  lookAt,
  partTable,
  periodChoices,
  pivotOf,
  preview,
  proposedMerges,
  proposePlan,
  withDrop,
  withLabel,
  withMerge,
  withTable,
  withTables,
  type JoinCounts,
  type Preview,
  type ProposedMerge,
  type TableFacts,
} from '../data/combine';
import type { Opened } from '../data/open';
import { freeName } from './source-name';
import type { Workspace } from './workspace.svelte';

/** How a table of the plan is joined: as it is, a column per period, or summed up. */
export type Shape = 'plain' | 'periods' | 'summed';

/** What is being done now. */
export interface Doing {
  readonly what: 'looking' | 'counting' | 'making';
  readonly done: number | null;
}

/**
 * Several open files on their way to one table: what is proposed, what a person changed of it, and what it would give.
 * Nothing is made before {@link make}.
 */
export class Combining {
  readonly #workspace: Workspace;
  readonly #looked = new WeakMap<Opened, TableFacts>();
  readonly #counted = new Map<string, JoinCounts>();
  #facts = $state.raw<readonly TableFacts[]>([]);
  #plan = $state.raw<CombinePlan | null>(null);
  #joins = $state.raw<readonly (JoinCounts | null)[]>([]);
  #preview = $state.raw<Preview | null>(null);
  #doing = $state.raw<Doing | null>(null);
  #error = $state.raw<VitrineError | null>(null);
  #controller: AbortController | null = null;
  /** Language of the names of columns that are made. */
  #locale: Locale = 'en';
  readonly #merges = $derived(this.#plan === null ? [] : proposedMerges(this.#facts, this.#plan));

  /** How a person calls the combined table. */
  name = $state('');

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Open files: tables that were combined are none. */
  get files(): readonly Opened[] {
    return this.#workspace.tables.map((t) => t.opened).filter((o) => o.combined === undefined);
  }
  get facts(): readonly TableFacts[] {
    return this.#facts;
  }
  /** Null before the files were looked at, and where no two of them fit. */
  get plan(): CombinePlan | null {
    return this.#plan;
  }
  /** What each table of the plan would meet; null for the main table, and while it is counted. */
  get joins(): readonly (JoinCounts | null)[] {
    return this.#joins;
  }
  /** What the plan would give; null while it is counted, and where it cannot be made. */
  get preview(): Preview | null {
    return this.#preview;
  }
  get merges(): readonly ProposedMerge[] {
    return this.#merges;
  }
  get doing(): Doing | null {
    return this.#doing;
  }
  get error(): VitrineError | null {
    return this.#error;
  }
  /** Files that the plan leaves out. */
  get apart(): readonly Opened[] {
    const of = new Set(this.#plan?.tables.flatMap((t) => t.of));
    return this.#facts.map((f) => f.opened).filter((o) => !of.has(o.name));
  }
  /** Places of tables whose rows would be multiplied: they have to be shaped first. */
  get blocked(): readonly number[] {
    return (this.#plan?.tables ?? []).flatMap((t, i) => {
      const many = i > 0 && shapeOf(t) === 'plain' && (this.#joins[i]?.most ?? 0) > 1;
      return many ? [i] : [];
    });
  }

  /** Looks at the open files and proposes a plan; what was chosen before is forgotten. */
  async look(locale: Locale): Promise<void> {
    this.#locale = locale;
    await this.#work('looking', async (signal) => {
      await this.#lookAt(signal);
      const { plan } = await proposePlan(signal, this.#workspace, this.#facts, locale);
      this.#plan = plan;
      await this.#count(signal);
    });
  }

  /** Takes up the plan of a table that was made, to change it. */
  async resume(made: Opened, locale: Locale): Promise<void> {
    this.#locale = locale;
    const plan = made.combined?.plan;
    if (plan === undefined) return;
    await this.#work('looking', async (signal) => {
      await this.#lookAt(signal);
      this.name = made.file;
      this.#plan = plan;
      await this.#count(signal);
    });
  }

  /** Makes the table, in place of one of its name, and brings it into view. Answers whether it was made. */
  async make(): Promise<boolean> {
    const plan = this.#plan;
    if (plan === null) return false;
    let made = false;
    await this.#work('making', async (signal) => {
      const name = this.#freeName();
      const opened = await combine(signal, this.#workspace, this.files, plan, name, name, ({ done }) => {
        if (!signal.aborted) this.#doing = { what: 'making', done };
      });
      await this.#workspace.adopt(signal, opened);
      made = true;
    });
    return made;
  }

  /** Stops what is being done; what was chosen stays. */
  stop(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#doing = null;
  }

  /** Another main table, or another key of it: the other tables are proposed anew, merged spellings stay. */
  async setMain(main: string, key?: string): Promise<void> {
    const before = this.#plan;
    await this.#work('looking', async (signal) => {
      const used = this.#facts.filter((f) => !this.apart.includes(f.opened) || f.opened.name === main);
      const chosen = { main, ...(key === undefined ? {} : { key }) };
      const { plan } = await proposePlan(signal, this.#workspace, used, this.#locale, chosen);
      this.#plan = plan === null ? null : keepMerges(this.#facts, plan, before);
      await this.#count(signal);
    });
  }

  /** Joins a table by another column. */
  async setKey(at: number, key: string, match: KeyMatch): Promise<void> {
    const [main, table] = [this.#plan?.tables[0], this.#plan?.tables[at]];
    if (main?.key === undefined || table === undefined) return;
    const by = main.key;
    await this.#work('counting', async (signal) => {
      const opened = this.#facts.map((f) => f.opened);
      const one = { of: main.of, key: by };
      const counts = await countJoin(signal, this.#workspace, opened, one, { of: table.of, key }, match);
      const made = await joinedTable(
        signal,
        this.#workspace,
        groupOf(this.#facts, table),
        { key, match, counts },
        this.#locale,
      );
      this.#change(at, (t) => ({ ...made, ...(t.merge === undefined ? {} : { merge: t.merge }) }));
      await this.#count(signal);
    });
  }

  /** Joins a table as it is, by periods, or summed up. */
  setShape(at: number, shape: Shape): void {
    this.#change(at, ({ pivot, group, ...table }) => {
      void [pivot, group];
      const of = groupOf(this.#facts, table);
      if (shape === 'summed') return grouped(of, table, this.#locale);
      const [period] = shape === 'periods' ? periodChoices(of, table) : [];
      const made = period === undefined ? null : pivotOf(of, table, period);
      return made === null ? table : { ...table, pivot: made };
    });
    void this.recount();
  }

  /** Another column of periods, or another way to put several rows into one cell. */
  setPivot(at: number, column: string, how: Summary | null): void {
    this.#change(at, (table) => {
      const pivot = pivotOf(groupOf(this.#facts, table), table, column);
      return pivot == null ? table : { ...table, pivot: how === null ? pivot : { ...pivot, how } };
    });
    void this.recount();
  }

  /** Which columns a table is summed up in; at least one. */
  setColumns(at: number, columns: Grouping['columns']): void {
    if (columns.length === 0) return;
    this.#change(at, (table) => (table.group === undefined ? table : { ...table, group: { ...table.group, columns } }));
    void this.recount();
  }

  /** Leaves a file out. */
  leaveOut(name: string): void {
    const plan = this.#plan;
    if (plan === null) return;
    const tables = plan.tables.map((t) => ({ ...t, of: t.of.filter((n) => n !== name) }));
    const left = tables.filter((t) => t.of.length > 0);
    const [next] = left[0]?.of ?? [];
    // Without the main table all keys are others; of one file nothing is combined.
    if (tables[0]?.of.length === 0) {
      this.#plan = left.length > 1 ? { tables: left } : null;
      if (next !== undefined && left.length > 1) void this.setMain(next);
      return;
    }
    this.#plan = withTables(this.#facts, plan, left.map(onlyPart));
    void this.recount();
  }

  /** Takes a file in that was left out: as a part of its like, else joined by the key that fits best. */
  async takeIn(name: string): Promise<void> {
    const [plan, facts] = [this.#plan, this.#facts.filter((f) => f.opened.name === name)];
    await this.#work('counting', async (signal) => {
      if (plan === null) {
        this.#plan = (await proposePlan(signal, this.#workspace, this.#facts, this.#locale)).plan;
      } else if (!this.#addPart(plan, name)) {
        const main = groupOf(this.#facts, plan.tables[0] ?? { of: [] });
        const [choice] = await findKeys(signal, this.#workspace, main, facts, plan.tables[0]?.key ?? null);
        if (choice === undefined) return;
        const joined = await joinedTable(signal, this.#workspace, facts, choice, this.#locale);
        const [first, ...rest] = plan.tables;
        const keyed = first === undefined ? [] : [{ ...first, key: first.key ?? choice.main }];
        this.#plan = withTables(this.#facts, plan, [...keyed, ...rest, joined]);
      }
      await this.#count(signal);
    });
  }

  /** Merges a spelling, or leaves it as it is in the file. */
  setMerge(merge: ProposedMerge, on: boolean): void {
    if (this.#plan === null) return;
    this.#plan = withMerge(this.#facts, this.#plan, merge.table, merge, on);
    void this.recount();
  }

  /** Merges all spellings that are proposed. */
  mergeAll(): void {
    for (const merge of this.#merges) {
      if (this.#plan !== null) this.#plan = withMerge(this.#facts, this.#plan, merge.table, merge, true);
    }
    void this.recount();
  }

  /** Leaves out rows that a table of periods does not fill, or keeps all. */
  setDrop(at: number, is: Incomplete | null): void {
    if (this.#plan === null) return;
    const opened = this.#facts.map((f) => f.opened);
    this.#plan = withDrop(opened, this.#plan, at, is);
    void this.recount();
  }

  /** The column to be predicted; null for none. */
  setLabel(label: string | null): void {
    if (this.#plan === null) return;
    this.#plan = withLabel(this.#plan, label);
    void this.recount();
  }

  /** Counts anew what the plan would meet and give. */
  recount(): Promise<void> {
    return this.#work('counting', (signal) => this.#count(signal));
  }

  async #lookAt(signal: AbortSignal): Promise<void> {
    const facts: TableFacts[] = [];
    for (const opened of this.files) {
      const known = this.#looked.get(opened) ?? (await lookAt(signal, this.#workspace, opened));
      this.#looked.set(opened, known);
      facts.push(known);
    }
    this.#facts = facts;
  }

  async #count(signal: AbortSignal): Promise<void> {
    const plan = this.#plan;
    this.#preview = null;
    if (plan === null) {
      this.#joins = [];
      return;
    }
    const opened = this.#facts.map((f) => f.opened);
    const [main] = plan.tables;
    const joins: (JoinCounts | null)[] = [];
    for (const [i, table] of plan.tables.entries()) {
      const counted = i === 0 || main === undefined ? null : await this.#countJoin(signal, opened, main, table);
      joins.push(counted);
    }
    signal.throwIfAborted();
    this.#joins = joins;
    if (this.blocked.length > 0) return;
    const seen = await preview(signal, this.#workspace, opened, plan);
    signal.throwIfAborted();
    this.#preview = seen;
  }

  /** Adds a file to the table of the plan that it is a part of; false where there is none. */
  #addPart(plan: CombinePlan, name: string): boolean {
    const all = this.#facts;
    const file = all.filter((f) => f.opened.name === name);
    const at = plan.tables.findIndex((t) => groupParts([...groupOf(all, t), ...file]).length === 1);
    if (at < 0) return false;
    this.#plan = withTable(all, plan, at, (t) => {
      const of = [...t.of, name];
      return { ...t, ...partTable(groupOf(all, { of }), this.#locale) };
    });
    return true;
  }

  /** Counts what joining meets, once for each pair of keys: most changes of a plan leave them as they are. */
  async #countJoin(
    signal: AbortSignal,
    opened: readonly Opened[],
    main: CombinedTable,
    table: CombinedTable,
  ): Promise<JoinCounts | null> {
    if (main.key === undefined || table.key === undefined) return null;
    const [one, other, match] = [{ of: main.of, key: main.key }, { of: table.of, key: table.key }, table.match];
    const prints = opened
      .filter((o) => main.of.includes(o.name) || table.of.includes(o.name))
      .map((o) => o.fingerprint);
    const key = JSON.stringify([one, other, match, prints]);
    const counted =
      this.#counted.get(key) ?? (await countJoin(signal, this.#workspace, opened, one, other, match ?? 'exact'));
    this.#counted.set(key, counted);
    return counted;
  }

  #change(at: number, change: (table: CombinedTable) => CombinedTable): void {
    if (this.#plan !== null) this.#plan = withTable(this.#facts, this.#plan, at, change);
  }

  /** Runs one thing at a time: what was being done before is stopped, for it is out of date. */
  async #work(what: Doing['what'], work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.#doing = { what, done: null };
    this.#error = null;
    try {
      await work(controller.signal);
    } catch (error) {
      if (!isAbort(error) && this.#controller === controller) this.#error = asVitrineError(error);
    }
    if (this.#controller !== controller) return;
    this.#controller = null;
    this.#doing = null;
  }

  /** The name chosen, in letters for SQL; that of a combined table is taken over, that of a file is not. */
  #freeName(): string {
    return freeName(
      this.name,
      this.files.map((o) => o.name),
    );
  }
}

/** How a table of a plan is shaped. */
export function shapeOf({ pivot, group }: CombinedTable): Shape {
  if (pivot !== undefined) return 'periods';
  return group === undefined ? 'plain' : 'summed';
}
