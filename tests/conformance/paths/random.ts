import fc from 'fast-check';
import { expect } from 'vitest';
import type { PathsFigures } from '../../../src/analyses/paths/result';
import { HOUR, MINUTE } from '../../../src/core/time';
import type { LogRow } from '../../support/spine';
import { plainPaths } from './reference';

export const randomLog: fc.Arbitrary<LogRow[]> = fc
  .record({
    rows: fc.array(
      fc.record({
        customer: fc.integer({ min: 1, max: 5 }).map(String),
        at: fc.integer({ min: 0, max: 30 }),
        event: fc.constantFrom('a', 'b', 'c', 'd'),
        category: fc.constantFrom('x', 'y', null),
      }),
      { minLength: 1, maxLength: 60, size: 'medium' },
    ),
    step: fc.constantFrom(10 * MINUTE, 15 * MINUTE, 3 * HOUR),
  })
  .map(({ rows, step }) =>
    rows.map(({ customer, at, event, category }): LogRow => ({
      customer,
      time: Date.parse('2024-05-06T00:00:00Z') + at * step,
      event,
      properties: { category },
    })),
  );
/** What may be asked of paths. */
export const choices = {
  anchor: fc.constantFrom('sessions' as const, { start: 'a' }, { end: 'a' }),
  hours: fc.option(fc.constantFrom(1, 5, 48)),
  steps: fc.integer({ min: 2, max: 6 }),
  top: fc.integer({ min: 1, max: 3 }),
  merge: fc.boolean(),
};

export interface PathChoices {
  readonly anchor: 'sessions' | { readonly start: string } | { readonly end: string };
  /** Of the window of paths from or to an event; null: they stay within a session. */
  readonly hours: number | null;
  readonly steps: number;
  readonly top: number;
  readonly merge: boolean;
  readonly property: string | null;
}

const windowOf = ({ anchor, hours }: PathChoices): number | null => (anchor === 'sessions' ? null : hours);

/** Choices as a recipe has them. */
export function asParams(choice: PathChoices) {
  const { anchor, steps, top, merge, property } = choice;
  const window = windowOf(choice);
  return {
    anchor,
    within: window === null ? { session: {} } : { window: { value: window, unit: 'hours' } },
    steps,
    top,
    merge,
    ...(property === null ? {} : { property }),
  };
}

/** The paths, as loops make them. */
export function expected(log: readonly LogRow[], asOf: number, choice: PathChoices): string[][] {
  const { anchor, steps, merge, property } = choice;
  const window = windowOf(choice);
  return plainPaths(log, asOf, {
    anchor,
    gap: window === null ? 30 * MINUTE : null,
    window: window === null ? null : window * HOUR,
    steps,
    merge,
    property,
  });
}

/** Nodes and edges of the figures, against the paths themselves. */
export function expectFlows(f: PathsFigures, plain: readonly (readonly string[])[], { steps, top }: PathChoices): void {
  expect(f.paths).toBe(plain.length);
  // What flows into a step is what flows out of it, and the names are the most frequent ones.
  for (let k = 1; k <= steps; k++) {
    const at = plain.flatMap((p) => p[k - 1] ?? []);
    const counts = [...new Set(at)].map((name) => [name, at.filter((x) => x === name).length] as const);
    counts.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    const own = f.nodes.filter((n) => n.step === k);
    expect(own.flatMap((n) => ('name' in n.node ? [[n.node.name, n.paths]] : []))).toEqual(counts.slice(0, top));
    const other = counts.slice(top).reduce((n, [, m]) => n + m, 0);
    expect(own.find((n) => 'kind' in n.node && n.node.kind === 'other')?.paths ?? 0).toBe(other);
    if (k < steps) expect(f.edges.filter((e) => e.step === k).reduce((n, e) => n + e.paths, 0)).toBe(at.length);
  }
}
