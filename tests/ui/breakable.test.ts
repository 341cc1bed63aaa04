import { expect, test } from 'vitest';
import { breakable } from '../../src/ui/breakable';

test('a long name may be broken after its underscores, a short one and a plain sentence nowhere', () => {
  expect(breakable('Customers with has_done_upselling = 1')).toEqual(['Customers with has_', 'done_', 'upselling = 1']);
  expect(breakable('spend_90_flag is told by recency')).toEqual(['spend_90_flag is told by recency']);
  expect(breakable('What sets those picked apart')).toEqual(['What sets those picked apart']);
  expect(breakable('')).toEqual(['']);
});

test('no part of a name is shorter than four letters, and the parts are the text', () => {
  for (const text of [
    'n_of_visits_in_the_last_30_d',
    'два слова и количество_визитов_за_90_дней',
    '__proto____of_it_all__',
  ]) {
    const parts = breakable(text);
    expect(parts.join('')).toBe(text);
    if (parts.length > 1) for (const part of parts) expect(part.trim().length).toBeGreaterThanOrEqual(4);
  }
});
