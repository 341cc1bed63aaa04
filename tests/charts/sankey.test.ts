import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ribbonPath, sankey, type SankeyLink, type SankeyNode } from '../../src/charts/sankey';

const options = { width: 600, height: 300, nodeWidth: 10, gap: 6, slot: 18 };
const nodes: SankeyNode[] = [
  { id: 'a', column: 0 },
  { id: 'b', column: 0 },
  { id: 'c', column: 1 },
  { id: 'd', column: 1 },
  { id: 'unused', column: 1 },
];
const links: SankeyLink[] = [
  { from: 'a', to: 'd', value: 30 },
  { from: 'a', to: 'c', value: 10 },
  { from: 'b', to: 'c', value: 20 },
];

const random = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 5 }),
    flows: fc.array(
      fc.record({
        column: fc.nat(3),
        from: fc.nat(11),
        to: fc.nat(11),
        value: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000 })),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  })
  .map(({ sizes, flows }) => ({
    nodes: sizes.flatMap((size, column) => Array.from({ length: size }, (_, i) => ({ id: `${column}.${i}`, column }))),
    links: flows.map(({ column, from, to, value }): SankeyLink => {
      const start = column % (sizes.length - 1);
      return {
        from: `${start}.${from % (sizes[start] ?? 1)}`,
        to: `${start + 1}.${to % (sizes[start + 1] ?? 1)}`,
        value,
      };
    }),
  }));

describe('the Sankey layout', () => {
  test('one scale: bars and ribbons are as tall as what they hold', () => {
    const g = sankey(nodes, links, options);
    const [a, b, c] = g.nodes;
    expect(g.nodes.map((n) => n.id)).toEqual(['a', 'b', 'c', 'd']);
    expect((a?.height ?? 0) / (b?.height ?? 1)).toBeCloseTo(2, 6);
    expect(c?.value).toBe(30);
    expect((g.links[0]?.thickness ?? 0) / (a?.height ?? 1)).toBeCloseTo(0.75, 6);
    expect([a?.x, c?.x]).toEqual([0, 590]);
    expect(g.height).toBe(300);
  });

  test('ribbons leave in the order of where they go, so those of one node do not cross', () => {
    const g = sankey(nodes, links, options);
    const [toD, toC] = g.links;
    expect(toC?.y0).toBeLessThan(toD?.y0 ?? 0);
  });

  test('random flows: no bars overlap, ribbons fill their bars without overlapping, labels have their place', () => {
    fc.assert(
      fc.property(random, (given) => {
        const g = sankey(given.nodes, given.links, options);
        for (const n of g.nodes) {
          expect(n.y).toBeGreaterThanOrEqual(-1e-6);
          expect(n.y + n.height).toBeLessThanOrEqual(g.height + 1e-6);
          expect(n.height).toBeGreaterThan(0);
        }
        for (const column of new Set(g.nodes.map((n) => n.column))) {
          const mine = g.nodes.filter((n) => n.column === column);
          for (const [i, n] of mine.entries()) {
            const next = mine[i + 1];
            if (next === undefined) continue;
            expect(next.y - (n.y + n.height)).toBeGreaterThanOrEqual(options.gap - 1e-6);
            expect(next.y + next.height / 2 - (n.y + n.height / 2)).toBeGreaterThanOrEqual(options.slot - 1e-6);
          }
        }
        for (const n of g.nodes) {
          for (const [end, at] of [
            ['from', 'y0'],
            ['to', 'y1'],
          ] as const) {
            const mine = g.links.filter((l) => l[end] === n.id).sort((p, q) => p[at] - q[at]);
            let filled = n.y;
            for (const l of mine) {
              expect(l[at] - l.thickness / 2).toBeCloseTo(filled, 4);
              filled += l.thickness;
            }
            expect(filled).toBeLessThanOrEqual(n.y + n.height + 1e-6);
          }
        }
        expect(sankey(given.nodes, given.links, options)).toEqual(g);
      }),
      { numRuns: 200, seed: 20261121 },
    );
  });

  test('many small nodes make it taller than asked rather than crowd their labels', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ id: String(i), column: i % 2 }));
    const g = sankey(
      many,
      many.filter((n) => n.column === 0).map((n) => ({ from: n.id, to: String(Number(n.id) + 1), value: 1 })),
      { ...options, height: 200 },
    );
    expect(g.height).toBeGreaterThanOrEqual(20 * 18);
    expect(g.nodes.every((n) => n.height > 1)).toBe(true);
  });

  test('without flows there is nothing, and links must go forward between known nodes', () => {
    expect(sankey(nodes, [], options)).toMatchObject({ height: 0, nodes: [], links: [] });
    expect(() => sankey(nodes, [{ from: 'c', to: 'a', value: 1 }], options)).toThrow('later column');
    expect(() => sankey(nodes, [{ from: 'a', to: 'x', value: 1 }], options)).toThrow('unknown end');
  });

  test('a ribbon is closed and level at both ends', () => {
    const path = ribbonPath({ from: 'a', to: 'b', value: 1, x0: 10, x1: 110, y0: 20, y1: 60, thickness: 8 });
    expect(path).toBe('M10,16C60,16 60,56 110,56L110,64C60,64 60,24 10,24Z');
  });
});
