import type { DataInfo, SegmentTable } from '../core/analysis';
import type { Engine } from '../core/engine';
import { texts } from '../core/frame';
import type { Recipe } from '../core/recipe';
import type { GlobalFilter, Segment } from '../core/segment';
import type { Spine } from '../core/spine';
import { ident, sql } from '../sql/sql';
import { dropNarrowed, isOpen, narrowSpine, nowOf } from './narrow';
import { materialise, type SegmentPlace } from './segments';
import { segmentTables } from './tables';

/** What a person narrows all analyses to, and the segments they named. */
export interface Scope {
  /** Null leaves everything. */
  readonly filter: GlobalFilter | null;
  readonly segments: readonly Segment[];
}

/**
 * What a recipe says of one of its sources.
 * @param first whether what names no source is meant for this one
 */
export function scopeOf(recipe: Recipe, source: string, first: boolean): Scope {
  const of = (s: { readonly source?: string | undefined }): boolean =>
    s.source === undefined ? first : s.source === source;
  const { filter } = recipe;
  const segments = (recipe.segments ?? []).filter(of).map(({ name, rule }) => ({ name, rule }));
  if (filter === undefined || !of(filter)) return { filter: null, segments };
  const { from, to, where, customers } = filter;
  return {
    filter: {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(where === undefined ? {} : { where }),
      ...(customers === undefined ? {} : { customers }),
    },
    segments,
  };
}

/** Name of the rule of the filter itself among segments: no person can give it. */
const FILTER = '';

/** What a scope was made into. */
export interface Scoped {
  /** The spine itself where nothing is left out. */
  readonly spine: Spine;
  readonly segments: readonly SegmentTable[];
}

/**
 * Makes the segments and narrows the spine by the filter.
 * @param whole the data as it is, with the "now" at which segments are asked; its segments are not looked at
 * @param standing the segments' tables where they were made already, of the same rules and the same "now"
 * @throws VitrineError as `materialise` and `narrowSpine` do
 */
export async function makeScope(
  signal: AbortSignal,
  place: SegmentPlace,
  whole: DataInfo,
  { filter, segments }: Scope,
  standing: readonly SegmentTable[] | null = null,
): Promise<Scoped> {
  const made = standing ?? (segments.length === 0 ? [] : await materialise(signal, place, whole, segments));
  if (filter === null || isOpen(filter)) return { spine: whole.spine, segments: made };
  const rule = filter.customers;
  const among =
    rule === undefined ? [] : await materialise(signal, place, { ...whole, segments: made }, [{ name: FILTER, rule }]);
  return {
    spine: await narrowSpine(signal, place.engine, whole.spine, filter, among[0]?.table ?? null),
    segments: made,
  };
}

/**
 * The data as analyses are to see it.
 * @param chosen the "now" a person chose, or null
 */
export function scopedData(whole: DataInfo, { filter }: Scope, scoped: Scoped, chosen: number | null): DataInfo {
  const { spine, segments } = scoped;
  return {
    ...whole,
    spine,
    asOf: nowOf(whole.spine, filter, chosen),
    ...(segments.length === 0 ? {} : { segments }),
  };
}

/** Frees the tables of a source's segments that are not among `kept`, and those of its narrowed spine unless kept. */
export async function dropScope(
  engine: Pick<Engine, 'query'>,
  whole: Spine,
  kept: Scoped = { spine: whole, segments: [] },
): Promise<void> {
  const free = new AbortController().signal;
  if (kept.spine === whole) await dropNarrowed(engine, whole);
  const names = new Set(kept.segments.map((s) => s.table));
  const frame = await engine.query(
    free,
    sql`SELECT table_name AS name FROM information_schema.tables WHERE starts_with(table_name, ${segmentTables(whole.source)})`,
  );
  for (const name of texts(frame, 'name')) {
    if (name !== null && !names.has(name)) await engine.query(free, sql`DROP TABLE IF EXISTS ${ident(name)}`);
  }
}
