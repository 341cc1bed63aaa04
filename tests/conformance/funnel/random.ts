import fc from 'fast-check';
import type { LogRow } from '../../support/spine';
import type { CompleteParams } from './reference-complete';

const iso = (time: number): string => new Date(time).toISOString();

/** A funnel as a recipe would write it. */
export const asParams = (p: CompleteParams) => ({
  steps: p.steps.map((s) => ({
    events: [...s.events],
    ...(s.pages === undefined ? {} : { where: [{ property: 'page', is: [...s.pages] }] }),
    optional: s.optional,
  })),
  exclude: p.exclude.map((x) => ({ events: [...x.events], from: x.from + 1, to: x.to + 1 })),
  window: { value: p.window / 1000, unit: 'seconds' },
  ...(p.gap === null ? {} : { count: { sessions: { gap: { value: p.gap / 1000, unit: 'seconds' } } } }),
  entered: { from: iso(p.from), to: iso(p.to) },
  ...(p.distinct ? {} : { semantics: 'clickhouse-default' }),
});

const name = fc.constantFrom('a', 'b', 'c', 'x');
const page = fc.constantFrom('p', 'q', null);
/** Twelve customers in one query are twelve random logs; every event occurs, so that none is refused. */
export const denseLog = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0')),
      time: fc.integer({ min: 0, max: 14 }).map((t) => t * 1000),
      event: name,
      properties: fc.record({ page }),
    }),
    { minLength: 20, maxLength: 160 },
  )
  .map((log): LogRow[] => [
    ...log,
    ...['a', 'b', 'c', 'x'].map((event) => ({ customer: '99', time: 0, event, properties: { page: 'p' } })),
  ]);
const eventSet = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
const randomStep = fc.record({
  events: eventSet,
  pages: fc.option(fc.uniqueArray(fc.constantFrom('p', 'q'), { minLength: 1, maxLength: 2 }), { nil: undefined }),
  optional: fc.boolean(),
});
/** Everything that may be asked of a funnel in order. */
export const completeSpec: fc.Arbitrary<CompleteParams> = fc
  .record({
    steps: fc.array(randomStep, { minLength: 2, maxLength: 5 }),
    exclude: fc.array(fc.record({ events: eventSet, from: fc.nat(3), to: fc.nat(4) }), { maxLength: 2 }),
    window: fc.integer({ min: 0, max: 12 }).map((t) => t * 1000),
    gap: fc.option(
      fc.integer({ min: 0, max: 4 }).map((t) => t * 1000),
      { nil: null },
    ),
    from: fc.integer({ min: 0, max: 4 }).map((t) => t * 1000),
    to: fc.integer({ min: 5, max: 16 }).map((t) => t * 1000),
    distinct: fc.boolean(),
  })
  .map((p) => {
    // What does not go together is left out: optional ends, exclusions at optional steps, both by ClickHouse.
    const steps = p.steps.map(({ pages, ...s }, i) => ({
      ...s,
      ...(pages === undefined ? {} : { pages }),
      optional: p.distinct && s.optional && i > 0 && i < p.steps.length - 1,
    }));
    const exclude = p.distinct
      ? p.exclude.filter((x) => x.from < x.to && steps[x.from]?.optional === false && steps[x.to]?.optional === false)
      : [];
    return { ...p, steps, exclude };
  });

/** Few rows a customer, one event that only excludes: in dense logs it would keep everybody out. */
export const sparseLog = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 40 }).map((n) => String(n).padStart(2, '0')),
      time: fc.integer({ min: 0, max: 6 }).map((t) => t * 1000),
      event: fc.constantFrom('a', 'b', 'c', 'a', 'b', 'c', 'x'),
    }),
    { minLength: 120, maxLength: 240 },
  )
  .map((log): LogRow[] => [...log, ...['a', 'b', 'c', 'x'].map((event) => ({ customer: '99', time: 0, event }))]);
/** An exclusion between steps that are in the order of the log's names. */
export const excludingSpec: fc.Arbitrary<CompleteParams> = fc
  .record({
    from: fc.integer({ min: 0, max: 1 }),
    to: fc.integer({ min: 1, max: 2 }),
    window: fc.integer({ min: 2, max: 6 }),
  })
  .map(({ from, to, window }) => ({
    steps: ['a', 'b', 'c'].map((event) => ({ events: [event], optional: false })),
    exclude: [{ events: ['x'], from, to: Math.max(to, from + 1) }],
    window: window * 1000,
    gap: null,
    from: 0,
    to: 10_000,
    distinct: true,
  }));
