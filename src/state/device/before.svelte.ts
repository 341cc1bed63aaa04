import type { Recipe } from '../../core/recipe';
import { fingerprint } from '../../data/fingerprint';
import { compareFiles, joined, without, type Compared, type Standing } from '../../data/kept';
import { fileSource } from '../../engines/remote';
import type { OpenTable } from '../table.svelte';
import type { Workspace } from '../workspace.svelte';
import type { Journal } from './journal';
import { openAgain, recipeIn } from './standing';

/** A file of a name that stood open before, and is another. */
export interface Other {
  readonly table: OpenTable;
  readonly compared: Compared;
  /** The choices made before; null where they cannot be read, or a column that they name is not there. */
  readonly recipe: Recipe | null;
}

/**
 * What stood open in this tab before it was reloaded or killed. Its files are not kept: a person drops them again, and
 * what is the same goes on as it was.
 */
export class Before {
  readonly #workspace: Workspace;
  readonly #journal: Journal;
  #standing = $state.raw<Standing | null>(null);
  #others = $state.raw<readonly Other[]>([]);

  constructor(workspace: Workspace, journal: Journal) {
    this.#workspace = workspace;
    this.#journal = journal;
  }

  /** What is still to come again; null when nothing is. */
  get standing(): Standing | null {
    return this.#standing;
  }
  /** Open files that only share their name with what stood open before. */
  get others(): readonly Other[] {
    return this.#others;
  }

  /** Reads the journal. */
  look(): void {
    this.#standing = this.#journal.read();
  }

  /** Takes what a device keeps for what stood open before. */
  resume(standing: Standing): void {
    this.#standing = standing;
  }

  /** These files need not come again. */
  settle(fingerprints: readonly string[]): void {
    if (this.#standing !== null) this.#standing = without(this.#standing, new Set(fingerprints));
  }

  /** Writes down what stands open, with what is still to come. */
  note(open: Standing): void {
    this.#journal.write(joined(open, this.#standing));
  }

  /** Nothing that stood open before is offered any more. */
  forget(): void {
    this.#standing = null;
    this.#others = [];
    this.#journal.forget();
  }

  /** Opens files; those that stood open before go on as they were. Answers whether figures were asked for before. */
  async open(files: readonly File[]): Promise<boolean> {
    const before = this.#standing;
    this.#others = [];
    const named = before === null ? [] : files.filter((f) => before.files.some(({ name }) => name === f.name));
    if (before === null || named.length === 0) {
      // Another workspace was begun: the one before is not asked for any more.
      if (this.#workspace.tables.length === 0) this.#standing = null;
      await this.#workspace.open(files);
      return false;
    }
    // One that cannot be read is told of when it is opened.
    const read = await Promise.allSettled(named.map((f) => fingerprint(fileSource(f))));
    const prints = new Set(read.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : [])));
    const left = without(before, prints);
    const tables = before.tables.filter((t) =>
      // What was made of others is made again when all of them are there.
      t.file === null ? left === null : prints.has(before.files[t.file]?.fingerprint ?? ''),
    );
    const inView = before.tables[before.current];
    const current = inView === undefined ? 0 : Math.max(0, tables.indexOf(inView));
    if (tables.length === 0) await this.#workspace.open(files);
    else await openAgain(this.#workspace, { ...before, tables, current }, files);
    this.#standing = left;
    this.#others = this.#compare(before, files);
    const other = new Set(this.#others.map((o) => o.table.opened.file));
    this.settle(before.files.flatMap((f) => (other.has(f.name) ? [f.fingerprint] : [])));
    return tables.length > 0 && before.analysed;
  }

  /** Gives another file of the same name the choices made before. */
  async useChoices({ table, recipe }: Other): Promise<void> {
    this.leave(table);
    if (recipe === null) return;
    await this.#workspace.open([new File([JSON.stringify(recipe)], 'recipe.json')]);
  }

  /** Leaves another file of the same name without the choices made before. */
  leave(table: OpenTable): void {
    this.#others = this.#others.filter((o) => o.table !== table);
  }

  #compare(before: Standing, files: readonly File[]): readonly Other[] {
    return this.#workspace.tables.flatMap((table): Other[] => {
      const was = before.tables.find((t) => t.name === table.name && t.file !== null);
      const file = before.files[was?.file ?? -1];
      const dropped = files.some((f) => f.name === file?.name);
      if (was === undefined || file === undefined || !dropped) return [];
      if (file.fingerprint === table.opened.fingerprint) return [];
      const columns = table.opened.columns.map((c) => c.name);
      const compared = compareFiles({ ...file, columns: was.columns }, { columns, size: table.opened.size });
      const recipe = recipeIn(was);
      const named = Object.values(recipe?.roles?.[recipe.sources[0]?.name ?? ''] ?? {});
      const serves = named.every((column) => typeof column !== 'string' || columns.includes(column));
      return [{ table, compared, recipe: serves ? recipe : null }];
    });
  }
}
