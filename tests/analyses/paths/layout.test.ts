import { describe, expect, test } from 'vitest';
import { pathsChart } from '../../../src/analyses/paths/chart';
import type { PathNode, PathsFigures } from '../../../src/analyses/paths/result';
import { pathsWords } from '../../../src/analyses/paths/words';
import { Formatter } from '../../../src/core/format';
import { rate } from '../../../src/stats/rate';

const a: PathNode = { name: 'a name that is longer than its column' };
const b: PathNode = { name: 'b' };
const end: PathNode = { kind: 'end' };
const figures: PathsFigures = {
  anchor: null,
  direction: 'forward',
  unit: 'sessions',
  bound: { gap: 1_800_000 },
  property: null,
  merged: true,
  steps: 3,
  paths: 100,
  customers: 50,
  nodes: [
    { step: 1, node: a, paths: 100 },
    { step: 2, node: b, paths: 60 },
    { step: 2, node: end, paths: 40 },
    { step: 3, node: a, paths: 10 },
    { step: 3, node: end, paths: 50 },
  ],
  edges: [
    { step: 1, from: a, to: b, paths: 60 },
    { step: 1, from: a, to: end, paths: 40 },
    { step: 2, from: b, to: a, paths: 10 },
    { step: 2, from: b, to: end, paths: 50 },
  ],
  alone: rate(40, 100),
  through: null,
};

describe('the Sankey diagram of paths', () => {
  for (const locale of ['en', 'ru'] as const)
    for (const width of [240, 340, 700, 1100])
      test(`keeps names and marks inside ${width} px in ${locale}`, () => {
        const g = pathsChart(figures, width, new Formatter(locale));
        for (const m of g.marks) {
          expect(m.x).toBeGreaterThanOrEqual(0);
          expect(m.x + m.width).toBeLessThanOrEqual(width + 0.5);
          expect(m.y + m.height).toBeLessThanOrEqual(g.height + 0.5);
        }
        for (const l of g.labels)
          if (l.maxWidth !== undefined) expect(l.x + l.maxWidth).toBeLessThanOrEqual(width + 0.5);
      });

  test('marks are the first of the nodes, in their order, and then the ribbons between them', () => {
    for (const width of [240, 1100]) {
      const { choices, marks, ribbons } = pathsChart(figures, width, new Formatter('en'));
      expect(marks).toHaveLength(choices.length);
      const nodes = choices.filter((c) => c.next === undefined);
      expect(choices.slice(0, nodes.length)).toEqual(
        figures.nodes.slice(0, nodes.length).map(({ step, node }) => ({ step, node })),
      );
      expect(choices.length - nodes.length).toBe(ribbons.length);
      expect(ribbons.length).toBeGreaterThan(0);
    }
  });

  test('a node and a ribbon name those who went there, by the list', () => {
    const { marks, choices } = pathsChart(figures, 1100, new Formatter('en'));
    for (const [i, { step, node, next }] of choices.entries()) {
      const choice = (n: typeof node) => ('kind' in n ? n.kind : { name: n.name });
      expect(marks[i]?.who?.[0]?.of).toEqual({
        kind: 'paths',
        list: 'customers',
        where: [],
        params: { through: { step, node: choice(node), ...(next === undefined ? {} : { next: choice(next) }) } },
      });
    }
  });

  test('paths to an end stand with it at the right', () => {
    const { marks } = pathsChart({ ...figures, direction: 'backward' }, 1000, new Formatter('en'));
    expect(marks[0]?.x).toBeGreaterThan(marks[3]?.x ?? Infinity);
  });

  test('words say the finding', () => {
    expect(pathsWords.en.headline(figures, new Formatter('en')).replaceAll('\u00a0', ' ')).toBe(
      'After the first event, 60 % of sessions go on with “b”; 40 % go no further',
    );
  });
});
