import { group } from 'd3';

/*
 * Sankey diagrams: flows between nodes that stand in columns. Laid out in one pass, without iteration: the same
 * input gives the same picture, and nothing overlaps.
 */

export interface SankeyNode {
  readonly id: string;
  /** From 0, left to right. */
  readonly column: number;
}

/** A flow from one column to a later one. */
export interface SankeyLink {
  readonly from: string;
  readonly to: string;
  /** Above 0; others are left out. */
  readonly value: number;
}

export interface SankeyOptions {
  readonly width: number;
  /** At least this; more where the nodes' places (`slot`) need it. */
  readonly height: number;
  /** Px that a node's bar is wide. */
  readonly nodeWidth: number;
  /** Least px between two bars of a column. */
  readonly gap: number;
  /** Least px from one node's place to the next, for its label; a smaller bar stands in the middle of its place. */
  readonly slot: number;
}

export interface PlacedNode {
  readonly id: string;
  readonly column: number;
  /** The greater of what flows in and out. */
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A ribbon of one thickness from the right edge of a node to the left edge of another. */
export interface PlacedLink extends SankeyLink {
  readonly x0: number;
  readonly x1: number;
  /** Middle of the ribbon at either end. */
  readonly y0: number;
  readonly y1: number;
  readonly thickness: number;
}

export interface SankeyLayout {
  readonly width: number;
  readonly height: number;
  /** Nodes with a flow, in the order given. */
  readonly nodes: readonly PlacedNode[];
  /** In the order given. */
  readonly links: readonly PlacedLink[];
}

/**
 * Places nodes and links. Nodes of a column stand from its top in the order given; one scale holds for all
 * columns, so a bar's height and a ribbon's thickness say the same amount everywhere. Ribbons leave and
 * enter a node in the order of the nodes they come from and go to, so that those of one node do not cross.
 * Columns are spread over the width; one column stands at the left. Without flows there is nothing.
 * @throws Error for a link whose ends are unknown, or that does not go to a later column: a fault of ours
 */
export function sankey(
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
  { width, height, nodeWidth, gap, slot }: SankeyOptions,
): SankeyLayout {
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const flows = links.filter((l) => l.value > 0);
  const totals = new Map(nodes.map((n) => [n.id, { in: 0, out: 0 }]));
  for (const { from, to, value } of flows) {
    const [a, b] = [byId.get(from), byId.get(to)];
    const [source, target] = [totals.get(from), totals.get(to)];
    if (a === undefined || b === undefined || source === undefined || target === undefined)
      throw new Error(`a flow from ${from} to ${to} has an unknown end`);
    if (b.column <= a.column) throw new Error(`a flow from ${from} to ${to} does not go to a later column`);
    source.out += value;
    target.in += value;
  }
  const valueOf = (id: string): number => Math.max(totals.get(id)?.in ?? 0, totals.get(id)?.out ?? 0);
  const present = nodes.filter((n) => valueOf(n.id) > 0);
  const columns = [...group(present, (n) => n.column)].sort(([a], [b]) => a - b);
  if (columns.length === 0) return { width, height: 0, nodes: [], links: [] };
  const last = Math.max(1, ...columns.map(([column]) => column));
  const placesOf = (column: readonly SankeyNode[], scale: number): number[] =>
    column.map(({ id }) => Math.max(valueOf(id) * scale + gap, slot));
  const heightOf = (scale: number): number => Math.max(...columns.map(([, c]) => sum(placesOf(c, scale))));
  const scale = scaleFor(heightOf, height, Math.max(...columns.map(([, c]) => sum(c.map((n) => valueOf(n.id))))));
  const placed = new Map<string, PlacedNode>();
  for (const [column, members] of columns) {
    const places = placesOf(members, scale);
    let top = 0;
    for (const [i, { id }] of members.entries()) {
      const place = places[i] ?? 0;
      const tall = valueOf(id) * scale;
      const x = ((width - nodeWidth) * column) / last;
      const value = valueOf(id);
      placed.set(id, { id, column, value, x, y: top + (place - tall) / 2, width: nodeWidth, height: tall });
      top += place;
    }
  }
  return {
    width,
    height: Math.max(height, heightOf(scale)),
    nodes: present.flatMap((n) => placed.get(n.id) ?? []),
    links: placeLinks(flows, placed, scale),
  };
}

/**
 * The greatest scale at which the columns fit the height. The height grows with the scale but is not linear,
 * as small nodes keep their place; it is found by halving. 0 where not even the places fit.
 */
function scaleFor(heightOf: (scale: number) => number, height: number, most: number): number {
  let [low, high] = [0, height / most];
  if (heightOf(high) <= height) return high;
  // Halved to below a thousandth of a pixel.
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (heightOf(middle) <= height) low = middle;
    else high = middle;
  }
  // Where labels need more than the height, bars still show: a third of the room is theirs.
  return low * most < height / 100 ? height / 3 / most : low;
}

function placeLinks(
  flows: readonly SankeyLink[],
  placed: ReadonlyMap<string, PlacedNode>,
  scale: number,
): readonly PlacedLink[] {
  const at = (id: string): PlacedNode => {
    const node = placed.get(id);
    if (node === undefined) throw new Error(`no node ${id}`);
    return node;
  };
  const middle = (id: string): number => at(id).y + at(id).height / 2;
  /** Where each flow's middle stands at one end, by its index. */
  const ends = (mine: 'from' | 'to', other: 'from' | 'to'): number[] => {
    const places: number[] = [];
    const filled = new Map<string, number>();
    const order = flows
      .map((flow, index) => ({ flow, index }))
      .sort((a, b) => middle(a.flow[other]) - middle(b.flow[other]) || a.index - b.index);
    for (const { flow, index } of order) {
      const node = at(flow[mine]);
      const start = filled.get(node.id) ?? 0;
      places[index] = node.y + start + (flow.value * scale) / 2;
      filled.set(node.id, start + flow.value * scale);
    }
    return places;
  };
  const [leave, enter] = [ends('from', 'to'), ends('to', 'from')];
  return flows.map((flow, i) => ({
    ...flow,
    x0: at(flow.from).x + at(flow.from).width,
    x1: at(flow.to).x,
    y0: leave[i] ?? 0,
    y1: enter[i] ?? 0,
    thickness: flow.value * scale,
  }));
}

/** The ribbon as an SVG path: both edges leave and arrive level. */
export function ribbonPath({ x0, x1, y0, y1, thickness }: PlacedLink): string {
  const half = thickness / 2;
  const bend = (x0 + x1) / 2;
  const n = (v: number): string => String(Math.round(v * 100) / 100);
  const curve = (from: number, to: number, y: number): string =>
    `C${n(bend)},${n(from)} ${n(bend)},${n(to)} ${n(y)},${n(to)}`;
  return `M${n(x0)},${n(y0 - half)}${curve(y0 - half, y1 - half, x1)}L${n(x1)},${n(y1 + half)}${curve(y1 + half, y0 + half, x0)}Z`;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
