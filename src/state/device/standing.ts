import { analysisSchemas } from '../../analyses';
import { VitrineError } from '../../core/errors';
import { parseRecipe, type Recipe } from '../../core/recipe';
import { roleNames } from '../../core/roles';
import { fingerprint } from '../../data/fingerprint';
import type { Standing, StandingFile, StandingTable } from '../../data/kept';
import { fileSource, type FileSource } from '../../engines/remote';
import { kinds, paramsOf, type Params } from '../params';
import { recipeOf } from '../recipe';
import { modelFileName, modelsNeeded } from '../segment-models';
import { seenData, type OpenTable } from '../table.svelte';
import type { Workspace } from '../workspace.svelte';

/** What stands open, and the files themselves in the order of its `files`. */
export interface Open {
  readonly standing: Standing;
  readonly sources: readonly FileSource[];
}

/** What stands open now; null where that is nothing but samples, which are a click away. */
export function standingOf(workspace: Workspace, at: number): Open | null {
  const own = workspace.tables.filter((t) => t.demo === null);
  const read = own.filter((t) => t.source !== null);
  const sources = [...new Set(read.flatMap((t) => t.source ?? []))];
  const names = namesOf(sources);
  // Made of others: after them, so that they are there when it is made again.
  const made = own.filter((t) => isMadeOf(t, names));
  const tables = [...read, ...made];
  if (tables.length === 0) return null;
  const defaults = paramsOf(null);
  const paramsOfTable = (t: OpenTable): Params => (t === workspace.current ? workspace.params : defaults);
  const files = sources.map((source) => {
    const { opened } = read.find((t) => t.source === source) ?? {};
    const { name, size, modified } = source;
    return { name, size, modified, fingerprint: opened?.fingerprint ?? '' };
  });
  const standing: Standing = {
    at,
    files,
    tables: tables.map((table): StandingTable => ({
      name: table.name,
      file: table.source === null ? null : sources.indexOf(table.source),
      columns: table.opened.columns.map((c) => c.name),
      recipe: recipeOf({
        table,
        ...table.settings,
        ...table.scope,
        params: paramsOfTable(table),
        data: seenData(table),
      }),
    })),
    current: Math.max(
      0,
      tables.findIndex((t) => t === workspace.current),
    ),
    analysed: workspace.analysed,
    choices: tables.reduce((n, t) => n + choices(t, paramsOfTable(t), defaults), 0),
  };
  return { standing, sources };
}

/** Tables that were made of files of which one is closed by now: they cannot be made again, so nothing remembers them. */
export function forgottenOf({ tables }: Pick<Workspace, 'tables'>): readonly string[] {
  const names = namesOf(tables.flatMap((t) => t.source ?? []));
  return tables.flatMap((t) => (t.demo === null && t.source === null && !isMadeOf(t, names) ? [t.name] : []));
}

const namesOf = (sources: readonly FileSource[]): ReadonlySet<string> => new Set(sources.map((s) => s.name));

/** Whether a table was made of others whose files are all among these. */
function isMadeOf({ source, opened }: OpenTable, files: ReadonlySet<string>): boolean {
  return source === null && (opened.combined?.sources.every((s) => files.has(s.file)) ?? false);
}

/** The files of models that segments of open tables score with, as they are saved beside a recipe. */
export async function modelsOf(
  workspace: Workspace,
): Promise<readonly { readonly file: StandingFile; readonly blob: File }[]> {
  const rules = modelsNeeded(workspace.tables.flatMap((t) => (t.demo === null ? t.scope.segments : [])));
  const found = await Promise.all(
    rules.map(async (rule) => {
      const bytes = await workspace.scope.models.find(rule.model);
      if (bytes === null) return [];
      const blob = new File([bytes], modelFileName(rule), { lastModified: 0 });
      const { name, size, lastModified: modified } = blob;
      return [{ file: { name, size, modified, fingerprint: await fingerprint(fileSource(blob)) }, blob }];
    }),
  );
  return found.flat();
}

/** How many things a person chose about a table: roles, cleaning, settings, filter, segments, analyses. */
function choices({ opened, roles, clean, settings, scope }: OpenTable, params: Params, defaults: Params): number {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return [
    ...roleNames.map((role) => roles[role] !== opened.roles[role]),
    clean.duplicates === true,
    clean.zeroAmounts === true,
    settings.currency !== (opened.money?.code ?? null),
    settings.zone !== 'UTC',
    settings.asOf !== null,
    scope.filter !== null,
    ...scope.segments.map(() => true),
    ...Object.values(opened.read?.as ?? {}).map(() => true),
    ...kinds.map((kind) => !same(params[kind], defaults[kind])),
  ].filter(Boolean).length;
}

/** A recipe of what stood open; null where this version does not know it any more. */
export function recipeIn({ recipe }: StandingTable): Recipe | null {
  try {
    return parseRecipe(recipe, analysisSchemas);
  } catch (error) {
    if (error instanceof VitrineError) return null;
    throw error;
  }
}

/** What opening again did not bring back. */
export interface Missed {
  /** Tables that are not open: their file is missing, or they could not be made again. */
  readonly tables: readonly string[];
  /** Tables whose choices another version wrote, in a form that is not known. */
  readonly choices: readonly string[];
}

/**
 * Opens files as they stood open: with the recipes of their tables, the one that was in view in view again.
 * @param files those that are there; tables of others are missed
 */
export async function openAgain(workspace: Workspace, standing: Standing, files: readonly File[]): Promise<Missed> {
  const recipes = standing.tables.map(recipeIn);
  const known = recipes.filter((r) => r !== null);
  await workspace.open(files, null, null, known);
  const wanted = standing.tables[standing.current];
  const table = workspace.tables.find((t) => t.name === wanted?.name);
  if (table !== undefined) workspace.view(table, recipes[standing.current] ?? null);
  return missedOf(workspace, standing);
}

/** What of a standing is not open. */
export function missedOf(workspace: Workspace, standing: Standing): Missed {
  const open = new Set(workspace.tables.map((t) => t.name));
  return {
    tables: standing.tables.flatMap((t) => (open.has(t.name) ? [] : [t.name])),
    choices: standing.tables.flatMap((t) => (open.has(t.name) && recipeIn(t) === null ? [t.name] : [])),
  };
}
