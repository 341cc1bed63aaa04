import type { Formatter } from '../../core/format';
import type { BarMark, ChartMark, LabelMark, RibbonMark, Tone } from '../../charts/marks';
import { WINDOW_SHOPPERS } from '../../core/rfmSegments';
import { ribbonPath, sankey } from '../../charts/sankey';
import { LABEL_GAP } from '../../charts/marks';
import { textWidth } from '../../charts/text';
import { grouped, type GroupedFlow } from './groups';
import type { Move } from './move';
import type { MigrationFigures } from './result';
import { groupWho, moveWho } from './who';
import { migrationWords, type GroupKey } from './words';

/** The Sankey diagram, laid out for a width. */
export interface FlowsGeometry {
  readonly width: number;
  readonly height: number;
  readonly ribbons: readonly RibbonMark[];
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** What a ribbon's colour says; held ones step back. */
const tones: Readonly<Record<Move, Tone>> = {
  slid: 'bad',
  rose: 'mark',
  bought: 'mark',
  joined: 'second',
  shifted: 'quiet',
  stayed: 'quiet',
};
const keys = [
  ['slid', 'bad'],
  ['rose', 'mark'],
  ['joined', 'second'],
  ['stayed', 'quiet'],
] as const;

const NODE = 10;
/** Least px between the names for the ribbons. */
const LEAST = 70;

/** Without those who never bought, who would crowd out the others, unless there are no others. */
export function withPurchase(figures: MigrationFigures): MigrationFigures {
  const flows = figures.flows.filter((f) => f.after !== WINDOW_SHOPPERS);
  return flows.length === 0 ? figures : { ...figures, flows };
}

/**
 * Geometry of the flows for a width of 300 px or more: segments of the earlier date on the left, of now on the
 * right, best on top; below 760 px tiers stand for segments. Who never bought is left out. Names and counts stand outside of the bars.
 */
export function flowsChart(figures: MigrationFigures, width: number, format: Formatter): FlowsGeometry {
  const words = migrationWords[format.locale];
  const { before, after, flows, tiers } = grouped(withPurchase(figures), width);
  const room = (side: readonly { readonly key: GroupKey; readonly customers: number }[], counts: boolean): number =>
    Math.max(
      0,
      ...side.map(({ key, customers }) => {
        const name = textWidth(words.groups[key], 13);
        return counts ? textWidth(format.compact(customers), 13, 600) + LABEL_GAP + name : name;
      }),
    ) + 10;
  // On the smallest phones names go without their counts.
  const counts = width - room(before, true) - room(after, true) >= LEAST;
  const [left, right] = [room(before, counts), room(after, counts)];
  const key = keyOf(words.key, new Set(flows.map((f) => tones[f.move])), width);
  const top = key.height;
  const inner = Math.max(40, width - left - right);
  const layout = sankey(
    [
      ...before.map((g) => ({ id: `before ${g.key}`, column: 0 })),
      ...after.map((g) => ({ id: `after ${g.key}`, column: 1 })),
    ],
    flows.map((f) => ({ from: `before ${f.before}`, to: `after ${f.after}`, value: f.customers })),
    { width: inner, height: tiers ? 340 : 440, nodeWidth: NODE, gap: 5, slot: 20 },
  );
  const nodes = layout.nodes.map((n) => ({ ...n, x: n.x + left, y: n.y + top }));
  const groups = [
    ...before.map((g) => ({ ...g, side: 'before' as const })),
    ...after.map((g) => ({ ...g, side: 'after' as const })),
  ];
  const nodeOf = (id: string) => nodes.find((n) => n.id === id);
  const placed = groups.flatMap((g) => {
    const node = nodeOf(`${g.side} ${g.key}`);
    return node === undefined ? [] : [{ ...g, node }];
  });
  return {
    width,
    height: top + layout.height + 4,
    ribbons: layout.links.map((l, i) => ({
      path: ribbonPath({ ...l, x0: l.x0 + left, x1: l.x1 + left, y0: l.y0 + top, y1: l.y1 + top }),
      tone: tones[flows[i]?.move ?? 'stayed'],
    })),
    bars: [
      ...key.bars,
      ...nodes.map((n): BarMark => ({ x: n.x, y: n.y, width: n.width, height: Math.max(1, n.height), tone: 'quiet' })),
    ],
    labels: [
      ...key.labels,
      ...placed.map(({ key: group, customers, side, node }): LabelMark => ({
        x: side === 'before' ? node.x - 8 : node.x + NODE + 8,
        y: node.y + node.height / 2 + 4,
        ...(counts ? { strong: format.compact(customers) } : {}),
        text: words.groups[group],
        anchor: side === 'before' ? 'end' : 'start',
      })),
    ],
    marks: [
      ...placed.map(({ key: group, customers, side, node }): ChartMark => {
        const mark = words.nodeMark(
          {
            group,
            customers,
            side,
            date: side === 'before' ? figures.earlier : figures.later,
            flows: flows.filter((f) => f[side] === group).map((f) => otherEnd(f, side)),
          },
          format,
        );
        return {
          x: side === 'before' ? 0 : node.x,
          y: node.y + node.height / 2 - Math.max(18, node.height) / 2,
          width: side === 'before' ? node.x + NODE : width - node.x,
          height: Math.max(18, node.height),
          ...mark,
          who: groupWho(group, side, mark.title, customers),
        };
      }),
      ...layout.links.flatMap((l, i): readonly ChartMark[] => {
        const flow = flows[i];
        if (flow === undefined) return [];
        const { before: from, after: to, customers } = flow;
        const thickness = Math.max(4, l.thickness);
        return [
          {
            x: left + (l.x0 + l.x1) / 2 - 12,
            y: top + (l.y0 + l.y1) / 2 - thickness / 2,
            width: 24,
            height: thickness,
            shape: ribbonPath({ ...l, thickness, x0: l.x0 + left, x1: l.x1 + left, y0: l.y0 + top, y1: l.y1 + top }),
            outlined: true,
            ...words.cellMark(
              { before: from, after: to, customers, of: before.find((g) => g.key === from)?.customers ?? 0 },
              format,
            ),
            who: moveWho(from, to, customers, format),
          },
        ];
      }),
    ],
  };
}

const otherEnd = (flow: GroupedFlow, side: 'before' | 'after') => ({
  to: side === 'before' ? flow.after : flow.before,
  customers: flow.customers,
});

/** The key of the colours in use, in as many lines as the width needs. */
function keyOf(
  words: Readonly<Record<(typeof keys)[number][0], string>>,
  used: ReadonlySet<Tone>,
  width: number,
): { readonly bars: readonly BarMark[]; readonly labels: readonly LabelMark[]; readonly height: number } {
  const bars: BarMark[] = [];
  const labels: LabelMark[] = [];
  let [x, y] = [0, 12];
  for (const [name, tone] of keys) {
    if (!used.has(tone)) continue;
    const wide = 17 + textWidth(words[name], 12);
    if (x > 0 && x + wide > width) [x, y] = [0, y + 20];
    bars.push({ x, y: y - 9, width: 12, height: 8, tone });
    labels.push({ x: x + 17, y, text: words[name], ink: 2, size: 'small' });
    x += wide + 16;
  }
  return { bars, labels, height: y + 14 };
}
