import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retention } from '../../../src/analyses/retention';
import { hold, scanOnly } from '../../support/scanOnly';
import { asParams, expectRetention, randomLog, scenarioOf } from './random';

test('scanned retention equals brute force: 1,000 random logs × random choices, zones and as-of dates', () => {
  let cohorts = 0;
  fc.assert(
    fc.property(scenarioOf(randomLog), ({ log, p }) => {
      const { figures } = scanOnly(hold(log, p), retention, asParams(p));
      expectRetention(figures, log, p);
      cohorts += figures.cohorts.length;
    }),
    { numRuns: 1000, seed: 20261122, endOnFailure: true },
  );
  expect(cohorts).toBeGreaterThan(2000);
});
