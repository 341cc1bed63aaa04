import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analysisOf, analysisSchemas } from '../analyses/index';
import { runAnalysis } from '../analyses/run';
import type { DataInfo } from '../core/analysis';
import { VitrineError } from '../core/errors';
import { parseParams, parseRecipe, type Recipe, type RecipeAnalysis } from '../core/recipe';
import type { Opened } from '../data/open';
import { ident, sql } from '../sql/sql';
import type { Command } from './args';
import { modelFiles } from './models';
import { withPlace, type CliPlace } from './place';
import type { ProgressLine } from './progress';
import { openSources, type Ready } from './sources';

/**
 * Runs a recipe: one `<id>.json` per analysis, one file per long list. Each is written when it is done, so
 * that a run that fails late leaves what it had.
 * @returns the files that were written, in order
 * @throws VitrineError
 */
export async function runRecipe(
  signal: AbortSignal,
  { recipe: path, out, engine: engineName, format, models }: Extract<Command, { command: 'run' }>,
  line: ProgressLine,
): Promise<readonly string[]> {
  const recipe = await readRecipe(path);
  await mkdir(out, { recursive: true }).catch((cause: unknown) => {
    throw new VitrineError('data.missing', { what: `The folder ${out}` }, { cause });
  });
  return withPlace(engineName, async (place) => {
    const written: string[] = [];
    const files = modelFiles(models, path);
    place.scorer.files = (sha256) => files.find(sha256);
    const sources = await openSources(signal, place, recipe, path, files, line);
    for (const { combined } of sources) {
      if (combined !== undefined) written.push(...(await writeCombined(place, combined)));
    }
    for (const [index, asked] of recipe.analyses.entries()) {
      const analysis = analysisOf(asked.kind);
      if (analysis === undefined) throw new Error(`the recipe was checked, yet ${asked.kind} is unknown`);
      const params = parseParams(analysis.params, paramsOf(asked), `analyses[${index}]`);
      const data = dataFor(sources, asked, (d) => void analysis.settle(params, d));
      const onStep = (_: string, progress: { readonly done: number | null }): void =>
        line.show(`computing ${asked.id}`, progress.done);
      const result = await runAnalysis(signal, place, analysis, asked.id, params, data, onStep);
      for (const table of result.tables) {
        const file = join(out, `${asked.id}.${table.name}.${format}`);
        const blob = await place.engine.export(signal, table.sql, format, line.of(`writing ${file}`));
        await writeFile(file, Buffer.from(await blob.arrayBuffer()));
        written.push(file);
      }
      const file = join(out, `${asked.id}.json`);
      await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
      written.push(file);
    }
    return written;
  });

  /** A table that was made of others: its rows, and how it was made. */
  async function writeCombined({ engine }: CliPlace, opened: Opened): Promise<readonly string[]> {
    // The table's own name has no character that means something in a path.
    const word = opened.table.slice('rows_'.length);
    const rows = join(out, `${word}.table.${format}`);
    const statement = sql`SELECT * FROM ${ident(opened.table)}`;
    const blob = await engine.export(signal, statement, format, line.of(`writing ${rows}`));
    await writeFile(rows, Buffer.from(await blob.arrayBuffer()));
    const receipt = join(out, `${word}.table.json`);
    const { name, fingerprint, columns, rows: count, combined } = opened;
    await writeFile(receipt, `${JSON.stringify({ name, fingerprint, rows: count, columns, ...combined }, null, 2)}\n`);
    return [rows, receipt];
  }
}

/** @throws VitrineError `data.missing`, `recipe.*` */
export async function readRecipe(path: string): Promise<Recipe> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new VitrineError('data.missing', { what: path }, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new VitrineError('recipe.not-json', { reason }, { cause });
  }
  return parseRecipe(json, analysisSchemas);
}

function paramsOf(asked: RecipeAnalysis): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(asked).filter(([key]) => !['id', 'kind', 'source'].includes(key)));
}

/**
 * The source that an analysis names, else the first one that it can be settled on.
 * @throws VitrineError why the named one, or the first one, does not serve
 */
function dataFor(sources: readonly Ready[], asked: RecipeAnalysis, settle: (data: DataInfo) => void): DataInfo {
  const candidates = asked.source === undefined ? sources : sources.filter((s) => s.name === asked.source);
  let first: VitrineError | null = null;
  for (const source of candidates) {
    try {
      if ('error' in source) throw source.error;
      settle(source.data);
      return source.data;
    } catch (error) {
      if (!(error instanceof VitrineError)) throw error;
      first ??= error;
    }
  }
  throw first ?? new Error(`no source for ${asked.id}`);
}
