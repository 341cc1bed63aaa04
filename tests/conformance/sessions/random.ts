import fc from 'fast-check';
import { HOUR, MINUTE } from '../../../src/core/time';
import type { LogRow } from '../../support/spine';

/** Rows around a change of clocks, with a column that tells sessions apart. */
export const randomLog: fc.Arbitrary<LogRow[]> = fc
  .record({
    rows: fc.array(
      fc.record({
        customer: fc.integer({ min: 1, max: 5 }).map(String),
        at: fc.integer({ min: 0, max: 40 }),
        event: fc.constantFrom('view', 'cart', 'search it', 'buy'),
        session: fc.constantFrom('x', 'y', null),
        item: fc.constantFrom('i', 'j', 'k', null),
      }),
      { minLength: 1, maxLength: 60, size: 'medium' },
    ),
    step: fc.constantFrom(10 * MINUTE, 15 * MINUTE, 7 * HOUR),
  })
  .map(({ rows, step }) =>
    rows.map(({ customer, at, event, session, item }): LogRow => ({
      customer,
      time: Date.parse('2024-03-30T20:00:00Z') + at * step,
      event,
      sign: event === 'buy' ? 1 : 0,
      amount: event === 'buy' ? 5 : 0,
      properties: { session, item },
    })),
  );
