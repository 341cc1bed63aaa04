import type { AnalysisKind } from '../../analyses';
import type { Who } from '../../core/marks';
import type { Result } from '../../core/result';
import type { GlobalFilter, SegmentRule } from '../../core/segment';
import { funnelEntries } from '../../sql/funnel/params';
import { kinds, type FiguresOf } from '../../state/params';

/** What is known of the pictures of the page. */
export interface Known {
  readonly runs: { readonly [K in AnalysisKind]: { readonly known: Result<FiguresOf<K>> | null } };
}

/** The kind of analysis of that name; undefined for none. */
export const kindNamed = (name: string): AnalysisKind | undefined => kinds.find((k) => k === name);

/** The kind of the picture a mark stands in. */
const pictureOf = ({ of }: Who): string => (typeof of.apart === 'string' ? of.apart : of.kind);

/** The picture's own result; null where there is none now. */
export function resultOf({ runs }: Known, who: Who): Result<FiguresOf<AnalysisKind>> | null {
  const kind = kindNamed(pictureOf(who));
  return kind === undefined ? null : runs[kind].known;
}

/** Parameters that change the picture and not the list that marks speak of: a rule goes without. */
const BESIDE = ['breakdown', 'compare', 'difference', 'list', 'segments', 'through', 'at', 'pause'];

/** What the list behind a mark is asked with; null while its picture has no result. */
export function askedOf(workspace: Known, who: Who): Readonly<Record<string, unknown>> | null {
  const result = resultOf(workspace, who);
  if (result === null) return null;
  const { kind, params, apart, keeps = [] } = who.of;
  // Another analysis takes what it has in common with the picture's: all about funnels are asked with one's steps.
  const common = typeof apart !== 'string' ? null : kind === 'funnel' ? Object.keys(funnelEntries) : [];
  const own = Object.entries(result.params).filter(
    ([key]) => (!BESIDE.includes(key) || keeps.includes(key)) && (common === null || common.includes(key)),
  );
  return { ...Object.fromEntries(own), ...params };
}

/** The customers behind a mark as a rule: the list of the picture's analysis, with what the mark chooses. */
export function ruleOf(workspace: Known, who: Who): SegmentRule | null {
  const params = askedOf(workspace, who);
  if (params === null) return null;
  const { kind, list, where, also = [] } = who.of;
  const rule: SegmentRule = { in: { kind, params, list, where } };
  return also.length === 0 ? rule : { all: [rule, ...also] };
}

/**
 * Whom a filter leaves, as a rule: customers with rows that pass, of its segment. Null where it leaves everybody.
 * @param atLeast so many of these rows
 */
export function ruleOfFilter({ from, to, where = [], customers }: GlobalFilter, atLeast = 1): SegmentRule | null {
  const did = {
    ...(where.length === 0 ? {} : { where }),
    ...(atLeast === 1 ? {} : { atLeast }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  if (Object.keys(did).length === 0) return customers ?? null;
  return customers === undefined ? { did } : { all: [{ did }, customers] };
}
