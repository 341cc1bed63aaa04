import { analyses, type AnalysisKind } from '../analyses';
import { handOver } from '../analyses/hand-over';
import { runAnalysis } from '../analyses/run';
import type { Analysis, DataInfo } from '../core/analysis';
import type { Demo } from '../core/demos';
import type { Engine, ExportFormat, OnProgress, Progress, Statement } from '../core/engine';
import { asVitrineError, isAbort, VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import type { Cleaning, Roles } from '../core/roles';
import type { Recipe } from '../core/recipe';
import type { Opened } from '../data';
import type { FileSource } from '../engines/remote';
import { Ahead } from './ahead';
import { appliedTo, applyRecipe } from './apply';
import { Choosing } from './choosing.svelte';
import { Demand } from './demand';
import { dropTables } from './drop-tables';
import type { SegmentChange } from './follow';
import { fetchDemo } from './demo';
import type { Opening } from './opening';
import { checked, followed, kinds, paramsOf, perKind, type FiguresOf, type ParamsOf } from './params';
import { readingFor, readRecipe, recipeAmong, recipeOf } from './recipe';
import { Run } from './run.svelte';
import { freeName } from './source-name';
import { Scoping, type ScopePlace } from './scope.svelte';
import { comesIntoView, OpenTable, profileOpen, seenData } from './table.svelte';

/**
 * The open workspace: files, what their columns mean, and one run per analysis on the table in view. All
 * work happens in the engine; this class holds results and the verbs that make them.
 */
export class Workspace {
  #tables = $state.raw<readonly OpenTable[]>([]);
  #current = $state<OpenTable | null>(null);
  #opening = $state.raw<Opening | null>(null);
  #failures = $state.raw<readonly { readonly file: string; readonly error: VitrineError }[]>([]);
  #analysed = $state(false);
  #controller: AbortController | null = null;
  readonly #demand = new Demand<AnalysisKind>(
    (kind) => this.run(kind),
    new Ahead((signal) => handOver(signal, this.place, this.data)),
  );
  /** Where plans run. */
  readonly place: ScopePlace & { readonly engine: Engine<FileSource> };
  readonly #source: (file: File) => FileSource;

  /** What is read of large files. */
  readonly choosing = new Choosing();

  /** What all analyses of the table in view obey: filter, segments, zone and "now". */
  readonly scope: Scoping;

  /** One run per analysis; each begins when the page shows it, and again when the data it was made of changed. */
  readonly runs = perKind((kind): Run => new Run(() => this.#demand.want(kind))) as {
    readonly [K in AnalysisKind]: Run<FiguresOf<K>>;
  };

  /** What the person chose; the rest is settled from the data by each analysis. */
  params = $state.raw(paramsOf(null));

  /** @param source wraps a browser's File as something the engine can read */
  constructor(place: ScopePlace & { readonly engine: Engine<FileSource> }, source: (file: File) => FileSource) {
    this.place = place;
    this.#source = source;
    this.scope = new Scoping(
      place,
      () => this.#current,
      (table) => {
        if (this.#current === table && this.#analysed) void this.analyse();
      },
      (table, changes) => {
        if (this.#current === table) this.#follow(changes);
      },
    );
  }

  get tables(): readonly OpenTable[] {
    return this.#tables;
  }
  get current(): OpenTable | null {
    return this.#current;
  }
  get opening(): Opening | null {
    return this.#opening;
  }
  /** Files that could not be opened, newest last. */
  get failures(): readonly { readonly file: string; readonly error: VitrineError }[] {
    return this.#failures;
  }
  /** Whether the analyses were asked for on the current table. */
  get analysed(): boolean {
    return this.#analysed;
  }
  get currency(): string | null {
    return this.#current?.settings.currency ?? null;
  }
  get zone(): string {
    return this.#current?.settings.zone ?? 'UTC';
  }

  /** What analyses know of the data in view; null until there is a spine. */
  get data(): DataInfo | null {
    return this.#current === null ? null : seenData(this.#current);
  }

  /**
   * Opens files one after the other; each that fails is listed in `failures` and leaves the others as
   * they are. The last one that can be analysed comes into view. A recipe among them (`.json`) is read first
   * and says what the columns of its files mean and what is computed. Models (`.onnx`) are what segments score with.
   * @param demo name of the sample data set the files belong to, and the currency of its money
   * @param known recipes of the files' tables, of those that were combined last; one among the files comes before them
   */
  async open(
    files: readonly File[],
    demo: Demo | null = null,
    currency: string | null = null,
    known: readonly Recipe[] = [],
  ): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.#failures = [];
    const said = await recipeAmong(files);
    const recipe = said === null ? null : await this.#readRecipe(controller.signal, said, files);
    const recipes = recipe === null ? known : [recipe];
    const models = files.filter((f) => /\.onnx$/i.test(f.name));
    for (const file of models) {
      const wanted = await this.scope.takeModel(new Uint8Array(await file.arrayBuffer()));
      if (!wanted && models.length === files.length)
        this.#fail(file.name, new VitrineError('model.no-table', { model: file.name }));
    }
    for (const file of files.filter((f) => f !== said && !models.includes(f))) {
      try {
        await this.#openOne(controller.signal, this.#source(file), demo, recipes, currency);
      } catch (error) {
        if (isAbort(error)) break;
        this.#fail(file.name, error);
      }
    }
    for (const one of recipes) await this.#combineAsSaid(controller.signal, one);
    if (this.#controller === controller) {
      this.#opening = null;
      this.#controller = null;
    }
  }

  async #combineAsSaid(signal: AbortSignal, recipe: Recipe): Promise<void> {
    try {
      if (recipe.sources.some((s) => s.combine !== undefined))
        await (await import('./combine-recipe')).replay(signal, this, recipe);
    } catch (error) {
      if (!isAbort(error)) this.#fail(recipe.title ?? 'recipe', error);
    }
  }

  /** Takes in a table that was made of open ones, in place of one of its name, and brings it into view. */
  async adopt(signal: AbortSignal, opened: Opened, recipe: Recipe | null = null): Promise<void> {
    const table = new OpenTable(opened, opened.roles, null);
    const before = this.#tables.find((t) => t.opened.name === opened.name);
    table.reopen = before?.reopen ?? null;
    table.source = before?.source ?? null;
    const said = applyRecipe(recipe === null ? [] : [recipe], table);
    await this.#sort(signal, table, () => undefined);
    this.#tables = [...this.#tables.filter((t) => t.opened.name !== opened.name), table];
    this.#show(table, said);
    void this.#profile(table);
  }

  /** Reads a dropped recipe and applies it to open files that it names. */
  async #readRecipe(signal: AbortSignal, file: File, files: readonly File[]): Promise<Recipe | null> {
    try {
      const recipe = await readRecipe(file);
      for (const table of appliedTo(recipe, this.#tables, files)) {
        if (this.#current === table) this.#show(table, recipe);
        await this.#sort(signal, table, () => undefined);
      }
      return recipe;
    } catch (error) {
      this.#fail(file.name, error);
      return null;
    }
  }

  /** The recipe of the table in view, to keep or to run on the command line; null when nothing is open. */
  recipe(): Recipe | null {
    const table = this.#current;
    if (table === null) return null;
    return recipeOf({ table, ...table.settings, ...table.scope, params: this.params, data: this.data });
  }

  async #openOne(
    signal: AbortSignal,
    source: FileSource,
    demo: Demo | null,
    recipes: readonly Recipe[],
    currency: string | null,
  ): Promise<void> {
    const { engine } = this.place;
    const show = (phase: Opening['phase']) => (p: Progress) => {
      if (!signal.aborted) this.#opening = { file: source.name, phase, done: p.done };
    };
    show('reading')({ done: null });
    // The page shows that it reads before it reads; both at once would hold the main thread too long.
    await new Promise((later) => setTimeout(later));
    signal.throwIfAborted();
    const [{ openChosen, reopening }, { mappings }] = await Promise.all([import('./choose'), import('./mappings')]);
    const taken = (): readonly string[] => this.#tables.map((t) => t.opened.name);
    const nameOf = (part: string | null): string => freeName(part?.split(' › ').at(-1) ?? source.name, taken());
    const as = readingFor(recipes, source.name);
    const place = { signal, engine, onProgress: show('reading'), as };
    for await (const opened of openChosen(this.choosing, place, source, nameOf)) {
      const table = new OpenTable(opened, opened.roles, demo);
      if (currency !== null) table.settings = { ...table.settings, currency };
      table.source = source;
      table.reopen = reopening(engine, source, opened);
      const said = applyRecipe(recipes, table);
      if (said === null && demo === null) table.recall(mappings.find(opened.columns.map((c) => c.name)));
      await this.#sort(signal, table, show('sorting'));
      this.#tables = [...this.#tables, table];
      if (comesIntoView(table, this.#current)) this.#show(table, said);
      void this.#profile(table);
    }
  }

  /** Builds the spine; what stands in its way is kept on the table, to be mended there. */
  async #sort(signal: AbortSignal, table: OpenTable, onProgress: (p: Progress) => void): Promise<void> {
    onProgress({ done: null });
    try {
      const { buildSpine } = await import('../data/spine');
      table.sorted(await buildSpine(signal, this.place.engine, table.opened, table.roles, table.clean, onProgress));
    } catch (error) {
      if (isAbort(error)) throw error;
      table.spine = null;
      table.error = asVitrineError(error);
    }
    await this.scope.renew(table);
  }

  async #profile(table: OpenTable): Promise<void> {
    try {
      await profileOpen(this.place.engine, table, () => this.#demand.rest());
    } catch (error) {
      // A table that was closed meanwhile, or read again, is not missed.
      if (this.#tables.includes(table)) this.#fail(table.name, error);
    }
  }

  /** Opens a sample data set that `fetched` loads from beside the page. */
  async openDemo(demo: Demo): Promise<void> {
    this.#opening = { file: demo, phase: 'reading', done: null };
    this.#failures = [];
    try {
      const { file, currency } = await fetchDemo(demo);
      await this.open([file], demo, currency);
    } catch (error) {
      this.#opening = null;
      this.#fail(demo, error);
    }
  }

  /** To be called when the engine is gone: its tables are gone with it, and so is what was shown of them. */
  lost(): void {
    this.#tables = [];
    this.#current = null;
    this.#opening = null;
    this.#forget();
    this.#fail('', new VitrineError('engine.lost', { reason: 'DuckDB' }));
  }

  /** Stops the file being opened; files already open stay. */
  stopOpening(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#opening = null;
  }

  /** Brings a table into view, with the parameters of its recipe; results of the one before are dropped. */
  view(table: OpenTable, recipe: Recipe | null = null): void {
    if (this.#current !== table) this.#show(table, recipe);
  }

  /** Brings a table into view with the parameters of its recipe, else with nothing chosen: they are of one file. */
  #show(table: OpenTable | null, recipe: Recipe | null): void {
    this.scope.forget();
    this.#current = table;
    this.params = paramsOf(recipe);
    this.#forget();
  }

  /** Closes a file and gives back the memory of its tables. */
  close(table: OpenTable): void {
    void dropTables(this.place.engine, table).catch((error: unknown) => this.#fail(table.name, error));
    this.#tables = this.#tables.filter((t) => t !== table);
    if (this.#current === table) this.#show(this.#tables.at(-1) ?? null, null);
  }

  /** Gives the table other roles or another cleaning, sorts it again, and computes what was computed. */
  async change(table: OpenTable, to: { readonly roles?: Roles; readonly clean?: Cleaning }): Promise<void> {
    const analysed = this.#analysed;
    table.roles = to.roles ?? table.roles;
    table.clean = to.clean ?? table.clean;
    this.#forget();
    const controller = new AbortController();
    this.#controller?.abort();
    this.#controller = controller;
    try {
      await this.#sort(controller.signal, table, (p) => {
        this.#opening = { file: table.name, phase: 'sorting', done: p.done };
      });
    } catch (error) {
      if (!isAbort(error)) throw error;
      if (this.#controller === null) table.goBack();
    }
    if (this.#controller !== controller) return;
    this.#opening = null;
    this.#controller = null;
    if (analysed && table.spine !== null) await this.analyse();
  }

  /** ISO 4217 code of the money in the data, or null when not said. */
  set currency(code: string | null) {
    const table = this.#current;
    if (table === null) return;
    table.settings = { ...table.settings, currency: code };
    if (this.#analysed) void this.analyse();
  }

  /**
   * Computes what the page shows of the table in view, one after the other; each shows as soon as it is there.
   * What is not shown now is computed when it is.
   */
  async analyse(): Promise<void> {
    if (this.data === null) return;
    this.#analysed = true;
    for (const kind of kinds) {
      if (this.#demand.wants(kind)) this.runs[kind].abandon();
      else this.runs[kind].clear();
    }
    await this.#demand.renew();
  }

  /** Runs one analysis with the parameters chosen. */
  async run(kind: AnalysisKind): Promise<void> {
    const { data } = this;
    if (data === null) return;
    this.#demand.begun(kind);
    // The kind ties parameters, figures and run together; a union of functions does not say so.
    const analysis = analyses[kind] as Analysis;
    const run = this.runs[kind] as Run;
    await run.start((signal, onProgress) =>
      runAnalysis(signal, this.place, analysis, kind, this.params[kind], data, (_, p) => onProgress(p.done)),
    );
  }

  /** Chooses what a mark of a picture asks for, on top of what is chosen, and runs the analysis again. */
  chooseOnTop(kind: AnalysisKind, params: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#put(kind, checked(kind, { ...this.params[kind], ...params }));
  }

  /** Segments go by another name, hold others, or are gone: what speaks of them is computed anew. */
  #follow(changes: readonly SegmentChange[]): void {
    for (const [kind, params] of followed(this.params, changes)) void this.#put(kind, params);
  }

  /** Chooses parameters of one analysis and runs it again; what the page does not show, when it does. */
  choose<K extends AnalysisKind>(kind: K, params: ParamsOf<K>): Promise<void> {
    return this.#put(kind, params);
  }

  async #put(kind: AnalysisKind, params: unknown): Promise<void> {
    this.params = { ...this.params, [kind]: params };
    if (this.#demand.outdated(kind)) await this.run(kind);
    else this.runs[kind].clear();
  }

  /** Rows of a statement: pages of a result's list, and the SQL room. */
  query(signal: AbortSignal, statement: Statement): Promise<Frame> {
    return this.place.engine.query(signal, statement);
  }

  /** Writes a frame as a table of the engine, in place of one of that name. */
  load(signal: AbortSignal, table: string, frame: Frame): Promise<void> {
    return this.place.engine.load(signal, table, frame);
  }

  /** A statement's rows as a file. */
  export(signal: AbortSignal, statement: Statement, format: ExportFormat, onProgress?: OnProgress): Promise<Blob> {
    return this.place.engine.export(signal, statement, format, onProgress);
  }

  #fail(file: string, error: unknown): void {
    this.#failures = [...this.#failures, { file, error: asVitrineError(error) }];
  }

  #forget(): void {
    this.#demand.close();
    this.#analysed = false;
    for (const run of Object.values(this.runs)) run.clear();
  }
}
