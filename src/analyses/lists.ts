import type { DataInfo } from '../core/analysis';
import type { Statement } from '../core/engine';
import { VitrineError } from '../core/errors';
import { nearest } from '../core/nearest';
import { parseParams } from '../core/recipe';
import { analyses, analysisOf } from './index';
import { runAnalysis, type Place } from './run';

const quoted = (name: string | null): string => (name === null ? '' : `“${name}”`);

/**
 * Runs an analysis for one of its lists, as rules of segments ask for it.
 * @param prefix its tables' names begin with it, and stand until they are dropped
 * @throws VitrineError `recipe.invalid` for an unknown kind, `list.unknown`, what the analysis throws
 */
export async function runList(
  signal: AbortSignal,
  place: Place,
  data: DataInfo,
  rule: { readonly kind: string; readonly params: Readonly<Record<string, unknown>>; readonly list: string },
  prefix: string,
): Promise<Statement> {
  const analysis = analysisOf(rule.kind);
  if (analysis === undefined) {
    throw new VitrineError('recipe.invalid', {
      path: 'in.kind',
      value: JSON.stringify(rule.kind),
      expected: 'a kind of analysis',
      nearest: quoted(nearest(rule.kind, Object.keys(analyses))),
    });
  }
  const params = parseParams(analysis.params, rule.params, 'in.params');
  const { tables } = await runAnalysis(signal, place, analysis, prefix, params, data);
  const found = tables.find((t) => t.name === rule.list);
  if (found !== undefined) return found.sql;
  const near = nearest(
    rule.list,
    tables.map((t) => t.name),
  );
  throw new VitrineError('list.unknown', { kind: rule.kind, list: rule.list, nearest: quoted(near) });
}

/** Where segments are made: rules that ask for a list run its analysis here. */
export function segmentPlace(place: Place): SegmentLists {
  return { engine: place.engine, list: (signal, data, rule, prefix) => runList(signal, place, data, rule, prefix) };
}

/** The shape that `data/segments.ts` asks for; the two rooms do not know one another. */
interface SegmentLists {
  readonly engine: Place['engine'];
  readonly list: (
    signal: AbortSignal,
    data: DataInfo,
    rule: { readonly kind: string; readonly params: Readonly<Record<string, unknown>>; readonly list: string },
    prefix: string,
  ) => Promise<Statement>;
}
