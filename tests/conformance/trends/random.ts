import fc from 'fast-check';
import type { TrendMeasure } from '../../../src/analyses/trends/spec';
import { DAY, HOUR, MINUTE } from '../../../src/core/time';
import type { LogRow } from '../../support/spine';
import type { TrendQuestion } from './reference';

/** Places in time that a log has, one step apart: the next log of a row of them begins after the last. */
const PLACES = 50;

const row = fc.record({
  customer: fc.integer({ min: 1, max: 6 }).map(String),
  at: fc.integer({ min: 0, max: PLACES - 1 }),
  event: fc.constantFrom('a', 'b'),
  amount: fc.constantFrom(5, 7.5, -3, null),
  kind: fc.constantFrom('x', 'y', 'z', null),
});

/**
 * Random logs one after another, so that hardly a bucket holds rows of two, and each log is held to the loops by
 * itself; the same customers return in all of them. They begin before a change of clocks.
 */
export const logsInTurn = (many: number): fc.Arbitrary<LogRow[]> =>
  fc
    .record({
      logs: fc.array(fc.array(row, { minLength: 2, maxLength: 40, size: 'medium' }), {
        minLength: many,
        maxLength: many,
      }),
      step: fc.constantFrom(20 * MINUTE, 7 * HOUR, 31 * HOUR),
    })
    .map(({ logs, step }) =>
      logs.flatMap((log, turn) =>
        log.map(({ customer, at, event, amount, kind }): LogRow => ({
          customer,
          time: Date.parse('2024-03-06T00:30:00Z') + (turn * PLACES + at) * step,
          event,
          sign: amount === null ? 0 : amount < 0 ? -1 : 1,
          amount: amount ?? 0,
          properties: { kind },
        })),
      ),
    );

const series = fc.record({
  event: fc.option(fc.constantFrom('a', 'b'), { freq: 2 }),
  measure: fc.constantFrom<TrendMeasure>('events', 'customers', 'perCustomer', 'sum', 'average'),
  only: fc.option(fc.constantFrom('x', 'y'), { freq: 2 }),
});

/** What may be asked of trends. */
export const questions: fc.Arbitrary<TrendQuestion> = fc.record({
  series: fc.tuple(series, series),
  formula: fc.option(fc.constantFrom('A/B' as const, 'A-B' as const), { freq: 2 }),
  interval: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
  zone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin'),
  over: fc.constantFrom('all' as const, 'kinds' as const, 'previous' as const),
});

/** The question with an interval that is not refused: hours of two months at most, two whole months to compare. */
export function answerable(question: TrendQuestion, log: readonly LogRow[]): TrendQuestion {
  const times = log.map((r) => r.time);
  const days = (Math.max(...times) - Math.min(...times)) / DAY;
  if (question.interval === 'hour' && days > 60) return { ...question, interval: 'day' };
  return question.interval === 'month' && days < 120 ? { ...question, interval: 'week' } : question;
}

/** A question as the parameters of a recipe have it. */
export function asParams({ series: both, formula, interval, over }: TrendQuestion): object {
  return {
    series: both.slice(0, formula === null ? 1 : 2).map(({ event, measure, only }) => ({
      activity: event ?? { rows: 'all' },
      measure,
      ...(only === null ? {} : { where: [{ property: 'kind', is: [only] }] }),
    })),
    ...(formula === null ? {} : { formula }),
    interval,
    ...(over === 'kinds' ? { breakdown: { property: 'kind', top: 2 } } : {}),
    ...(over === 'previous' ? { compare: 'previous' } : {}),
  };
}
