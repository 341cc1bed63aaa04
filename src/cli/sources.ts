import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { segmentPlace } from '../analyses/lists';
import type { DataInfo } from '../core/analysis';
import { VitrineError } from '../core/errors';
import type { Recipe } from '../core/recipe';
import type { Cleaning } from '../core/roles';
import { combine } from '../data/combine';
import { demos } from '../data/demos';
import { openSource, type Opened } from '../data/open';
import { parseRoles } from '../data/roles';
import { makeScope, scopedData, scopeOf } from '../data/scope';
import type { SegmentPlace } from '../data/segments';
import { buildSpine } from '../data/spine';
import { pathSource } from '../engines/native/duckdb';
import { scoredCustomers, type ModelFiles } from '../tasks/scored/segment';
import type { CliPlace } from './place';
import type { ProgressLine } from './progress';

const demoFolder = fileURLToPath(new URL('../../static/demo/', import.meta.url));

type RecipeSource = Recipe['sources'][number];

/** A source of a recipe that is ready for analyses, or why it is not. */
export type Ready = (
  { readonly name: string; readonly data: DataInfo } | { readonly name: string; readonly error: VitrineError }
) & {
  /** The table, where the recipe made it of others: it is part of what a run gives. */
  readonly combined?: Opened;
};

/**
 * Opens every source of a recipe, makes its spine, and narrows it to the recipe's filter. A file that cannot be read ends the run; one that
 * has no customer and time is kept with the reason, for an analysis may not need it.
 * @param recipePath paths of the recipe are relative to its folder
 * @param models what segments of scores ask
 */
export async function openSources(
  signal: AbortSignal,
  place: CliPlace,
  recipe: Recipe,
  recipePath: string,
  models: ModelFiles,
  line: ProgressLine,
): Promise<readonly Ready[]> {
  const { engine } = place;
  const segments: SegmentPlace = {
    ...segmentPlace(place),
    score: (signal, data, rule, prefix) => scoredCustomers(signal, { ...place, models }, data, rule, prefix),
  };
  const ready: Ready[] = [];
  const parts: Opened[] = [];
  // What names no source is meant for the first log.
  let first = true;
  for (const source of recipe.sources) {
    const opened = await openOne(signal, place, source, parts, recipePath, line);
    if (opened.combined === undefined) parts.push(opened);
    const made = opened.combined === undefined ? {} : { combined: opened };
    const given = recipe.roles?.[source.name];
    try {
      const spine = await buildSpine(
        signal,
        engine,
        opened,
        given === undefined ? opened.roles : parseRoles(source.name, opened.columns, given),
        cleaning(source.clean),
        line.of(`sorting ${opened.file}`),
      );
      const chosen = recipe.asOf === undefined ? null : Date.parse(recipe.asOf);
      const currency = recipe.currency ?? (source.demo === undefined ? null : demos[source.demo].currency);
      const whole: DataInfo = { spine, asOf: chosen ?? spine.to, zone: recipe.zone ?? 'UTC', currency };
      const scope = scopeOf(recipe, source.name, first);
      first = false;
      if (scope.filter !== null || scope.segments.length > 0) line.show(`filtering ${opened.file}`, null);
      const scoped = await makeScope(signal, segments, whole, scope);
      ready.push({ name: source.name, data: scopedData(whole, scope, scoped, chosen), ...made });
    } catch (error) {
      if (!(error instanceof VitrineError) || error.code !== 'role.missing') throw error;
      ready.push({ name: source.name, error, ...made });
    }
  }
  return ready;
}

/** Reads a file, or makes a table of those that were read. */
async function openOne(
  signal: AbortSignal,
  { engine }: CliPlace,
  source: RecipeSource,
  parts: readonly Opened[],
  recipePath: string,
  line: ProgressLine,
): Promise<Opened> {
  const { name } = source;
  if (source.combine !== undefined) {
    return combine(signal, engine, parts, source.combine, name, name, line.of(`combining ${name}`));
  }
  const file = await pathSource(pathOf(source, recipePath));
  return openSource(signal, engine, file, name, line.of(`reading ${file.name}`), source.read);
}

function pathOf(source: RecipeSource, recipePath: string): string {
  if (source.demo !== undefined) return resolve(demoFolder, demos[source.demo].file);
  return resolve(dirname(recipePath), source.path ?? '');
}

function cleaning({ duplicates = false, zeroAmounts = false }: RecipeSource['clean'] = {}): Cleaning {
  return { duplicates, zeroAmounts };
}
