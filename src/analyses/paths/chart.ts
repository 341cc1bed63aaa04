import type { Formatter } from '../../core/format';
import type { BarMark, ChartMark, LabelMark, RibbonMark, Tone } from '../../charts/marks';
import { ribbonPath, sankey } from '../../charts/sankey';
import { textWidth } from '../../charts/text';
import { nodeKey, type PathEdge, type PathNode, type PathsFigures, type PathStepNode } from './result';
import { edgeWho, nodeWho } from './who';
import { pathsWords } from './words';

/** A node or an edge that can be chosen. */
export interface PathChoice {
  readonly step: number;
  readonly node: PathNode;
  readonly next?: PathNode;
}

export interface PathsGeometry {
  readonly width: number;
  readonly height: number;
  readonly ribbons: readonly RibbonMark[];
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  /** One per node, then one per ribbon; in the order of `choices`. */
  readonly marks: readonly ChartMark[];
  readonly choices: readonly PathChoice[];
}

const NODE = 10;
/** Least px from one step to the next, for names. */
const COLUMN = 112;
const TOP = 26;

/**
 * The Sankey diagram for a width of 240 px or more: steps stand from left to right in time, so paths to an end
 * event have the anchor at the right. Steps that have no room are left out and counted below.
 */
export function pathsChart(figures: PathsFigures, width: number, format: Formatter): PathsGeometry {
  const words = pathsWords[format.locale];
  const forward = figures.direction === 'forward';
  const most = Math.max(0, ...figures.nodes.filter((n) => nodeKey(n.node) !== 'end').map((n) => n.step));
  const wanted = Math.min(figures.steps, Math.max(2, most));
  const steps = Math.max(2, Math.min(wanted, Math.floor(width / COLUMN)));
  const drawn = figures.nodes.filter((n) => n.step <= steps);
  const column = (step: number): number => (forward ? step - 1 : steps - step);
  const id = (step: number, node: PathNode): string => `${step} ${nodeKey(node)}`;
  const edges = figures.edges.filter((e) => e.step < steps);
  const inner = width - Math.min(COLUMN, width / steps) + NODE;
  const layout = sankey(
    drawn.map((n) => ({ id: id(n.step, n.node), column: column(n.step) })),
    edges.map((e) => {
      const ends = [id(e.step, e.from), id(e.step + 1, e.to)] as const;
      return { from: ends[forward ? 0 : 1], to: ends[forward ? 1 : 0], value: e.paths };
    }),
    { width: inner, height: width < 520 ? 360 : 420, nodeWidth: NODE, gap: 8, slot: 34 },
  );
  const placed = new Map(layout.nodes.map((n) => [n.id, n]));
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  const marks: ChartMark[] = [];
  const choices: PathChoice[] = [];
  const room = inner / Math.max(1, steps - 1) - NODE - 12;
  for (let step = 1; step <= steps; step++)
    labels.push({
      x: ((inner - NODE) * column(step)) / (steps - 1),
      y: 12,
      text: words.step(step, figures),
      ink: 3,
      size: 'small',
    });
  for (const n of drawn) {
    const at = placed.get(id(n.step, n.node));
    if (at === undefined) continue;
    const y = at.y + TOP;
    const right = at.x + NODE + 6;
    const wide = Math.min(room, width - right);
    const share = format.percent(figures.paths === 0 ? null : n.paths / figures.paths, 0);
    bars.push({ x: at.x, y, width: NODE, height: Math.max(1, at.height), tone: toneOf(n.node) });
    const middle = y + at.height / 2;
    labels.push({
      x: right,
      y: middle - 1,
      text: words.node(n.node, figures),
      maxWidth: wide,
      ink: 'kind' in n.node ? 2 : 1,
    });
    if (textWidth(share, 12) <= wide) labels.push({ x: right, y: middle + 13, text: share, ink: 2, size: 'small' });
    const tall = Math.max(32, at.height);
    // Ribbons lie under names: a pointer finds a node by its bar and its two lines of text.
    const lines = Math.min(wide, Math.max(textWidth(words.node(n.node, figures), 13), textWidth(share, 12)));
    marks.push({
      shape: `${rectangle(at.x - 2, y, NODE + 4, Math.max(4, at.height))}${rectangle(right - 4, middle - 15, lines + 6, 32)}`,
      who: nodeWho(n, figures, format.locale),
      x: at.x,
      y: middle - tall / 2,
      width: Math.min(width - at.x, NODE + 6 + wide),
      height: tall,
      ...words.mark(n, outgoing(n, figures.edges), figures, format),
    });
    choices.push({ step: n.step, node: n.node });
  }
  for (const [i, l] of layout.links.entries()) {
    const edge = edges[i];
    if (edge === undefined) continue;
    const thick = Math.max(6, l.thickness);
    marks.push({
      x: (l.x0 + l.x1) / 2 - 12,
      y: (l.y0 + l.y1) / 2 + TOP - thick / 2,
      width: 24,
      height: thick,
      shape: ribbonPath({ ...l, y0: l.y0 + TOP, y1: l.y1 + TOP, thickness: thick }),
      outlined: true,
      ...words.edgeMark(edge, figures, format),
      who: edgeWho(edge, figures, format.locale),
    });
    choices.push({ step: edge.step, node: edge.from, next: edge.to });
  }
  const hidden = wanted - steps;
  const height = TOP + layout.height + 8;
  if (hidden > 0)
    labels.push({ x: 0, y: height + 12, text: words.later(hidden), ink: 3, size: 'small', maxWidth: width });
  return {
    width,
    height: height + (hidden > 0 ? 20 : 0),
    ribbons: layout.links.map((l, i) => ({
      path: ribbonPath({ ...l, y0: l.y0 + TOP, y1: l.y1 + TOP }),
      tone: ribbonTone(edges[i]),
    })),
    bars,
    labels,
    marks,
    choices,
  };
}

const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${x},${y}h${width}v${height}h${-width}Z`;

const toneOf = (node: PathNode): Tone => ('kind' in node ? (node.kind === 'end' ? 'bad' : 'quiet') : 'mark');
const ribbonTone = (edge: PathEdge | undefined): Tone =>
  edge !== undefined && nodeKey(edge.to) !== 'end' && nodeKey(edge.to) !== 'other' ? 'mark' : 'quiet';

/** Edges that leave a node towards its next step, most first. */
function outgoing({ step, node }: PathStepNode, edges: readonly PathEdge[]): readonly PathEdge[] {
  return edges.filter((e) => e.step === step && nodeKey(e.from) === nodeKey(node)).sort((a, b) => b.paths - a.paths);
}
