import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnel } from '../../../src/analyses/funnel';
import type { FunnelGroup } from '../../../src/analyses/funnel/groups';
import { NativeDuckDB } from '../../../src/engines/native/duckdb';
import { sharedEngine } from '../../data/engines';
import { runOn } from '../../support/analysis';
import { fewOf, loadOnce } from '../../support/few';
import { byHalves } from '../../support/scans';
import type { LogRow } from '../../support/spine';
import { referenceFunnel, type CompleteParams } from './reference-complete';
import { reachedOf, referenceGroups, type ReferenceTouch } from './reference-groups';

/*
 * Breakdowns of a funnel with every attribution, and the comparison with the period before, against plain loops.
 */

const iso = (time: number): string => new Date(time).toISOString();
const asParams = (p: CompleteParams) => ({
  steps: p.steps.map((s) => ({ events: [...s.events], optional: s.optional })),
  window: { value: p.window / 1000, unit: 'seconds' },
  entered: { from: iso(p.from), to: iso(p.to) },
});

const event = fc.constantFrom('a', 'b', 'c', 'x');
const randomLog = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 20 }).map((n) => String(n).padStart(2, '0')),
      time: fc.integer({ min: 0, max: 20 }).map((t) => t * 1000),
      event,
      properties: fc.record({ page: fc.constantFrom('p', 'q', 'r', null) }),
    }),
    { minLength: 80, maxLength: 200 },
  )
  .map((log): LogRow[] => [
    ...log,
    ...['a', 'b', 'c', 'x'].map((e) => ({ customer: '99', time: 0, event: e, properties: { page: 'p' } })),
  ]);
const fewLogs = fewOf(randomLog, 5);
const randomFunnel: fc.Arbitrary<CompleteParams> = fc
  .record({
    steps: fc.array(
      fc.record({ events: fc.uniqueArray(event, { minLength: 1, maxLength: 2 }), optional: fc.boolean() }),
      { minLength: 2, maxLength: 4 },
    ),
    window: fc.integer({ min: 0, max: 12 }).map((t) => t * 1000),
    from: fc.integer({ min: 6, max: 10 }).map((t) => t * 1000),
    length: fc.integer({ min: 1, max: 10 }).map((t) => t * 1000),
  })
  .map(({ steps, window, from, length }) => ({
    steps: steps.map((s, i) => ({ ...s, optional: s.optional && i > 0 && i < steps.length - 1 })),
    exclude: [],
    window,
    gap: null,
    from,
    to: from + length,
    distinct: true,
  }));

const nameOf = ({ names: [name] }: FunnelGroup): string | null => {
  if (name === undefined || ('kind' in name && name.kind === 'other')) throw new Error('no group of its own');
  return 'value' in name ? name.value : null;
};
const sorted = (groups: readonly (readonly [string | null, readonly number[]])[]): string[] =>
  groups.map((g) => JSON.stringify(g)).sort();

describe('funnels side by side against brute force', () => {
  const engine = sharedEngine(() => NativeDuckDB.open({ threads: 1 }));
  const options = { numRuns: 10, seed: 20261122, endOnFailure: true };

  test('10 random funnels by the values of a column: first, last, every, and each required step', async () => {
    let several = 0;
    await fc.assert(
      fc.asyncProperty(fewLogs, randomFunnel, async (log, given) => {
        const params = { ...given, from: 0 };
        const data = await loadOnce(await engine(), log);
        const touches: ReferenceTouch[] = [
          'first',
          'last',
          'every',
          ...params.steps.flatMap((s, place) => (s.optional ? [] : [{ place }])),
        ];
        for (const touch of touches) {
          const breakdown = [
            { property: 'page', touch: typeof touch === 'object' ? { step: touch.place + 1 } : touch },
          ];
          const { figures } = await runOn(
            await engine(),
            funnel,
            data,
            { ...asParams(params), breakdown },
            byHalves(log),
          );
          const found = figures.groups?.groups ?? [];
          expect(sorted(found.map((g) => [nameOf(g), g.customers])), JSON.stringify(touch)).toEqual(
            sorted(referenceGroups(log, params, touch)),
          );
          if (found.length > 2) several++;
        }
      }),
      options,
    );
    expect(several).toBeGreaterThan(20);
  }, 120_000);

  test('10 random funnels beside those who began in the equal period before', async () => {
    let began = 0;
    await fc.assert(
      fc.asyncProperty(fewLogs, randomFunnel, async (log, params) => {
        const data = await loadOnce(await engine(), log);
        const { figures } = await runOn(
          await engine(),
          funnel,
          data,
          {
            ...asParams(params),
            compare: { period: 'previous' },
          },
          byHalves(log),
        );
        const required = params.steps.filter((s) => !s.optional).length;
        const length = params.to - params.from;
        const periods = [params, { ...params, from: params.from - length, to: params.from }];
        const expected = periods.map((p) => {
          const { attempts } = referenceFunnel(log, p);
          const waiting = attempts.filter((a) => a.times.length < required && a.lastStart + p.window > data.asOf);
          return { customers: reachedOf(attempts, required), immature: waiting.length };
        });
        expect(figures.comparison?.sides.map(({ customers, immature }) => ({ customers, immature }))).toEqual(expected);
        expect(figures.comparison?.with).toEqual({ from: params.from, to: params.to, before: params.from - length });
        const shares = expected.map(({ customers }) => customers.map((n) => n / (customers[0] ?? 0)));
        figures.comparison?.differences.forEach(({ value }, k) => {
          const [here, there] = [shares[0]?.[k + 1] ?? NaN, shares[1]?.[k + 1] ?? NaN];
          if (Number.isNaN(here - there)) expect(value).toBeNull();
          else expect(value).toBeCloseTo(here - there, 12);
        });
        if (expected.every((e) => (e.customers[0] ?? 0) > 0)) began++;
      }),
      options,
    );
    expect(began).toBeGreaterThan(5);
  }, 120_000);
});
