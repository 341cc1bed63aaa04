import { analyses, analysisOf, analysisSchemas, type AnalysisKind } from '../analyses';
import type { DataInfo } from '../core/analysis';
import { VitrineError } from '../core/errors';
import { parseRecipe, type Recipe } from '../core/recipe';
import type { ReadAs } from '../core/reading';
import type { Cleaning } from '../core/roles';
import { scopeOf, type GivenRoles, type Scope } from '../data';
import { demoNamed, demos } from '../data/demos';
import type { OpenTable } from './table.svelte';

/** What a recipe says of one file, by which the file is opened. */
export interface RecipeSource {
  readonly name: string;
  readonly roles: GivenRoles | null;
  readonly clean: Cleaning;
  readonly scope: Scope;
}

/**
 * The recipe among dropped files: JSON that says it is one. Other JSON is data.
 * @returns null when there is none
 */
export async function recipeAmong(files: readonly File[]): Promise<File | null> {
  for (const file of files) {
    if (!/\.json$/i.test(file.name) || file.size > LARGEST) continue;
    if (/^\s*\{/.test(await file.slice(0, 100).text()) && (await file.text()).includes('"vitrine"')) return file;
  }
  return null;
}

/** How recipes say that a file is to be read; several sources of one file leave the part open. */
export function readingFor(recipes: readonly Recipe[], file: string): ReadAs {
  const said = recipes.flatMap((r) => r.sources).filter((s) => fileOf(s) === file);
  const read = said.find((s) => s.read !== undefined)?.read;
  if (read === undefined || said.every((s) => s.read?.part === read.part)) return read ?? {};
  return Object.fromEntries(Object.entries(read).filter(([key]) => key !== 'part'));
}

/** The name of a source's file, of a sample that of its own; undefined where it is made of others. */
function fileOf({ path, demo, combine }: Recipe['sources'][number]): string | undefined {
  if (combine !== undefined) return undefined;
  const sample = demoNamed(demo ?? null);
  return sample === null ? path?.split(/[\\/]/).at(-1) : demos[sample].file;
}

/** Larger recipes are not read: a recipe is a page of text. */
const LARGEST = 1024 * 1024;

/**
 * Reads a recipe from a file that a person dropped.
 * @throws VitrineError `recipe.*`, `file.unreadable` when it is larger than 1 MiB
 */
export async function readRecipe(file: File): Promise<Recipe> {
  if (file.size > LARGEST) throw new VitrineError('file.unreadable', { file: file.name, reason: '> 1 MiB' });
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new VitrineError('recipe.not-json', { reason }, { cause });
  }
  return parseRecipe(json, analysisSchemas);
}

/**
 * What the recipe says of a file: the source whose path ends in the file's name, or the combined one that is called so.
 * Null when there is none.
 */
export function sourceFor(recipe: Recipe, file: string, part: string | null = null): RecipeSource | null {
  const source = recipe.sources.find((s) =>
    s.combine === undefined ? fileOf(s) === file && (s.read?.part ?? part) === part : s.name === file,
  );
  if (source === undefined) return null;
  const { duplicates = false, zeroAmounts = false } = source.clean ?? {};
  const roles =
    recipe.roles !== undefined && Object.hasOwn(recipe.roles, source.name) ? recipe.roles[source.name] : null;
  const scope = scopeOf(recipe, source.name, source === recipe.sources[0]);
  return { name: source.name, roles: roles ?? null, clean: { duplicates, zeroAmounts }, scope };
}

/** Whether one of its sources is that file, or a part of it. */
export function knows(recipe: Recipe, file: string): boolean {
  return recipe.sources.some((s) => fileOf(s) === file);
}

/** What a recipe speaks of, as a person knows it: file names, else names of samples and sources; each once. */
export function filesOf(recipe: Recipe): readonly string[] {
  return [...new Set(recipe.sources.map((s) => s.demo ?? fileOf(s) ?? s.name))];
}

/** The parameters of the recipe's first analysis of a kind, or null. */
export function paramsFor(recipe: Recipe, kind: AnalysisKind): Readonly<Record<string, unknown>> | null {
  const asked = recipe.analyses.find((a) => a.kind === kind);
  if (asked === undefined) return null;
  return Object.fromEntries(Object.entries(asked).filter(([key]) => !['id', 'kind', 'source'].includes(key)));
}

/** What is open, for {@link recipeOf}. */
export interface Stated extends Scope {
  readonly table: OpenTable;
  readonly zone: string;
  readonly currency: string | null;
  /** "Now" in epoch milliseconds, or null for the data's last time. */
  readonly asOf: number | null;
  readonly params: { readonly [K in AnalysisKind]: object };
  /** What analyses see; null before there is a spine. */
  readonly data: DataInfo | null;
}

/**
 * The recipe of what is in view: the same files, roles, filter, segments and parameters, to run on the command line. A model
 * that was opened in the page is not part of it.
 */
export function recipeOf({ table, zone, currency, asOf, filter, segments, params, data }: Stated): Recipe {
  const { name, file, combined } = table.opened;
  const of = table.demo === null ? { path: file, ...reading(table.opened) } : { demo: table.demo };
  const parts = combined?.sources.map(({ name: part, file: path, read }) => ({ name: part, path, read })) ?? [];
  const source = { name, ...(combined === undefined ? of : { combine: combined.plan }), clean: table.clean };
  // What names no source is meant for the first: here that is a part.
  const named = combined === undefined ? {} : { source: name };
  const recipe = {
    vitrine: 1,
    title: file,
    sources: [...parts, source],
    roles: { [name]: table.roles },
    ...(asOf === null ? {} : { asOf: new Date(asOf).toISOString() }),
    zone,
    ...(currency === null ? {} : { currency }),
    ...(filter === null ? {} : { filter: { ...named, ...filter } }),
    ...(segments.length === 0 ? {} : { segments: segments.map((s) => ({ ...named, ...s })) }),
    analyses: (Object.keys(analyses) as AnalysisKind[])
      .filter((kind) => serves(kind, params[kind], data) && (data !== null || combined === undefined))
      .map((kind) => ({ id: kind, kind, ...named, ...withoutOpenedModel(params[kind]) })),
  };
  return parseRecipe(JSON.parse(JSON.stringify(recipe)), analysisSchemas);
}

/** What a person said of how the file is read, and which part of it the table is. */
function reading({ read }: OpenTable['opened']): { readonly read?: ReadAs } {
  const as = { ...read?.as, ...(read?.part == null ? {} : { part: read.part }) };
  return Object.keys(as).length === 0 ? {} : { read: as };
}

/** Whether an analysis can be made of the data: a recipe names no other, for it would end the whole run. */
function serves(kind: AnalysisKind, params: object, data: DataInfo | null): boolean {
  if (data === null) return true;
  try {
    analysisOf(kind)?.settle(params, data);
    return true;
  } catch (error) {
    if (error instanceof VitrineError) return false;
    throw error;
  }
}

function withoutOpenedModel(params: object): object {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== 'model'));
}
