import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numbers, texts } from '../../core/frame';
import type { Warning } from '../../core/result';
import { rate, type Rate } from '../../stats/rate';
import { resolveActivity, type ActivityLabel } from '../../sql/activity';
import { END, OTHER } from './plan';
import { toldBy } from '../../sql/bySegment';
import { pathSides, type PathSides } from './sides';
import { setupPaths, type PathsParams } from './spec';

/** A name, all names but the frequent ones, or that the path was over (before an end event: had not begun). */
export type PathNode = { readonly name: string } | { readonly kind: 'other' | 'end' };

export interface PathStepNode {
  /** From the anchor, which is step 1. */
  readonly step: number;
  readonly node: PathNode;
  readonly paths: number;
}

export interface PathEdge {
  readonly step: number;
  readonly from: PathNode;
  readonly to: PathNode;
  readonly paths: number;
}

export interface PathsFigures {
  /** What paths begin or end with; null: with the beginning of every session. */
  readonly anchor: ActivityLabel | null;
  readonly direction: 'forward' | 'backward';
  readonly unit: 'customers' | 'sessions';
  /** Ms of the pause that ends a session, or of the window. */
  readonly bound: { readonly gap: number } | { readonly window: number };
  readonly property: string | null;
  readonly merged: boolean;
  readonly steps: number;
  readonly paths: number;
  readonly customers: number;
  /** By step; names by falling number of paths, then `other`, then `end`. */
  readonly nodes: readonly PathStepNode[];
  /** By step, in the order of the nodes. */
  readonly edges: readonly PathEdge[];
  /** Paths that have only the anchor. */
  readonly alone: Rate;
  /** What the list was narrowed to. */
  readonly through: PathsParams['through'] | null;
  /** By segment, where any were asked for. */
  readonly sides?: PathSides;
}

export const ENOUGH_PATHS = 100;

/** The same key for the same node. */
export function nodeKey(node: PathNode): string {
  return 'kind' in node ? node.kind : `=${node.name}`;
}

/** Figures of paths from its plan's answers `totals` and `edges`. */
export function pathsResult(
  params: PathsParams,
  data: DataInfo,
  answers: Answers,
): { figures: PathsFigures; warnings: readonly Warning[] } {
  const [totals, frame] = [answers.get('totals'), answers.get('edges')];
  if (totals === undefined || frame === undefined) throw new Error('the plan answered no paths');
  const setup = setupPaths(params);
  const paths = countAt(totals, 'paths');
  const [sources, targets] = [numbers(frame, 'source'), numbers(frame, 'target')];
  const [sourceNames, targetNames] = [texts(frame, 'source_name'), texts(frame, 'target_name')];
  const nodeOf = (id: number | undefined, name: string | null | undefined): PathNode =>
    id === OTHER ? { kind: 'other' } : id === END ? { kind: 'end' } : { name: name ?? '' };
  const raw = Array.from(numbers(frame, 'step'), (step, row): PathEdge => ({
    step,
    from: nodeOf(sources[row], sourceNames[row]),
    to: nodeOf(targets[row], targetNames[row]),
    paths: countAt(frame, 'paths', row),
  }));
  const nodes = nodesOf(raw);
  const place = new Map(nodes.map((n, i) => [`${n.step} ${nodeKey(n.node)}`, i]));
  const at = (step: number, node: PathNode): number => place.get(`${step} ${nodeKey(node)}`) ?? 0;
  const edges = [...raw].sort(
    (a, b) => a.step - b.step || at(a.step, a.from) - at(b.step, b.from) || at(a.step + 1, a.to) - at(b.step + 1, b.to),
  );
  const alone = raw.filter((e) => e.step === 1 && nodeKey(e.to) === 'end').reduce((n, e) => n + e.paths, 0);
  const { anchor } = params;
  return {
    figures: {
      anchor:
        anchor === undefined || anchor === 'sessions'
          ? null
          : resolveActivity('start' in anchor ? anchor.start : anchor.end, data, 'anchor').label,
      direction: setup.direction,
      unit: setup.unit,
      bound: setup.gap === null ? { window: setup.window ?? 0 } : { gap: setup.gap },
      property: params.property ?? null,
      merged: params.merge,
      steps: params.steps,
      paths,
      customers: countAt(totals, 'customers'),
      nodes,
      edges,
      alone: rate(alone, paths),
      through: params.through ?? null,
      ...toldBy(pathSides(params.breakdown, answers)),
    },
    warnings: paths < ENOUGH_PATHS ? [{ code: 'too-few', details: { n: paths, enough: ENOUGH_PATHS } }] : [],
  };
}

function nodesOf(edges: readonly PathEdge[]): readonly PathStepNode[] {
  const found = new Map<string, { step: number; node: PathNode; paths: number }>();
  const add = (step: number, node: PathNode, paths: number): void => {
    const key = `${step} ${nodeKey(node)}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { step, node, paths });
    else known.paths += paths;
  };
  for (const e of edges) {
    if (e.step === 1) add(1, e.from, e.paths);
    add(e.step + 1, e.to, e.paths);
  }
  const rank = (node: PathNode): number => ('kind' in node ? (node.kind === 'other' ? 1 : 2) : 0);
  // Equal numbers stand in the order of their names by code unit, whatever the language.
  const name = (node: PathNode): string => ('kind' in node ? '' : node.name);
  return [...found.values()].sort(
    (a, b) =>
      a.step - b.step ||
      rank(a.node) - rank(b.node) ||
      b.paths - a.paths ||
      (name(a.node) < name(b.node) ? -1 : name(a.node) > name(b.node) ? 1 : 0),
  );
}
