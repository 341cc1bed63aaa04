import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessions } from '../../../src/analyses/sessions';
import { numbers } from '../../../src/core/frame';
import { MINUTE } from '../../../src/core/time';
import { hold, scanOnly } from '../../support/scanOnly';
import { randomLog } from './random';
import { plainSessions } from './reference';

test('scanned sessions equal brute force: 1,000 random logs × random pauses', () => {
  let several = 0;
  fc.assert(
    fc.property(randomLog, fc.integer({ min: 1, max: 24 * 60 }), (log, gap) => {
      const held = hold(log);
      const { figures: f } = scanOnly(held, sessions, { gap }, [], ({ ends }) => {
        if (ends === undefined) throw new Error('no ends');
        const { columns, length } = ends;
        const values = Array.from(numbers(ends, 'event'), (event) => held.events[event] ?? null);
        return { ends: { length, columns: [{ name: 'name', type: 'text', values }, ...columns] } };
      });
      const plain = plainSessions(log, held.data.asOf, { gap: gap * MINUTE });
      const count = (is: (rows: (typeof plain)[number]['rows']) => boolean): number =>
        plain.filter(({ rows }) => is(rows)).length;
      expect(f.sessions).toBe(plain.length);
      expect(f.customers).toBe(new Set(plain.map((s) => s.customer)).size);
      expect(f.events).toBe(log.length);
      expect(f.bounce.count).toBe(count((rows) => rows.length === 1));
      expect(f.conversion?.count ?? 0).toBe(count((rows) => rows.some((r) => r.sign === 1)));
      const at = (limit: number): number => plainSessions(log, held.data.asOf, { gap: limit }).length;
      expect(f.otherLimits).toEqual({ half: at((gap * MINUTE) / 2), double: at(gap * MINUTE * 2) });
      const lengths = plain.map(({ rows }) => rows.length).sort((a, b) => a - b);
      const middle = (lengths.length - 1) / 2;
      const median = ((lengths[Math.floor(middle)] ?? NaN) + (lengths[Math.ceil(middle)] ?? NaN)) / 2;
      expect(f.eventsPer?.median).toBe(median);
      for (const { event, entries, exits } of f.ends) {
        expect(entries).toBe(count((rows) => rows[0]?.event === event));
        expect(exits).toBe(count((rows) => rows.at(-1)?.event === event));
      }
      expect(f.ends.reduce((n, e) => n + e.entries, 0)).toBe(plain.length);
      if (plain.length > f.customers) several++;
    }),
    { numRuns: 1000, seed: 20261122, endOnFailure: true },
  );
  expect(several).toBeGreaterThan(300);
});
