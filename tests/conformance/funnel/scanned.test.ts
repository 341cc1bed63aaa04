import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnel } from '../../../src/analyses/funnel';
import { numberAt, numbers, type Frame } from '../../../src/core/frame';
import { numberFrame } from '../../../src/core/frames';
import { parseParams } from '../../../src/core/recipe';
import { scanFunnel } from '../../../src/sql/funnel/pass';
import { recordingOf } from '../../../src/sql/funnel/recording';
import { scanSpec } from '../../../src/sql/funnel/scan';
import { setupFunnel } from '../../../src/sql/funnel/setup';
import { readLog } from '../../../src/sql/log';
import { keyOfSession } from '../../../src/sql/sessions';
import { hold, scanOnly } from '../../support/scanOnly';
import type { LogRow } from '../../support/spine';
import { asParams, completeSpec, denseLog, excludingSpec, sparseLog } from './random';
import { referenceAttempts, type ReferenceParams } from './reference';
import { referenceFunnel, type CompleteParams } from './reference-complete';

/*
 * The scan of a funnel needs no engine, so that each of a thousand random logs is one of its own; SQL is held to the same
 * loops on fewer (`complete.test.ts`), and fixture by fixture to the scan (`funnel.test.ts`).
 */

/** Attempts as a frame of the scan has them: customer, when they entered last, and the times of steps taken. */
function attemptsIn(
  own: Frame,
  customers: readonly string[],
  bySession: boolean,
  columns: readonly string[],
): string[] {
  const keys = numbers(own, 'customer');
  const last = numbers(own, 'last_start');
  const times = columns.map((name) => numbers(own, name));
  return Array.from(keys, (key, row) =>
    JSON.stringify([
      customers[bySession ? Math.floor(key / keyOfSession(1, 0)) : key],
      last[row],
      times.map((of) => (Number.isNaN(of[row]) ? null : of[row])),
    ]),
  ).sort();
}

/** The different tests of the column `page`, in order of their steps. */
const pagesOf = ({ steps }: CompleteParams): readonly ((row: LogRow) => boolean)[] =>
  [...new Set(steps.flatMap(({ pages }) => (pages === undefined ? [] : [pages.join()])))].map(
    (pages) => (row) => pages.split(',').includes(String(row.properties?.['page'] ?? '')),
  );

/** Dense logs for most; sparse ones for exclusions, which would keep everybody of a dense one out. */
const logWithSpec = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(denseLog, completeSpec) },
  { weight: 1, arbitrary: fc.tuple(sparseLog, excludingSpec) },
);

describe('scanned funnels against brute force', () => {
  test('1,000 random logs × random funnels, each with two windows: filters, exclusions, optional steps, sessions, periods', () => {
    let [converted, out] = [0, 0];
    fc.assert(
      fc.property(logWithSpec, fc.integer({ min: 0, max: 12 }), ([log, spec], other) => {
        const held = hold(log);
        const sets = pagesOf(spec).map((passes) => held.rows(passes));
        // The second is counted from what the first one kept.
        for (const window of [spec.window, other * 1000]) {
          const params = { ...spec, window };
          const { figures, frames } = scanOnly(held, funnel, asParams(params), sets);
          const expected = referenceFunnel(log, params);
          const places = params.steps.map((s, place) => ({ ...s, place }));
          const [required, optional] = [places.filter((s) => !s.optional), places.filter((s) => s.optional)];
          const columns = [...required.map((_, i) => `t${i + 1}`), ...optional.map((s) => `o${s.place + 1}`)];
          expect(attemptsIn(frames['own'] as Frame, held.customers, params.gap !== null, columns)).toEqual(
            expected.attempts
              .map((a) =>
                JSON.stringify([
                  a.customer,
                  a.lastStart,
                  [
                    ...required.map((_, i) => a.times[i] ?? null),
                    ...optional.map((s) => a.optional.get(s.place) ?? null),
                  ],
                ]),
              )
              .sort(),
          );
          expect(figures.excluded).toBe(expected.excluded);
          const done = expected.attempts.filter((a) => a.times.length === required.length).length;
          expect(figures.steps.at(-1)?.customers).toBe(done);
          const waiting = expected.attempts.filter(
            (a) => a.times.length < required.length && a.lastStart + window > held.data.asOf,
          );
          expect(figures.immature.customers).toBe(waiting.length);
          converted += done;
          out += expected.excluded;
        }
      }),
      { numRuns: 1000, seed: 20261122, endOnFailure: true },
    );
    expect(converted).toBeGreaterThan(500);
    expect(out).toBeGreaterThan(200);
  });

  test('what was kept of one funnel is of no use to another: 60 logs asked by turns', () => {
    fc.assert(
      fc.property(denseLog, completeSpec, completeSpec, (log, one, other) => {
        const held = hold(log);
        const asked = [one, other, { ...one, to: one.to + 1000 }];
        const sets = new Map(asked.map((spec) => [spec, pagesOf(spec).map((passes) => held.rows(passes))]));
        for (const spec of [...asked, one]) {
          const fresh = hold(log);
          const alone = scanOnly(
            fresh,
            funnel,
            asParams(spec),
            pagesOf(spec).map((passes) => fresh.rows(passes)),
          );
          expect(scanOnly(held, funnel, asParams(spec), sets.get(spec)).frames).toEqual(alone.frames);
        }
      }),
      { numRuns: 60, seed: 20261124, endOnFailure: true },
    );
  });

  test('what is too much to keep is walked again: 900,000 rows by turns, twenty steps, two windows', () => {
    const rows = 900_000;
    const log = readLog(
      numberFrame({
        customer: new Float64Array(rows),
        time: Float64Array.from({ length: rows }, (_, i) => i * 1000),
        code: Float64Array.from({ length: rows }, (_, i) => 2 * (i % 2)),
      }),
    );
    const { data } = hold([
      { customer: 'one', time: 0, event: 'a' },
      { customer: 'one', time: (rows - 1) * 1000, event: 'b' },
    ]);
    const steps = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'a' : 'b'));
    for (const seconds of [19, 5]) {
      const params = parseParams(funnel.params, { steps, window: { value: seconds, unit: 'seconds' } }, '');
      const spec = scanSpec(setupFunnel(params, data));
      const { own } = scanFunnel(log, spec);
      expect(recordingOf(log, spec, [])).toBeNull();
      if (own === undefined) throw new Error('nobody is in the funnel');
      expect([numberAt(own, 'depth'), numberAt(own, 't1'), numberAt(own, 'last_start')]).toEqual([
        seconds + 1,
        0,
        (rows - 2) * 1000,
      ]);
    }
  });

  const name = fc.constantFrom('a', 'b', 'c', 'x');
  const window = fc.integer({ min: 0, max: 12 }).map((t) => t * 1000);
  const plain: fc.Arbitrary<ReferenceParams> = fc.oneof(
    fc.record({
      steps: fc.array(fc.uniqueArray(name, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 5 }),
      order: fc.constantFrom('ordered' as const, 'strict' as const),
      window,
    }),
    // Steps in any order are alike or have nothing in common.
    fc.record({
      steps: fc.array(fc.constantFrom(['a'], ['b'], ['c', 'x']), { minLength: 2, maxLength: 5 }),
      order: fc.constant('any' as const),
      window,
    }),
  );

  test('1,000 random logs × random funnels: ordered, strict and in any order', () => {
    fc.assert(
      fc.property(denseLog, plain, window, (log, spec, other) => {
        const held = hold(log);
        for (const params of [spec, { ...spec, window: other }]) {
          const { figures } = scanOnly(held, funnel, {
            steps: params.steps.map((s) => [...s]),
            order: params.order,
            window: { value: params.window / 1000, unit: 'seconds' },
          });
          const reached = (order: ReferenceParams['order']): readonly number[] => {
            const depths = [...referenceAttempts(log, { ...params, order }).values()].map((a) => a.times.length);
            return params.steps.map((_, i) => depths.filter((d) => d > i).length);
          };
          expect(figures.steps.map((s) => s.customers)).toEqual(reached(params.order));
          expect(figures.steps.map((s) => s.followed)).toEqual(reached('ordered'));
          expect(figures.steps.map((s) => s.independent)).toEqual(
            params.steps.map(
              (step) => new Set(log.flatMap((r) => (step.includes(r.event ?? '') ? [r.customer] : []))).size,
            ),
          );
        }
      }),
      { numRuns: 1000, seed: 20261123, endOnFailure: true },
    );
  });
});
