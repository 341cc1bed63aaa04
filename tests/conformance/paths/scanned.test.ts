import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paths } from '../../../src/analyses/paths';
import { numbers } from '../../../src/core/frame';
import { hold, scanOnly } from '../../support/scanOnly';
import { asParams, choices, expected, expectFlows, randomLog } from './random';

test('scanned paths equal brute force: 1,000 random logs × random choices', () => {
  let edges = 0;
  fc.assert(
    fc.property(randomLog, fc.record({ ...choices, property: fc.constant(null) }), (log, choice) => {
      fc.pre(choice.anchor === 'sessions' || log.some((r) => r.event === 'a'));
      const held = hold(log);
      const { figures } = scanOnly(held, paths, asParams(choice), [], ({ edges: found }) => {
        if (found === undefined) throw new Error('no edges');
        const named = (of: 'source' | 'target') => ({
          name: `${of}_name`,
          type: 'text' as const,
          values: Array.from(numbers(found, of), (event) => held.events[event] ?? null),
        });
        return { edges: { length: found.length, columns: [...found.columns, named('source'), named('target')] } };
      });
      expectFlows(figures, expected(log, held.data.asOf, choice), choice);
      edges += figures.edges.length;
    }),
    { numRuns: 1000, seed: 20261122, endOnFailure: true },
  );
  expect(edges).toBeGreaterThan(4000);
});
